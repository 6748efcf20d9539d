#include "app/mail.h"

#include "app/audit.h"
#include "app/deed.h"
#include "tests/kit_mail.h"
#include "tests/kit_rows.h"

static const struct mail notice = {
	.to = "aoi@example.jp",
	.subject = "ひとつ届いています",
	.body = "サインインして開いてください。\nhttps://centre.example/",
	.record = "task",
	.record_id = "t-1",
	.once = "task:t-1:due",
};

/* A deed that queues one mail; what its commit says. */
static enum result
queue(struct town *t, const struct mail *m)
{
	struct request *r = town_request(t);

	deed_begin(r);
	(void)mail_queue(r, m);
	audit_note_plain(r, "change", "task", m->record_id, "");
	return deed_commit(r, NULL);
}

/* How many rows hold that text in the clear. */
static int64_t
readable(struct town *t, const char *text)
{
	return town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM mail"
	    " WHERE mail_to LIKE '%%%s%%' OR subject LIKE '%%%s%%'"
	    " OR body LIKE '%%%s%%'", text, text, text));
}

TEST(mail_is_queued_sealed)
{
	struct mail m;

	mail_turn_on(t);
	EXPECT(queue(t, &notice) == OK);
	EXPECT(mail_count(t) == 1 && !readable(t, "example") &&
	    !readable(t, "届いて") && !readable(t, "サインイン"));
	m = mail_last(t);
	EXPECT(strcmp(m.to, notice.to) == 0);
	EXPECT(strcmp(m.subject, notice.subject) == 0);
	EXPECT(strcmp(m.body, notice.body) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM mail WHERE tries = 0"
	    " AND due_at = '2026-04-01T03:00:00Z' AND sent_at IS NULL") == 1);
}

TEST(mail_of_a_deed_that_fails_is_not_queued)
{
	struct request *r;

	mail_turn_on(t);
	r = town_request(t);
	deed_begin(r);
	(void)mail_queue(r, &notice);
	db_fail(r->db, CONFLICT);
	EXPECT(deed_commit(r, NULL) == CONFLICT);
	EXPECT(mail_count(t) == 0);
}

TEST(mail_of_one_key_is_queued_once)
{
	struct mail m = notice;

	mail_turn_on(t);
	EXPECT(queue(t, &m) == OK && queue(t, &m) == OK);
	EXPECT(mail_count(t) == 1);
	m.once = NULL;
	EXPECT(queue(t, &m) == OK && queue(t, &m) == OK);
	EXPECT(mail_count(t) == 3);
}

TEST(mail_without_a_server_is_not_queued)
{
	EXPECT(!mail_is_on(town_request(t)));
	EXPECT(queue(t, &notice) == OK && mail_count(t) == 0);
	mail_turn_on(t);
	EXPECT(mail_is_on(town_request(t)));
	mail_setting(t, "smtp_host", "");
	EXPECT(queue(t, &notice) == OK && mail_count(t) == 0);
}

TEST(mail_to_no_address_fails_the_deed)
{
	struct mail m = notice;

	mail_turn_on(t);
	m.to = "aoi@example.jp\r\nBcc: eve@example.jp";
	EXPECT(queue(t, &m) == INVALID && mail_count(t) == 0);
}

TEST(mail_goes_where_a_person_wants_it)
{
	struct mail m = notice;

	mail_turn_on(t);
	m.to = NULL;
	m.person = town_person(t, "hana_nurse");
	EXPECT(queue(t, &m) == OK && mail_count(t) == 0);
	mail_reach(t, "hana_nurse", "hana@example.jp");
	EXPECT(!town_number(t, "SELECT count(*) FROM person_mail"
	    " WHERE mail LIKE '%hana%'"));
	EXPECT(queue(t, &m) == OK && mail_count(t) == 1);
	m = mail_last(t);
	EXPECT(strcmp(m.to, "hana@example.jp") == 0);
	EXPECT(strcmp(m.person, town_person(t, "hana_nurse")) == 0);
}

TEST(mail_does_not_go_to_who_wants_none_or_has_left)
{
	struct mail_wish none = { .mail = "hana@example.jp" }, now;
	struct mail m = notice;
	struct request *r;

	mail_turn_on(t);
	m.to = NULL;
	m.person = town_person(t, "hana_nurse");
	r = town_request(t);
	deed_begin(r);
	(void)mail_wish_set(r, m.person, &none);
	EXPECT(deed_commit(r, NULL) == OK);
	EXPECT(queue(t, &m) == OK && mail_count(t) == 0);
	EXPECT(mail_wish_get(r, m.person, &now) == OK && !now.notices &&
	    strcmp(now.mail, none.mail) == 0);
	mail_reach(t, "hana_nurse", "hana@example.jp");
	db_begin(t->db);
	EXPECT(db_script(t->db, "UPDATE person SET left_on = '2026-04-01'"
	    " WHERE login = 'hana_nurse'") == OK);
	EXPECT(db_commit(t->db) == OK);
	EXPECT(queue(t, &m) == OK && mail_count(t) == 0);
}

/* A copy of the centre, or the centre as it was last week, writes to nobody. */
TEST(mail_that_waited_in_a_backup_is_held)
{
	struct request *r;

	mail_turn_on(t);
	EXPECT(queue(t, &notice) == OK);
	r = town_request(t);
	deed_begin(r);
	(void)mail_hold(r);
	audit_note_plain(r, "restore", "setting", "-", "");
	EXPECT(deed_commit(r, NULL) == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM mail WHERE due_at IS NULL"
	    " AND given_up_at IS NOT NULL AND reason = 'restored'") == 1);
	sign_in(t, "admin");
	get(t, "/outbox");
	EXPECT_SEES(t, "控えから戻したときに");
}

UNIT(mail_addresses_are_told_from_what_is_none)
{
	static const char *const fits[] = { "a@b.jp", "a.b+c@mail.example.jp",
		"taro..2@docomo.example", "o'hara@x-y.example", "a@localhost" };
	static const char *const none[] = { NULL, "", "a", "@b.jp", "a@", "a@@b",
		"a b@c.jp", "a@b c.jp", "<a@b.jp>", "a@b.jp>", "a@b.jp\n",
		"a\r\nRCPT TO:<e@b.jp>@b.jp", "a@b.jp,e@b.jp", "a@-b.jp",
		"a@b.jp.", "a@b..jp", "\"a\"@b.jp", "あ@b.jp", "a@[127.0.0.1]",
		"a@b.jp\t", "a%00@b.jp\x7f" };
	char longest[400];

	for (size_t i = 0; i < COUNT(fits); i++)
		EXPECT(mail_address_fits(fits[i]));
	for (size_t i = 0; i < COUNT(none); i++)
		EXPECT(!mail_address_fits(none[i]));
	snprintf(longest, sizeof(longest), "%065d@b.jp", 0);
	EXPECT(!mail_address_fits(longest) && mail_address_fits(longest + 1));
	snprintf(longest, sizeof(longest), "a@%0253d", 0);
	EXPECT(!mail_address_fits(longest));
}
