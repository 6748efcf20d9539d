#include "app/mail_send.h"

#include <stdio.h>
#include <string.h>

#include "app/codes.h"
#include "app/mail_server.h"
#include "app/mail_sql.h"
#include "app/sealed.h"
#include "base/instant.h"
#include "base/log.h"
#include "base/message.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 24 * HOUR };

/* After the first try, the second, ...; the last one again and again. A server
 * that does not answer is asked every hour at the least. */
static const int pauses[] = { MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR,
	6 * HOUR, 12 * HOUR };
enum { SERVER_PAUSES = 4 };

static const char *
pause_after(const struct request *r, int64_t tries, size_t most)
{
	size_t i = tries < 1 ? 0 : (size_t)tries - 1;

	return instant_add(r->mem, r->now, pauses[i < most ? i : most - 1]);
}

static bool
is_too_old(const struct request *r, const struct mail_row *row)
{
	return instant_seconds_between(row->queued_at, r->now) >=
	    MAIL_DAYS * (int64_t)DAY;
}

/* "refused to 550": what the page of the outbox makes a sentence of. */
static const char *
reason_of(struct arena *mem, const struct smtp_answer *a)
{
	static const char *const outcomes[] = { [SMTP_SENT] = "sent",
		[SMTP_REFUSED] = "refused", [SMTP_LATER] = "later",
		[SMTP_NO_SERVER] = "server" };
	static const char *const stages[] = { [SMTP_CONNECT] = "connect",
		[SMTP_SIGN_IN] = "sign_in", [SMTP_FROM] = "from",
		[SMTP_TO] = "to", [SMTP_DATA] = "data" };

	return arena_fmt(mem, "%s %s %d", outcomes[a->outcome],
	    a->certificate ? "certificate" : stages[a->stage], a->reply);
}

/* False: it can never be sent. */
static bool
read_mail(struct request *r, const struct mail_row *row,
    const struct smtp_server *server, const char **to, const char **text)
{
	struct message m = { .id = row->id, .instant = row->queued_at,
		.from = server->from,
		.from_name = codes_setting(r->codes, "centre_name") };

	r->damaged = false;
	m.to = sealed_open(r, "mail", row->id, "mail_to", row->to);
	m.subject = sealed_open(r, "mail", row->id, "subject", row->subject);
	m.body = sealed_open(r, "mail", row->id, "body", row->body);
	if (r->damaged || !m.to || !m.subject || !m.body)
		return false;
	*to = m.to;
	*text = message_write(r->mem, &m);
	return *text != NULL;
}

/* The first answer after none: what waited for it goes at once. */
static enum result
server_answers(struct request *r, struct mail_rounds *rounds)
{
	if (rounds->server == SERVER_UP)
		return OK;
	if (rounds->server == SERVER_DOWN)
		log_note("mail", "the mail server is back");
	rounds->server = SERVER_UP;
	return mail_sql_hurry(r);
}

static enum result
server_is_down(struct request *r, struct mail_rounds *rounds,
    const struct mail_row *row, const char *reason)
{
	if (rounds->server != SERVER_DOWN)
		log_error("mail", "no mail can be sent: %s", reason);
	rounds->server = SERVER_DOWN;
	return mail_sql_postpone(r, pause_after(r, row->tries, SERVER_PAUSES),
	    reason);
}

static enum result
note_answer(struct request *r, struct mail_rounds *rounds,
    const struct mail_row *row, const struct smtp_answer *a)
{
	const char *reason = reason_of(r->mem, a);
	bool down = a->outcome == SMTP_NO_SERVER;
	enum result rc;

	if (a->outcome == SMTP_SENT)
		rc = mail_sql_sent(r, row->id);
	else if (a->outcome == SMTP_REFUSED || is_too_old(r, row))
		rc = mail_sql_give_up(r, row->id, reason);
	else
		rc = mail_sql_later(r, row->id, pause_after(r, row->tries,
		    down ? SERVER_PAUSES : COUNT(pauses)), reason);
	if (a->outcome == SMTP_REFUSED)
		log_note("mail", "%s is given up: %s", row->id, reason);
	if (rc)
		return rc;
	return down ? server_is_down(r, rounds, row, reason) :
	    server_answers(r, rounds);
}

/* CONFLICT: another server has it. BROKEN: it stays taken until it is due. */
static enum result
send_one(struct request *r, struct smtp_process *p, struct mail_rounds *rounds,
    const struct smtp_server *server, struct mail_row *row)
{
	const char *to, *text;
	struct smtp_answer answer;
	enum result rc = mail_sql_take(r, row,
	    instant_add(r->mem, r->now, MAIL_LEASE_SECONDS));

	if (rc)
		return rc;
	if (!read_mail(r, row, server, &to, &text))
		return mail_sql_give_up(r, row->id, "unreadable");
	answer = smtp_process_send(p, server, to, text);
	r->now = r->site->clock(r->mem);
	if (answer.outcome == SMTP_UNKNOWN)
		return BROKEN;
	return note_answer(r, rounds, row, &answer);
}

/* Once a day: what was given up long ago need not be readable for ever. */
static void
forget(struct request *r, struct mail_rounds *rounds)
{
	if (strcmp(rounds->forgot_on, r->today) == 0)
		return;
	if (!mail_sql_forget(r, instant_add(r->mem, r->now,
	    -(int64_t)MAIL_KEPT_DAYS * DAY)))
		snprintf(rounds->forgot_on, sizeof(rounds->forgot_on), "%s",
		    r->today);
}

size_t
mail_send_due(struct desk *d, struct arena *mem, struct smtp_process *p,
    struct mail_rounds *rounds)
{
	struct request r;
	struct smtp_server server;
	struct mail_row *due = NULL;
	size_t n = 0, i;
	enum result rc = desk_request(d->site, d, mem, &r);

	if (rc)
		return 0;
	forget(&r, rounds);
	if (!mail_is_on(&r) || mail_sql_due(&r, MAIL_ROUND, &due, &n) || !n ||
	    mail_server_open(&r, &server))
		return 0;
	for (i = 0; i < n; i++) {
		rc = send_one(&r, p, rounds, &server, &due[i]);
		if ((rc && rc != CONFLICT) || rounds->server == SERVER_DOWN)
			break;
	}
	return i;
}
