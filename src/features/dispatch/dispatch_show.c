#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/child/child.h"
#include "features/dispatch/dispatch_private.h"

/*
 * One dispatch from request to end: where it stands, what was written down so
 * far, and the form of the step that comes next for whoever may take it.
 */
struct told {
	const char *label, *text;
};

struct mark {
	const char *label;
	bool done, here;
};

struct step_form {
	const char *title, *action, *button, *person_fault, *decision_fault;
	const struct html *hidden, *fields, *people, *choices;
};

struct show {
	const char *title, *child, *child_url, *state, *next, *withdrawal;
	const struct html *faults, *hidden, *panels;
	struct html_list marks, facts, texts, forms;
};

static const struct slot told_slots[] = {
	SLOT_TEXT(told, label),
	SLOT_TEXT(told, text),
};

static const struct slot mark_slots[] = {
	SLOT_TEXT(mark, label),
	SLOT_FLAG(mark, done),
	SLOT_FLAG(mark, here),
};

static const struct slot step_slots[] = {
	SLOT_TEXT(step_form, title),
	SLOT_TEXT(step_form, action),
	SLOT_TEXT(step_form, button),
	SLOT_TEXT(step_form, person_fault),
	SLOT_TEXT(step_form, decision_fault),
	SLOT_HTML(step_form, hidden),
	SLOT_HTML(step_form, fields),
	SLOT_HTML(step_form, people),
	SLOT_HTML(step_form, choices),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, child_url),
	SLOT_HTML(show, panels),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, next),
	SLOT_TEXT(show, withdrawal),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_LIST(show, marks, mark_slots, struct mark),
	SLOT_LIST(show, facts, told_slots, struct told),
	SLOT_LIST(show, texts, told_slots, struct told),
	SLOT_LIST(show, forms, step_slots, struct step_form),
};

TEMPLATE(dispatch_show_page, "src/features/dispatch/show.html", show_slots);

enum who { CENTRE, CARRIER };

/* What can be done next, by state; `fields` besides who goes. */
static const struct step {
	const char *state, *action, *title, *button;
	enum who who;
	bool decides, names;
	const char *fields[8];
} steps[] = {
	{ "received", "decision", "受けるかどうか", "決める", CENTRE, true,
	    false, { "reason" } },
	{ "adjusting", "decision", "受けるかどうか", "決める", CENTRE, true,
	    false, { "reason" } },
	{ "accepted", "assignment", "行く人と日", "決める", CENTRE, false, true,
	    { "planned_on", "planned_at", "place" } },
	{ "assigned", "preparation", "準備", "保存する", CARRIER, false, false,
	    { "preparation", "planned_on", "planned_at", "place" } },
	{ "assigned", "report", "報告", "報告する", CARRIER, false, false,
	    { "carried_on", "region", "purpose", "participants", "content",
	    "devised", "voice" } },
	{ "reported", "report", "報告を直す", "保存する", CARRIER, false, false,
	    { "carried_on", "region", "purpose", "participants", "content",
	    "devised", "voice" } },
	{ "reported", "closing", "終える", "確かめたので終える", CENTRE, false,
	    false, { NULL } },
};

static const struct choice decisions[] = { { "accepted", "受ける" },
	{ "adjusting", "調整する（理由を書く）" },
	{ "declined", "受けられない（理由を書く）" } };

bool
dispatch_may_carry(const struct request *r, const struct dispatch *d)
{
	return access_centre_writes(r) ||
	    (d->person && r->who->id && strcmp(d->person, r->who->id) == 0);
}

bool
dispatch_may_withdraw(const struct request *r, const struct dispatch *d)
{
	if (!dispatch_next(d) || dispatch_is(d, "reported"))
		return false;
	return access_centre_writes(r) || (d->agency && r->who->agency &&
	    strcmp(d->agency, r->who->agency) == 0);
}

static const struct html *
fields_of(struct request *r, const struct step *s, const struct dispatch *d)
{
	const struct html *parts[COUNT(s->fields)];
	size_t n = 0;

	for (size_t i = 0; i < COUNT(s->fields) && s->fields[i]; i++) {
		const struct field *f = record_field(&dispatch_record,
		    s->fields[i]);

		if (record_shows(r, &dispatch_record, f, d))
			parts[n++] = form_field(r, f, d);
	}
	return html_join(r->mem, parts, n);
}

static enum result
fill_forms(struct request *r, const struct dispatch *d, struct show *p)
{
	struct step_form *forms = arena_array(r->mem, COUNT(steps),
	    sizeof(*forms));
	size_t n = 0;

	for (size_t i = 0; i < COUNT(steps); i++) {
		const struct step *s = &steps[i];
		struct step_form *f = &forms[n];
		enum result rc = OK;

		if (!dispatch_is(d, s->state) || (s->who == CENTRE ?
		    !access_centre_writes(r) : !dispatch_may_carry(r, d)))
			continue;
		*f = (struct step_form){
			.title = s->title,
			.action = arena_fmt(r->mem, "/dispatches/%s/%s", d->id,
			    s->action),
			.button = s->button,
			.person_fault = request_fault_of(r, "person"),
			.decision_fault = request_fault_of(r, "decision"),
			.hidden = form_hidden(r, d->version),
			.fields = fields_of(r, s, d),
		};
		if (s->decides)
			f->choices = form_choices(r, decisions,
			    COUNT(decisions), request_form(r, "decision"),
			    "選んでください");
		if (s->names)
			rc = account_choices(r, d->person, &f->people);
		if (rc)
			return rc;
		n++;
	}
	p->forms = (struct html_list){ forms, n };
	return OK;
}

/* 受付 › 調整 › ... with where it stands. */
static void
fill_marks(struct request *r, const struct dispatch *d, struct show *p)
{
	static const char *const way[] = { "received", "accepted", "assigned",
	    "reported", "closed" };
	struct mark *marks = arena_array(r->mem, COUNT(way), sizeof(*marks));
	size_t here = COUNT(way);

	for (size_t i = 0; i < COUNT(way); i++)
		if (dispatch_is(d, way[i]))
			here = i;
	if (here == COUNT(way) && dispatch_is(d, "adjusting"))
		here = 0;
	for (size_t i = 0; i < COUNT(way); i++)
		marks[i] = (struct mark){ codes_label(r->codes,
		    "dispatch_state", way[i]), here != COUNT(way) && i < here,
		    i == here };
	p->marks = (struct html_list){ marks, COUNT(way) };
}

/* Short ones as facts, texts one under the other. */
static void
fill_facts(struct request *r, const struct dispatch *d, struct show *p)
{
	struct told *facts = arena_array(r->mem, dispatch_record.nfields,
	    sizeof(*facts));
	struct told *texts = arena_array(r->mem, dispatch_record.nfields,
	    sizeof(*texts));
	size_t nfacts = 0, ntexts = 0;

	for (size_t i = 0; i < dispatch_record.nfields; i++) {
		const struct field *f = &dispatch_record.fields[i];
		struct told t = { f->label, field_shown(r, f, d) };

		if (!*t.text || strcmp(f->name, "child") == 0 ||
		    strcmp(f->name, "assignment") == 0 ||
		    strcmp(f->name, "activity") == 0)
			continue;
		if (f->kind == KIND_LONG_TEXT)
			texts[ntexts++] = t;
		else
			facts[nfacts++] = t;
	}
	p->facts = (struct html_list){ facts, nfacts };
	p->texts = (struct html_list){ texts, ntexts };
}

static enum result
show(struct request *r, const struct dispatch *d, const struct html *above)
{
	const char *name = d->child ? child_name(r, d->child) : NULL;
	struct crumb crumbs[] = { { "派遣", "/dispatches" }, { NULL, NULL } };
	struct page page = { .menu = "/dispatches", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct show p = {
		.state = codes_label(r->codes, "dispatch_state", d->state),
		.next = dispatch_next(d),
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, d->version),
	};
	enum result rc = fill_forms(r, d, &p);

	if (rc)
		return rc;
	p.title = arena_fmt(r->mem, "派遣の依頼 %s", d->number);
	page.title = crumbs[1].label = p.title;
	if (name) {
		p.child = arena_fmt(r->mem, "%sさん", name);
		p.child_url = arena_fmt(r->mem, "/children/%s", d->child);
	}
	if (dispatch_may_withdraw(r, d))
		p.withdrawal = arena_fmt(r->mem, "/dispatches/%s/withdrawal",
		    d->id);
	fill_marks(r, d, &p);
	fill_facts(r, d, &p);
	rc = panels_of(r, &dispatch_record, d->child, d->id, &p.panels);
	return rc ? rc : page_show(r, &page, &dispatch_show_page, &p);
}

enum result
dispatch_show_get(struct request *r)
{
	struct dispatch d;
	enum result rc = record_get(r, &dispatch_record, r->arg[0], &d);

	return rc ? rc : show(r, &d, NULL);
}

enum result
dispatch_again(struct request *r, const struct dispatch *d,
    const struct html *above, enum result rc)
{
	enum result shown = show(r, d, above);

	return shown ? shown : rc;
}
