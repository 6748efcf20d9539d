#include "features/account/account_guess.h"
#include "tests/kit.h"

UNIT(passwords_that_people_like_take_few_guesses)
{
	static const char *const liked[] = { "password12345", "1234567890123",
	    "0987654321098", "qwertyuiop1234", "passwordpassword",
	    "aaaaaaaaaaaaaaaa", "iloveyou1234567", "1qaz2wsx3edc4rfv",
	    "zaq12wsxcde34rfv", "qwertyuiopasdfgh", "abcdefghijklmnop",
	    "abc123abc123abc123", "administrator1", "password!@2024",
	    "tsunagu2026tsunagu", "aomori-aomori-2026", "welcome2aomori",
	    "letmeinletmein", "hana_nurse2026!", "hana_nurse_hana_nurse",
	    "nursenursenurse", "changeme123456", "p@ssw0rdp@ssw0rd",
	    "sunshine1234567", "summer2025summer", "1111222233334444",
	    "qqqqwwwweeeerrrr", "iryoucare20260401", "baseballfootball",
	    "trustno1trustno1", "asdfghjklasdfghjkl", "january011990",
	    "さくらさくらさくらさくら", "ぱすわーど12345678" };

	for (size_t i = 0; i < COUNT(liked); i++)
		EXPECT_OF(NULL, account_guesses(liked[i], "hana_nurse") < 8,
		    liked[i]);
}

UNIT(passwords_of_words_that_do_not_belong_together_take_many)
{
	static const char *const good[] = { TOWN_PASSWORD, "lake snow apple 7",
	    "88haj4ezam2pz6qt", "kettle-river-moss", "あめのひのこうえんはしずか",
	    "mountain cup 3 birds", "tsunagu kettle river" };

	for (size_t i = 0; i < COUNT(good); i++)
		EXPECT_OF(NULL, account_guesses(good[i], "hana_nurse") >= 8,
		    good[i]);
	EXPECT(account_guesses("", "x") == 0);
}

TEST(common_password_is_refused_with_a_reason)
{
	post(t, "/account/password", "old", TOWN_PASSWORD, "new",
	    "Aomori-Password-2026", "again", "Aomori-Password-2026", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "よく使われる言葉");
}
