#include <string.h>

#include "base/date.h"
#include "features/auditlog/auditlog_line.h"
#include "features/auditlog/auditlog_month_sql.h"
#include "features/auditlog/auditlog_review.h"
#include "features/child/child.h"
#include "features/team/team.h"

/*
 * The parts of the monthly sheet. What was broken open and who was named are
 * about a child: name and reasons stand there only for whoever may see them.
 */
const struct slot review_line_slots[REVIEW_LINE_SLOTS] = {
	SLOT_TEXT(review_line, at),
	SLOT_TEXT(review_line, url),
	SLOT_TEXT(review_line, name),
	SLOT_TEXT(review_line, office),
	SLOT_TEXT(review_line, what),
	SLOT_TEXT(review_line, about),
	SLOT_TEXT(review_line, about_url),
	SLOT_TEXT(review_line, note),
	SLOT_TEXT(review_line, more),
	SLOT_FLAG(review_line, open),
};

/* What every line needs, and the lines of the part being made. */
struct making {
	struct request *r;
	struct met *met;
	const struct review_month *month;
	struct review_line *lines;
	size_t n;
};

static void
begin(struct making *k, size_t most)
{
	k->n = 0;
	k->lines = arena_array(k->r->mem,
	    (most < REVIEW_LINES ? most : REVIEW_LINES) + 1,
	    sizeof(*k->lines));
}

/* A line by this person, or NULL when the part is full. */
static struct review_line *
add(struct making *k, const char *person, const char *login)
{
	const struct who *w = met_who(k->met, person, login);
	struct review_line *l = &k->lines[k->n];

	if (k->n == REVIEW_LINES)
		return NULL;
	k->n++;
	l->name = w->name;
	l->office = w->role;
	return l;
}

static struct html_list
end(const struct making *k)
{
	return (struct html_list){ k->lines, k->n };
}

/* The rows of one person on one day. */
static const char *
day_url(struct making *k, const char *person, const char *day)
{
	return arena_fmt(k->r->mem, "/audit?person=%s&from=%s&to=%s", person,
	    day, day);
}

/* 9:05 */
static const char *
clock_of(struct making *k, const char *at)
{
	const char *local = auditlog_local(k->r->mem, at);

	return arena_bytes(k->r->mem, local + 11 + (local[11] == '0'),
	    local[11] == '0' ? 4 : 5);
}

/* R8.10.3（土）9:05 */
static const char *
instant(struct making *k, const char *at)
{
	return arena_fmt(k->r->mem, "%s%s", auditlog_day(k->r->mem,
	    date_of_instant(k->r->mem, at)), clock_of(k, at));
}

/* By name where `seen`; else as in the log, which knows no names. */
static void
tell_child(struct making *k, struct review_line *l, const char *id, bool seen)
{
	struct arena *mem = k->r->mem;
	const char *end = log_shortened(mem, id);
	const char *name = seen ? child_name(k->r, id) : NULL;

	l->about = name ? arena_fmt(mem, "%sさん", name) :
	    arena_fmt(mem, "子ども %s", end);
	l->about_url = name ? arena_fmt(mem, "/children/%s", id) :
	    arena_fmt(mem, "/audit?child=%s", end);
}

static void
tell_review(struct making *k, struct review_line *l, const struct rows *rows,
    size_t i, const struct glass *g)
{
	const char *by = rows_cell(rows, i, "reviewed_by");
	const char *at = rows_cell(rows, i, "reviewed_at");

	l->open = !by;
	if (by)
		l->more = arena_fmt(k->r->mem, "%s %s%s%s",
		    date_era(k->r->mem, date_of_instant(k->r->mem, at)),
		    met_who(k->met, by, "")->name, g->finding ? "：" : "",
		    g->finding ? g->finding : "");
}

static enum result
make_glass(struct making *k, struct review_parts *p)
{
	struct rows rows = { 0 };
	enum result rc = month_sql_glass(k->r, k->month->from, k->month->to,
	    &rows);

	begin(k, rows.nrows);
	for (size_t i = 0; i < rows.nrows; i++) {
		struct glass g = { 0 };
		bool seen = record_load(k->r, &glass_record, &rows, i, &g);
		struct review_line *l = add(k, rows_cell(&rows, i, "person"),
		    "");

		p->nwaiting += !rows_cell(&rows, i, "reviewed_by");
		if (!l)
			continue;
		l->at = instant(k, rows_cell(&rows, i, "opened_at"));
		l->url = seen ? arena_fmt(k->r->mem, "/glass/%s",
		    rows_cell(&rows, i, "id")) : NULL;
		l->note = g.reason;
		tell_child(k, l, rows_cell(&rows, i, "child"), seen);
		tell_review(k, l, &rows, i, &g);
	}
	p->glass = end(k);
	p->nglass = (int64_t)rows.nrows;
	return rc;
}

static void
make_outside(struct making *k, const struct month *m, struct review_parts *p)
{
	begin(k, m->noutside);
	for (size_t i = 0; i < m->noutside; i++) {
		const struct month_outside *o = &m->outside[i];
		struct review_line *l = add(k, o->person, o->login);
		const char *first = clock_of(k, o->first);
		const char *last = clock_of(k, o->last);

		p->nlooks += o->looks;
		if (!l)
			continue;
		l->at = auditlog_day(k->r->mem, o->day);
		l->url = day_url(k, o->person, o->day);
		l->what = strcmp(first, last) == 0 ? first :
		    arena_fmt(k->r->mem, "%s～%s", first, last);
		l->note = arena_fmt(k->r->mem, "%lld回", (long long)o->looks);
	}
	p->outside = end(k);
	p->noutside = (int64_t)m->noutside;
}

static void
make_many(struct making *k, const struct month *m, struct review_parts *p)
{
	struct arena *mem = k->r->mem;

	begin(k, m->npeople);
	for (size_t i = 0; i < m->npeople; i++) {
		const struct month_person *who = &m->people[i];
		bool many = month_is_many(who);
		struct review_line *l = many ? add(k, who->person, who->login) :
		    NULL;

		p->nmany += many;
		if (!l)
			continue;
		l->what = arena_fmt(mem, "%lld人", (long long)who->peak);
		l->at = instant(k, who->peak_at);
		l->url = day_url(k, who->person, date_of_instant(mem,
		    who->peak_at));
		l->about = arena_fmt(mem, "%lld人", (long long)who->most);
		l->more = auditlog_day(mem, who->most_on);
		l->about_url = day_url(k, who->person, who->most_on);
	}
	p->many = end(k);
}

static void
make_door(struct making *k, const struct month *m, struct review_parts *p)
{
	begin(k, m->npeople);
	p->nfailures = p->strangers = m->strangers;
	for (size_t i = 0; i < m->npeople; i++) {
		const struct month_person *who = &m->people[i];
		int64_t n = who->failures + who->codes;
		struct review_line *l = n ? add(k, who->person, "") : NULL;

		p->nfailures += n;
		if (!l)
			continue;
		l->what = arena_fmt(k->r->mem, "%lld回",
		    (long long)who->failures);
		l->more = arena_fmt(k->r->mem, "%lld回", (long long)who->codes);
	}
	p->door = end(k);
}

/* Rows as the log has them: exports, and changes of what people may do. */
static struct html_list
make_deeds(struct making *k, const struct month_deeds *deeds)
{
	begin(k, deeds->n);
	for (size_t i = 0; i < deeds->n; i++) {
		const struct audit_row *row = &deeds->rows[i];
		struct review_line *l = add(k, row->person, row->login);
		struct log_line line;

		if (!l)
			break;
		line = log_line_of(k->met, row, 0);
		l->at = instant(k, row->at);
		l->what = line.verb;
		l->about = line.about;
		l->note = line.what;
		if (strcmp(row->record, "person") == 0)
			l->about_url = arena_fmt(k->r->mem, "/people/%s",
			    row->record_id);
	}
	return end(k);
}

static const char *
grant_verb(const struct audit_row *row)
{
	if (strcmp(row->verb, "add") == 0)
		return "申し込んだ";
	return strstr(row->what, "approved_by") ? "承認した" : "期間を変えた";
}

/* Whom it is for, until when and why: that is the child's. */
static enum result
tell_grant(struct making *k, struct review_line *l, const struct audit_row *row)
{
	struct arena *mem = k->r->mem;
	struct named_grant g = { 0 };
	struct rows rows = { 0 };
	enum result rc = month_sql_grant(k->r, row->record_id, &rows);
	bool seen = rows.nrows && record_load(k->r, &named_grant_record, &rows,
	    0, &g);

	if (row->children)
		tell_child(k, l, row->children, seen);
	l->note = g.reason;
	if (g.person && g.from_on && g.to_on)
		l->more = arena_fmt(mem, "%sに、%s～%s", met_who(k->met,
		    g.person, "")->name, date_era(mem, g.from_on),
		    date_era(mem, g.to_on));
	return rc;
}

static enum result
make_grants(struct making *k, const struct month *m, struct review_parts *p)
{
	enum result rc = OK;

	begin(k, m->grants.n);
	for (size_t i = 0; !rc && i < m->grants.n; i++) {
		const struct audit_row *row = &m->grants.rows[i];
		struct review_line *l = add(k, row->person, row->login);

		if (!l)
			break;
		l->at = instant(k, row->at);
		l->what = grant_verb(row);
		rc = tell_grant(k, l, row);
	}
	p->grants = end(k);
	p->ngrants = (int64_t)m->grants.n;
	return rc;
}

enum result
review_parts_read(struct request *r, const struct review_month *month,
    struct review_parts *p)
{
	struct making k = { .r = r, .met = met_new(r), .month = month };
	struct month m;
	enum result rc = month_read(r, month->from, month->to, &m);

	*p = (struct review_parts){ 0 };
	if (!rc)
		rc = make_glass(&k, p);
	if (rc)
		return rc;
	make_outside(&k, &m, p);
	make_many(&k, &m, p);
	make_door(&k, &m, p);
	p->exports = make_deeds(&k, &m.exports);
	p->nexports = (int64_t)m.exports.n;
	p->changes = make_deeds(&k, &m.changes);
	p->nchanges = (int64_t)m.changes.n;
	p->sought = m.sought;
	return make_grants(&k, &m, p);
}
