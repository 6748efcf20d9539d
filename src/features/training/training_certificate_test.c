#include "features/training/training_day.h"
#include "features/training/training_town_test.h"

/* A course for coordinators, completed by one who came to its one session. */
static const char *
completed(struct town *t, const char *name, const char *mail)
{
	const char *id, *s;

	post(t, "/trainings", "title", "養成研修" CANARY, "kind",
	    "coordinator", "year", "2026", "needed", "1", NULL);
	id = id_at(t, "/trainings/");
	s = town_session(t, id, "1", "R8.4.1", "", "");
	town_apply(t, s, name, mail);
	town_attend(t, s, town_applicant(t, s, "accepted", "min"));
	post(t, arena_fmt(t->mem, "/trainings/%s/certificates", id), NULL);
	EXPECT_STATUS(t, 303);
	return id;
}

static const char *
certificate(struct town *t)
{
	struct query q = { "test.certificate",
		"SELECT id FROM training_certificate ORDER BY id DESC LIMIT 1" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return arena_fmt(t->mem, "/training-certificates/%s", rows.cells[0]);
}

TEST(training_is_not_completed_without_a_session_that_is_required)
{
	const char *id = town_course(t, "1");
	const char *one = town_session(t, id, "1", "R8.3.1", "", "");
	const char *two;

	post(t, arena_fmt(t->mem, "/training-sessions?training=%s", id),
	    "number", "2", "on_day", "R8.4.1", "theme", "必ずの回",
	    "required", "1", NULL);
	two = id_at(t, "/training-sessions/");
	town_apply(t, one, "見本 花子", "hanako@example.jp");
	town_attend(t, one, town_applicant(t, one, "accepted", "min"));
	get(t, arena_fmt(t->mem, "/trainings/%s/completion", id));
	EXPECT_SEES(t, "第2回を含む1回以上の参加で修了");
	post(t, arena_fmt(t->mem, "/trainings/%s/certificates", id), NULL);
	EXPECT_STATUS(t, 422);
	town_apply(t, two, "見本 花子", "hanako@example.jp");
	town_attend(t, two, town_applicant(t, two, "accepted", "min"));
	post(t, arena_fmt(t->mem, "/trainings/%s/certificates", id), NULL);
	EXPECT_STATUS(t, 303);
}

TEST(training_certificate_taken_back_says_so_and_holds_again)
{
	const char *at;

	(void)completed(t, "見本 花子" CANARY, "hanako@example.jp");
	at = certificate(t);
	post(t, arena_fmt(t->mem, "%s/revocation", at), NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/revocation", at), NULL);
	EXPECT_STATUS(t, 409);
	get(t, at);
	EXPECT_SEES(t, "令和8年4月1日（水）に取り消されました");
	post(t, arena_fmt(t->mem, "%s/restoration", at), NULL);
	EXPECT_STATUS(t, 303);
	get(t, at);
	EXPECT_NOT_SEES(t, "取り消されました");
	EXPECT_SEES(t, "確認の文字");
}

TEST(training_of_coordinators_leads_into_the_register_once)
{
	const char *at;

	(void)completed(t, "見本 花子", "hanako@example.jp");
	at = arena_fmt(t->mem, "%s/coordinator", certificate(t));
	get(t, at);
	EXPECT_SEES(t, "見本 花子");
	post(t, at, NULL);
	EXPECT_STATUS(t, 422);
	post(t, at, "municipality", "青森市", "willing", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM coordinator WHERE trained"
	    " = '1' AND trained_on = '2026-04-01'") == 1);
	post(t, at, "municipality", "青森市", "willing", "1", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM coordinator") == 1);
	get(t, at);
	EXPECT_STATUS(t, 409);
}

TEST(training_of_coordinators_finds_who_is_in_the_register)
{
	const char *at, *id;

	post(t, "/coordinators", "name", "見本花子" CANARY, "municipality",
	    "青森市", "trained", "0", "willing", "1", NULL);
	id = id_at(t, "/coordinators/");
	(void)completed(t, "見本 花子" CANARY, "hanako@example.jp");
	at = arena_fmt(t->mem, "%s/coordinator", certificate(t));
	get(t, at);
	EXPECT_SEES(t, "台帳に似た人がいます");
	post(t, at, "municipality", "青森市", "willing", "1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "同じ人ではないことを確かめて");
	post(t, at, "one", "nobody", NULL);
	EXPECT_STATUS(t, 404);
	post(t, at, "one", id, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM coordinator WHERE trained"
	    " = '1'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM coordinator") == 1);
}

UNIT(training_code_holds_however_it_is_typed)
{
	struct arena *mem = arena_new();
	const char *is = training_certificate_digest(mem, "2026-0001", "2026-04-01",
	    "abcd-efgh-jkmn");

	EXPECT(strcmp(is, training_certificate_digest(mem, "第２０２６－０００１号",
	    "2026-04-01", " ABCD efghjkmn")) == 0);
	EXPECT(strcmp(is, training_certificate_digest(mem, "2026-0002", "2026-04-01",
	    "abcd-efgh-jkmn")) != 0);
	EXPECT(strcmp(is, training_certificate_digest(mem, "2026-0001", "2026-04-02",
	    "abcd-efgh-jkmn")) != 0);
	EXPECT(strcmp(is, training_certificate_digest(mem, "2026-0001", "2026-04-01",
	    "abcd-efgh-jkmp")) != 0);
	EXPECT(strlen(training_code_new(mem)) == 14);
	arena_free(mem);
}
