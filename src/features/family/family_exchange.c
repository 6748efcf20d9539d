#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/exchange/exchange.h"
#include "features/family/family_private.h"

/* Events for families: what is to come, signing up and calling off. Of those who
 * come nobody is shown but this family itself. */

struct photo {
	const char *id, *at, *name;
	const struct html *hidden, *photos;
};

static const struct slot photo_slots[] = {
	SLOT_TEXT(photo, id),
	SLOT_TEXT(photo, at),
	SLOT_TEXT(photo, name),
	SLOT_HTML(photo, hidden),
	SLOT_HTML(photo, photos),
};

struct event {
	const char *id, *title, *when, *kind, *audience, *supporters, *note,
	    *state, *size, *cancel;
	const struct html *hidden, *link;
	struct html_list guests;
	bool waiting, online;
};

static const struct slot event_slots[] = {
	SLOT_TEXT(event, id),
	SLOT_TEXT(event, title),
	SLOT_TEXT(event, when),
	SLOT_TEXT(event, kind),
	SLOT_TEXT(event, audience),
	SLOT_TEXT(event, supporters),
	SLOT_TEXT(event, note),
	SLOT_TEXT(event, state),
	SLOT_TEXT(event, size),
	SLOT_TEXT(event, cancel),
	SLOT_HTML(event, hidden),
	SLOT_HTML(event, link),
	SLOT_LIST(event, guests, photo_slots, struct photo),
	SLOT_FLAG(event, waiting),
	SLOT_FLAG(event, online),
};

struct list {
	const char *name, *at;
	struct html_list events;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, name),
	SLOT_TEXT(list, at),
	SLOT_LIST(list, events, event_slots, struct event),
};

TEMPLATE(family_exchanges_page, "src/features/family/exchanges.html",
    list_slots);

struct form {
	const char *name, *title, *when, *at, *back;
	const struct html *faults, *hidden, *fields, *photos;
};

static const struct slot form_slots[] = {
	SLOT_TEXT(form, name),
	SLOT_TEXT(form, title),
	SLOT_TEXT(form, when),
	SLOT_TEXT(form, at),
	SLOT_TEXT(form, back),
	SLOT_HTML(form, faults),
	SLOT_HTML(form, hidden),
	SLOT_HTML(form, fields),
	SLOT_HTML(form, photos),
};

TEMPLATE(family_exchange_page, "src/features/family/exchange.html",
    form_slots);

static enum result
photos_of(struct request *r, const struct child *c,
    const struct exchange_party *p, struct html_list *out)
{
	struct exchange_guest *guests;
	struct photo *lines;
	size_t n = 0;
	enum result rc = exchange_guests_of(r, p, &guests, &n);

	if (rc)
		return rc;
	lines = arena_array(r->mem, n + 1, sizeof(*lines));
	for (size_t i = 0; i < n; i++)
		lines[i] = (struct photo){
			.id = guests[i].id, .name = guests[i].name,
			.at = arena_fmt(r->mem,
			    "/family/%s/exchanges/%s/photo", c->id,
			    p->exchange),
			.hidden = form_hidden(r, guests[i].version),
			.photos = form_options(r, "exchange_photo",
			    guests[i].photo, NULL),
		};
	*out = (struct html_list){ lines, n };
	return OK;
}

static struct event
event_of(struct request *r, const struct child *c, const struct exchange *e,
    const struct exchange_party *p)
{
	struct event v = {
		.id = e->id, .title = e->title, .when = exchange_when(r, e),
		.kind = codes_label(r->codes, "exchange_kind", e->kind),
		.audience = e->audience, .supporters = e->supporters,
		.note = e->note,
	};

	if (!p)
		return v;
	v.state = codes_label(r->codes, "exchange_party_state", p->state);
	v.waiting = strcmp(p->state, "waiting") == 0;
	v.size = arena_fmt(r->mem, "大人%lld人、きょうだい%lld人",
	    (long long)p->adults, (long long)p->siblings);
	v.cancel = arena_fmt(r->mem, "/family/%s/exchanges/%s/cancellation",
	    c->id, e->id);
	v.hidden = form_hidden(r, p->version);
	v.online = e->online_url && !v.waiting;
	v.link = v.online ? html_lines(r->mem, e->online_url) : NULL;
	return v;
}

/* GET /family/ID/exchanges */
enum result
family_exchanges_get(struct request *r)
{
	struct child c;
	struct rows rows = { 0 };
	struct list p = { 0 };
	struct event *events;
	size_t n = 0;
	enum result rc = family_child(r, &c);

	if (!rc)
		rc = exchange_all_coming(r, &rows);
	if (rc)
		return rc;
	events = arena_array(r->mem, rows.nrows + 1, sizeof(*events));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct exchange e;
		struct exchange_party party;

		if (exchange_coming(r, rows.cells[i], &e))
			continue;
		rc = exchange_party_of(r, e.id, c.id, &party);
		if (rc && rc != MISSING)
			return rc;
		events[n] = event_of(r, &c, &e, rc ? NULL : &party);
		rc = rc ? OK : photos_of(r, &c, &party, &events[n].guests);
		if (rc)
			return rc;
		n++;
	}
	p.name = arena_fmt(r->mem, "%sさん", c.name);
	p.at = arena_fmt(r->mem, "/family/%s", c.id);
	p.events = (struct html_list){ events, n };
	struct crumb crumbs[] = { { "わが子", p.at }, { "家族交流会", NULL } };
	struct page page = { "家族交流会", "/family", crumbs, COUNT(crumbs),
	    false };

	return page_show(r, &page, &family_exchanges_page, &p);
}

/* The child of the address and the event, which is to come. */
static enum result
load(struct request *r, struct child *c, struct exchange *e)
{
	enum result rc = family_child(r, c);

	return rc ? rc : exchange_coming(r, r->arg[1], e);
}

static enum result
show_form(struct request *r, const struct child *c, const struct exchange *e,
    const struct exchange_party *p, const char *photo)
{
	const struct exchange_guest g = { .photo = photo };
	struct form f = {
		.name = arena_fmt(r->mem, "%sさん", c->name),
		.title = e->title, .when = exchange_when(r, e),
		.at = arena_fmt(r->mem, "/family/%s/exchanges/%s", c->id,
		    e->id),
		.back = arena_fmt(r->mem, "/family/%s/exchanges", c->id),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.fields = exchange_party_fields(r, p),
		.photos = form_field(r, record_field(&exchange_guest_record,
		    "photo"), &g),
	};
	struct crumb crumbs[] = { { "わが子", arena_fmt(r->mem, "/family/%s",
	    c->id) }, { "家族交流会", f.back }, { "申し込む", NULL } };
	struct page page = { "家族交流会に申し込む", "/family", crumbs,
	    COUNT(crumbs), false };

	return page_show(r, &page, &family_exchange_page, &f);
}

/* GET /family/ID/exchanges/ID */
enum result
family_exchange_get(struct request *r)
{
	struct child c;
	struct exchange e;
	struct exchange_party p = { .adults = 1, .name = r->who->name };
	enum result rc = load(r, &c, &e);

	return rc ? rc : show_form(r, &c, &e, &p, "unasked");
}

/* `photo` is of the first guest; the rest of the form is the party's. */
static enum result
read_form(struct request *r, struct exchange_party *p, const char **photo)
{
	struct pairs all = r->form, own = { arena_array(r->mem, all.n + 1,
	    sizeof(*own.at)), 0 };
	enum result rc;

	*photo = request_form(r, "photo");
	for (size_t i = 0; i < all.n; i++)
		if (strcmp(all.at[i].name, "photo") != 0 &&
		    strcmp(all.at[i].name, "child") != 0)
			own.at[own.n++] = all.at[i];
	r->form = own;
	rc = record_read(r, &exchange_party_record, p);
	r->form = all;
	if (!*photo || !codes_find(r->codes, "exchange_photo", *photo)) {
		request_fault(r, "photo", "choose");
		*photo = "unasked";
		rc = INVALID;
	}
	return rc;
}

/* POST /family/ID/exchanges/ID */
enum result
family_exchange_post(struct request *r)
{
	struct child c;
	struct exchange e;
	struct exchange_party p = { .source = "family" }, now;
	const char *see, *photo;
	enum result rc = load(r, &c, &e), shown;

	if (rc)
		return rc;
	rc = read_form(r, &p, &photo);
	if (rc) {
		shown = show_form(r, &c, &e, &p, photo);
		return shown ? shown : rc;
	}
	rc = exchange_party_of(r, e.id, c.id, &now);
	if (rc != MISSING)
		return rc ? rc : CONFLICT;
	p.child = c.id;
	see = request_saying(r, arena_fmt(r->mem, "/family/%s/exchanges",
	    c.id), "told");
	deed_begin(r);
	(void)exchange_apply(r, &e, &p, photo);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /family/ID/exchanges/ID/cancellation */
enum result
family_exchange_cancel_post(struct request *r)
{
	struct child c;
	struct exchange e;
	struct exchange_party p;
	const char *see;
	enum result rc = load(r, &c, &e);

	if (!rc)
		rc = exchange_party_of(r, e.id, c.id, &p);
	if (!rc && p.attended)
		rc = CONFLICT;
	if (rc)
		return rc;
	form_version(r, &p);
	see = request_saying(r, arena_fmt(r->mem, "/family/%s/exchanges",
	    c.id), "changed");
	deed_begin(r);
	(void)exchange_cancel(r, &e, &p);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /family/ID/exchanges/ID/photo: `guest` of its own party may be shown, or
 * not. */
enum result
family_exchange_photo_post(struct request *r)
{
	struct child c;
	struct exchange e;
	struct exchange_party p;
	struct exchange_guest *guests = NULL, g;
	const char *id = request_form(r, "guest");
	const char *photo = request_form(r, "photo"), *see;
	size_t n = 0, i = 0;
	enum result rc = load(r, &c, &e);

	if (!rc)
		rc = exchange_party_of(r, e.id, c.id, &p);
	if (!rc)
		rc = exchange_guests_of(r, &p, &guests, &n);
	while (!rc && i < n && (!id || strcmp(guests[i].id, id) != 0))
		i++;
	if (rc || i == n)
		return rc ? rc : MISSING;
	if (!photo || !codes_find(r->codes, "exchange_photo", photo)) {
		request_fault(r, "photo", "choose");
		rc = family_exchanges_get(r);
		return rc ? rc : INVALID;
	}
	g = guests[i];
	g.photo = photo;
	form_version(r, &g);
	see = request_saying(r, arena_fmt(r->mem, "/family/%s/exchanges",
	    c.id), "changed");
	deed_begin(r);
	(void)record_change(r, &exchange_guest_record, &guests[i], &g);
	return request_see(r, deed_commit(r, see), see);
}
