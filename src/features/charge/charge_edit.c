#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/charge/charge_private.h"

/*
 * The whole table as one form: a selection a cell, named by function and
 * organisation. What does not stand in the form stays as it is stored.
 */
struct choice_of {
	const char *name, *label, *stored;	/* stored: by somebody else since */
	bool lead, help;
};

struct edit_line {
	const char *label;
	struct html_list cells;
};

struct edit_body {
	const char *name, *agency, *fault;
	const struct html *people;
};

struct edit {
	const char *label, *action, *back, *add_fault;
	const struct html *faults, *hidden, *others;
	bool any, full, stale;
	struct html_list bodies, lines;
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(choice_of, name),
	SLOT_TEXT(choice_of, label),
	SLOT_TEXT(choice_of, stored),
	SLOT_FLAG(choice_of, lead),
	SLOT_FLAG(choice_of, help),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(edit_line, label),
	SLOT_LIST(edit_line, cells, cell_slots, struct choice_of),
};

static const struct slot body_slots[] = {
	SLOT_TEXT(edit_body, name),
	SLOT_TEXT(edit_body, agency),
	SLOT_TEXT(edit_body, fault),
	SLOT_HTML(edit_body, people),
};

static const struct slot edit_slots[] = {
	SLOT_TEXT(edit, label),
	SLOT_TEXT(edit, action),
	SLOT_TEXT(edit, back),
	SLOT_TEXT(edit, add_fault),
	SLOT_HTML(edit, faults),
	SLOT_HTML(edit, hidden),
	SLOT_HTML(edit, others),
	SLOT_FLAG(edit, any),
	SLOT_FLAG(edit, full),
	SLOT_FLAG(edit, stale),
	SLOT_LIST(edit, bodies, body_slots, struct edit_body),
	SLOT_LIST(edit, lines, line_slots, struct edit_line),
};

TEMPLATE(charge_edit_page, "src/features/charge/edit.html", edit_slots);

static const char *
cell_name(struct request *r, const struct charge_table *t, size_t f, size_t b)
{
	return arena_fmt(r->mem, "%s.%s", t->functions[f]->code,
	    t->bodies[b].agency);
}

static const char *
mark_of(struct request *r, const char *part)
{
	return *part ? codes_label_short(r->codes, "charge_part", part) :
	    "（空欄）";
}

/* `stored` is the table by now, where it is another than was looked at. */
static struct edit_line
line_of(struct request *r, const struct charge_table *t,
    const struct charge_table *stored, size_t f)
{
	struct choice_of *cells = arena_array(r->mem, t->nbodies + 1,
	    sizeof(*cells));

	for (size_t b = 0; b < t->nbodies; b++) {
		const char *part = *charge_cell(t, f, b);

		cells[b] = (struct choice_of){ cell_name(r, t, f, b),
		    arena_fmt(r->mem, "%s：%s", t->functions[f]->label_short,
		    t->bodies[b].name), NULL, strcmp(part, "lead") == 0,
		    strcmp(part, "help") == 0 };
		for (size_t k = 0; stored && k < stored->nbodies; k++) {
			const char *now = *charge_cell(stored, f, k);

			if (strcmp(stored->bodies[k].agency,
			    t->bodies[b].agency) == 0 && strcmp(now, part) != 0)
				cells[b].stored = mark_of(r, now);
		}
	}
	return (struct edit_line){ t->functions[f]->label,
	    { cells, t->nbodies } };
}

static const struct html *
people_of(struct request *r, const struct charge_body *body,
    const struct rows *staff)
{
	struct choice *all = arena_array(r->mem, staff->nrows + 1,
	    sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < staff->nrows; i++) {
		if (strcmp(rows_cell(staff, i, "body"), body->agency) == 0)
			all[n++] = (struct choice){ rows_cell(staff, i, "id"),
			    rows_cell(staff, i, "name") };
	}
	return form_choices(r, all, n, body->person, "決めない");
}

static const struct html *
others_of(struct request *r, const struct rows *rows)
{
	struct choice *all = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*all));

	for (size_t i = 0; i < rows->nrows; i++)
		all[i] = (struct choice){ rows_cell(rows, i, "id"),
		    rows_cell(rows, i, "name") };
	return form_choices(r, all, rows->nrows, request_form(r, "add"),
	    "加えない");
}

static void
fill(struct request *r, const struct charge_table *t,
    const struct charge_table *stored, const struct rows *staff,
    struct edit *p)
{
	struct edit_line *lines = arena_array(r->mem, t->nfunctions + 1,
	    sizeof(*lines));
	struct edit_body *bodies = arena_array(r->mem, t->nbodies + 1,
	    sizeof(*bodies));

	for (size_t f = 0; f < t->nfunctions; f++)
		lines[f] = line_of(r, t, stored, f);
	for (size_t b = 0; b < t->nbodies; b++)
		bodies[b] = (struct edit_body){ t->bodies[b].name,
		    t->bodies[b].agency, request_fault_of(r, arena_fmt(r->mem,
		    "person.%s", t->bodies[b].agency)), people_of(r,
		    &t->bodies[b], staff) };
	p->lines = (struct html_list){ lines, t->nfunctions };
	p->bodies = (struct html_list){ bodies, t->nbodies };
}

static enum result
show(struct request *r, const struct charge_table *t,
    const struct charge_table *stored)
{
	const char *label = date_fiscal_label(r->mem, t->year);
	struct edit p = {
		.label = label,
		.action = arena_fmt(r->mem, "/charges/%d", t->year),
		.back = arena_fmt(r->mem, "/charges?year=%d", t->year),
		.add_fault = request_fault_of(r, "add"),
		.faults = form_faults(r),
		.hidden = form_hidden(r, t->version),
		.any = t->nbodies > 0,
		.full = t->nbodies == CHARGE_BODIES,
		.stale = stored != NULL,
	};
	struct crumb crumbs[] = { { "役割分担", p.back }, { "直す", NULL } };
	struct page page = { arena_fmt(r->mem, "役割分担を直す　%s", label),
	    NULL, crumbs, COUNT(crumbs), false };
	struct rows others = { 0 }, staff = { 0 };
	enum result rc = charge_sql_others(r, t->year, &others);

	if (!rc)
		rc = charge_sql_staff(r, t->year, &staff);
	if (rc)
		return rc;
	p.others = others_of(r, &others);
	fill(r, t, stored, &staff, &p);
	return page_show(r, &page, &charge_edit_page, &p);
}

enum result
charge_edit_get(struct request *r)
{
	struct charge_table t;
	int year;
	enum result rc = charge_year(r, r->arg[0], &year);

	if (!rc)
		rc = charge_load(r, year, &t);
	return rc ? rc : show(r, &t, NULL);
}

static void
read_cells(struct request *r, struct charge_table *t, struct buffer *what)
{
	for (size_t f = 0; f < t->nfunctions; f++) {
		for (size_t b = 0; b < t->nbodies; b++) {
			const char *name = cell_name(r, t, f, b);
			const char *typed = request_form(r, name);
			const char **part = charge_cell(t, f, b);

			if (!typed || strcmp(typed, *part) == 0)
				continue;
			if (*typed && !codes_find(r->codes, "charge_part",
			    typed)) {
				request_fault(r, name, "not_a_choice");
				continue;
			}
			*part = typed;
			buffer_fmt(what, "%s%s=%s", what->len ? " " : "", name,
			    *typed ? typed : "-");
		}
	}
}

static bool
is_of(const struct rows *rows, const char *id, const char *body)
{
	for (size_t i = 0; i < rows->nrows; i++) {
		if (strcmp(rows_cell(rows, i, "id"), id) == 0)
			return !body ||
			    strcmp(rows_cell(rows, i, "body"), body) == 0;
	}
	return false;
}

/* Who takes things on, and which body is none any more. */
static void
read_bodies(struct request *r, struct charge_table *t,
    const struct rows *staff, struct buffer *what)
{
	size_t kept = 0;

	for (size_t b = 0; b < t->nbodies; b++) {
		struct charge_body body = t->bodies[b];
		const char *field = arena_fmt(r->mem, "person.%s", body.agency);
		const char *typed = request_form(r, field);
		const char *gone = request_form(r, arena_fmt(r->mem,
		    "remove.%s", body.agency));

		if (gone && *gone) {
			buffer_fmt(what, "%s-%s", what->len ? " " : "",
			    body.agency);
			continue;
		}
		if (typed && *typed && !is_of(staff, typed, body.agency))
			request_fault(r, field, "not_a_choice");
		else if (typed)
			body.person = *typed ? typed : NULL;
		for (size_t f = 0; f < t->nfunctions; f++)
			*charge_cell(t, f, kept) = *charge_cell(t, f, b);
		t->bodies[kept++] = body;
	}
	for (size_t b = kept; b < t->nbodies; b++) {
		for (size_t f = 0; f < t->nfunctions; f++)
			*charge_cell(t, f, b) = "";
	}
	t->nbodies = kept;
}

static void
read_new(struct request *r, struct charge_table *t, const struct rows *others,
    struct buffer *what)
{
	const char *add = request_form(r, "add");

	if (!add || !*add)
		return;
	if (!is_of(others, add, NULL)) {
		request_fault(r, "add", "not_a_choice");
		return;
	}
	if (t->nbodies == CHARGE_BODIES) {
		request_fault(r, "add", "1つの年度に10の法人までです。");
		return;
	}
	t->bodies[t->nbodies++] = (struct charge_body){ .agency = add };
	buffer_fmt(what, "%s+%s", what->len ? " " : "", add);
}

static enum result
read_form(struct request *r, struct charge_table *t, struct buffer *what)
{
	struct rows staff = { 0 }, others = { 0 };
	enum result rc = charge_sql_staff(r, t->year, &staff);

	if (!rc)
		rc = charge_sql_others(r, t->year, &others);
	if (rc)
		return rc;
	read_cells(r, t, what);
	read_bodies(r, t, &staff, what);
	read_new(r, t, &others, what);
	return r->nfaults ? INVALID : OK;
}

/* Version 0 is that of a year nothing was entered for. */
static int64_t
looked_at(struct request *r)
{
	struct record_head head = { .version = -1 };

	form_version(r, &head);
	return head.version;
}

/* What was typed stays; what another one saved meanwhile stands beside it. */
static enum result
again(struct request *r, int year, enum result why)
{
	struct buffer what = buffer_new(r->mem);
	struct charge_table typed, now;
	size_t nfaults = r->nfaults;
	enum result rc = charge_load(r, year, &typed);

	if (!rc)
		rc = charge_load(r, year, &now);
	if (rc)
		return rc;
	read_cells(r, &typed, &what);
	r->nfaults = nfaults;
	rc = show(r, &typed, why == CONFLICT ? &now : NULL);
	return rc ? rc : why;
}

enum result
charge_edit_post(struct request *r)
{
	struct buffer what = buffer_new(r->mem);
	struct charge_table t;
	const char *see;
	int64_t version = looked_at(r);
	int year;
	enum result rc = charge_year(r, r->arg[0], &year);

	if (!rc)
		rc = charge_load(r, year, &t);
	if (rc)
		return rc;
	rc = read_form(r, &t, &what);
	if (rc)
		return rc == INVALID ? again(r, year, rc) : rc;
	see = request_saying(r, arena_fmt(r->mem, "/charges?year=%d", year),
	    "changed");
	deed_begin(r);
	(void)charge_sql_step(r, year, version);
	(void)charge_sql_write(r, &t);
	(void)audit_note_plain(r, "change", "charge", arena_fmt(r->mem, "%d",
	    year), what.len ? what.s : "");
	rc = request_see(r, deed_commit(r, see), see);
	return rc == CONFLICT && !r->repeated ? again(r, year, rc) : rc;
}

enum result
charge_copy_post(struct request *r)
{
	const char *see;
	struct rows years = { 0 };
	struct charge_table t;
	int64_t from = 0, y;
	int year;
	enum result rc = charge_year(r, r->arg[0], &year);

	if (!rc)
		rc = charge_load(r, year, &t);
	if (!rc)
		rc = charge_sql_years(r, &years);
	if (rc)
		return rc;
	for (size_t i = 0; i < years.nrows; i++) {
		if (text_number(years.cells[i], &y) && y < year && y > from)
			from = y;
	}
	if (t.nbodies || !from)
		return CONFLICT;
	see = request_saying(r, arena_fmt(r->mem, "/charges?year=%d", year),
	    "added");
	deed_begin(r);
	(void)charge_sql_step(r, year, t.version);
	(void)charge_sql_copy(r, (int)from, year);
	(void)audit_note_plain(r, "add", "charge", arena_fmt(r->mem, "%d",
	    year), arena_fmt(r->mem, "from=%d", (int)from));
	return request_see(r, deed_commit(r, see), see);
}
