#include <string.h>

#include "app/deed.h"
#include "app/page.h"
#include "features/exchange/exchange_private.h"
#include "features/exchange/exchange_sql.h"

/* What a party said of itself, put right by the centre. Whose family it is, and
 * whether it has a place, are not changed here. */

struct form {
	const char *title, *when, *at, *action;
	const struct html *faults, *hidden, *fields;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, when),
	SLOT_TEXT(form, at),
	SLOT_TEXT(form, action),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, fields),
};

TEMPLATE(exchange_party_page, "src/features/exchange/party.html", form_slots);

const struct html *
exchange_party_fields(struct request *r, const struct exchange_party *p)
{
	static const char *const names[] = { "name", "adults", "siblings",
		"needs", "mail", "phone" };
	const struct html *parts[COUNT(names)];

	for (size_t i = 0; i < COUNT(names); i++)
		parts[i] = form_field(r, record_field(&exchange_party_record,
		    names[i]), p);
	return html_join(r->mem, parts, COUNT(parts));
}

static enum result
show(struct request *r, const struct exchange *e,
    const struct exchange_party *p, const struct html *above)
{
	struct form f = {
		.title = e->title, .when = exchange_when(r, e),
		.at = arena_fmt(r->mem, "/exchanges/%s", e->id),
		.action = arena_fmt(r->mem, "/exchange-parties/%s", p->id),
		.faults = above ? above : form_faults(r),
		.hidden = form_hidden(r, p->version),
		.fields = exchange_party_fields(r, p),
	};
	struct crumb crumbs[] = { { "家族交流会", "/exchanges" },
	    { e->title, f.at }, { "申込の内容を直す", NULL } };
	struct page page = { "申込の内容を直す", "/exchanges", crumbs,
	    COUNT(crumbs), false };

	return page_show(r, &page, &exchange_party_page, &f);
}

/* One that has not called off. */
static enum result
open_party(struct request *r, struct exchange_party *p, struct exchange *e)
{
	enum result rc = exchange_open_party(r, p, e);

	return !rc && exchange_party_is(p, "cancelled") ? CONFLICT : rc;
}

/* GET /exchange-parties/ID/edit */
enum result
exchange_party_edit_get(struct request *r)
{
	struct exchange_party p;
	struct exchange e;
	enum result rc = open_party(r, &p, &e);

	return rc ? rc : show(r, &e, &p, NULL);
}

/* Inside the deed: the name of whoever signed up is on the list of photographs,
 * too. */
static enum result
rename_guests(struct request *r, const struct exchange_party *old,
    const struct exchange_party *p)
{
	struct rows rows = { 0 };
	enum result rc = strcmp(old->name, p->name) == 0 ? OK :
	    exchange_sql_guests(r, p->exchange, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct exchange_guest was, g;

		if (!record_load(r, &exchange_guest_record, &rows, i, &was) ||
		    strcmp(was.party, p->id) != 0 ||
		    strcmp(was.name, old->name) != 0)
			continue;
		g = was;
		g.name = p->name;
		rc = record_change(r, &exchange_guest_record, &was, &g);
	}
	return rc;
}

/* POST /exchange-parties/ID */
enum result
exchange_party_change_post(struct request *r)
{
	struct exchange_party old, p, now;
	struct exchange e;
	const char *see;
	enum result rc = open_party(r, &old, &e);

	if (rc)
		return rc;
	p = old;
	p.version = 0;
	rc = record_read(r, &exchange_party_record, &p);
	p.child = old.child;
	if (rc) {
		(void)show(r, &e, &p, NULL);
		return rc;
	}
	see = request_saying(r, arena_fmt(r->mem, "/exchanges/%s", e.id),
	    "changed");
	deed_begin(r);
	rc = record_change(r, &exchange_party_record, &old, &p);
	if (!rc)
		rc = rename_guests(r, &old, &p);
	if (rc)
		db_fail(r->db, rc);
	rc = request_see(r, deed_commit(r, see), see);
	if (rc == CONFLICT && !r->repeated &&
	    !record_get(r, &exchange_party_record, old.id, &now)) {
		p.version = now.version;
		(void)show(r, &e, &p, form_conflict(r,
		    &exchange_party_record, &p, &now));
	}
	return rc;
}

enum result
exchange_guests_of(struct request *r, const struct exchange_party *p,
    struct exchange_guest **out, size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = exchange_sql_guests(r, p->exchange, &rows);

	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	*n = 0;
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (strcmp(rows_cell(&rows, i, "party"), p->id) == 0 &&
		    record_load(r, &exchange_guest_record, &rows, i,
		    &(*out)[*n]))
			++*n;
	}
	return rc;
}
