#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/text.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/consent/consent_page.h"
#include "features/consent/consent_sql.h"

/*
 * Writing a consent down from the paper. One paper may name several recipients:
 * each becomes a consent of its own, in one deed.
 */
enum { MAX_RECIPIENTS = 3 };

struct recipient {
	const char *id, *label;
	const struct html *control;
	bool asked;
};

struct form {
	const char *child, *name, *back, *recipient_fault, *place_fault;
	const struct html *faults, *hidden, *whose, *what, *by, *when;
	const struct html *exception, *places;
	struct html_list recipients;
};

static const struct slot recipient_slots[] = {
	SLOT_TEXT(recipient, id),
	SLOT_TEXT(recipient, label),
	SLOT_HTML(recipient, control),
	SLOT_FLAG(recipient, asked),
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, child),
	SLOT_TEXT(form, name),
	SLOT_TEXT(form, back),
	SLOT_TEXT(form, recipient_fault),
	SLOT_TEXT(form, place_fault),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, whose),
	SLOT_HTML(form, what),
	SLOT_HTML(form, by),
	SLOT_HTML(form, when),
	SLOT_HTML(form, exception),
	SLOT_HTML(form, places),
	SLOT_LIST(form, recipients, recipient_slots, struct recipient),
};

TEMPLATE(consent_form_page, "src/features/consent/form.html", form_slots);

static const char *const what_fields[] = { "purpose", "classes" };
static const char *const by_fields[] = { "given_by", "given_as", "given_on",
	"text_version", "explained_by" };
static const char *const when_fields[] = { "from_on", "to_on", "note" };
static const char *const exception_fields[] = { "emergency" };

static const struct html *
fields_of(struct request *r, const struct consent *c,
    const char *const *names, size_t n)
{
	const struct html **parts = arena_array(r->mem, n, sizeof(*parts));
	size_t shown = 0;

	for (size_t i = 0; i < n; i++) {
		const struct field *f = record_field(&consent_record, names[i]);

		if (record_shows(r, &consent_record, f, c))
			parts[shown++] = form_field(r, f, c);
	}
	return html_join(r->mem, parts, shown);
}

/* The first is asked for; all show again what was chosen. */
static enum result
fill_recipients(struct request *r, const char *first, struct html_list *out)
{
	static const struct recipient asked[MAX_RECIPIENTS] = {
		{ .id = "f-recipient", .label = "共有先", .asked = true },
		{ .id = "f-recipient-2", .label = "共有先（2つめ）" },
		{ .id = "f-recipient-3", .label = "共有先（3つめ）" },
	};
	struct recipient *all = arena_array(r->mem, COUNT(asked), sizeof(*all));
	size_t nchosen;
	const char *const *chosen = request_form_all(r, "recipient", &nchosen);
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(asked); i++) {
		all[i] = asked[i];
		rc = agency_input(r, &(struct agency_input){
		    .name = "recipient", .id = asked[i].id,
		    .chosen = i < nchosen ? chosen[i] : i ? NULL : first,
		    .none = i ? "なし" : NULL, .asked = !i, .required = !i },
		    &all[i].control);
	}
	*out = (struct html_list){ all, COUNT(asked) };
	return rc;
}

static enum result
show_form(struct request *r, const struct consent *c)
{
	struct form f = {
		.back = "/children",
		.recipient_fault = request_fault_of(r, "recipient"),
		.place_fault = request_fault_of(r, "explained_at"),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.what = fields_of(r, c, what_fields, COUNT(what_fields)),
		.by = fields_of(r, c, by_fields, COUNT(by_fields)),
		.when = fields_of(r, c, when_fields, COUNT(when_fields)),
		.exception = fields_of(r, c, exception_fields,
		    COUNT(exception_fields)),
	};
	struct crumb crumbs[4] = { { "子ども", "/children" } };
	struct page page = { "同意を書く", "/children", crumbs, 1, false };
	struct child child;
	enum result rc = fill_recipients(r, c->recipient, &f.recipients);

	if (!rc)
		rc = agency_input(r, &(struct agency_input){
		    .name = "explained_at", .chosen = c->explained_at,
		    .none = "センター", .asked = true, .hint = true }, &f.places);
	if (rc)
		return rc;
	if (c->child && !record_get(r, &child_record, c->child, &child)) {
		f.child = child.id;
		f.name = child.name;
		f.back = arena_fmt(r->mem, "/children/%s/consents", child.id);
		crumbs[page.ncrumbs++] = (struct crumb){
			arena_fmt(r->mem, "%sさん", child.name),
			arena_fmt(r->mem, "/children/%s", child.id) };
		crumbs[page.ncrumbs++] = (struct crumb){ "同意", f.back };
	} else {
		f.whose = form_field(r, record_field(&consent_record, "child"),
		    c);
	}
	crumbs[page.ncrumbs++] = (struct crumb){ page.title, NULL };
	return page_show(r, &page, &consent_form_page, &f);
}

enum result
consent_new_get(struct request *r)
{
	struct consent c = { .child = request_query(r, "child"),
	    .recipient = request_query(r, "recipient"),
	    .given_on = r->today, .from_on = r->today,
	    .explained_by = r->who->name };
	struct child known;

	if (!access_centre_writes(r))
		return DENIED;
	if (c.child && record_get(r, &child_record, c.child, &known))
		c.child = NULL;
	return show_form(r, &c);
}

/* A choice left at "none" between others is no recipient; one that was typed
 * takes its place. */
static void
keep_recipients(struct request *r)
{
	const struct field *f = record_field(&consent_record, "recipient");
	struct pair *kept = arena_array(r->mem, r->form.n + 1, sizeof(*kept));
	size_t n = 0, nth = 0, ntyped;
	const char *const *typed = request_form_all(r, "recipient_typed",
	    &ntyped);

	for (size_t i = 0; i < r->form.n; i++) {
		struct pair p = r->form.at[i];

		if (strcmp(p.name, "recipient") == 0) {
			p.value = field_link_typed(r, f, p.value,
			    nth < ntyped ? typed[nth] : NULL);
			nth++;
			if (text_blank(p.value))
				continue;
		}
		if (strcmp(p.name, "recipient_typed") != 0)
			kept[n++] = p;
	}
	r->form.at = kept;
	r->form.n = n;
}

static bool
is_among(const struct consent *all, size_t n, const char *recipient)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].recipient, recipient) == 0)
			return true;
	}
	return false;
}

/* The consent that was read, once for each recipient; twice the same is one. */
static enum result
spread(struct request *r, const struct consent *c,
    struct consent all[MAX_RECIPIENTS], size_t *n)
{
	const struct field *f = record_field(&consent_record, "recipient");
	size_t nchosen;
	const char *const *chosen = request_form_all(r, "recipient", &nchosen);
	const char *says = NULL;

	*n = 0;
	for (size_t i = 0; !says && i < nchosen && *n < MAX_RECIPIENTS; i++) {
		all[*n] = *c;
		says = field_read(r, f, chosen[i], r->today, false, &all[*n]);
		if (!says && !is_among(all, *n, all[*n].recipient))
			(*n)++;
	}
	if (nchosen > MAX_RECIPIENTS)
		says = "共有先は3つまでです。残りはもう1枚に書いてください。";
	if (says)
		request_fault(r, "recipient", says);
	return says ? INVALID : OK;
}

enum result
consent_add_post(struct request *r)
{
	struct consent c = { 0 }, all[MAX_RECIPIENTS];
	size_t n = 0;
	const char *see;
	enum result rc;

	if (!access_centre_writes(r))
		return DENIED;
	keep_recipients(r);
	rc = record_read(r, &consent_record, &c);
	if (!rc)
		rc = spread(r, &c, all, &n);
	if (rc) {
		(void)show_form(r, &c);
		return rc;
	}

	deed_begin(r);
	for (size_t i = 0; i < n; i++)
		record_add(r, &consent_record, &all[i]);
	see = request_saying(r, arena_fmt(r->mem, "/children/%s/consents",
	    c.child), "recorded");
	return request_see(r, deed_commit(r, see), see);
}
