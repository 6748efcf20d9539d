#include "app/verify_town_test.h"

#include "app/site.h"
#include "base/chain_key.h"
#include "tests/kit_rows.h"

/* What verify says of a town that nobody has touched, and who nobody should. */

TEST(verify_finds_nothing_wrong_where_nothing_is)
{
	struct log_town a;

	log_town_open(&a, t);
	EXPECT(log_is_whole(&a));
	EXPECT_SAYS(&a, "audit: 250 rows read, 250 macs, 4 checkpoints\n");
	EXPECT_SAYS(&a, "audit rows 241 to 250 are not signed yet\n");
	log_sign(&a);
	EXPECT(log_is_whole(&a));
	EXPECT(!log_says(&a, "not signed yet"));
	log_town_close(&a);
}

TEST(verify_knows_the_record_of_people_too)
{
	struct log_town a;

	sign_in(t, "admin");
	post(t, arena_fmt(t->mem, "/people/%s", town_person(t, "jiro_clerk")),
	    "version", "1", "login", "jiro_clerk", "name", "事務 次郎",
	    "role", "counsellor", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM revision"
	    " WHERE record = 'person'") == 1);
	log_town_open(&a, t);
	EXPECT(log_is_whole(&a));
	log_town_close(&a);
}

TEST(verify_without_the_first_key_says_which_macs_it_could_not_check)
{
	struct log_town a;

	log_town_open(&a, t);
	EXPECT(log_is_whole_alone(&a));
	EXPECT_SAYS(&a, "audit: 250 rows read, 51 macs, 4 checkpoints\n");
	EXPECT_SAYS(&a, "the macs of rows before 200 need audit.start");
	log_town_close(&a);
}
