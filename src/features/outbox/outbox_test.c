#include "features/outbox/outbox.h"

#include "app/audit.h"
#include "app/deed.h"
#include "app/mail_server.h"
#include "tests/kit_mail.h"
#include "tests/kit_rows.h"

static void
save(struct town *t, const char *host, const char *security, const char *user,
    const char *password)
{
	post(t, "/settings/mail", "smtp_host", host, "smtp_port", "587",
	    "smtp_security", security, "smtp_user", user, "smtp_password",
	    password, "smtp_from", "centre@example.jp", "base_url",
	    "https://centre.example/", NULL);
}

/* What mail is sent with; the password in it is "" for none. */
static struct smtp_server
server(struct town *t)
{
	struct smtp_server s;

	EXPECT(mail_server_open(town_request(t), &s) == OK);
	s.password = s.password ? s.password : "";
	return s;
}

TEST(administrator_names_the_mail_server)
{
	sign_in(t, "admin");
	get(t, "/settings/mail");
	EXPECT_STATUS(t, 200);
	EXPECT(!mail_is_on(town_request(t)));
	save(t, "ｍａｉｌ.example.jp", "starttls", "centre", "pass word 1");
	EXPECT_STATUS(t, 303);
	EXPECT(mail_is_on(town_request(t)));
	EXPECT(strcmp(server(t).host, "mail.example.jp") == 0 &&
	    server(t).port == 587 && server(t).security == SMTP_STARTTLS);
	EXPECT(strcmp(server(t).password, "pass word 1") == 0);
	EXPECT(strcmp(mail_link(town_request(t), "/tasks"),
	    "https://centre.example/tasks") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM secret"
	    " WHERE value LIKE '%pass%'") == 0);
	get(t, "/settings/mail");
	EXPECT_SEES(t, "mail.example.jp");
	EXPECT_NOT_SEES(t, "pass word 1");
	/* Left empty, it stays. */
	save(t, "mail.example.jp", "starttls", "centre", "");
	EXPECT(strcmp(server(t).password, "pass word 1") == 0);
	save(t, "mail.example.jp", "starttls", "", "");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM secret") == 0);
}

TEST(password_is_not_sent_to_another_server_than_it_was_meant_for)
{
	sign_in(t, "admin");
	save(t, "mail.example.jp", "starttls", "centre", "pass word 1");
	save(t, "eve.example.jp", "starttls", "centre", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "もう一度入れてください");
	EXPECT(strcmp(server(t).host, "mail.example.jp") == 0);
	save(t, "eve.example.jp", "starttls", "centre", "another");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(server(t).password, "another") == 0);
}

TEST(mail_server_that_cannot_be_is_refused_with_the_form_kept)
{
	sign_in(t, "admin");
	save(t, "mail.example.jp", "plain", "", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "このコンピューターの中のサーバー");
	save(t, "mail.example.jp/?" CANARY, "tls", "", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "サーバーの名前かアドレスだけ");
	post(t, "/settings/mail", "smtp_host", "mail.example.jp", "smtp_port",
	    "0", "smtp_security", "none", "smtp_user", "", "smtp_password", "",
	    "smtp_from", "centre@example.jp\r\nBcc: eve@example.jp",
	    "base_url", "javascript:alert(1)", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "入力に誤りが4件");
	EXPECT(!mail_is_on(town_request(t)));
	save(t, "localhost", "plain", "", "");
	EXPECT_STATUS(t, 303);
}

TEST(mail_is_the_administrators_to_set_up)
{
	get(t, "/settings/mail");
	EXPECT_STATUS(t, 403);
	save(t, "eve.example.jp", "tls", "", "");
	EXPECT_STATUS(t, 403);
	get(t, "/outbox");
	EXPECT_STATUS(t, 403);
}

TEST(trial_mail_goes_to_who_asks)
{
	struct mail m;

	sign_in(t, "admin");
	mail_turn_on(t);
	post(t, "/settings/mail/trial", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "先に、メールサーバーと");
	post(t, "/account/mail", "mail", "ａｄｍｉｎ＠example.jp", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/settings/mail/trial", NULL);
	EXPECT_STATUS(t, 303);
	m = mail_last(t);
	EXPECT(strcmp(m.to, "admin@example.jp") == 0);
	get(t, t->location);
	EXPECT_SEES(t, "設定の確認");
	EXPECT_SEES(t, "管理 者");
	EXPECT_NOT_SEES(t, "admin@example.jp");
}

/* Queues a notice, and makes it what `sets` says. */
static void
notice(struct town *t, const char *sets)
{
	struct request *r = town_request(t);

	deed_begin(r);
	(void)mail_queue(r, &(struct mail){ .to = "aoi@example.jp",
	    .subject = "題名", .body = "本文", .record = "contact",
	    .record_id = "c" });
	audit_note_plain(r, "change", "contact", "c", "");
	EXPECT(deed_commit(r, NULL) == OK);
	db_begin(t->db);
	EXPECT(db_script(t->db, arena_fmt(t->mem, "UPDATE mail SET %s",
	    sets)) == OK);
	EXPECT(db_commit(t->db) == OK);
}

static const char *
only_id(struct town *t)
{
	static const struct query q = { "test.id", "SELECT id FROM mail" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return rows.cells[0];
}

TEST(given_up_mail_is_shown_with_its_reason_and_sent_again_when_asked)
{
	mail_turn_on(t);
	notice(t, "due_at = NULL, tries = 3, reason = 'refused to 550',"
	    " given_up_at = '2026-04-01T02:00:00Z'");
	sign_in(t, "admin");
	get(t, "/outbox");
	EXPECT_SEES(t, "宛先のアドレスが受けつけられませんでした");
	EXPECT_SEES(t, "（応答 550）");
	EXPECT_SEES(t, "職員以外");
	EXPECT_NOT_SEES(t, "example.jp");
	EXPECT_NOT_SEES(t, "本文<");
	post(t, arena_fmt(t->mem, "/outbox/%s/retry", only_id(t)), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM mail WHERE tries = 0"
	    " AND due_at = '2026-04-01T03:00:00Z'"
	    " AND given_up_at IS NULL") == 1);
}

TEST(mail_sent_again_goes_where_the_person_is_reached_by_now)
{
	struct mail m;

	mail_turn_on(t);
	mail_reach(t, "hana_nurse", "hana@example.jp");
	notice(t, arena_fmt(t->mem, "due_at = NULL, reason = 'refused to 550',"
	    " person = '%s', given_up_at = '2026-04-01T02:00:00Z'",
	    town_person(t, "hana_nurse")));
	sign_in(t, "admin");
	post(t, arena_fmt(t->mem, "/outbox/%s/retry", only_id(t)), NULL);
	EXPECT_STATUS(t, 303);
	m = mail_last(t);
	EXPECT(strcmp(m.to, "hana@example.jp") == 0);
}

TEST(mail_under_way_or_sent_is_not_sent_again)
{
	mail_turn_on(t);
	/* Taken by a sender, which has not said how it ended. */
	notice(t, "tries = 1, due_at = '2026-04-01T03:03:00Z'");
	sign_in(t, "admin");
	post(t, arena_fmt(t->mem, "/outbox/%s/retry", only_id(t)), NULL);
	EXPECT_STATUS(t, 404);
	db_begin(t->db);
	EXPECT(db_script(t->db, "UPDATE mail SET due_at = NULL, mail_to = NULL,"
	    " subject = NULL, body = NULL, sent_at = '2026-04-01T03:00:01Z'")
	    == OK);
	EXPECT(db_commit(t->db) == OK);
	post(t, arena_fmt(t->mem, "/outbox/%s/retry", only_id(t)), NULL);
	EXPECT_STATUS(t, 404);
	get(t, "/outbox");
	EXPECT_SEES(t, "この30日に1通を送りました");
}

TEST(person_says_where_notices_go)
{
	get(t, "/account");
	EXPECT_SEES(t, "お知らせをメールで受け取る");
	post(t, "/account/mail", "mail", "hana@" CANARY, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "メールアドレスを確かめてください");
	post(t, "/account/mail", "mail", "hana@example.jp", "notices", "1",
	    NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/account");
	EXPECT_SEES(t, "hana@example.jp");
	EXPECT_SEES(t, "name=\"notices\" value=\"1\" checked");
	post(t, "/account/mail", "mail", "", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM person_mail"
	    " WHERE mail IS NULL AND notices = 0") == 1);
}
