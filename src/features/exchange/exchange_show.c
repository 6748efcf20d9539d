#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/exchange/exchange_private.h"
#include "features/exchange/exchange_sql.h"

/* One event, for the centre: who comes, who may be photographed, who came. */

struct guest_line {
	const char *id, *name, *kind, *photo;
	const struct html *hidden, *photos;
	bool may_write;
};

static const struct slot guest_slots[] = {
	SLOT_TEXT(guest_line, id),
	SLOT_TEXT(guest_line, name),
	SLOT_TEXT(guest_line, kind),
	SLOT_TEXT(guest_line, photo),
	SLOT_HTML(guest_line, hidden),
	SLOT_HTML(guest_line, photos),
	SLOT_FLAG(guest_line, may_write),
};

struct line {
	const char *id, *name, *child, *child_url, *size, *needs, *mail,
	    *phone, *state, *source;
	const struct html *hidden, *hidden_guest, *kinds;
	struct html_list guests;
	bool accepted, ticked, was, may_cancel, may_guest;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, id),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, child),
	SLOT_TEXT(line, child_url),
	SLOT_TEXT(line, size),
	SLOT_TEXT(line, needs),
	SLOT_TEXT(line, mail),
	SLOT_TEXT(line, phone),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, source),
	SLOT_HTML(line, hidden),
	SLOT_HTML(line, hidden_guest),
	SLOT_HTML(line, kinds),
	SLOT_LIST(line, guests, guest_slots, struct guest_line),
	SLOT_FLAG(line, accepted),
	SLOT_FLAG(line, ticked),
	SLOT_FLAG(line, was),
	SLOT_FLAG(line, may_cancel),
	SLOT_FLAG(line, may_guest),
};

struct show {
	const char *at, *title, *kind, *state, *when, *audience, *supporters,
	    *note, *keeper, *seats, *came_fault, *online_url;
	const struct html *faults, *hidden_party, *hidden_came, *hidden_end,
	    *fields;
	struct html_list lines;
	bool may_write, may_add, may_tick, may_end, typed, over;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, kind),
	SLOT_TEXT(show, state),
	SLOT_TEXT(show, when),
	SLOT_TEXT(show, audience),
	SLOT_TEXT(show, supporters),
	SLOT_TEXT(show, note),
	SLOT_TEXT(show, keeper),
	SLOT_TEXT(show, seats),
	SLOT_TEXT(show, came_fault),
	SLOT_TEXT(show, online_url),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden_party),
	SLOT_HTML(show, hidden_came),
	SLOT_HTML(show, hidden_end),
	SLOT_HTML(show, fields),
	SLOT_LIST(show, lines, line_slots, struct line),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, may_add),
	SLOT_FLAG(show, may_tick),
	SLOT_FLAG(show, may_end),
	SLOT_FLAG(show, typed),
	SLOT_FLAG(show, over),
};

TEMPLATE(exchange_show_page, "src/features/exchange/show.html", show_slots);

const char *
exchange_when(struct request *r, const struct exchange *e)
{
	const char *day = date_long(r->mem, e->on_day);
	const char *at = !e->from_at ? "" : arena_fmt(r->mem, "%s～%s",
	    e->from_at, e->to_at ? e->to_at : "");

	return arena_fmt(r->mem, "%s%s%s%s", day, at, e->place ? "　" : "",
	    e->place ? e->place : "");
}

static struct html_list
guests_of(struct request *r, const struct rows *rows, const char *party)
{
	struct guest_line *lines = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*lines));
	size_t n = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		struct exchange_guest g;

		if (strcmp(rows_cell(rows, i, "party"), party) != 0 ||
		    !record_load(r, &exchange_guest_record, rows, i, &g))
			continue;
		lines[n++] = (struct guest_line){
			.id = g.id, .name = g.name,
			.kind = codes_label(r->codes, "exchange_guest_kind",
			    g.kind),
			.photo = codes_label(r->codes, "exchange_photo",
			    g.photo),
			.hidden = form_hidden(r, g.version),
			.photos = form_options(r, "exchange_photo", g.photo,
			    NULL),
			.may_write = request_may(r, CHILD_WRITE),
		};
	}
	return (struct html_list){ lines, n };
}

/* The ticks of a form that is shown again, else what is stored. */
static bool
is_ticked(const char *const *typed, const struct exchange_party *p)
{
	if (!typed)
		return p->attended && strcmp(p->attended, "1") == 0;
	for (size_t i = 0; typed[i]; i++)
		if (strcmp(typed[i], p->id) == 0)
			return true;
	return false;
}

static struct line
line_of(struct request *r, const struct exchange_party *p,
    const struct rows *guests, const char *const *typed)
{
	const char *child = p->child ? child_name(r, p->child) : NULL;
	bool open = !exchange_party_is(p, "cancelled") &&
	    request_may(r, CHILD_WRITE);

	return (struct line){
		.id = p->id, .name = p->name,
		.child = child ? arena_fmt(r->mem, "%sさん", child) : NULL,
		.child_url = child ? arena_fmt(r->mem, "/children/%s",
		    p->child) : NULL,
		.size = arena_fmt(r->mem, "大人%lld人、きょうだい%lld人",
		    (long long)p->adults, (long long)p->siblings),
		.needs = p->needs, .mail = p->mail, .phone = p->phone,
		.state = codes_label(r->codes, "exchange_party_state",
		    p->state),
		.source = codes_label(r->codes, "exchange_source",
		    p->source),
		.hidden = form_hidden(r, p->version),
		.hidden_guest = form_hidden_own(r),
		.kinds = form_options(r, "exchange_guest_kind", NULL, NULL),
		.guests = guests_of(r, guests, p->id),
		.accepted = exchange_party_is(p, "accepted"),
		.ticked = is_ticked(typed, p),
		.was = is_ticked(NULL, p),
		.may_cancel = open && !p->attended,
		.may_guest = open,
	};
}

static const char *
seats_of(struct request *r, const struct exchange *e, size_t accepted,
    size_t waiting)
{
	const char *of = e->capacity ? arena_fmt(r->mem, "定員%lld組のうち",
	    (long long)e->capacity) : "";

	return arena_fmt(r->mem, waiting ? "%s%zu組（キャンセル待ち%zu組）" :
	    "%s%zu組", of, accepted, waiting);
}

static enum result
fill_lines(struct request *r, const struct exchange *e, struct show *p)
{
	struct rows rows = { 0 }, guests = { 0 };
	const char *const *typed = NULL;
	struct line *lines;
	size_t n = 0, accepted = 0, waiting = 0, ntyped;
	enum result rc = exchange_sql_parties(r, e->id, &rows);

	if (!rc)
		rc = exchange_sql_guests(r, e->id, &guests);
	if (request_fault_of(r, "came"))
		typed = request_form_all(r, "came", &ntyped);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct exchange_party party;

		if (!record_load(r, &exchange_party_record, &rows, i, &party))
			continue;
		accepted += exchange_party_is(&party, "accepted");
		waiting += exchange_party_is(&party, "waiting");
		lines[n++] = line_of(r, &party, &guests, typed);
	}
	p->lines = (struct html_list){ lines, n };
	p->seats = seats_of(r, e, accepted, waiting);
	p->may_tick = p->may_write && accepted &&
	    strcmp(e->on_day, r->today) <= 0;
	return rc;
}

static enum result
show(struct request *r, const struct exchange *e,
    const struct exchange_party *typed)
{
	static const struct exchange_party none = { .adults = 1 };
	struct crumb crumbs[] = { { "家族交流会", "/exchanges" },
	    { e->title, NULL } };
	struct page page = { e->title, "/exchanges", crumbs, COUNT(crumbs),
	    false };
	bool planned = !e->cancelled_on;
	struct show p = {
		.at = arena_fmt(r->mem, "/exchanges/%s", e->id),
		.title = e->title,
		.kind = codes_label(r->codes, "exchange_kind", e->kind),
		.state = planned ? NULL : "中止",
		.when = exchange_when(r, e), .audience = e->audience,
		.supporters = e->supporters, .note = e->note,
		.online_url = e->online_url,
		.keeper = field_shown(r, record_field(&exchange_record,
		    "keeper"), e),
		.came_fault = request_fault_of(r, "came"),
		.faults = form_faults(r),
		.hidden_party = form_hidden_own(r),
		.hidden_came = form_hidden_own(r),
		.hidden_end = form_hidden(r, e->version),
		.fields = form_record(r, &exchange_party_record, typed ?
		    typed : &none),
		.may_write = request_may(r, CHILD_WRITE),
		.typed = typed != NULL,
		.over = strcmp(e->on_day, r->today) <= 0,
	};
	enum result rc = OK;

	p.may_add = p.may_write && planned;
	p.may_end = p.may_add && strcmp(e->on_day, r->today) >= 0;
	rc = fill_lines(r, e, &p);
	return rc ? rc : page_show(r, &page, &exchange_show_page, &p);
}

/* GET /exchanges/ID */
enum result
exchange_show_get(struct request *r)
{
	struct exchange e;
	enum result rc = exchange_open(r, r->arg[0], &e);

	return rc ? rc : show(r, &e, NULL);
}

enum result
exchange_show_again(struct request *r, const struct exchange *e,
    const struct exchange_party *typed, enum result rc)
{
	enum result shown = show(r, e, typed);

	return shown ? shown : rc;
}
