#include "app/mail_send.h"

#include <unistd.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/mail_server.h"
#include "base/instant.h"
#include "tests/kit_mail.h"
#include "tests/smtp_box.h"

/* A town that sends to a server on the loopback. */
struct post {
	struct town *t;
	struct smtp_process *process;
	struct smtp_box *box;		/* NULL: down */
	struct mail_rounds rounds;
	const char *now;
	int port;
};

static void
post_open(struct post *p, struct town *t)
{
	*p = (struct post){ .t = t, .now = "2026-04-01T03:00:00Z" };
	p->process = smtp_process_start(NULL);
	p->box = smtp_box_open(0, NULL);
	EXPECT(p->process);
	p->port = smtp_box_port(p->box);
	mail_turn_on(t);
	mail_setting(t, "smtp_port", arena_fmt(t->mem, "%d", p->port));
	mail_setting(t, "smtp_security", "plain");
}

static void
post_down(struct post *p)
{
	smtp_box_close(p->box);
	p->box = NULL;
}

static void
post_up(struct post *p)
{
	p->box = smtp_box_open(p->port, NULL);
}

static void
post_close(struct post *p)
{
	smtp_process_stop(p->process);
	if (p->box)
		smtp_box_close(p->box);
}

static void
queue_to(struct post *p, const char *to)
{
	struct request *r = town_request(p->t);

	deed_begin(r);
	(void)mail_queue(r, &(struct mail){ .to = to, .subject = "お知らせ",
	    .body = "https://centre.example/", .record = "task",
	    .record_id = "t-1" });
	audit_note_plain(r, "change", "task", "t-1", "");
	EXPECT(deed_commit(r, NULL) == OK);
}

/* Later by so many seconds, one look at what is due. */
static size_t
after(struct post *p, int64_t seconds)
{
	p->now = instant_add(p->t->mem, p->now, seconds);
	set_now(p->t, p->now);
	return mail_send_due(p->t->desk, p->t->mem, p->process, &p->rounds);
}

static int64_t
count(struct post *p, const char *where)
{
	return town_number(p->t, arena_fmt(p->t->mem,
	    "SELECT count(*) FROM mail WHERE %s", where));
}

TEST(sender_sends_and_keeps_nothing_of_the_text)
{
	struct post p;

	post_open(&p, t);
	queue_to(&p, "aoi@example.jp");
	EXPECT(after(&p, 1) == 1 && smtp_box_count(p.box) == 1);
	EXPECT(strstr(smtp_box_mail(p.box, 0), "To: <aoi@example.jp>"));
	EXPECT(count(&p, "sent_at = '2026-04-01T03:00:01Z' AND tries = 1"
	    " AND mail_to IS NULL AND subject IS NULL AND body IS NULL") == 1);
	EXPECT(after(&p, 86400) == 0 && smtp_box_count(p.box) == 1);
	post_close(&p);
}

TEST(sender_loses_nothing_while_the_server_is_down)
{
	struct post p;

	post_open(&p, t);
	post_down(&p);
	for (int i = 0; i < 30; i++)
		queue_to(&p, "aoi@example.jp");
	/* One finds out for all. */
	(void)after(&p, 1);
	EXPECT(count(&p, "tries = 1") == 1 && count(&p, "tries = 0") == 29);
	EXPECT(count(&p, "due_at = '2026-04-01T03:01:01Z'"
	    " AND reason = 'server connect 0'") == 30);
	for (int i = 0; i < 10; i++)
		(void)after(&p, 60);
	EXPECT(count(&p, "tries = 1") == 11 && count(&p, "tries = 0") == 19);
	post_up(&p);
	EXPECT(after(&p, 60) == 20 && after(&p, 1) == 10);
	EXPECT(smtp_box_count(p.box) == 30);
	EXPECT(count(&p, "sent_at IS NOT NULL") == 30);
	post_close(&p);
}

/* The pauses grow, and what waits for them goes when a new mail finds the
 * server back. */
TEST(sender_hurries_when_the_server_is_back)
{
	static const int64_t pauses[] = { 60, 300, 900, 3600, 3600 };
	struct post p;

	post_open(&p, t);
	post_down(&p);
	queue_to(&p, "aoi@example.jp");
	(void)after(&p, 1);
	for (size_t i = 0; i < COUNT(pauses); i++) {
		EXPECT(after(&p, pauses[i] - 1) == 0);
		EXPECT(count(&p, arena_fmt(t->mem, "tries = %zu", i + 1)) == 1);
		(void)after(&p, 1);
		EXPECT(count(&p, arena_fmt(t->mem, "tries = %zu", i + 2)) == 1);
	}
	post_up(&p);
	queue_to(&p, "sora@example.jp");
	EXPECT(after(&p, 1) == 1 && after(&p, 0) == 1);
	EXPECT(smtp_box_count(p.box) == 2);
	post_close(&p);
}

TEST(sender_gives_up_after_three_days_and_not_before)
{
	struct post p;

	post_open(&p, t);
	queue_to(&p, "later@example.jp");
	for (int hour = 0; hour < 71; hour++)
		(void)after(&p, 3600);
	EXPECT(count(&p, "due_at IS NOT NULL AND reason = 'later to 451'") ==
	    1);
	EXPECT(count(&p, "tries BETWEEN 8 AND 12") == 1);
	for (int hour = 0; hour < 13; hour++)
		(void)after(&p, 3600);
	EXPECT(count(&p, "given_up_at IS NOT NULL AND due_at IS NULL"
	    " AND body IS NOT NULL AND reason = 'later to 451'") == 1);
	/* Nobody reads it for ever. */
	for (int day = 0; day < 31; day++)
		(void)after(&p, 86400);
	EXPECT(count(&p, "given_up_at IS NOT NULL AND mail_to IS NULL"
	    " AND body IS NULL AND subject IS NULL") == 1);
	EXPECT(smtp_box_count(p.box) == 0);
	post_close(&p);
}

TEST(sender_gives_up_what_is_refused_and_goes_on)
{
	struct post p;

	post_open(&p, t);
	queue_to(&p, "refused@example.jp");
	queue_to(&p, "full@example.jp");
	queue_to(&p, "aoi@example.jp");
	EXPECT(after(&p, 1) == 3 && smtp_box_count(p.box) == 1);
	EXPECT(count(&p, "given_up_at IS NOT NULL"
	    " AND reason = 'refused to 550'") == 1);
	EXPECT(count(&p, "given_up_at IS NOT NULL"
	    " AND reason = 'refused data 552'") == 1);
	EXPECT(count(&p, "sent_at IS NOT NULL") == 1);
	post_close(&p);
}

/* A mail at which the server hangs up every time stands in nobody's way. */
TEST(sender_gets_past_a_mail_that_ends_the_conversation)
{
	struct post p;

	post_open(&p, t);
	queue_to(&p, "lost@example.jp");
	queue_to(&p, "aoi@example.jp");
	(void)after(&p, 1);
	EXPECT(count(&p, "sent_at IS NOT NULL") == 0);
	(void)after(&p, 60);
	EXPECT(count(&p, "sent_at IS NOT NULL") == 1);
	/* Taken, but never confirmed: again, under the same Message-ID. */
	EXPECT(smtp_box_count(p.box) == 3);
	EXPECT(strcmp(smtp_box_mail(p.box, 0), smtp_box_mail(p.box, 2)) == 0);
	EXPECT(strstr(smtp_box_mail(p.box, 0), "\r\nMessage-ID: <"));
	post_close(&p);
}

TEST(sender_leaves_alone_what_another_has_taken)
{
	struct post p;

	post_open(&p, t);
	queue_to(&p, "aoi@example.jp");
	/* Taken by one that was killed before it heard of it. */
	db_begin(t->db);
	EXPECT(db_script(t->db, "UPDATE mail SET tries = 1,"
	    " due_at = '2026-04-01T03:03:00Z'") == OK);
	EXPECT(db_commit(t->db) == OK);
	EXPECT(after(&p, 179) == 0 && smtp_box_count(p.box) == 0);
	EXPECT(after(&p, 1) == 1 && smtp_box_count(p.box) == 1);
	EXPECT(count(&p, "sent_at IS NOT NULL AND tries = 2") == 1);
	post_close(&p);
}

TEST(sender_gives_up_what_does_not_open)
{
	struct post p;

	post_open(&p, t);
	queue_to(&p, "aoi@example.jp");
	queue_to(&p, "sora@example.jp");
	db_begin(t->db);
	EXPECT(db_script(t->db, "UPDATE mail SET mail_to = (SELECT mail_to"
	    " FROM mail ORDER BY id LIMIT 1)") == OK);
	EXPECT(db_commit(t->db) == OK);
	EXPECT(after(&p, 1) == 2 && smtp_box_count(p.box) == 1);
	EXPECT(count(&p, "given_up_at IS NOT NULL"
	    " AND reason = 'unreadable'") == 1);
	post_close(&p);
}

TEST(sender_waits_while_no_server_is_set_up)
{
	struct post p;

	post_open(&p, t);
	queue_to(&p, "aoi@example.jp");
	mail_setting(t, "smtp_host", "");
	EXPECT(after(&p, 5 * 86400) == 0 && count(&p, "tries = 0") == 1);
	mail_setting(t, "smtp_host", "127.0.0.1");
	EXPECT(after(&p, 1) == 1 && smtp_box_count(p.box) == 1);
	post_close(&p);
}

TEST(sender_thread_sends_soon_and_ends_when_told)
{
	struct mail_sender *sender;
	struct post p;

	post_open(&p, t);
	sender = mail_sender_start(t->site, p.process);
	EXPECT(sender);
	queue_to(&p, "aoi@example.jp");
	for (int i = 0; i < 500 && !count(&p, "sent_at IS NOT NULL"); i++)
		usleep(10000);
	mail_sender_stop(sender);
	EXPECT(count(&p, "sent_at IS NOT NULL") == 1);
	EXPECT(smtp_box_count(p.box) == 1);
	post_close(&p);
}
