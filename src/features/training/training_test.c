#include "features/training/training_rule.h"
#include "features/training/training_town_test.h"
#include "tests/kit_rows.h"

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

TEST(training_that_is_new_asks_for_its_year_without_proposing_none)
{
	get(t, "/trainings/new");
	EXPECT_SEES(t, "年度（西暦）");
	EXPECT_NOT_SEES(t, "value=\"0\"");
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

/* R6 as it was reported: nine sessions, the last still planned. */
static const char *const nine[] = { "63人", "108人", "78人", "93人", "59人",
	"168人", "89人", "109人", "予定" };

static const char *
put_nine(struct town *t)
{
	const char *id = town_course(t, "");

	for (size_t i = 0; i < COUNT(nine); i++) {
		bool planned = i + 1 == COUNT(nine);

		(void)town_session(t, id, arena_fmt(t->mem, "%zu", i + 1),
		    planned ? "R8.4.20" : arena_fmt(t->mem, "R7.%zu.10", i + 4),
		    "", planned ? "" : arena_bytes(t->mem, nine[i],
		    strspn(nine[i], "0123456789")));
	}
	return id;
}

TEST(training_table_of_nine_sessions_is_as_it_is_reported)
{
	const char *id = put_nine(t), *line;

	get(t, arena_fmt(t->mem, "/trainings/%s/table.csv", id));
	EXPECT_STATUS(t, 200);
	line = strstr(t->body, "回次,開催日時,開催場所,参加人数,研修内容\r\n");
	EXPECT(line);
	for (size_t i = 0; i < COUNT(nine); i++) {
		line = strstr(line, "\r\n") + 2;
		EXPECT(strncmp(line, arena_fmt(t->mem, "第%zu回,", i + 1),
		    strlen("第1回,")) == 0);
		EXPECT(strstr(arena_bytes(t->mem, line, strcspn(line, "\r")),
		    arena_fmt(t->mem, "18:00～19:30,オンライン,%s,呼吸のケア",
		    nine[i])));
	}
	line = strstr(line, "\r\n");
	EXPECT(line && !line[2]);
	EXPECT(strstr(t->body, "第6回,令和7年9月10日（水）18:00～19:30,"
	    "オンライン,168人,"));
	EXPECT(strstr(t->body, "第9回,令和8年4月20日（月）18:00～19:30,"
	    "オンライン,予定,"));
}

TEST(training_table_on_paper_says_the_same)
{
	const char *id = put_nine(t), *at;

	get(t, arena_fmt(t->mem, "/trainings/%s/table", id));
	EXPECT_SEES(t, "のべ767人");
	at = strstr(t->body, "回次");
	for (size_t i = 0; i < COUNT(nine); i++) {
		at = strstr(at, arena_fmt(t->mem, "第%zu回", i + 1));
		EXPECT(at);
		at = strstr(at, nine[i]);
		EXPECT(at);
	}
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
	home = town_agency(t, "見本事業所", "consultation");
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

TEST(training_people_are_found_by_name_with_all_they_came_to)
{
	const char *one = town_session(t, town_course(t, "1"), "1", "R8.3.1",
	    "", "");
	const char *two = town_session(t, town_course(t, ""), "1", "R8.4.1",
	    "", "");
	const char *a, *id = NULL;

	town_apply(t, one, "見本 花子" CANARY, "hanako@example.jp");
	a = town_applicant(t, one, "accepted", "min");
	town_attend(t, one, a);
	town_apply(t, two, "見本花子" CANARY, "HANAKO@example.jp");
	town_attend(t, two, town_applicant(t, two, "accepted", "min"));
	town_apply(t, two, "例示 太郎", "taro@example.jp");
	get(t, "/training-people");
	EXPECT_SEES(t, "<b>1人</b>");
	EXPECT_NOT_SEES(t, "例示 太郎");
	get(t, "/training-people?q=%E4%BE%8B%E7%A4%BA");
	EXPECT_SEES(t, "<b>0人</b>");
	get(t, "/training-people?q=%E8%A6%8B%E6%9C%AC%E8%8A%B1");
	EXPECT_SEES(t, "2回");
	id = strstr(t->body, "/training-people/");
	EXPECT(id);
	get(t, arena_bytes(t->mem, id, strlen("/training-people/") + 36));
	EXPECT_SEES(t, "<dd>2回</dd>");
	EXPECT_NOT_SEES(t, "例示 太郎");
	get(t, "/training-people/nobody");
	EXPECT_STATUS(t, 404);
}

TEST(training_year_counts_heads_and_people)
{
	const char *id = town_course(t, "");
	const char *one = town_session(t, id, "1", "R8.3.1", "", "30");
	const char *two = town_session(t, id, "2", "R8.3.8", "", "");

	town_apply(t, one, "見本 花子", "hanako@example.jp");
	town_attend(t, one, town_applicant(t, one, "accepted", "min"));
	town_apply(t, two, "見本 花子", "hanako@example.jp");
	town_attend(t, two, town_applicant(t, two, "accepted", "min"));
	get(t, arena_fmt(t->mem, "/trainings/%s", id));
	EXPECT_SEES(t, "<td>2</td><td>1</td>");
	get(t, "/training-years/2025");
	EXPECT_SEES(t, "令和7年度");
	EXPECT_SEES(t, "31");
	EXPECT_SEES(t, "看護師・保健師");
	get(t, "/training-years/2024");
	EXPECT_NOT_SEES(t, "看護師・保健師");
	get(t, "/training-years/x");
	EXPECT_STATUS(t, 404);
	get(t, "/training-years/2025/table.pdf");
	EXPECT(t->nbody > 4 && memcmp(t->body, "%PDF", 4) == 0);
}

TEST(trainings_are_shown_fifty_at_a_time)
{
	for (int i = 1; i <= 51; i++) {
		post(t, "/trainings", "title", arena_fmt(t->mem,
		    "第%02d勉強会", i), "kind", "study", "year", "2025", NULL);
		EXPECT_STATUS(t, 303);
	}
	get(t, "/trainings");
	EXPECT_SEES(t, "51件のうち1～50件め");
	EXPECT_SEES(t, "第50勉強会");
	EXPECT_NOT_SEES(t, "第51勉強会");
	EXPECT_SEES(t, "href=\"?page=2\" rel=\"next\"");
	get(t, "/trainings?page=2");
	EXPECT_SEES(t, "51件のうち51～51件め");
	EXPECT_SEES(t, "第51勉強会");
	EXPECT_NOT_SEES(t, "第50勉強会");
}
