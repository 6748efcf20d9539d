#include "features/training/training_rule.h"
#include "features/training/training_town_test.h"

static int64_t
how_many(struct town *t, const char *session, const char *state)
{
	return town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " training_applicant WHERE session = '%s' AND state = '%s'",
	    session, state));
}

TEST(training_with_more_applicants_than_seats_lets_the_later_wait)
{
	const char *s = town_session(t, town_course(t, ""), "1", "R8.5.1", "1", "");

	town_apply(t, s, "見本 花子" CANARY, "hanako@example.jp");
	EXPECT_STATUS(t, 303);
	town_apply(t, s, "例示 太郎", "taro@example.jp");
	EXPECT_STATUS(t, 303);
	town_apply(t, s, "試作 次郎", "jiro@example.jp");
	EXPECT_STATUS(t, 303);
	EXPECT(how_many(t, s, "accepted") == 1);
	EXPECT(how_many(t, s, "waiting") == 2);
	get(t, arena_fmt(t->mem, "/training-sessions/%s", s));
	EXPECT_SEES(t, "1人（キャンセル待ち2人）");
}

TEST(training_seat_given_back_goes_to_whoever_waited_longest)
{
	const char *s = town_session(t, town_course(t, ""), "1", "R8.5.1", "1", "");
	const char *first, *second, *url;

	town_apply(t, s, "見本 花子", "hanako@example.jp");
	town_apply(t, s, "例示 太郎", "taro@example.jp");
	town_apply(t, s, "試作 次郎", "jiro@example.jp");
	first = town_applicant(t, s, "accepted", "min");
	second = town_applicant(t, s, "waiting", "min");
	url = arena_fmt(t->mem, "/training-applicants/%s/cancellation", first);
	post(t, url, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(town_applicant(t, s, "accepted", "min"), second) == 0);
	EXPECT(how_many(t, s, "waiting") == 1);
	post(t, url, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(how_many(t, s, "accepted") == 1);
}

TEST(training_application_of_the_same_person_is_taken_once)
{
	const char *s = town_session(t, town_course(t, ""), "1", "R8.5.1", "", "");

	town_apply(t, s, "見本 花子", "hanako@example.jp");
	EXPECT_STATUS(t, 303);
	town_apply(t, s, "見本花子", "Hanako@example.jp");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "この人はもう申し込んでいます。");
	town_apply(t, s, "例示 太郎", "no mail");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "例示 太郎");
	EXPECT(how_many(t, s, "accepted") == 1);
}

TEST(training_applicants_lie_sealed_on_disk)
{
	const char *s = town_session(t, town_course(t, ""), "1", "R8.5.1", "", "");

	town_apply(t, s, "見本 花子", "hanako@example.jp");
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant WHERE"
	    " name LIKE '%見本%' OR mail LIKE '%@%'") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant WHERE"
	    " profession = 'nurse'") == 1);
}

TEST(training_attendance_is_ticked_in_one_table_and_counted)
{
	const char *s = town_session(t, town_course(t, ""), "1", "R8.4.1", "", "");
	const char *a, *b, *url;

	town_apply(t, s, "見本 花子", "hanako@example.jp");
	town_apply(t, s, "例示 太郎", "taro@example.jp");
	a = town_applicant(t, s, "accepted", "min");
	b = town_applicant(t, s, "accepted", "max");
	url = arena_fmt(t->mem, "/training-sessions/%s/attendance", s);
	post(t, url, NULL);
	EXPECT_STATUS(t, 422);
	post(t, url, "came", a, NULL);
	EXPECT_STATUS(t, 303);
	/* Somebody whose page was shown before: theirs is added to it. */
	post(t, url, "came", b, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(how_many(t, s, "attended") == 2);
	post(t, url, "came", b, NULL);
	EXPECT_STATUS(t, 409);
	post(t, url, "was", a, "was", b, "came", b, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(how_many(t, s, "attended") == 1);
	get(t, arena_fmt(t->mem, "/training-sessions/%s", s));
	EXPECT_SEES(t, "看護師・保健師");
	EXPECT_SEES(t, "1人");
}

TEST(training_to_come_has_no_attendance_yet)
{
	const char *s = town_session(t, town_course(t, ""), "1", "R8.5.1", "", "");
	const char *a;

	town_apply(t, s, "見本 花子", "hanako@example.jp");
	a = town_applicant(t, s, "accepted", "min");
	post(t, arena_fmt(t->mem, "/training-sessions/%s/attendance", s),
	    "came", a, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "出席は、開く日になってからつけてください。");
	EXPECT(how_many(t, s, "attended") == 0);
}

TEST(training_table_of_nine_sessions_is_as_it_is_reported)
{
	static const char *const came[] = { "63", "108", "78", "93", "59",
		"168", "89", "109", "" };
	const char *id = town_course(t, "");

	for (size_t i = 0; i < COUNT(came); i++)
		(void)town_session(t, id, arena_fmt(t->mem, "%zu", i + 1),
		    i == 8 ? "R8.4.20" : arena_fmt(t->mem, "R7.%zu.10",
		    i + 4), "", came[i]);
	get(t, arena_fmt(t->mem, "/trainings/%s/table", id));
	EXPECT_SEES(t, "回次");
	EXPECT_SEES(t, "168人");
	EXPECT_SEES(t, "のべ767人");
	get(t, arena_fmt(t->mem, "/trainings/%s/table.csv", id));
	EXPECT_STATUS(t, 200);
	EXPECT(strstr(t->body, "回次,開催日時,開催場所,参加人数,研修内容\r\n"));
	EXPECT(strstr(t->body, "第6回,令和7年9月10日（水）18:00～19:30,"
	    "オンライン,168人,"));
	EXPECT(strstr(t->body, "第9回,令和8年4月20日（月）18:00～19:30,"
	    "オンライン,予定,"));
	get(t, arena_fmt(t->mem, "/trainings/%s/table.pdf", id));
	EXPECT(t->nbody > 4 && memcmp(t->body, "%PDF", 4) == 0);
}

TEST(training_number_of_a_session_is_given_once)
{
	const char *id = town_course(t, "");

	(void)town_session(t, id, "1", "R8.5.1", "", "");
	post(t, arena_fmt(t->mem, "/training-sessions?training=%s", id),
	    "number", "1", "on_day", "R8.6.1", "theme", "同じ回次", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "この回次はもうあります。");
	post(t, arena_fmt(t->mem, "/training-sessions?training=%s", id),
	    "number", "2", "on_day", "R8.6.1", "theme", "時刻がおかしい",
	    "from_at", "25:00", "headcount", "3", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM training_session") == 1);
	post(t, "/training-sessions", "number", "2", NULL);
	EXPECT_STATUS(t, 404);
}

static void
all_came(struct town *t, const char *session)
{
	const char *a = town_applicant(t, session, "accepted", "min");

	post(t, arena_fmt(t->mem, "/training-sessions/%s/attendance", session),
	    "came", a, NULL);
	EXPECT_STATUS(t, 303);
}

TEST(training_is_completed_by_coming_often_enough)
{
	const char *id = town_course(t, "2");
	const char *one = town_session(t, id, "1", "R8.3.1", "", "");
	const char *two = town_session(t, id, "2", "R8.4.1", "", "");
	const char *url = arena_fmt(t->mem, "/trainings/%s/certificates", id);

	town_apply(t, one, "見本 花子", "hanako@example.jp");
	all_came(t, one);
	post(t, url, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "修了証を出す人はいません。");
	town_apply(t, two, "見本花子", "HANAKO@example.jp");
	all_came(t, two);
	post(t, url, NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM training_certificate"
	    " WHERE number = '2025-0001' AND attended = 2") == 1);
	get(t, arena_fmt(t->mem, "/trainings/%s/completion", id));
	EXPECT_SEES(t, "2025-0001");
}

TEST(training_is_the_centre_s_alone)
{
	const char *id = town_course(t, ""), *s, *home;

	s = town_session(t, id, "1", "R8.5.1", "", "");
	post(t, "/agencies", "name", "見本事業所", "kind", "consultation", NULL);
	home = town_id_at(t, "/agencies/");
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "調整 海", "role",
	    "coordinator", "agency", home, NULL);
	sign_in(t, "umi");
	get(t, "/trainings");
	EXPECT_STATUS(t, 403);
	get(t, arena_fmt(t->mem, "/trainings/%s/table.csv", id));
	EXPECT_STATUS(t, 403);
	get(t, arena_fmt(t->mem, "/training-sessions/%s", s));
	EXPECT_STATUS(t, 403);
	town_apply(t, s, "見本 花子", "hanako@example.jp");
	EXPECT_STATUS(t, 403);
}

UNIT(training_people_are_told_apart_by_mail_then_by_name_and_place)
{
	struct arena *mem = arena_new();
	struct training_applicant rows[] = {
		{ .session = "1", .name = "見本 花子", .mail = "a@x.jp" },
		{ .session = "1", .name = "見本 花子", .mail = "b@x.jp" },
		{ .session = "2", .name = "見本花子", .mail = "A@x.jp" },
		{ .session = "2", .name = "例 太郎", .organization = "甲" },
		{ .session = "3", .name = "例 太郎", .organization = "乙" },
		{ .session = "3", .name = "例太郎", .organization = "甲",
		    .mail = "t@x.jp" },
		{ .session = "3", .name = "例太郎", .organization = "甲" },
	};
	struct training_person p[COUNT(rows)];
	const char *first[] = { "1" };
	struct training_needs two = { .needed = 2 };
	struct training_needs certain = { .needed = 2, .required = first,
		.nrequired = 1 };

	EXPECT(training_people(mem, rows, COUNT(rows), p) == 4);
	EXPECT(p[0].attended == 2 && p[1].attended == 1);
	EXPECT(p[2].attended == 2 && p[3].attended == 1);
	EXPECT(training_completed(&p[0], &two));
	EXPECT(!training_completed(&p[1], &two));
	EXPECT(!training_completed(&p[0], &(struct training_needs){ 0 }));
	EXPECT(training_completed(&p[0], &certain));
	EXPECT(!training_completed(&p[2], &certain));
	arena_free(mem);
}

TEST(training_nobody_came_to_is_not_one_that_nobody_counted)
{
	const char *id = town_course(t, "");
	const char *none = town_session(t, id, "1", "R8.3.1", "", "0");
	const char *uncounted = town_session(t, id, "2", "R8.3.2", "", "");

	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " training_session WHERE id = '%s' AND headcount = 0", none)) == 1);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " training_session WHERE id = '%s' AND headcount IS NULL",
	    uncounted)) == 1);
	get(t, arena_fmt(t->mem, "/training-sessions/%s/edit", none));
	EXPECT_SEES(t, "name=\"headcount\"");
	EXPECT(strstr(strstr(t->body, "name=\"headcount\""), "value=\"0\""));
	town_apply(t, none, "見本 花子", "hanako@example.jp");
	post(t, arena_fmt(t->mem, "/training-sessions/%s/attendance", none),
	    "came", town_applicant(t, none, "accepted", "min"), NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/trainings/%s/table.csv", id));
	EXPECT(strstr(t->body, "オンライン,0人,"));
	post(t, arena_fmt(t->mem, "/training-sessions?training=%s", id),
	    "number", "3", "on_day", "R8.5.1", "theme", "これから",
	    "headcount", "0", NULL);
	EXPECT_STATUS(t, 422);
}
