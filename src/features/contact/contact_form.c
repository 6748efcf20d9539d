#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/draft.h"
#include "app/page.h"
#include "app/words.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/contact/contact_page.h"
#include "features/contact/contact_sql.h"

/*
 * Writing a contact down: the one-minute memo of a telephone call, the full
 * form, and the correction of either.
 */
struct form {
	const char *action, *back, *title, *draft, *kept_at, *child, *with;
	const struct html *faults, *hidden, *fields;
	struct html_list templates;
};

struct template_link {
	const char *name, *url;
};

static const struct slot template_slots[] = {
	SLOT_TEXT(template_link, name),
	SLOT_TEXT(template_link, url),
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, action),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, draft),
	SLOT_TEXT(form, kept_at),
	SLOT_TEXT(form, child),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, fields),
	SLOT_TEXT(form, with),
	SLOT_LIST(form, templates, template_slots, struct template_link),
};

TEMPLATE(contact_memo_page, "src/features/contact/memo.html", form_slots);
TEMPLATE(contact_form_page, "src/features/contact/form.html", form_slots);

/* What a caller gets asked; the rest of the record waits for the full form. */
static const char *const memo_fields[] = { "on_day", "requester", "child",
	"caller", "topics", "body", "next_step", "next_on" };
static const char *const all_fields[] = { "on_day", "method", "support",
	"requester", "child", "caller", "place", "participants", "topics",
	"partners", "body", "minutes", "travel_minutes", "km", "next_step",
	"next_on" };
/* What one outing has in common; travelling is counted with the first. */
static const char *const outing_fields[] = { "on_day", "method", "support",
	"requester", "place", "participants", "topics", "partners" };

static const struct html *
fields_of(struct request *r, const struct contact *c, bool full)
{
	const struct html *parts[COUNT(all_fields)];
	const char *const *names = full ? all_fields : memo_fields;
	size_t n = full ? COUNT(all_fields) : COUNT(memo_fields), shown = 0;

	for (size_t i = 0; i < n; i++) {
		const struct field *f = record_field(&contact_record, names[i]);

		if (record_shows(r, &contact_record, f, c))
			parts[shown++] = form_field(r, f, c);
	}
	return html_join(r->mem, parts, shown);
}

/* Ways to begin the text of a new record. */
static enum result
fill_templates(struct request *r, const struct contact *c, struct form *f)
{
	struct rows rows = { 0 };
	enum result rc = contact_sql_templates(r, &rows);
	struct template_link *links;

	if (rc)
		return rc;
	links = arena_array(r->mem, rows.nrows + 1, sizeof(*links));
	for (size_t i = 0; i < rows.nrows; i++)
		links[i] = (struct template_link){ rows_cell(&rows, i, "name"),
		    arena_fmt(r->mem, "/contacts/new?full=1%s%s&template=%s",
		    c->child ? "&child=" : "", c->child ? c->child : "",
		    rows_cell(&rows, i, "id")) };
	f->templates = (struct html_list){ links, rows.nrows };
	return OK;
}

static enum result
show_form(struct request *r, const struct contact *c, bool full,
    const struct html *above)
{
	struct form f = {
		.action = c->id ? arena_fmt(r->mem, "/contacts/%s", c->id) :
		    c->visit ? arena_fmt(r->mem, "/contacts?with=%s", c->visit) :
		    "/contacts",
		.title = c->id ? "記録を直す" : full ? "訪問・会議などを記録" :
		    "電話を記録",
		.back = c->id ? arena_fmt(r->mem, "/contacts/%s", c->id) : "/",
		.draft = c->id ? arena_fmt(r->mem, "contact-edit-%s", c->id) :
		    full ? "contact-full" : "contact-new",
		.child = c->child,
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, c->version),
		.fields = fields_of(r, c, full),
	};
	struct crumb crumbs[] = { { "記録", "/contacts" }, { f.title, NULL } };
	struct page page = { f.title, "/contacts", crumbs, COUNT(crumbs),
	    false };

	f.kept_at = draft_kept_at(r, f.draft);
	f.with = c->id ? NULL : c->visit;
	if (full && !c->id && fill_templates(r, c, &f))
		return BROKEN;
	return page_show(r, &page, full ? &contact_form_page :
	    &contact_memo_page, &f);
}

/* What was being typed goes back in as if it had just been sent, under the key
 * of the form it was typed in. */
static void
restore_draft(struct request *r, const char *form, struct contact *c)
{
	struct pairs kept;
	struct pair *once = arena_array(r->mem, 1, sizeof(*once));

	if (draft_load(r, form, &kept))
		return;
	r->form = kept;		/* with the version it was begun on */
	(void)!record_read(r, &contact_record, c);
	r->nfaults = 0;
	*once = (struct pair){ "once", pairs_get(&kept, "once") };
	r->form = (struct pairs){ once, once->value ? 1 : 0 };
}

/* ?with=ID: another child met on the same outing. The text is hers alone. */
static bool
continue_outing(struct request *r, const char *id, struct contact *c)
{
	struct contact first;

	if (!id || record_get(r, &contact_record, id, &first))
		return false;
	for (size_t i = 0; i < COUNT(outing_fields); i++) {
		const struct field *f = record_field(&contact_record,
		    outing_fields[i]);

		field_set(f, c, field_text(r->mem, f, &first));
	}
	c->visit = first.visit ? first.visit : first.id;
	return true;
}

static void
begin_text(struct request *r, const char *template, struct contact *c)
{
	struct contact_template t;

	if (template && !c->body &&
	    !record_get(r, &contact_template_record, template, &t))
		c->body = t.body;
}

enum result
contact_new_get(struct request *r)
{
	bool full = request_query(r, "full") != NULL;
	const char *child = request_query(r, "child");
	struct contact c = { .on_day = r->today,
	    .method = full ? "visit" : "phone" };
	struct child known;

	if (!continue_outing(r, request_query(r, "with"), &c))
		restore_draft(r, full ? "contact-full" : "contact-new", &c);
	begin_text(r, request_query(r, "template"), &c);
	if (child && !record_get(r, &child_record, child, &known))
		c.child = child;
	return show_form(r, &c, full, NULL);
}

static enum result
load(struct request *r, struct contact *c)
{
	return record_get(r, &contact_record, r->arg[0], c);
}

enum result
contact_edit_get(struct request *r)
{
	struct contact c;
	enum result rc = load(r, &c);

	if (rc)
		return rc;
	restore_draft(r, arena_fmt(r->mem, "contact-edit-%s", c.id), &c);
	return show_form(r, &c, true, NULL);
}

/* The full form asks for partners, so a form that carries them was the full. */
static bool
is_full(const struct request *r)
{
	return request_form(r, "partners") != NULL;
}

enum result
contact_add_post(struct request *r)
{
	struct contact c = { .on_day = r->today, .method = "phone" }, first;
	enum result rc = record_read(r, &contact_record, &c);
	const char *with = request_query(r, "with");
	bool full = is_full(r);
	const char *see;

	if (with && !record_get(r, &contact_record, with, &first))
		c.visit = first.visit ? first.visit : first.id;

	if (rc) {
		(void)show_form(r, &c, full, NULL);
		return rc;
	}
	c.staff = r->who->session ? r->who->id : NULL;

	deed_begin(r);
	record_add(r, &contact_record, &c);
	draft_drop(r, full ? "contact-full" : "contact-new");
	see = request_saying(r, c.child ? arena_fmt(r->mem, "/children/%s",
	    c.child) : arena_fmt(r->mem, "/contacts/%s", c.id), "recorded");
	return request_see(r, deed_commit(r, see), see);
}

static enum result
answer_conflict(struct request *r, struct contact *mine)
{
	struct contact theirs;
	enum result rc = load(r, &theirs);

	if (rc)
		return rc;
	mine->version = theirs.version;
	mine->id = theirs.id;
	(void)show_form(r, mine, true, form_conflict(r, &contact_record, mine,
	    &theirs));
	return CONFLICT;
}

enum result
contact_change_post(struct request *r)
{
	struct contact old, c;
	enum result rc = load(r, &old);
	const char *see;

	if (rc)
		return rc;
	c = old;
	c.version = 0;
	rc = record_read(r, &contact_record, &c);
	if (rc) {
		(void)show_form(r, &c, true, NULL);
		return rc;
	}
	see = request_saying(r, arena_fmt(r->mem, "/contacts/%s", c.id),
	    "changed");

	deed_begin(r);
	record_change(r, &contact_record, &old, &c);
	draft_drop(r, arena_fmt(r->mem, "contact-edit-%s", c.id));
	rc = request_see(r, deed_commit(r, see), see);
	if (rc == CONFLICT && !r->repeated)
		return answer_conflict(r, &c);
	return rc;
}

enum result
contact_completion_post(struct request *r)
{
	struct contact c;
	enum result rc = load(r, &c);
	const char *see = request_saying(r, "/", "finished");

	if (rc)
		return rc;
	c.next_done_on = r->today;

	deed_begin(r);
	contact_sql_finish(r, &c);
	audit_note_plain(r, "finish", "contact", c.id, "next_done_on");
	return request_see(r, deed_commit(r, see), see);
}
