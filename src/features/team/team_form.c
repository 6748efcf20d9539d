#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "features/team/team_private.h"
#include "features/team/team_sql.h"

/*
 * Adding, changing and ending the four kinds of rows with days, whose forms
 * differ only in their fields. Child and person are chosen once: another person
 * is another row, verified and approved anew.
 */
static const struct kind {
	const struct record *record;
	const char *add, *change;
	const char *fields[5];		/* besides child and person */
} kinds[] = {
	{ &team_member_record, "ケアチームに加える", "ケアチームの内容を直す",
	    { "part", "from_on", "to_on" } },
	{ &assignment_record, "派遣する", "派遣の内容を直す",
	    { "purpose", "from_on", "to_on" } },
	{ &family_member_record, "家族を登録する", "家族の内容を直す",
	    { "relation", "verified_on", "from_on", "to_on", "restricted" } },
	{ &named_grant_record, "名指しの許可を申し込む", NULL,
	    { "from_on", "to_on", "reason" } },
};

struct form {
	const char *title, *action, *back, *child, *name, *person, *person_fault;
	const struct html *faults, *hidden, *whose, *people, *fields;
	bool grant;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, child),
	SLOT_TEXT(form, name),
	SLOT_TEXT(form, person),
	SLOT_TEXT(form, person_fault),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, whose),
	SLOT_HTML(form, people),
	SLOT_HTML(form, fields),
	SLOT_FLAG(form, grant),
};

TEMPLATE(team_form_page, "src/features/team/form.html", form_slots);

/* The routes lead here only by the address of one of the four. */
static const struct kind *
kind_of(const struct request *r)
{
	size_t k = 0;

	while (k < COUNT(kinds) - 1 && strncmp(r->path + 1,
	    kinds[k].record->path, strlen(kinds[k].record->path)) != 0)
		k++;
	return &kinds[k];
}

static const char *
text_of(struct request *r, const struct kind *k, const char *name,
    const void *obj)
{
	return field_text(r->mem, record_field(k->record, name), obj);
}

static void
set(const struct kind *k, const char *name, const char *text, void *obj)
{
	field_set(record_field(k->record, name), obj, text);
}

static const struct html *
fields_of(struct request *r, const struct kind *k, const void *obj)
{
	const struct html *parts[COUNT(k->fields)];
	size_t n = 0;

	for (size_t i = 0; i < COUNT(k->fields) && k->fields[i]; i++) {
		const struct field *f = record_field(k->record, k->fields[i]);

		if (record_shows(r, k->record, f, obj))
			parts[n++] = form_field(r, f, obj);
	}
	return html_join(r->mem, parts, n);
}

/* Whom it is about: chosen on the way here, or still to be chosen. */
static void
fill_child(struct request *r, const struct kind *k, const void *obj,
    struct form *f)
{
	const char *id = text_of(r, k, "child", obj);
	struct child child;

	if (!*id || record_get(r, &child_record, id, &child)) {
		f->whose = form_field(r, record_field(k->record, "child"), obj);
		f->back = "/children";
		return;
	}
	f->child = child.id;
	f->name = child.name;
	f->back = team_path(r, child.id);
}

static enum result
show_form(struct request *r, const struct kind *k, const void *obj,
    const struct html *above)
{
	const struct record_head *head = obj;
	struct form f = {
		.title = head->id ? k->change : k->add,
		.action = arena_fmt(r->mem, "/%s%s%s", k->record->path,
		    head->id ? "/" : "", head->id ? head->id : ""),
		.faults = above ? above : form_faults(r),
		.person_fault = request_fault_of(r, "person"),
		.hidden = form_hidden(r, head->version),
		.fields = fields_of(r, k, obj),
		.grant = k->record == &named_grant_record,
	};
	struct crumb crumbs[4] = { { "子ども", "/children" } };
	struct page page = { f.title, "/children", crumbs, 1, false };
	enum result rc = OK;

	fill_child(r, k, obj, &f);
	if (f.child) {
		crumbs[page.ncrumbs++] = (struct crumb){
			arena_fmt(r->mem, "%sさん", f.name),
			arena_fmt(r->mem, "/children/%s", f.child) };
		crumbs[page.ncrumbs++] = (struct crumb){ "チーム", f.back };
	}
	crumbs[page.ncrumbs++] = (struct crumb){ f.title, NULL };
	if (head->id)
		f.person = field_shown(r, record_field(k->record, "person"), obj);
	else
		rc = account_choices(r, text_of(r, k, "person", obj),
		    &f.people);
	return rc ? rc : page_show(r, &page, &team_form_page, &f);
}

/* The centre alone; and who asks for a named grant must see its reason. */
static bool
may_write(struct request *r, const struct kind *k, const void *obj)
{
	return access_centre_writes(r) && (k->record != &named_grant_record ||
	    record_shows(r, k->record, record_field(k->record, "reason"), obj));
}

enum result
team_new_get(struct request *r)
{
	const struct kind *k = kind_of(r);
	void *obj = arena_take(r->mem, k->record->size);

	if (!may_write(r, k, obj))
		return DENIED;
	set(k, "child", request_query(r, "child"), obj);
	set(k, "from_on", r->today, obj);
	if (record_field(k->record, "restricted"))
		set(k, "restricted", "0", obj);
	return show_form(r, k, obj, NULL);
}

/* Back to the child's team, where the row now stands. */
static enum result
finish(struct request *r, const struct kind *k, const void *obj,
    const char *saying)
{
	const char *see = request_saying(r, team_path(r, text_of(r, k, "child",
	    obj)), saying);

	return request_see(r, deed_commit(r, see), see);
}

enum result
team_add_post(struct request *r)
{
	const struct kind *k = kind_of(r);
	void *obj = arena_take(r->mem, k->record->size);
	enum result rc;

	if (!may_write(r, k, obj))
		return DENIED;
	rc = record_read(r, k->record, obj);
	if (rc) {
		(void)show_form(r, k, obj, NULL);
		return rc;
	}
	if (k->record == &named_grant_record)
		set(k, "asked_by", r->who->id, obj);

	deed_begin(r);
	record_add(r, k->record, obj);
	return finish(r, k, obj, "added");
}

static enum result
load(struct request *r, const struct kind *k, void *obj)
{
	return record_get(r, k->record, r->arg[0], obj);
}

/* The same, for those who are going to change it. */
static enum result
load_to_write(struct request *r, const struct kind *k, void *obj)
{
	return access_centre_writes(r) ? load(r, k, obj) : DENIED;
}

enum result
team_edit_get(struct request *r)
{
	const struct kind *k = kind_of(r);
	void *obj = arena_take(r->mem, k->record->size);
	enum result rc = load_to_write(r, k, obj);

	return rc ? rc : show_form(r, k, obj, NULL);
}

enum result
team_row_get(struct request *r)
{
	const struct kind *k = kind_of(r);
	void *obj = arena_take(r->mem, k->record->size);
	enum result rc = load(r, k, obj);

	return request_see(r, rc, rc ? NULL : team_path(r, text_of(r, k, "child",
	    obj)));
}

static void
keep(struct request *r, const struct kind *k, const char *name,
    const void *old, const void *obj)
{
	if (strcmp(text_of(r, k, name, old), text_of(r, k, name, obj)) != 0)
		request_fault(r, name,
		    "変えられません。今日で終えて、新しく登録してください。");
}

static enum result
answer_conflict(struct request *r, const struct kind *k, void *mine)
{
	struct record_head *head = mine, *theirs = arena_take(r->mem,
	    k->record->size);
	enum result rc = load(r, k, theirs);

	if (rc)
		return rc;
	head->version = theirs->version;
	head->id = theirs->id;
	(void)show_form(r, k, mine, form_conflict(r, k->record, mine, theirs));
	return CONFLICT;
}

enum result
team_change_post(struct request *r)
{
	const struct kind *k = kind_of(r);
	void *old = arena_take(r->mem, k->record->size);
	struct record_head *obj = arena_take(r->mem, k->record->size);
	enum result rc = load_to_write(r, k, old);

	if (rc)
		return rc;
	memcpy(obj, old, k->record->size);
	obj->version = 0;
	rc = record_read(r, k->record, obj);
	keep(r, k, "child", old, obj);
	keep(r, k, "person", old, obj);
	if (rc || r->nfaults) {
		(void)show_form(r, k, obj, NULL);
		return INVALID;
	}

	deed_begin(r);
	record_change(r, k->record, old, obj);
	rc = finish(r, k, obj, "changed");
	return rc == CONFLICT && !r->repeated ? answer_conflict(r, k, obj) : rc;
}

/* Today is the last day. CONFLICT when it has not begun or has ended. */
enum result
team_ending_post(struct request *r)
{
	const struct kind *k = kind_of(r);
	void *old = arena_take(r->mem, k->record->size);
	void *obj = arena_take(r->mem, k->record->size);
	enum result rc = load_to_write(r, k, old);
	const char *to_on;

	if (rc)
		return rc;
	to_on = text_of(r, k, "to_on", old);
	if (strcmp(text_of(r, k, "from_on", old), r->today) > 0 ||
	    (*to_on && strcmp(to_on, r->today) <= 0))
		return CONFLICT;
	memcpy(obj, old, k->record->size);
	set(k, "to_on", r->today, obj);

	deed_begin(r);
	record_change(r, k->record, old, obj);
	return finish(r, k, obj, "changed");
}

/* The second of two people. Neither who asked nor whom it is for. */
enum result
team_approval_post(struct request *r)
{
	struct named_grant old, g;
	enum result rc = record_get(r, &named_grant_record, r->arg[0], &old);

	if (rc)
		return rc;
	if (!team_may_approve(r, &old))
		return DENIED;
	if (old.approved_by || strcmp(old.to_on, r->today) < 0)
		return CONFLICT;
	g = old;
	g.approved_by = r->who->id;
	g.approved_at = r->now;

	deed_begin(r);
	record_change(r, &named_grant_record, &old, &g);
	return finish(r, kind_of(r), &g, "changed");
}
