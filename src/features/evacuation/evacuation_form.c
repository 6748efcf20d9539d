#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/text.h"
#include "features/attachment/attachment.h"
#include "features/child/child.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_section.h"
#include "features/evacuation/evacuation_sql.h"

/* One section of a plan as a form; what is not in the form stays as it is. */
struct hazard_row {
	const char *id, *label, *to, *route;
	const struct html *ways;
};

struct person_row {
	const char *n, *name, *part, *phone;
};

struct people_table {
	const char *kind, *label;
	struct html_list lines;
};

struct accept_row {
	const char *id, *name, *answer, *terms;
	bool checked, refused;
};

struct section_page {
	const char *title, *child_name, *plan, *hint, *action, *back, *asked;
	const char *acceptance_fault, *chosen;
	const char *photo_fault;
	const struct html *faults, *hidden, *fields, *photos;
	struct html_list hazards, tables, accepts;
	bool by_hazard, shelter, picture;
};

static const struct slot hazard_slots[] = {
	SLOT_TEXT(hazard_row, id),
	SLOT_TEXT(hazard_row, label),
	SLOT_TEXT(hazard_row, to),
	SLOT_TEXT(hazard_row, route),
	SLOT_HTML(hazard_row, ways),
};

static const struct slot person_slots[] = {
	SLOT_TEXT(person_row, n),
	SLOT_TEXT(person_row, name),
	SLOT_TEXT(person_row, part),
	SLOT_TEXT(person_row, phone),
};

static const struct slot table_slots[] = {
	SLOT_TEXT(people_table, kind),
	SLOT_TEXT(people_table, label),
	SLOT_LIST(people_table, lines, person_slots, struct person_row),
};

static const struct slot accept_slots[] = {
	SLOT_TEXT(accept_row, id),
	SLOT_TEXT(accept_row, name),
	SLOT_TEXT(accept_row, answer),
	SLOT_TEXT(accept_row, terms),
	SLOT_FLAG(accept_row, checked),
	SLOT_FLAG(accept_row, refused),
};

static const struct slot section_slots[] = {
	SLOT_TEXT(section_page, title),
	SLOT_TEXT(section_page, child_name),
	SLOT_TEXT(section_page, plan),
	SLOT_TEXT(section_page, hint),
	SLOT_TEXT(section_page, action),
	SLOT_TEXT(section_page, back),
	SLOT_TEXT(section_page, asked),
	SLOT_TEXT(section_page, acceptance_fault),
	SLOT_TEXT(section_page, photo_fault),
	SLOT_HTML(section_page, photos),
	SLOT_TEXT(section_page, chosen),
	SLOT_HTML(section_page, faults),
	SLOT_HTML(section_page, hidden),
	SLOT_HTML(section_page, fields),
	SLOT_LIST(section_page, hazards, hazard_slots, struct hazard_row),
	SLOT_LIST(section_page, tables, table_slots, struct people_table),
	SLOT_LIST(section_page, accepts, accept_slots, struct accept_row),
	SLOT_FLAG(section_page, by_hazard),
	SLOT_FLAG(section_page, shelter),
	SLOT_FLAG(section_page, picture),
};

TEMPLATE(plan_section_page, "src/features/evacuation/section.html",
    section_slots);

static struct html_list
hazard_rows(struct request *r, const struct plan *p)
{
	size_t n;
	const struct code *codes = codes_list(r->codes, "plan_hazard", &n);
	struct hazard_row *rows = arena_array(r->mem, n, sizeof(*rows));

	for (size_t i = 0; i < n; i++) {
		struct plan_line l = plan_hazard_line(r, p->hazards,
		    codes[i].code);

		rows[i] = (struct hazard_row){ codes[i].code, codes[i].label,
		    l.cells[2], l.cells[3], form_options(r, "plan_way",
		    l.cells[1], "選んでください") };
	}
	return (struct html_list){ rows, n };
}

static struct html_list
person_rows(struct request *r, const char *text)
{
	struct plan_line lines[PLAN_PEOPLE];
	size_t n = plan_lines(r, text, lines, COUNT(lines));
	struct person_row *rows = arena_array(r->mem, PLAN_PEOPLE,
	    sizeof(*rows));

	for (size_t i = 0; i < PLAN_PEOPLE; i++)
		rows[i] = (struct person_row){ arena_fmt(r->mem, "%zu", i + 1),
		    i < n ? lines[i].cells[0] : "", i < n ? lines[i].cells[1] :
		    "", i < n ? lines[i].cells[2] : "" };
	return (struct html_list){ rows, PLAN_PEOPLE };
}

static struct html_list
people_tables(struct request *r, const struct plan *p)
{
	struct people_table *t = arena_array(r->mem, 2, sizeof(*t));

	t[0] = (struct people_table){ "contacts", "緊急の連絡先（2人より多く）",
	    person_rows(r, p->contacts) };
	t[1] = (struct people_table){ "supporters", "支援する人",
	    person_rows(r, p->supporters) };
	return (struct html_list){ t, 2 };
}

static enum result
accept_rows(struct request *r, const struct plan *p, struct html_list *out)
{
	struct rows rows = { 0 };
	struct accept_row *all;
	size_t n = 0;
	enum result rc = evacuation_sql_acceptances(r, p->child, &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct acceptance a;

		if (!record_load(r, &acceptance_record, &rows, i, &a))
			continue;
		all[n++] = (struct accept_row){ a.id, acceptance_name(r, &a),
		    a.answer ? codes_label(r->codes, "acceptance_answer",
		    a.answer) : "", acceptance_terms(r, &a),
		    p->acceptance && strcmp(p->acceptance, a.id) == 0,
		    acceptance_refused(&a) };
	}
	*out = (struct html_list){ all, n };
	return OK;
}

static bool
may(struct request *r, const struct plan *p, const char *field)
{
	return record_shows(r, &plan_record, record_field(&plan_record, field),
	    p);
}

/* Her pictures, of which one goes onto the sheet. */
static enum result
photos_of(struct request *r, const struct plan *p, const struct html **out)
{
	struct attachment *all;
	struct choice *choices;
	size_t n = 0;
	enum result rc = attachment_images(r, p->child, &all, &n);

	choices = arena_array(r->mem, n + 1, sizeof(*choices));
	for (size_t i = 0; !rc && i < n; i++)
		choices[i] = (struct choice){ all[i].id, all[i].title };
	*out = form_choices(r, choices, n, p->photo, "載せない");
	return rc;
}

static enum result
show_form(struct request *r, const struct plan_section *s,
    const struct plan *p, const struct html *above)
{
	const struct field *fields[SECTION_MAX_FIELDS];
	const struct html *parts[SECTION_MAX_FIELDS];
	size_t n = plan_section_fields(r, s, p, fields);
	struct section_page page = {
		.title = s->title,
		.child_name = child_name(r, p->child),
		.plan = plan_title(r, p),
		.hint = s->hint,
		.action = arena_fmt(r->mem, "/plans/%s/sections/%s", p->id,
		    s->name),
		.back = arena_fmt(r->mem, "/plans/%s", p->id),
		.asked = arena_fmt(r->mem, "/plans/%s/acceptances/new", p->id),
		.acceptance_fault = request_fault_of(r, "acceptance"),
		.photo_fault = request_fault_of(r, "photo"),
		.chosen = p->acceptance,
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, p->version),
	};
	struct crumb crumbs[] = { { "避難計画", "/evacuation" },
	    { page.plan, page.back }, { s->title, NULL } };
	enum result rc = OK;

	for (size_t i = 0; i < n; i++)
		parts[i] = form_field(r, fields[i], p);
	page.fields = html_join(r->mem, parts, n);
	if (s->kind == SECTION_HAZARDS && may(r, p, "hazards"))
		page.hazards = hazard_rows(r, p);
	page.by_hazard = page.hazards.n != 0;
	page.shelter = s->kind == SECTION_SHELTER && may(r, p, "acceptance");
	if (s->kind == SECTION_PEOPLE && may(r, p, "contacts"))
		page.tables = people_tables(r, p);
	if (page.shelter)
		rc = accept_rows(r, p, &page.accepts);
	page.picture = s->kind == SECTION_PICTURE && may(r, p, "photo");
	if (!rc && page.picture)
		rc = photos_of(r, p, &page.photos);
	return rc ? rc : page_show(r, &(struct page){ s->title, "/evacuation",
	    crumbs, COUNT(crumbs), false }, &plan_section_page, &page);
}

/* The plan and the section of the address; CONFLICT: signed, and so fixed. */
static enum result
find(struct request *r, const struct plan_section **s, struct plan *p)
{
	enum result rc = record_get(r, &plan_record, r->arg[0], p);

	*s = plan_section(r->arg[1]);
	if (!rc && !*s)
		rc = MISSING;
	return !rc && !plan_is_open(p) ? CONFLICT : rc;
}

enum result
plan_section_get(struct request *r)
{
	const struct plan_section *s;
	struct plan p;
	enum result rc = find(r, &s, &p);

	return rc ? rc : show_form(r, s, &p, NULL);
}

static const char *
typed(struct request *r, const char *prefix, const char *code)
{
	const char *v = request_form(r, arena_fmt(r->mem, "%s_%s", prefix,
	    code));

	return v ? v : "";
}

enum { MAX_CELL = 40 };

static void
check_cells(struct request *r, const struct plan_line *l, const char *field)
{
	for (size_t i = 0; i < PLAN_CELLS; i++) {
		if (l->cells[i] && text_length(l->cells[i]) > MAX_CELL)
			request_fault(r, field, "40文字までで書いてください。");
	}
}

static void
read_hazards(struct request *r, struct plan *p)
{
	size_t n;
	const struct code *codes = codes_list(r->codes, "plan_hazard", &n);
	struct plan_line lines[PLAN_HAZARDS];

	if (!may(r, p, "hazards"))
		return;
	n = n < PLAN_HAZARDS ? n : PLAN_HAZARDS;
	for (size_t i = 0; i < n; i++) {
		const char *way = typed(r, "way", codes[i].code);

		lines[i] = (struct plan_line){ { codes[i].code, way,
		    typed(r, "to", codes[i].code),
		    typed(r, "route", codes[i].code) } };
		check_cells(r, &lines[i], "hazards");
		if (*way && !codes_find(r->codes, "plan_way", way))
			request_fault(r, "hazards", "not_a_choice");
		if (!*way && (*lines[i].cells[2] || *lines[i].cells[3]))
			request_fault(r, "hazards", arena_fmt(r->mem,
			    "%sのとき、どうするかを選んでください。",
			    codes[i].label));
	}
	p->hazards = plan_lines_text(r, lines, n, 1);
}

static const char *
read_people(struct request *r, const char *kind)
{
	size_t n, np, nt;
	const char *const *names = request_form_all(r, arena_fmt(r->mem,
	    "%s_name", kind), &n);
	const char *const *parts = request_form_all(r, arena_fmt(r->mem,
	    "%s_part", kind), &np);
	const char *const *phones = request_form_all(r, arena_fmt(r->mem,
	    "%s_phone", kind), &nt);
	struct plan_line lines[PLAN_PEOPLE];

	n = n < PLAN_PEOPLE ? n : PLAN_PEOPLE;
	for (size_t i = 0; i < n; i++) {
		lines[i] = (struct plan_line){ { names[i], i < np ? parts[i] :
		    "", i < nt ? phones[i] : "", "" } };
		check_cells(r, &lines[i], kind);
	}
	return plan_lines_text(r, lines, n, 0);
}

static void
read_acceptance(struct request *r, struct plan *p)
{
	const char *id = request_form(r, "acceptance");
	struct acceptance a;

	if (!id || !may(r, p, "acceptance"))
		return;
	p->acceptance = *id ? id : NULL;
	if (!*id)
		return;
	if (record_get(r, &acceptance_record, id, &a) ||
	    strcmp(a.child, p->child) != 0) {
		p->acceptance = NULL;
		request_fault(r, "acceptance", "not_there");
	} else if (acceptance_refused(&a)) {
		request_fault(r, "acceptance", "受け入れられないと答えた所は選べません。"
		    "別の所に聞いてください。");
	}
}

static void
read_photo(struct request *r, struct plan *p)
{
	const char *id = request_form(r, "photo");
	struct attachment *all;
	size_t n = 0, i = 0;

	if (!id || !may(r, p, "photo"))
		return;
	p->photo = *id ? id : NULL;
	if (!*id)
		return;
	if (attachment_images(r, p->child, &all, &n))
		n = 0;
	while (i < n && strcmp(all[i].id, id) != 0)
		i++;
	if (i == n) {
		p->photo = NULL;
		request_fault(r, "photo", "not_there");
	}
}

static enum result
read_section(struct request *r, const struct plan_section *s, struct plan *p)
{
	const struct field *fields[SECTION_MAX_FIELDS];
	size_t n = plan_section_fields(r, s, p, fields);
	const char *version = request_form(r, "version");

	r->reading = &plan_record;
	p->version = 0;
	if (version && !text_number(version, &p->version))
		request_fault(r, "version", "not_a_number");
	for (size_t i = 0; i < n; i++) {
		const char *value = request_form(r, fields[i]->name);
		const char *says = value ? field_read(r, fields[i], value,
		    r->today, false, p) : NULL;

		if (says)
			request_fault(r, fields[i]->name, says);
	}
	if (s->kind == SECTION_HAZARDS)
		read_hazards(r, p);
	if (s->kind == SECTION_SHELTER)
		read_acceptance(r, p);
	if (s->kind == SECTION_PICTURE)
		read_photo(r, p);
	if (s->kind == SECTION_PEOPLE && may(r, p, "contacts") &&
	    request_form(r, "contacts_name")) {
		p->contacts = read_people(r, "contacts");
		p->supporters = read_people(r, "supporters");
	}
	return r->nfaults ? INVALID : OK;
}

static enum result
answer_conflict(struct request *r, const struct plan_section *s,
    struct plan *mine)
{
	struct plan theirs;
	enum result rc = record_get(r, &plan_record, mine->id, &theirs);

	if (rc || !plan_is_open(&theirs))
		return rc ? rc : CONFLICT;
	mine->version = theirs.version;
	(void)show_form(r, s, mine, form_conflict(r, &plan_record, mine,
	    &theirs));
	return CONFLICT;
}

enum result
plan_section_post(struct request *r)
{
	const struct plan_section *s;
	struct plan old, p;
	const char *see;
	enum result rc = find(r, &s, &old);

	if (rc)
		return rc;
	p = old;
	rc = read_section(r, s, &p);
	if (rc) {
		(void)show_form(r, s, &p, NULL);
		return rc;
	}
	see = request_saying(r, arena_fmt(r->mem, "/plans/%s", p.id),
	    "changed");
	deed_begin(r);
	record_change(r, &plan_record, &old, &p);
	rc = request_see(r, deed_commit(r, see), see);
	if (rc == CONFLICT && !r->repeated)
		return answer_conflict(r, s, &p);
	return rc;
}
