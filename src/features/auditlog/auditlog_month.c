#include "features/auditlog/auditlog_month.h"

#include <string.h>

#include "app/text_map.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/account/account.h"
#include "features/auditlog/auditlog_month_sql.h"
#include "features/auditlog/auditlog_room.h"
#include "features/auditlog/auditlog_who.h"
#include "features/team/team.h"

enum { HOUR = 13 };		/* bytes of "YYYY-MM-DDTHH" */

/* The log of a month while it goes by. */
struct counting {
	struct request *r;
	struct month *out;
	struct text_map *numbers;	/* person -> place in out->people */
	char hour[HOUR + 1];		/* of the last row */
	const char *day;		/* in Japan; one pointer a day */
	bool outside;
};

bool
month_is_many(const struct month_person *p)
{
	return p->peak >= MANY_AT_ONCE || p->most >= MANY_A_DAY;
}

static struct month_person *
person_of(struct counting *c, const char *person, const char *login)
{
	struct arena *mem = c->r->mem;
	struct month *m = c->out;
	const size_t *known = text_map_get(c->numbers, person);
	size_t *number;

	if (known)
		return &m->people[*known];
	m->people = auditlog_room(mem, m->people, m->npeople,
	    &m->room_people, sizeof(*m->people));
	number = arena_take(mem, sizeof(*number));
	*number = m->npeople;
	person = arena_text(mem, person);
	text_map_put(c->numbers, person, number);
	m->people[m->npeople] = (struct month_person){ .person = person,
		.login = arena_text(mem, login), .pace = pace_new(mem),
		.met = text_map_new(mem, 64), .met_on = text_map_new(mem, 64) };
	return &m->people[m->npeople++];
}

/* Rows come in order, so that the clock is read once an hour. */
static void
turn_to(struct counting *c, const char *at)
{
	const char *local, *day;
	int hour, weekday;

	if (strncmp(c->hour, at, HOUR) == 0)
		return;
	memcpy(c->hour, at, HOUR);
	local = auditlog_local(c->r->mem, at);
	day = arena_bytes(c->r->mem, local, 10);
	if (!c->day || strcmp(c->day, day) != 0)
		c->day = day;
	hour = (local[11] - '0') * 10 + (local[12] - '0');
	weekday = date_weekday(c->day);
	c->outside = hour < DAY_BEGINS || hour >= DAY_ENDS || weekday == 0 ||
	    weekday == 6;
}

/* Whether it is the first of the day for this person. */
static bool
is_new_today(struct counting *c, struct month_person *p, const char *child)
{
	if (text_map_get(p->met_on, child) == c->day)
		return false;
	text_map_put(p->met_on, child, c->day);
	return true;
}

static void
count_opening(struct counting *c, struct month_person *p,
    const struct audit_row *row)
{
	struct arena *mem = c->r->mem;
	const char *child = text_map_get(p->met, row->record_id);
	int64_t pace;

	if (!child) {
		child = arena_text(mem, row->record_id);
		text_map_put(p->met, child, child);
	}
	if (p->day != c->day)
		p->today = 0;
	p->day = c->day;
	p->today += is_new_today(c, p, child);
	if (p->today > p->most) {
		p->most = p->today;
		p->most_on = c->day;
	}
	pace = (int64_t)pace_add(p->pace, instant_seconds_between("", row->at),
	    child);
	if (pace > p->peak) {
		p->peak = pace;
		p->peak_at = arena_text(mem, row->at);
	}
}

static void
count_outside(struct counting *c, struct month_person *p, const char *at)
{
	struct arena *mem = c->r->mem;
	struct month *m = c->out;
	struct month_outside *o;

	if (!p->outside || m->outside[p->outside - 1].day != c->day) {
		m->outside = auditlog_room(mem, m->outside, m->noutside,
		    &m->room_outside, sizeof(*m->outside));
		m->outside[m->noutside] = (struct month_outside){
			.day = c->day, .person = p->person, .login = p->login,
			.first = arena_text(mem, at) };
		p->outside = ++m->noutside;
	}
	o = &m->outside[p->outside - 1];
	memcpy(o->last, at, strnlen(at, INSTANT_ROOM - 1));
	o->looks++;
}

static bool
is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* A family may look at its own child whenever it likes. */
static void
count_look(struct counting *c, const struct audit_row *row)
{
	struct month_person *p;

	if (!row->person || (row->path && is(row->path, "family")))
		return;
	p = person_of(c, row->person, row->login);
	turn_to(c, row->at);
	if (is(row->verb, "view"))
		count_opening(c, p, row);
	if (c->outside)
		count_outside(c, p, row->at);
}

static const char *
kept(struct arena *mem, const char *s)
{
	return s ? arena_text(mem, s) : NULL;
}

static void
keep(struct counting *c, struct month_deeds *list, const struct audit_row *row)
{
	struct arena *mem = c->r->mem;

	list->rows = auditlog_room(mem, list->rows, list->n, &list->room,
	    sizeof(*list->rows));
	list->rows[list->n++] = (struct audit_row){
		.at = arena_text(mem, row->at),
		.person = kept(mem, row->person),
		.login = arena_text(mem, row->login),
		.verb = arena_text(mem, row->verb),
		.record = arena_text(mem, row->record),
		.record_id = arena_text(mem, row->record_id),
		.children = kept(mem, row->children),
		.what = arena_text(mem, row->what) };
}

/* Who cannot come in is who the row is about: nobody is signed in yet. */
static void
count_at_the_door(struct counting *c, const struct audit_row *row)
{
	struct month_person *p;

	if (!*row->record_id) {
		c->out->strangers++;
		return;
	}
	p = person_of(c, row->record_id, row->login);
	if (is(row->verb, "sign_in_failed"))
		p->failures++;
	else
		p->codes++;
}

static bool
is_one_of(const char *s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (is(s, words[i]))
			return true;
	}
	return false;
}

/* A change of what somebody may do, rather than of a name or a password. */
static bool
is_of_rights(const struct audit_row *row)
{
	static const char *const verbs[] = { "add", "revoke", "factor_remove",
		"reset_password" };
	static const char *const fields[] = { "role", "agency", "left_on" };

	if (!is(row->record, account_record.name) &&
	    !is(row->record, "api_token"))
		return false;
	for (size_t i = 0; is(row->verb, "change") && i < COUNT(fields); i++) {
		if (strstr(row->what, fields[i]))
			return true;
	}
	return is_one_of(row->verb, verbs, COUNT(verbs));
}

static bool
is_of_grant(const struct audit_row *row)
{
	return is(row->record, named_grant_record.name) &&
	    (is(row->verb, "add") || is(row->verb, "change"));
}

static enum result
count(void *ctx, const struct audit_row *row)
{
	struct counting *c = ctx;

	if (is(row->verb, "view") || is(row->verb, "list"))
		count_look(c, row);
	else if (is(row->verb, "sign_in_failed") || is(row->verb, "factor_failed"))
		count_at_the_door(c, row);
	else if (is(row->verb, "break_failed"))
		c->out->sought++;
	else if (is(row->verb, "export"))
		keep(c, &c->out->exports, row);
	else if (is_of_grant(row))
		keep(c, &c->out->grants, row);
	else if (is_of_rights(row))
		keep(c, &c->out->changes, row);
	return OK;
}

enum result
month_read(struct request *r, const char *from, const char *to,
    struct month *out)
{
	struct counting c = { .r = r, .out = out,
		.numbers = text_map_new(r->mem, 64) };

	*out = (struct month){ 0 };
	return month_sql_rows(r, from, to, count, &c);
}
