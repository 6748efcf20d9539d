#include "features/training/training.h"
#include "tests/kit_mail.h"
#include "tests/kit_training.h"

/* What those who apply are told, and who moves up. */

TEST(training_mail_answers_with_a_seat_and_the_way_in)
{
	const char *s;
	struct mail m;

	mail_turn_on(t);
	s = training_town(t, "1");
	training_town_apply(t, s, "見本 花子", "hanako@example.jp");
	m = mail_last(t);
	EXPECT(strcmp(m.to, "hanako@example.jp") == 0);
	EXPECT(strstr(m.body, "席があります"));
	EXPECT(strstr(m.body, "https://meet.example.jp/x"));
	EXPECT(strstr(m.body, "https://centre.example/link/") ||
	    strstr(m.body, "/link/"));
	/* Nobody's name goes through other people's machines. */
	EXPECT(!strstr(m.body, "花子") && !strstr(m.subject, "花子"));
	training_town_apply(t, s, "例示 太郎", "taro@example.jp");
	m = mail_last(t);
	EXPECT(strcmp(m.to, "taro@example.jp") == 0);
	EXPECT(strstr(m.body, "キャンセル待ちの1番目"));
	/* How to get in is not for those who wait. */
	EXPECT(!strstr(m.body, "meet.example.jp"));
	EXPECT(mail_count(t) == 2);
}

TEST(training_with_more_seats_lets_those_who_wait_move_up_in_order)
{
	const char *s;

	mail_turn_on(t);
	s = training_town(t, "1");
	training_town_apply(t, s, "見本 花子", "hanako@example.jp");
	training_town_apply(t, s, "例示 太郎", "taro@example.jp");
	training_town_apply(t, s, "試作 次郎", "jiro@example.jp");
	EXPECT(mail_count(t) == 3);
	post(t, arena_fmt(t->mem, "/training-sessions/%s", s), "version", "1",
	    "number", "1", "on_day", "R8.5.1", "theme", "呼吸のケア",
	    "online_url", "https://meet.example.jp/x", "capacity", "2", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(training_town_count(t, s, "accepted") == 2);
	EXPECT(training_town_count(t, s, "waiting") == 1);
	EXPECT(mail_count(t) == 4);
	EXPECT(strcmp(mail_last(t).to, "taro@example.jp") == 0);
	EXPECT(strstr(mail_last(t).body, "席があきました"));
}

TEST(training_mail_tells_nobody_of_a_seat_in_what_is_over)
{
	const char *s;

	mail_turn_on(t);
	s = training_town(t, "5");
	set_today(t, "2026-05-02");
	training_town_apply(t, s, "見本 花子", "hanako@example.jp");
	EXPECT(training_town_count(t, s, "accepted") == 1);
	EXPECT(mail_count(t) == 0);
}

TEST(training_that_moves_tells_all_who_applied_where_to)
{
	const char *s, *at;

	mail_turn_on(t);
	s = training_town(t, "1");
	at = arena_fmt(t->mem, "/training-sessions/%s", s);
	training_town_apply(t, s, "見本 花子", "hanako@example.jp");
	training_town_apply(t, s, "例示 太郎", "taro@example.jp");
	post(t, at, "version", "1", "number", "1", "on_day", "R8.5.8",
	    "theme", "呼吸のケア", "online_url", "https://meet.example.jp/y",
	    "capacity", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(mail_count(t) == 4);
	EXPECT(strcmp(mail_last(t).to, "taro@example.jp") == 0);
	EXPECT(strstr(mail_last(t).subject, "変わりました"));
	EXPECT(strstr(mail_last(t).body, "令和8年5月8日"));
	/* How to get in is not for those who wait, here neither. */
	EXPECT(!strstr(mail_last(t).body, "meet.example.jp"));
	/* Another theme moves nobody. */
	post(t, at, "version", "2", "number", "1", "on_day", "R8.5.8",
	    "theme", "栄養のケア", "online_url", "https://meet.example.jp/y",
	    "capacity", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(mail_count(t) == 4);
	/* Again: they are told again. */
	set_today(t, "2026-04-02");
	post(t, at, "version", "3", "number", "1", "on_day", "R8.5.15",
	    "theme", "栄養のケア", "online_url", "https://meet.example.jp/y",
	    "capacity", "1", NULL);
	EXPECT(mail_count(t) == 6);
	EXPECT(strstr(mail_last(t).body, "令和8年5月15日"));
}
