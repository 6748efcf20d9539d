#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/page.h"
#include "app/session.h"
#include "app/text_map.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/ical.h"
#include "features/account/account.h"
#include "features/task/task_private.h"
#include "features/task/task_sql.h"

/*
 * A person's days as an iCalendar feed, for the calendar they already look at.
 * Calendars lie on other people's machines: the feed says that something is
 * due and where to read what, and no more. Whoever has the address sees it, so
 * the address is unguessable, shown once, and can be withdrawn.
 */
enum { TOKEN_BYTES = 32, MAX_TOKEN = 100, AHEAD_DAYS = 400 };

struct calendar_page {
	const char *address, *made_at;
	const struct html *hidden;
};

static const struct slot slots[] = {
	SLOT_TEXT(calendar_page, address),
	SLOT_TEXT(calendar_page, made_at),
	SLOT_HTML(calendar_page, hidden),
};

TEMPLATE(task_calendar_page, "src/features/task/calendar.html", slots);

static enum result
show(struct request *r, const char *new_address)
{
	struct crumb crumbs[] = { { "次にすること", "/tasks" },
	    { "カレンダーに出す", NULL } };
	struct page page = { .title = "カレンダーに出す", .menu = "/",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct calendar_page p = { .address = new_address,
	    .hidden = form_hidden(r, 0) };
	const char *made_at;
	enum result rc = task_sql_feed_at(r, r->who->id, &made_at);

	if (rc)
		return rc;
	p.made_at = made_at ? date_instant_label(r->mem, made_at) : NULL;
	return page_show(r, &page, &task_calendar_page, &p);
}

enum result
task_calendar_get(struct request *r)
{
	return show(r, NULL);
}

/* Shown now and never again: sent twice, a second address takes its place. */
enum result
task_calendar_post(struct request *r)
{
	const char *token = crypto_token(r->mem, TOKEN_BYTES);
	enum result rc;

	deed_begin(r);
	task_sql_feed_set(r, r->who->id, session_hash(r->mem, token));
	audit_note_plain(r, "add", "calendar_feed", r->who->id, "");
	rc = deed_commit(r, "/calendar");
	return rc ? rc : show(r, arena_fmt(r->mem, "%s/calendar/%s.ics",
	    session_origin(r), token));
}

enum result
task_calendar_revocation_post(struct request *r)
{
	deed_begin(r);
	task_sql_feed_set(r, r->who->id, NULL);
	audit_note_plain(r, "revoke", "calendar_feed", r->who->id, "");
	return request_see(r, deed_commit(r, "/calendar"), "/calendar");
}

/* What stands before ".ics", or NULL. */
static const char *
token_of(struct request *r)
{
	const char *name = r->arg[0], *dot = name ? strrchr(name, '.') : NULL;

	if (!dot || strcmp(dot, ".ics") != 0 || dot - name > MAX_TOKEN)
		return NULL;
	return arena_bytes(r->mem, name, (size_t)(dot - name));
}

/* Calendars keep one event of a UID, so two dues on one page are told apart by
 * their days; NULL when the page stands on that day already. */
static const char *
uid_of(struct request *r, struct text_map *seen, const struct due *d)
{
	const char *day = arena_fmt(r->mem, "%s/%s", d->url, d->on_day);
	bool first = !text_map_get(seen, d->url);

	if (text_map_get(seen, day))
		return NULL;
	text_map_put(seen, d->url, d);
	text_map_put(seen, day, d);
	return arena_fmt(r->mem, "%s@tsunagu", (first ? d->url : day) + 1);
}

static void
write_feed(struct request *r, const struct due_list *dues, struct buffer *out)
{
	struct ical cal = ical_begin(out, "つなぐ", r->now);
	struct text_map *seen = text_map_new(r->mem, dues->n * 2);

	for (size_t i = 0; i < dues->n; i++) {
		const struct due *d = &dues->dues[i];

		const char *uid = d->kind == DUE_DAY ? uid_of(r, seen, d) : NULL;

		if (!uid)
			continue;
		ical_event(&cal, &(struct ical_event){
			.uid = uid,
			.day = d->on_day,
			.summary = "次にすること（つなぐ）",
			.url = arena_fmt(r->mem, "%s%s", session_origin(r),
			    d->url),
		});
	}
	ical_end(&cal);
}

enum result
task_calendar_feed_get(struct request *r)
{
	struct due_ask ask = { .until = date_add_days(r->mem, r->today,
	    AHEAD_DAYS) };
	const char *token = token_of(r);
	struct due_list dues;
	struct person who;
	enum result rc = token ? task_sql_feed_person(r, session_hash(r->mem,
	    token), &ask.person) : MISSING;

	if (!rc)
		rc = account_person(r, ask.person, &who);
	if (rc)
		return rc;
	r->who = &who;
	rc = due_all(r, &ask, &dues);
	if (!rc)
		write_feed(r, &dues, &r->answer.body);
	/* Nothing of any child left with it, so that nobody has looked. */
	r->access = NULL;
	r->who = NULL;
	r->answer.type = "text/calendar; charset=utf-8";
	return rc;
}
