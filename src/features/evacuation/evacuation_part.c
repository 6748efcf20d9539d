#include <string.h>

#include "app/deed.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_sql.h"

/* What hangs on a plan: what a shelter or hospital answered, and drills. */
struct form_page {
	const char *title, *child_name, *plan, *action, *back;
	const struct html *faults, *hidden, *shelters, *fields;
};

static const struct slot slots[] = {
	SLOT_TEXT(form_page, title),
	SLOT_TEXT(form_page, child_name),
	SLOT_TEXT(form_page, plan),
	SLOT_TEXT(form_page, action),
	SLOT_TEXT(form_page, back),
	SLOT_HTML(form_page, faults),
	SLOT_HTML(form_page, hidden),
	SLOT_HTML(form_page, shelters),
	SLOT_HTML(form_page, fields),
};

TEMPLATE(plan_form_page, "src/features/evacuation/form.html", slots);

enum { MAX_FIELDS = 16 };

/* The fields of the record in order, but the HIDDEN ones and `except`. */
static const struct html *
fields_of(struct request *r, const struct record *rec, const void *obj,
    const char *except)
{
	const struct html *parts[MAX_FIELDS];
	size_t n = 0;

	for (size_t i = 0; i < rec->nfields && n < MAX_FIELDS; i++) {
		const struct field *f = &rec->fields[i];

		if (!(f->flags & HIDDEN) && strcmp(f->name, except) != 0)
			parts[n++] = form_field(r, f, obj);
	}
	return html_join(r->mem, parts, n);
}

static enum result
show(struct request *r, struct form_page *f, const char *back_label)
{
	struct crumb crumbs[] = { { "避難計画", "/evacuation" },
	    { back_label, f->back }, { f->title, NULL } };

	return page_show(r, &(struct page){ f->title, "/evacuation", crumbs,
	    COUNT(crumbs), false }, &plan_form_page, f);
}

static enum result
shelter_choices(struct request *r, const char *child, const char *chosen,
    const struct html **out)
{
	struct rows rows = { 0 };
	struct choice *all;
	struct child c;
	enum result rc = record_get(r, &child_record, child, &c);

	if (!rc)
		rc = evacuation_sql_shelters(r, c.municipality, &rows);
	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *welfare = rows_cell(&rows, i, "welfare");

		all[i] = (struct choice){ rows_cell(&rows, i, "id"),
		    arena_fmt(r->mem, "%s%s", rows_cell(&rows, i, "name"),
		    welfare && *welfare == '1' ? "（福祉避難所）" : "") };
	}
	*out = form_choices(r, all, rows.nrows, chosen, "一覧にない所");
	return OK;
}

static enum result
show_acceptance(struct request *r, const struct acceptance *a,
    const char *action, const char *back, const struct html *above)
{
	struct form_page f = {
		.title = a->id ? "受入れの確認を直す" : "受入れを聞いた記録",
		.child_name = child_name(r, a->child),
		.action = action,
		.back = back,
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, a->version),
		.fields = fields_of(r, &acceptance_record, a, "shelter"),
	};
	enum result rc = shelter_choices(r, a->child, a->shelter,
	    &f.shelters);

	return rc ? rc : show(r, &f, "計画");
}

static const char *
shelter_section(struct request *r, const char *plan)
{
	return arena_fmt(r->mem, "/plans/%s/sections/shelter", plan);
}

static const char *
acceptances(struct request *r, const char *plan)
{
	return arena_fmt(r->mem, "/plans/%s/acceptances", plan);
}

enum result
acceptance_new_get(struct request *r)
{
	struct acceptance a = { .answer = "waiting" };
	struct plan p;
	enum result rc = record_get(r, &plan_record, r->arg[0], &p);

	a.child = p.child;
	return rc ? rc : show_acceptance(r, &a, acceptances(r, p.id),
	    shelter_section(r, p.id), NULL);
}

enum result
acceptance_add_post(struct request *r)
{
	struct acceptance a = { 0 };
	struct plan p;
	const char *see;
	enum result rc = record_get(r, &plan_record, r->arg[0], &p);

	if (rc)
		return rc;
	a.child = p.child;
	rc = record_read(r, &acceptance_record, &a);
	if (rc) {
		(void)show_acceptance(r, &a, acceptances(r, p.id),
		    shelter_section(r, p.id), NULL);
		return rc;
	}
	see = request_saying(r, plan_is_open(&p) ? shelter_section(r, p.id) :
	    arena_fmt(r->mem, "/plans/%s", p.id), "added");
	deed_begin(r);
	record_add(r, &acceptance_record, &a);
	return request_see(r, deed_commit(r, see), see);
}

static const char *
child_page(struct request *r, const struct acceptance *a)
{
	return arena_fmt(r->mem, "/children/%s", a->child);
}

enum result
acceptance_edit_get(struct request *r)
{
	struct acceptance a;
	enum result rc = record_get(r, &acceptance_record, r->arg[0], &a);

	return rc ? rc : show_acceptance(r, &a, arena_fmt(r->mem,
	    "/acceptances/%s", a.id), child_page(r, &a), NULL);
}

enum result
acceptance_change_post(struct request *r)
{
	struct acceptance old, a, theirs;
	const char *see, *action;
	enum result rc = record_get(r, &acceptance_record, r->arg[0], &old);

	if (rc)
		return rc;
	a = old;
	a.version = 0;
	rc = record_read(r, &acceptance_record, &a);
	action = arena_fmt(r->mem, "/acceptances/%s", old.id);
	if (rc) {
		(void)show_acceptance(r, &a, action, child_page(r, &a), NULL);
		return rc;
	}
	see = request_saying(r, child_page(r, &a), "changed");
	deed_begin(r);
	record_change(r, &acceptance_record, &old, &a);
	rc = request_see(r, deed_commit(r, see), see);
	if (rc != CONFLICT || r->repeated ||
	    record_get(r, &acceptance_record, a.id, &theirs))
		return rc;
	a.version = theirs.version;
	(void)show_acceptance(r, &a, action, child_page(r, &a),
	    form_conflict(r, &acceptance_record, &a, &theirs));
	return CONFLICT;
}

static enum result
show_drill(struct request *r, const struct plan *p, const struct drill *d)
{
	struct form_page f = {
		.title = "訓練の記録",
		.child_name = child_name(r, p->child),
		.plan = plan_title(r, p),
		.action = arena_fmt(r->mem, "/plans/%s/drills", p->id),
		.back = arena_fmt(r->mem, "/plans/%s", p->id),
		.faults = form_faults(r),
		.hidden = form_hidden(r, p->version),
		.fields = fields_of(r, &drill_record, d, ""),
	};

	return show(r, &f, f.plan);
}

enum result
plan_drill_new_get(struct request *r)
{
	struct plan p;
	enum result rc = record_get(r, &plan_record, r->arg[0], &p);

	if (rc || !plan_is_in_force(&p))
		return rc ? rc : CONFLICT;
	return show_drill(r, &p, &(struct drill){ .on_day = r->today });
}

/* What failed asks for a revision. */
enum result
plan_drill_post(struct request *r)
{
	struct plan old, p;
	struct drill d = { 0 };
	const char *see;
	enum result rc = record_get(r, &plan_record, r->arg[0], &old);

	if (rc || !plan_is_in_force(&old))
		return rc ? rc : CONFLICT;
	rc = record_read(r, &drill_record, &d);
	if (rc) {
		(void)show_drill(r, &old, &d);
		return rc;
	}
	d.plan = old.id;
	d.child = old.child;
	d.made_by = r->who->id;
	p = old;
	p.state = "drilled";
	if (!p.drilled_on || strcmp(p.drilled_on, d.on_day) < 0)
		p.drilled_on = d.on_day;
	if (!text_blank(d.failed)) {
		p.review_reason = "drill";
		p.review_on = r->today;
	}
	see = request_saying(r, arena_fmt(r->mem, "/plans/%s", p.id),
	    "recorded");
	deed_begin(r);
	record_add(r, &drill_record, &d);
	record_change(r, &plan_record, &old, &p);
	return request_see(r, deed_commit(r, see), see);
}
