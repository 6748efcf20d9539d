#include <string.h>

#include "app/access.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/contact/contact.h"
#include "features/handover/handover_private.h"
#include "features/handover/handover_sql.h"
#include "features/team/team.h"

/* 引継書: on paper, what went on to the successor, as it stands today and as
 * far as whoever opens it may see the children. */
struct line {
	const char *on_day;		/* sorted by; NULL: last */
	const char *day, *what, *url, *kind;
	bool late;
};

struct part {
	const char *label, *says;
};

struct member {
	const char *who;
};

struct child_row {
	const char *name, *number, *url, *latest, *hidden;
	struct html_list lines, there;
};

struct sheet {
	const char *from, *to, *maker, *last_on, *at, *today;
	const char *unseen, *loose_unseen;
	struct html_list parts, children, loose;
	bool any_children, any_loose, nothing;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, day),
	SLOT_TEXT(line, what),
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, kind),
	SLOT_FLAG(line, late),
};

static const struct slot part_slots[] = {
	SLOT_TEXT(part, label),
	SLOT_TEXT(part, says),
};

static const struct slot member_slots[] = {
	SLOT_TEXT(member, who),
};

static const struct slot child_slots[] = {
	SLOT_TEXT(child_row, name),
	SLOT_TEXT(child_row, number),
	SLOT_TEXT(child_row, url),
	SLOT_TEXT(child_row, latest),
	SLOT_TEXT(child_row, hidden),
	SLOT_LIST(child_row, lines, line_slots, struct line),
	SLOT_LIST(child_row, there, member_slots, struct member),
};

static const struct slot sheet_slots[] = {
	SLOT_TEXT(sheet, from),
	SLOT_TEXT(sheet, to),
	SLOT_TEXT(sheet, maker),
	SLOT_TEXT(sheet, last_on),
	SLOT_TEXT(sheet, at),
	SLOT_TEXT(sheet, today),
	SLOT_TEXT(sheet, unseen),
	SLOT_TEXT(sheet, loose_unseen),
	SLOT_LIST(sheet, parts, part_slots, struct part),
	SLOT_LIST(sheet, children, child_slots, struct child_row),
	SLOT_LIST(sheet, loose, line_slots, struct line),
	SLOT_FLAG(sheet, any_children),
	SLOT_FLAG(sheet, any_loose),
	SLOT_FLAG(sheet, nothing),
};

TEMPLATE(handover_sheet_page, "src/features/handover/sheet.html",
    sheet_slots);

/* All that the sheet is made from, read once; `given` by kind. */
struct source {
	const struct owned *const *kinds;
	size_t nkinds, nlines;
	struct rows *given;
	struct rows ids, latest, teams, dispatches;
};

static enum result
read_source(struct request *r, const char *id, struct source *s)
{
	enum result rc = handover_sql_items(r, id, &s->ids);

	s->kinds = owned_all(r, &s->nkinds);
	s->given = arena_array(r->mem, s->nkinds + 1, sizeof(*s->given));
	for (size_t k = 0; !rc && k < s->nkinds; k++) {
		if (!s->kinds[k]->line)
			continue;
		rc = handover_sql_rows(r, s->kinds[k], id, &s->given[k]);
		s->nlines += s->given[k].nrows;
	}
	if (!rc)
		rc = handover_sql_latest(r, id, &s->latest);
	if (!rc)
		rc = handover_sql_there(r, &team_member_record, id, &s->teams);
	if (!rc)
		rc = handover_sql_there(r, &assignment_record, id,
		    &s->dispatches);
	return rc;
}

static bool
is_about(const struct rows *rows, size_t i, const char *child)
{
	const char *of = rows_cell(rows, i, "child");

	return of && child ? strcmp(of, child) == 0 : of == child;
}

static struct line
line_of(struct request *r, const struct owned *o, const void *obj,
    const char *beside)
{
	struct owned_line of = o->line(r, obj, beside);
	const char *what = of.what && *of.what ? of.what :
	    "（内容は見られません）";

	return (struct line){ .on_day = of.on_day,
	    .day = of.on_day ? date_short(r->mem, of.on_day) : "日は未定",
	    .what = of.done_on ? arena_fmt(r->mem, "%s（%sに済み）", what,
	    date_era(r->mem, of.done_on)) : what, .url = of.url,
	    .kind = o->label, .late = !of.done_on && of.on_day &&
	    strcmp(of.on_day, r->today) < 0 };
}

static bool
comes_first(const struct line *a, const struct line *b)
{
	return a->on_day && (!b->on_day || strcmp(a->on_day, b->on_day) < 0);
}

/* By day, and of one day as they came; they are few. */
static void
put(struct line *lines, size_t n, const struct line *l)
{
	while (n && comes_first(l, &lines[n - 1])) {
		lines[n] = lines[n - 1];
		n--;
	}
	lines[n] = *l;
}

/* What is about that child, or about nobody; what is not seen is counted. */
static struct html_list
lines_of(struct request *r, const struct source *s, const char *child,
    int64_t *unseen)
{
	struct line *lines = arena_array(r->mem, s->nlines + 1,
	    sizeof(*lines));
	size_t n = 0;

	for (size_t k = 0; k < s->nkinds; k++) {
		const struct owned *o = s->kinds[k];
		const struct rows *rows = &s->given[k];

		for (size_t i = 0; i < rows->nrows; i++) {
			void *obj = arena_take(r->mem, o->record->size);
			struct line l;

			if (!is_about(rows, i, child))
				continue;
			if (!record_load(r, o->record, rows, i, obj)) {
				(*unseen)++;
				continue;
			}
			l = line_of(r, o, obj, rows_cell(rows, i, "beside"));
			put(lines, n++, &l);
		}
	}
	return (struct html_list){ lines, n };
}

static const char *
latest_of(struct request *r, const struct rows *rows, const char *child)
{
	const struct field *method = record_field(&contact_record, "method");

	for (size_t i = 0; i < rows->nrows; i++) {
		struct contact c;

		if (is_about(rows, i, child) &&
		    record_load(r, &contact_record, rows, i, &c))
			return arena_fmt(r->mem, "%s　%s",
			    date_era(r->mem, c.on_day),
			    field_shown(r, method, &c));
	}
	return "記録はありません";
}

static const char *
member_of(struct request *r, const char *name, const char *prefix,
    const char *what)
{
	if (!what && !*prefix)
		return name;
	return arena_fmt(r->mem, "%s（%s%s%s）", name, prefix,
	    *prefix && what ? "：" : "", what ? what : "");
}

static struct html_list
there_of(struct request *r, const struct source *s, const char *child)
{
	struct member *all = arena_array(r->mem, s->teams.nrows +
	    s->dispatches.nrows + 1, sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < s->teams.nrows; i++) {
		struct team_member m;

		if (is_about(&s->teams, i, child) &&
		    record_load(r, &team_member_record, &s->teams, i, &m))
			all[n++].who = member_of(r, rows_cell(&s->teams, i,
			    "person_name"), "", m.part);
	}
	for (size_t i = 0; i < s->dispatches.nrows; i++) {
		struct assignment a;

		if (is_about(&s->dispatches, i, child) &&
		    record_load(r, &assignment_record, &s->dispatches, i, &a))
			all[n++].who = member_of(r, rows_cell(&s->dispatches, i,
			    "person_name"), "派遣", a.purpose);
	}
	return (struct html_list){ all, n };
}

static const char *
number(struct request *r, int64_t n)
{
	return n ? arena_fmt(r->mem, "%lld", (long long)n) : NULL;
}

static struct child_row
row_of(struct request *r, const struct source *s, const struct child *c)
{
	struct child_row row = { .name = c->name, .number = c->number,
		.url = arena_fmt(r->mem, "/children/%s", c->id),
		.latest = latest_of(r, &s->latest, c->id),
		.there = there_of(r, s, c->id) };
	int64_t hidden = 0;

	row.lines = lines_of(r, s, c->id, &hidden);
	row.hidden = number(r, hidden);
	return row;
}

static void
fill(struct request *r, const struct source *s, struct sheet *p)
{
	struct child_row *rows = arena_array(r->mem, s->ids.nrows + 1,
	    sizeof(*rows));
	int64_t loose = 0;
	size_t n = 0;

	for (size_t i = 0; i < s->ids.nrows; i++) {
		struct child c;

		if (record_load(r, &child_record, &s->ids, i, &c))
			rows[n++] = row_of(r, s, &c);
	}
	p->children = (struct html_list){ rows, n };
	p->loose = lines_of(r, s, NULL, &loose);
	p->any_children = n > 0;
	p->any_loose = p->loose.n > 0;
	p->unseen = number(r, (int64_t)(s->ids.nrows - n));
	p->loose_unseen = number(r, loose);
	p->nothing = !n && !p->any_loose && !p->unseen && !loose;
}

/* The successor, and the centre. Nobody else is told that there is one. */
static bool
may_read(const struct request *r, const struct rows *rows, size_t i)
{
	return access_is_centre(r) || request_may(r, ADMINISTER) ||
	    strcmp(rows_cell(rows, i, "successor"), r->who->id) == 0;
}

/* The handover asked for with ?of=, else the latest with a successor. */
static enum result
find(struct request *r, struct rows *rows, size_t *at)
{
	const char *of = request_query(r, "of");
	enum result rc = handover_sql_of(r, r->arg[0], rows);

	for (size_t i = 0; !rc && i < rows->nrows; i++) {
		if (!rows_cell(rows, i, "successor") || !may_read(r, rows, i) ||
		    (of && strcmp(of, rows_cell(rows, i, "id")) != 0))
			continue;
		*at = i;
		return OK;
	}
	return rc ? rc : MISSING;
}

/* What was done then, as it was written down. */
static struct sheet
sheet_of(struct request *r, const struct rows *rows, size_t i)
{
	return (struct sheet){
		.from = rows_cell(rows, i, "person_name"),
		.to = rows_cell(rows, i, "successor_name"),
		.maker = rows_cell(rows, i, "maker_name"),
		.last_on = date_long(r->mem, rows_cell(rows, i, "last_on")),
		.at = date_instant_label(r->mem, rows_cell(rows, i, "at")),
		.today = date_long(r->mem, r->today),
	};
}

static enum result
fill_parts(struct request *r, const char *id, struct sheet *p)
{
	struct handover_part *of;
	struct part *parts;
	size_t n;
	enum result rc = handover_parts(r, id, &of, &n);

	parts = arena_array(r->mem, n + 1, sizeof(*parts));
	for (size_t i = 0; i < n; i++)
		parts[i] = (struct part){ of[i].kind->label,
		    handover_part_says(r, &of[i]) };
	p->parts = (struct html_list){ parts, n };
	return rc;
}

enum result
handover_sheet_get(struct request *r)
{
	struct crumb crumbs[] = { { "職員", "/people" }, { NULL, NULL },
	    { "引継書", NULL } };
	bool leads = request_may(r, ADMINISTER);
	struct page page = { .title = "引継書",
	    .crumbs = leads ? crumbs : crumbs + 2,
	    .ncrumbs = leads ? COUNT(crumbs) : 1 };
	struct source s = { 0 };
	struct sheet p;
	struct rows rows = { 0 };
	size_t i = 0;
	enum result rc = find(r, &rows, &i);

	if (!rc)
		rc = read_source(r, rows_cell(&rows, i, "id"), &s);
	if (rc)
		return rc;
	p = sheet_of(r, &rows, i);
	crumbs[1] = (struct crumb){ p.from, handover_path(r, r->arg[0]) };
	fill(r, &s, &p);
	rc = fill_parts(r, rows_cell(&rows, i, "id"), &p);
	return rc ? rc : page_show(r, &page, &handover_sheet_page, &p);
}
