#include <string.h>

#include "app/access.h"
#include "app/paper.h"
#include "base/date.h"
#include "features/charge/charge_private.h"

/* The table to be read: on the page, and as PDF. */

struct part {
	const char *mark, *says;	/* ◎ 担当; "" when empty */
};

struct line {
	const char *label;
	bool gap;			/* nobody is in charge of it */
	struct html_list parts;
};

struct body {
	const char *name, *person;
};

struct year {
	const char *label, *url;
	bool current;
};

struct show {
	const char *label, *gaps, *last, *edit, *copy, *pdf;
	const struct html *hidden;
	bool any, may_edit, may_copy;
	struct html_list bodies, lines, years;
};

static const struct slot part_slots[] = {
	SLOT_TEXT(part, mark),
	SLOT_TEXT(part, says),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, label),
	SLOT_FLAG(line, gap),
	SLOT_LIST(line, parts, part_slots, struct part),
};

static const struct slot body_slots[] = {
	SLOT_TEXT(body, name),
	SLOT_TEXT(body, person),
};

static const struct slot year_slots[] = {
	SLOT_TEXT(year, label),
	SLOT_TEXT(year, url),
	SLOT_FLAG(year, current),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, label),
	SLOT_TEXT(show, gaps),
	SLOT_TEXT(show, last),
	SLOT_TEXT(show, edit),
	SLOT_TEXT(show, copy),
	SLOT_TEXT(show, pdf),
	SLOT_HTML(show, hidden),
	SLOT_FLAG(show, any),
	SLOT_FLAG(show, may_edit),
	SLOT_FLAG(show, may_copy),
	SLOT_LIST(show, bodies, body_slots, struct body),
	SLOT_LIST(show, lines, line_slots, struct line),
	SLOT_LIST(show, years, year_slots, struct year),
};

TEMPLATE(charge_show_page, "src/features/charge/show.html", show_slots);

static struct line
line_of(struct request *r, const struct charge_table *t, size_t f)
{
	struct part *parts = arena_array(r->mem, t->nbodies + 1,
	    sizeof(*parts));
	struct line line = { .label = t->functions[f]->label, .gap = true };

	for (size_t b = 0; b < t->nbodies; b++) {
		const char *part = *charge_cell(t, f, b);

		parts[b] = (struct part){ "", "" };
		if (!*part)
			continue;
		parts[b] = (struct part){ codes_label_short(r->codes,
		    "charge_part", part), codes_label(r->codes, "charge_part",
		    part) };
		line.gap &= strcmp(part, "lead") != 0;
	}
	line.parts = (struct html_list){ parts, t->nbodies };
	return line;
}

static void
fill_table(struct request *r, const struct charge_table *t, struct show *p)
{
	struct line *lines = arena_array(r->mem, t->nfunctions + 1,
	    sizeof(*lines));
	struct body *bodies = arena_array(r->mem, t->nbodies + 1,
	    sizeof(*bodies));
	bool centre = access_is_centre(r) || request_may(r, ADMINISTER);

	for (size_t f = 0; f < t->nfunctions; f++)
		lines[f] = line_of(r, t, f);
	for (size_t b = 0; b < t->nbodies; b++)
		bodies[b] = (struct body){ t->bodies[b].name,
		    centre ? t->bodies[b].person_name : NULL };
	p->lines = (struct html_list){ lines, t->nfunctions };
	p->bodies = (struct html_list){ bodies, t->nbodies };
}

/* This year, the next and all that were entered, the latest first. The one to
 * be copied from is the latest before `shown`. */
static enum result
fill_years(struct request *r, int shown, struct show *p)
{
	int now = date_fiscal_year(r->today);
	struct rows rows = { 0 };
	struct year *years;
	size_t n = 0;
	enum result rc = charge_sql_years(r, &rows);

	if (rc)
		return rc;
	years = arena_array(r->mem, rows.nrows + 3, sizeof(*years));
	for (int y = now + 1; y >= CHARGE_FIRST_YEAR; y--) {
		const char *text = arena_fmt(r->mem, "%d", y);
		bool entered = false;

		for (size_t i = 0; i < rows.nrows; i++)
			entered |= strcmp(rows.cells[i], text) == 0;
		if (entered && y < shown && !p->last)
			p->last = date_fiscal_label(r->mem, y);
		if (entered || y >= now || y == shown)
			years[n++] = (struct year){ date_fiscal_label(r->mem,
			    y), arena_fmt(r->mem, "/charges?year=%d", y),
			    y == shown };
	}
	p->years = (struct html_list){ years, n };
	return OK;
}

enum result
charge_show_get(struct request *r)
{
	struct crumb crumbs[] = { { "役割分担", NULL } };
	struct page page = { "役割分担", NULL, crumbs, COUNT(crumbs), true };
	struct charge_table t;
	struct show p = { .hidden = form_hidden(r, 0) };
	int year;
	enum result rc = charge_year(r, request_query(r, "year"), &year);

	if (!rc)
		rc = charge_load(r, year, &t);
	if (!rc)
		rc = fill_years(r, year, &p);
	if (rc)
		return rc;
	p.label = date_fiscal_label(r->mem, year);
	p.edit = arena_fmt(r->mem, "/charges/%d/edit", year);
	p.copy = arena_fmt(r->mem, "/charges/%d/copy", year);
	p.pdf = arena_fmt(r->mem, "/charges.pdf?year=%d", year);
	p.gaps = charge_gaps(r, &t);
	p.any = t.nbodies > 0;
	p.may_edit = request_may(r, ADMINISTER);
	p.may_copy = p.may_edit && !p.any && p.last;
	fill_table(r, &t, &p);
	return page_show(r, &page, &charge_show_page, &p);
}

static void
put_table(struct request *r, const struct charge_table *t, struct paper *p)
{
	struct paper_column *columns = arena_array(r->mem, t->nbodies + 1,
	    sizeof(*columns));
	const char *gaps = charge_gaps(r, t);

	for (size_t b = 0; b < t->nbodies; b++)
		columns[b + 1] = (struct paper_column){ t->bodies[b].name, 3,
		    false };
	columns[0] = (struct paper_column){ "すること", 4, true };
	paper_table(p, "役割分担", columns, t->nbodies + 1);
	for (size_t f = 0; t->nbodies && f < t->nfunctions; f++) {
		paper_cell(p, t->functions[f]->label);
		for (size_t b = 0; b < t->nbodies; b++) {
			const char *part = *charge_cell(t, f, b);

			paper_cell(p, *part ? codes_label_short(r->codes,
			    "charge_part", part) : "");
		}
	}
	if (gaps)
		paper_note(p, arena_fmt(r->mem,
		    "担当（◎）の決まっていないもの：%s", gaps));
}

enum result
charge_put(struct request *r, int year, struct paper *p)
{
	struct charge_table t;
	enum result rc = charge_load(r, year, &t);

	if (rc || !t.nbodies)
		return rc ? rc : MISSING;
	put_table(r, &t, p);
	return OK;
}

static struct paper *
paper_of(struct request *r, const struct charge_table *t)
{
	struct paper *p = paper_new(r->mem, "役割分担");

	paper_under(p, arena_fmt(r->mem, "%s　%s現在　◎ 担当　〇 協力",
	    date_fiscal_label(r->mem, t->year), date_long(r->mem, r->today)));
	put_table(r, t, p);
	return p;
}

enum result
charge_pdf_get(struct request *r)
{
	const struct paper *p;
	struct charge_table t;
	int year;
	enum result rc = charge_year(r, request_query(r, "year"), &year);

	if (!rc)
		rc = charge_load(r, year, &t);
	if (rc)
		return rc;
	p = paper_of(r, &t);
	return paper_pdf(r, "役割分担", &p, 1, "yakuwari");
}
