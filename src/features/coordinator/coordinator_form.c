#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/coordinator/coordinator_private.h"
#include "features/coordinator/coordinator_sql.h"

/*
 * The form of both records: an agency and an account are chosen from those there
 * are, everything else is an input by its kind.
 */
struct line {
	const char *field, *label, *hint, *fault;
	const struct html *options, *agency, *input;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, field),
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, hint),
	SLOT_TEXT(line, fault),
	SLOT_HTML(line, options),
	SLOT_HTML(line, agency),
	SLOT_HTML(line, input),
};

struct form {
	const char *title, *action, *back, *child, *name;
	const struct html *faults, *hidden;
	struct html_list fields;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, child),
	SLOT_TEXT(form, name),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_LIST(form, fields, line_slots, struct line),
};

TEMPLATE(coordinator_form_page, "src/features/coordinator/form.html",
    form_slots);

static enum result
fill_line(struct request *r, const struct field *f, const void *obj,
    struct line *l)
{
	const char *chosen = field_text(r->mem, f, obj);

	*l = (struct line){ .field = f->name, .label = f->label,
	    .hint = f->hint, .fault = request_fault_of(r, f->name) };
	if (f->to == &agency_record)
		return agency_input(r, &(struct agency_input){
		    .name = f->name, .chosen = chosen, .none = "なし",
		    .asked = true, .hint = f->hint }, &l->agency);
	if (f->to == &account_record)
		return account_choices(r, chosen, &l->options);
	l->input = form_field(r, f, obj);
	return OK;
}

static enum result
fill_fields(struct request *r, const struct record *rec, const void *obj,
    struct form *form)
{
	struct line *lines = arena_array(r->mem, rec->nfields, sizeof(*lines));
	enum result rc = OK;
	size_t n = 0;

	for (size_t i = 0; !rc && i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		/* The child is mostly chosen on the way here. */
		if (!(f->flags & HIDDEN) && (f->to != &child_record ||
		    !form->child) && record_shows(r, rec, f, obj))
			rc = fill_line(r, f, obj, &lines[n++]);
	}
	form->fields = (struct html_list){ lines, n };
	return rc;
}

static const char *
title_of(struct request *r, const struct record *rec,
    const struct record_head *head)
{
	return arena_fmt(r->mem, head->id ? "%sの内容を直す" : "%sを登録する",
	    rec->label);
}

/* Whom it is about, when that is known. */
static void
fill_child(struct request *r, const struct supporter *s, struct form *f)
{
	struct child child;

	f->back = "/children";
	if (!s->child || record_get(r, &child_record, s->child, &child))
		return;
	f->child = child.id;
	f->name = child.name;
	f->back = supporter_path(r, child.id);
}

static enum result
show_form(struct request *r, const struct record *rec, const void *obj,
    const struct html *above)
{
	const struct record_head *head = obj;
	struct form f = {
		.title = title_of(r, rec, head),
		.action = arena_fmt(r->mem, "/%s%s%s", rec->path,
		    head->id ? "/" : "", head->id ? head->id : ""),
		.back = arena_fmt(r->mem, "/%s%s%s", rec->path,
		    head->id ? "/" : "", head->id ? head->id : ""),
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, head->version),
	};
	struct crumb crumbs[4] = { { "コーディネーターの台帳", "/coordinators" } };
	struct page page = { f.title, "/dispatches", crumbs, 1, false };
	enum result rc;

	if (rec == &supporter_record) {
		fill_child(r, obj, &f);
		page.menu = "/children";
		crumbs[0] = (struct crumb){ "子ども", "/children" };
	}
	if (f.child) {
		crumbs[page.ncrumbs++] = (struct crumb){
			arena_fmt(r->mem, "%sさん", f.name),
			arena_fmt(r->mem, "/children/%s", f.child) };
		crumbs[page.ncrumbs++] = (struct crumb){ "支えている人", f.back };
	}
	crumbs[page.ncrumbs++] = (struct crumb){ f.title, NULL };
	rc = fill_fields(r, rec, obj, &f);
	return rc ? rc : page_show(r, &page, &coordinator_form_page, &f);
}

enum result
coordinator_form_new(struct request *r, const struct record *rec, void *obj)
{
	return show_form(r, rec, obj, NULL);
}

/* To the row, which for a supporter leads on to the child's page. */
static enum result
finish(struct request *r, const struct record *rec, const void *obj,
    const char *saying)
{
	const struct record_head *head = obj;
	const char *see = rec == &supporter_record ?
	    supporter_path(r, ((const struct supporter *)obj)->child) :
	    arena_fmt(r->mem, "/%s/%s", rec->path, head->id);

	see = request_saying(r, see, saying);
	return request_see(r, deed_commit(r, see), see);
}

enum result
coordinator_form_add(struct request *r, const struct record *rec, void *obj)
{
	enum result rc = record_read(r, rec, obj);

	if (rc) {
		(void)show_form(r, rec, obj, NULL);
		return rc;
	}
	deed_begin(r);
	record_add(r, rec, obj);
	return finish(r, rec, obj, "added");
}

enum result
coordinator_form_edit(struct request *r, const struct record *rec)
{
	void *obj = arena_take(r->mem, rec->size);
	enum result rc = record_get(r, rec, r->arg[0], obj);

	return rc ? rc : show_form(r, rec, obj, NULL);
}

static enum result
answer_conflict(struct request *r, const struct record *rec, void *mine)
{
	struct record_head *head = mine, *theirs = arena_take(r->mem,
	    rec->size);
	enum result rc = record_get(r, rec, r->arg[0], theirs);

	if (rc)
		return rc;
	head->version = theirs->version;
	head->id = theirs->id;
	(void)show_form(r, rec, mine, form_conflict(r, rec, mine, theirs));
	return CONFLICT;
}

/* A supporter stays with the child: another child is another row. */
static void
keep_child(const struct record *rec, const void *old, void *obj)
{
	if (rec == &supporter_record)
		((struct supporter *)obj)->child =
		    ((const struct supporter *)old)->child;
}

enum result
coordinator_form_change(struct request *r, const struct record *rec)
{
	void *old = arena_take(r->mem, rec->size);
	struct record_head *obj = arena_take(r->mem, rec->size);
	enum result rc = record_get(r, rec, r->arg[0], old);

	if (rc)
		return rc;
	memcpy(obj, old, rec->size);
	obj->version = 0;
	rc = record_read(r, rec, obj);
	keep_child(rec, old, obj);
	if (rc || r->nfaults) {
		(void)show_form(r, rec, obj, NULL);
		return INVALID;
	}
	deed_begin(r);
	record_change(r, rec, old, obj);
	rc = finish(r, rec, obj, "changed");
	return rc == CONFLICT && !r->repeated ? answer_conflict(r, rec, obj) :
	    rc;
}
