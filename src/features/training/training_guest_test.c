#include "app/daily.h"
#include "features/training/training.h"
#include "tests/kit_mail.h"
#include "tests/kit_training.h"

/* What the link in a mail opens. */

/* A PNG of one pixel. */
static const char png[] =
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0\x3a\x7e\x9b\x55"
    "\0\0\0\nIDAT\x78\x9c\x63\x60\0\0\0\2\0\1\x48\xaf\xa4\x71"
    "\0\0\0\0IEND\xae\x42\x60\x82";

static const char *
token_of(struct town *t, const struct mail *m)
{
	const char *at = strstr(m->body, "/link/");

	EXPECT(at);
	at += strlen("/link/");
	return arena_bytes(t->mem, at, strcspn(at, "\n"));
}

/* The link of the last mail, in a browser nobody is signed in at. */
static void
follow(struct town *t)
{
	struct mail m = mail_last(t);

	sign_in(t, NULL);
	post_raw(t, "/link", "token", token_of(t, &m), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/links/training") == 0);
	get(t, t->location);
	EXPECT_STATUS(t, 200);
}

TEST(training_seat_given_back_by_link_goes_to_the_next)
{
	const char *s;

	mail_turn_on(t);
	s = training_town(t, "1");
	training_town_apply(t, s, "見本 花子", "hanako@example.jp");
	follow(t);
	EXPECT_SEES(t, "受付済み");
	EXPECT_SEES(t, "meet.example.jp");
	EXPECT_NOT_SEES(t, "花子");
	sign_in(t, "hana_nurse");
	training_town_apply(t, s, "例示 太郎", "taro@example.jp");
	training_town_apply(t, s, "試作 次郎", "jiro@example.jp");
	follow(t);
	EXPECT_SEES(t, "いま2番目です");
	EXPECT_NOT_SEES(t, "meet.example.jp");
	post_raw(t, "/links/training", NULL);
	EXPECT_STATUS(t, 303);
	post_raw(t, "/links/training", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "取り消せませんでした");
	EXPECT(training_town_count(t, s, "cancelled") == 1);
	EXPECT(training_town_count(t, s, "waiting") == 1);
	EXPECT(training_town_count(t, s, "accepted") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE login LIKE"
	    " 'link:%' AND verb = 'change'") == 1);
}

static const char *
first_material(struct town *t)
{
	const char *at = strstr(t->body, "/links/training/materials/");

	EXPECT(at);
	return arena_bytes(t->mem, at, strcspn(at, "\""));
}

static void
day(struct town *t, const char *on)
{
	struct daily_rounds rounds = { 0 };

	set_today(t, on);
	daily_run(t->desk, t->mem, &rounds);
}

static const char *
material(struct town *t, const char *session)
{
	return arena_fmt(t->mem, "/training-materials?session=%s", session);
}

TEST(training_papers_are_for_those_who_had_a_seat_until_a_day)
{
	const char *s, *file;

	mail_turn_on(t);
	s = training_town(t, "1");
	training_town_apply(t, s, "見本 花子", "hanako@example.jp");
	training_town_apply(t, s, "例示 太郎", "taro@example.jp");
	upload(t, material(t, s), "file", "x.png", png, sizeof(png) - 1,
	    "title", "配布資料" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	post(t, material(t, s), "title", "録画", "url",
	    "https://video.example.jp/1", NULL);
	EXPECT_STATUS(t, 303);
	day(t, "2026-05-01");
	/* A reminder was late; papers come after the day. */
	EXPECT(!strstr(mail_last(t).body, "資料を"));
	day(t, "2026-05-02");
	EXPECT(strcmp(mail_last(t).to, "hanako@example.jp") == 0);
	EXPECT(strstr(mail_last(t).body, "資料を"));
	follow(t);
	file = first_material(t);
	EXPECT_SEES(t, "録画");
	get(t, file);
	EXPECT_STATUS(t, 200);
	EXPECT(t->nbody > 8 && memcmp(t->body, png, 8) == 0);
	EXPECT(strstr(header(t, "Content-Disposition"), "attachment"));
	get(t, file);
	EXPECT(town_number(t, "SELECT max(taken) FROM training_material") == 2);
	set_now(t, "2026-07-30T03:00:00Z");
	get(t, file);
	EXPECT_STATUS(t, 200);
	set_now(t, "2026-07-31T03:00:00Z");
	get(t, file);
	EXPECT_STATUS(t, 404);
}

TEST(training_papers_are_not_for_strangers_nor_for_those_who_waited)
{
	const char *s, *id;

	mail_turn_on(t);
	s = training_town(t, "1");
	training_town_apply(t, s, "見本 花子", "hanako@example.jp");
	training_town_apply(t, s, "例示 太郎", "taro@example.jp");
	post(t, material(t, s), "title", "録画", "url",
	    "https://video.example.jp/1", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/training-sessions/%s/materials", s));
	id = strstr(t->body, "/training-materials/");
	EXPECT(id && (id = strchr(id + 1, '/')) && id[1]);
	id = arena_bytes(t->mem, id + 1, 36);
	set_today(t, "2026-05-02");
	follow(t);
	EXPECT_NOT_SEES(t, "録画");
	get(t, arena_fmt(t->mem, "/links/training/materials/%s", id));
	EXPECT_STATUS(t, 404);
	sign_in(t, NULL);
	get(t, arena_fmt(t->mem, "/links/training/materials/%s", id));
	EXPECT_STATUS(t, 404);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "/training-materials/%s/removal", id), NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/training-materials/%s", id));
	EXPECT_STATUS(t, 404);
}

TEST(training_paper_that_is_neither_file_nor_address_is_refused)
{
	const char *s = training_town(t, "1");

	post(t, material(t, s), "title", "録画" CANARY,
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "ファイルを選んでください");
	post(t, material(t, s), "title", "録画", "url",
	    "javascript:alert(1)", NULL);
	EXPECT_STATUS(t, 422);
	upload(t, material(t, s), "file", "x.png", "<html>", 6,
	    "title", "資料", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM training_material") == 0);
}
