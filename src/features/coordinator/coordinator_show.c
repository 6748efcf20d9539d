#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "features/coordinator/coordinator_private.h"

/* One of the register, and whom they have today. */
struct fact {
	const char *label, *text;
};

static const struct slot fact_slots[] = {
	SLOT_TEXT(fact, label),
	SLOT_TEXT(fact, text),
};

struct a_case {
	const char *name, *url;
};

static const struct slot case_slots[] = {
	SLOT_TEXT(a_case, name),
	SLOT_TEXT(a_case, url),
};

struct show {
	const char *title, *edit, *phone;
	struct html_list facts, cases;
	int64_t ncases;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, edit),
	SLOT_TEXT(show, phone),
	SLOT_LIST(show, facts, fact_slots, struct fact),
	SLOT_LIST(show, cases, case_slots, struct a_case),
	SLOT_NUMBER(show, ncases),
};

TEMPLATE(coordinator_show_page, "src/features/coordinator/show.html",
    show_slots);

static struct html_list
facts_of(struct request *r, const struct coordinator *c)
{
	const struct record *rec = &coordinator_record;
	struct fact *facts = arena_array(r->mem, rec->nfields, sizeof(*facts));
	size_t n = 0;

	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		if (field_is_told(f, c) && strcmp(f->name, "name") != 0 &&
		    strcmp(f->name, "phone") != 0)
			facts[n++] = (struct fact){ f->label,
			    field_shown(r, f, c) };
	}
	return (struct html_list){ facts, n };
}

static enum result
fill_cases(struct request *r, const struct coordinator *c, struct show *p)
{
	struct rows rows = { 0 };
	enum result rc = coordinator_sql_cases(r, c->id, &rows);
	struct a_case *cases;
	size_t n = 0;

	if (rc)
		return rc;
	cases = arena_array(r->mem, rows.nrows + 1, sizeof(*cases));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *id = rows_cell(&rows, i, "child");
		const char *name = child_name(r, id);

		if (name)
			cases[n++] = (struct a_case){ arena_fmt(r->mem,
			    "%sさん", name), arena_fmt(r->mem,
			    "/children/%s", id) };
	}
	p->cases = (struct html_list){ cases, n };
	p->ncases = (int64_t)rows.nrows;
	return OK;
}

/* GET /coordinators/ID */
enum result
coordinator_show_get(struct request *r)
{
	struct crumb crumbs[] = { { "コーディネーターの台帳", "/coordinators" },
	    { NULL, NULL } };
	struct page page = { .menu = "/dispatches", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct coordinator c;
	struct show p = { 0 };
	enum result rc = coordinator_may_read(r) ? record_get(r,
	    &coordinator_record, r->arg[0], &c) : DENIED;

	if (!rc)
		rc = fill_cases(r, &c, &p);
	if (rc)
		return rc;
	p.title = c.name;
	p.phone = c.phone;
	p.facts = facts_of(r, &c);
	if (access_centre_writes(r))
		p.edit = arena_fmt(r->mem, "/coordinators/%s/edit", c.id);
	page.title = crumbs[1].label = p.title;
	return page_show(r, &page, &coordinator_show_page, &p);
}

static enum result
write_only(const struct request *r)
{
	return access_centre_writes(r) ? OK : DENIED;
}

enum result
coordinator_new_get(struct request *r)
{
	struct coordinator c = { .trained = "1", .willing = "1" };
	enum result rc = write_only(r);

	return rc ? rc : coordinator_form_new(r, &coordinator_record, &c);
}

enum result
coordinator_add_post(struct request *r)
{
	struct coordinator c = { 0 };
	enum result rc = write_only(r);

	return rc ? rc : coordinator_form_add(r, &coordinator_record, &c);
}

enum result
coordinator_edit_get(struct request *r)
{
	enum result rc = write_only(r);

	return rc ? rc : coordinator_form_edit(r, &coordinator_record);
}

enum result
coordinator_change_post(struct request *r)
{
	enum result rc = write_only(r);

	return rc ? rc : coordinator_form_change(r, &coordinator_record);
}
