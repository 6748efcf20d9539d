#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/consent/consent_page.h"

struct fact {
	const char *label, *text;
};

struct show {
	const char *id, *title, *name, *child, *until, *withdrawn_on;
	const char *withdrawn_by, *fault, *typed;
	const struct html *hidden, *note, *emergency, *panels;
	struct html_list facts;
	bool may_withdraw, signed_form;
};

static const struct slot fact_slots[] = {
	SLOT_TEXT(fact, label),
	SLOT_TEXT(fact, text),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, name),
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, until),
	SLOT_TEXT(show, withdrawn_on),
	SLOT_TEXT(show, withdrawn_by),
	SLOT_TEXT(show, fault),
	SLOT_TEXT(show, typed),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, note),
	SLOT_HTML(show, emergency),
	SLOT_HTML(show, panels),
	SLOT_LIST(show, facts, fact_slots, struct fact),
	SLOT_FLAG(show, may_withdraw),
	SLOT_FLAG(show, signed_form),
};

TEMPLATE(consent_show_page, "src/features/consent/show.html", show_slots);

static const char *const fact_fields[] = { "recipient", "purpose", "classes",
	"given_by", "given_as", "given_on", "text_version", "explained_by",
	"explained_at", "from_on" };

static struct html_list
facts_of(struct request *r, const struct consent *c)
{
	struct fact *facts = arena_array(r->mem, COUNT(fact_fields),
	    sizeof(*facts));
	size_t n = 0;

	for (size_t i = 0; i < COUNT(fact_fields); i++) {
		const struct field *f = record_field(&consent_record,
		    fact_fields[i]);
		const char *s = field_shown(r, f, c);

		if (!record_shows(r, &consent_record, f, c))
			continue;
		if (!*s && strcmp(f->name, "explained_at") == 0)
			s = "センター";
		facts[n++] = (struct fact){ f->label, s };
	}
	return (struct html_list){ facts, n };
}

static const char *
until_text(struct request *r, const struct consent *c)
{
	char born_on[DAY_BYTES];
	bool known = child_born_on(r, c->child, born_on);
	const char *last = consent_last_day(r->mem, c, known ? born_on : NULL);

	if (!last)
		return "期限なし";
	if (c->to_on && strcmp(last, c->to_on) == 0)
		return date_long(r->mem, last);
	return arena_fmt(r->mem, "%s（18歳になる前の日）",
	    date_long(r->mem, last));
}

static enum result
show(struct request *r, const struct consent *c)
{
	struct child child;
	struct crumb crumbs[] = { { "子ども", "/children" }, { NULL, NULL },
	    { "同意", NULL }, { NULL, NULL } };
	struct page page = { .menu = "/children", .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	struct show p = { .id = c->id, .withdrawn_by = c->withdrawn_by,
	    .typed = request_form(r, "withdrawn_by"),
	    .fault = request_fault_of(r, "withdrawn_by"),
	    .hidden = form_hidden(r, c->version),
	    .facts = facts_of(r, c), .until = until_text(r, c),
	    .signed_form = !consent_is_exception(c) && !c->withdrawn_on,
	    .may_withdraw = !c->withdrawn_on && access_centre_writes(r) };
	enum result rc = record_get(r, &child_record, c->child, &child);

	if (!rc)
		rc = panels_of(r, &consent_record, c->child, c->id, &p.panels);
	if (rc)
		return rc;
	p.name = child.name;
	p.child = arena_fmt(r->mem, "/children/%s", child.id);
	p.note = c->note ? html_lines(r->mem, c->note) : NULL;
	p.emergency = c->emergency ? html_lines(r->mem, c->emergency) : NULL;
	p.withdrawn_on = c->withdrawn_on ?
	    date_long(r->mem, c->withdrawn_on) : NULL;
	p.title = consent_is_exception(c) ? "同意なしの共有の記録" : "同意の記録";
	crumbs[1] = (struct crumb){ arena_fmt(r->mem, "%sさん", child.name),
	    p.child };
	crumbs[2].path = arena_fmt(r->mem, "%s/consents", p.child);
	page.title = crumbs[3].label = p.title;
	return page_show(r, &page, &consent_show_page, &p);
}

enum result
consent_show_get(struct request *r)
{
	struct consent c;
	enum result rc = record_get(r, &consent_record, r->arg[0], &c);

	return rc ? rc : show(r, &c);
}

/* From today on it stands no more. */
static enum result
withdraw(struct request *r, const struct consent *old, const char *by)
{
	struct consent c = *old;
	const char *see = request_saying(r, arena_fmt(r->mem, "/consents/%s",
	    old->id), "revoked");

	c.withdrawn_on = r->today;
	c.withdrawn_by = by;
	deed_begin(r);
	record_change(r, &consent_record, old, &c);
	return request_see(r, deed_commit(r, see), see);
}

enum result
consent_withdrawal_post(struct request *r)
{
	const struct field *by = record_field(&consent_record, "withdrawn_by");
	const char *typed = request_form(r, "withdrawn_by"), *says;
	struct consent old, c;
	enum result rc = record_get(r, &consent_record, r->arg[0], &old);

	if (rc)
		return rc;
	if (!access_centre_writes(r))
		return DENIED;
	if (old.withdrawn_on)
		return CONFLICT;
	c = old;
	says = text_blank(typed) ? "required" :
	    field_read(r, by, typed, r->today, false, &c);
	if (!says)
		return withdraw(r, &old, c.withdrawn_by);
	r->reading = &consent_record;
	request_fault(r, "withdrawn_by", says);
	(void)show(r, &old);
	return INVALID;
}
