#include <stdlib.h>
#include <string.h>

#include "app/field_counts.h"
#include "base/date.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"
#include "features/contact/contact.h"
#include "features/dispatch/dispatch.h"
#include "features/meeting/meeting.h"

/* What a case is made from: dispatches carried out, contacts, meetings held. */

static void
add(struct casebook_sources *all, struct casebook_source s)
{
	if (s.on_day && (s.what || s.devised || s.voice))
		all->at[all->n++] = s;
}

static const char *
counts(struct request *r, const struct record *rec, const char *stored)
{
	return stored ? counts_shown(r, record_field(rec, "participants"),
	    stored) : "";
}

static void
add_dispatches(struct request *r, const struct rows *rows,
    struct casebook_sources *all)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		struct dispatch d;

		if (!record_load(r, &dispatch_record, rows, i, &d))
			continue;
		add(all, (struct casebook_source){
			.record = dispatch_record.name, .id = d.id,
			.kind = "派遣", .on_day = d.carried_on,
			.who = counts(r, &dispatch_record, d.participants),
			.what = d.content, .devised = d.devised,
			.voice = d.voice,
		});
	}
}

static void
add_contacts(struct request *r, const struct rows *rows,
    struct casebook_sources *all)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		struct contact c;

		if (!record_load(r, &contact_record, rows, i, &c))
			continue;
		add(all, (struct casebook_source){
			.record = contact_record.name, .id = c.id,
			.kind = "相談・支援", .on_day = c.on_day,
			.who = counts(r, &contact_record, c.participants),
			.what = c.body,
		});
	}
}

static void
add_meetings(struct request *r, const struct rows *rows,
    struct casebook_sources *all)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		struct meeting m;

		if (!record_load(r, &meeting_record, rows, i, &m))
			continue;
		add(all, (struct casebook_source){
			.record = meeting_record.name, .id = m.id,
			.kind = "会議", .on_day = m.on_day, .who = "",
			.what = m.minutes,
		});
	}
}

static int
by_day(const void *a, const void *b)
{
	const struct casebook_source *x = a, *y = b;
	int order = strcmp(x->on_day, y->on_day);

	return order ? order : strcmp(x->id, y->id);
}

static enum result
choose(struct request *r, const char *casebook, struct casebook_sources *all)
{
	struct rows rows = { 0 };
	enum result rc = casebook_sql_sources(r, casebook, &rows);

	for (size_t i = 0; !rc && i < all->n; i++) {
		struct casebook_source *s = &all->at[i];

		for (size_t k = 0; k < rows.nrows && !s->chosen; k++)
			s->chosen = strcmp(rows_cell(&rows, k, "record_id"),
			    s->id) == 0;
	}
	return rc;
}

enum result
casebook_sources_of(struct request *r, const char *child,
    const char *casebook, struct casebook_sources *all)
{
	struct rows dispatches = { 0 }, contacts = { 0 }, meetings = { 0 };
	enum result rc = casebook_sql_dispatches(r, child, &dispatches);

	if (!rc)
		rc = casebook_sql_contacts(r, child, &contacts);
	if (!rc)
		rc = casebook_sql_meetings(r, child, &meetings);
	if (rc)
		return rc;
	all->n = 0;
	all->at = arena_array(r->mem, dispatches.nrows + contacts.nrows +
	    meetings.nrows + 1, sizeof(*all->at));
	add_dispatches(r, &dispatches, all);
	add_contacts(r, &contacts, all);
	add_meetings(r, &meetings, all);
	if (all->n)
		qsort(all->at, all->n, sizeof(*all->at), by_day);
	return casebook ? choose(r, casebook, all) : OK;
}

const char *
casebook_month(struct request *r, const char *day)
{
	const char *text = date_long(r->mem, day);
	const char *end = strstr(text, "月");

	return end ? arena_bytes(r->mem, text, (size_t)(end - text) +
	    strlen("月")) : text;
}

/* Up to the next of the two signs, or the end. */
static const char *
cell(struct arena *mem, const char **s)
{
	size_t n = strcspn(*s, "\t\n");
	const char *text = arena_bytes(mem, *s, n);

	*s += n;
	*s += **s == '\t';
	return text;
}

const struct casebook_line *
casebook_lines(struct arena *mem, const char *course, size_t *n)
{
	struct casebook_line *lines;
	size_t room = 1;

	for (const char *s = course ? course : ""; *s; s++)
		room += *s == '\n';
	lines = arena_array(mem, room, sizeof(*lines));
	*n = 0;
	for (const char *s = course ? course : ""; *s; s += *s == '\n') {
		struct casebook_line *l = &lines[(*n)++];

		l->month = cell(mem, &s);
		l->who = cell(mem, &s);
		l->what = cell(mem, &s);
		s += strcspn(s, "\n");
	}
	return lines;
}

static void
add_cell(struct buffer *b, const char *text)
{
	for (; text && *text; text++) {
		char c = *text == '\t' || *text == '\n' ? ' ' : *text;

		buffer_bytes(b, &c, 1);
	}
}

const char *
casebook_course(struct arena *mem, const struct casebook_line *lines, size_t n)
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < n; i++) {
		buffer_add(&b, i ? "\n" : "");
		add_cell(&b, lines[i].month);
		buffer_add(&b, "\t");
		add_cell(&b, lines[i].who);
		buffer_add(&b, "\t");
		add_cell(&b, lines[i].what);
	}
	return b.s;
}
