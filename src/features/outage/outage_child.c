#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/care/care.h"
#include "features/child/child.h"
#include "features/evacuation/evacuation.h"
#include "features/outage/outage_child.h"
#include "features/outage/outage_stock_sql.h"
#include "features/vacancy/vacancy.h"

/* One child in an event: whom to call, what has what, where to go. */
struct log_row {
	const char *at, *who, *verb, *status, *note;
};

static const struct slot log_slots[] = {
	SLOT_TEXT(log_row, at),
	SLOT_TEXT(log_row, who),
	SLOT_TEXT(log_row, verb),
	SLOT_TEXT(log_row, status),
	SLOT_TEXT(log_row, note),
};

struct device_row {
	const char *kind, *model, *minutes, *supplier, *phone;
};

static const struct slot device_slots[] = {
	SLOT_TEXT(device_row, kind),
	SLOT_TEXT(device_row, model),
	SLOT_TEXT(device_row, minutes),
	SLOT_TEXT(device_row, supplier),
	SLOT_TEXT(device_row, phone),
};

struct place_row {
	const char *name, *detail, *phone;
};

static const struct slot place_slots[] = {
	SLOT_TEXT(place_row, name),
	SLOT_TEXT(place_row, detail),
	SLOT_TEXT(place_row, phone),
};

struct loan_row {
	const char *id, *thing, *given, *returned;
	const struct html *hidden;
};

static const struct slot loan_slots[] = {
	SLOT_TEXT(loan_row, id),
	SLOT_TEXT(loan_row, thing),
	SLOT_TEXT(loan_row, given),
	SLOT_TEXT(loan_row, returned),
	SLOT_HTML(loan_row, hidden),
};

struct show {
	const char *child, *outage, *title, *name, *left, *empty_at, *phone,
	    *guardian, *address, *status, *status_class, *who, *since,
	    *destination, *note, *age, *town, *seen;
	const struct html *faults, *hidden, *hidden_claim, *hidden_release,
	    *hidden_destination, *hidden_loan, *people, *stocks, *note_field,
	    *destination_field;
	struct html_list logs, devices, places, loans;
	bool red, taken, mine, can_lend, any_stock, drill;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, outage),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, name),
	SLOT_TEXT(show, left),
	SLOT_TEXT(show, empty_at),
	SLOT_TEXT(show, phone),
	SLOT_TEXT(show, guardian),
	SLOT_TEXT(show, address),
	SLOT_TEXT(show, status),
	SLOT_TEXT(show, status_class),
	SLOT_TEXT(show, who),
	SLOT_TEXT(show, since),
	SLOT_TEXT(show, destination),
	SLOT_TEXT(show, note),
	SLOT_TEXT(show, age),
	SLOT_TEXT(show, town),
	SLOT_TEXT(show, seen),
	SLOT_HTML(show, faults),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, hidden_claim),
	SLOT_HTML(show, hidden_release),
	SLOT_HTML(show, hidden_destination),
	SLOT_HTML(show, hidden_loan),
	SLOT_HTML(show, people),
	SLOT_HTML(show, stocks),
	SLOT_HTML(show, note_field),
	SLOT_HTML(show, destination_field),
	SLOT_LIST(show, logs, log_slots, struct log_row),
	SLOT_LIST(show, devices, device_slots, struct device_row),
	SLOT_LIST(show, places, place_slots, struct place_row),
	SLOT_LIST(show, loans, loan_slots, struct loan_row),
	SLOT_FLAG(show, red),
	SLOT_FLAG(show, taken),
	SLOT_FLAG(show, mine),
	SLOT_FLAG(show, can_lend),
	SLOT_FLAG(show, any_stock),
	SLOT_FLAG(show, drill),
};

TEMPLATE(outage_child_page, "src/features/outage/child.html", show_slots);

static enum result
fill_logs(struct request *r, const struct outage_place *at, struct show *p)
{
	struct rows rows = { 0 };
	struct log_row *all;
	struct outage_log l;
	struct account a;
	size_t made = 0;
	enum result rc = outage_sql_logs(r, at->outage.id, p->child, &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = rows.nrows; !rc && i--;) {
		if (!record_load(r, &outage_log_record, &rows, i, &l))
			continue;
		all[made++] = (struct log_row){ outage_clock(r, l.at),
			l.person && !record_get(r, &account_record, l.person,
			&a) ? a.name : "", codes_label(r->codes, "outage_verb",
			l.verb), strcmp(l.verb, "status") == 0 ? codes_label(
			r->codes, "outage_status", l.status) : NULL, l.note };
	}
	p->logs = (struct html_list){ all, made };
	return rc;
}

static enum result
fill_devices(struct request *r, struct show *p)
{
	struct device *d = NULL;
	struct device_row *all;
	size_t n = 0;
	enum result rc = care_devices(r, p->child, &d, &n);

	if (rc)
		return rc == MISSING ? OK : rc;
	all = arena_array(r->mem, n + 1, sizeof(*all));
	for (size_t i = 0; i < n; i++) {
		int64_t minutes = care_minutes(&d[i], d[i].flow);

		all[i] = (struct device_row){ codes_label(r->codes,
			"device_kind", d[i].kind), d[i].model,
			!care_needs_power(&d[i]) && minutes < 0 ? NULL :
			minutes ? outage_left_label(r->mem, minutes) :
			"電池なし", d[i].supplier, d[i].supplier_phone };
	}
	p->devices = (struct html_list){ all, n };
	return OK;
}

/* As far as it is told today, and not of last month. */
static bool
is_fresh(struct request *r, const struct rows *rows, size_t i)
{
	int64_t fresh = strtoll(rows_cell(rows, i, "fresh_days"), NULL, 10);
	int64_t grey = strtoll(rows_cell(rows, i, "grey_days"), NULL, 10);

	return vacancy_show(vacancy_of(rows_cell(rows, i, "state")),
	    rows_cell(rows, i, "as_of"), r->now, fresh, grey).state !=
	    VACANCY_UNKNOWN;
}

/* Where the plan says, then the welfare shelters, then what has room today. */
static enum result
fill_places(struct request *r, const struct outage_place *at,
    const struct child *c, struct show *p)
{
	struct rows shelters = { 0 }, rooms = { 0 };
	struct plan plan;
	struct place_row *all;
	size_t n = 0;
	const char *planned = NULL;
	enum result rc = evacuation_in_force(r, c->id, "home", &plan);

	if (!rc)
		planned = evacuation_destination(r, &plan, at->outage.kind);
	if (!rc || rc == MISSING || rc == DENIED)
		rc = outage_sql_shelters(r, c->municipality, &shelters);
	if (!rc)
		rc = outage_sql_rooms(r, &rooms);
	if (rc)
		return rc;
	all = arena_array(r->mem, shelters.nrows + rooms.nrows + 1,
	    sizeof(*all));
	if (planned)
		all[n++] = (struct place_row){ planned, "計画で決めた所", NULL };
	for (size_t i = 0; i < shelters.nrows; i++)
		all[n++] = (struct place_row){ rows_cell(&shelters, i, "name"),
			"福祉避難所（受入れは電話で確かめる）",
			rows_cell(&shelters, i, "phone") };
	for (size_t i = 0; i < rooms.nrows; i++) {
		if (is_fresh(r, &rooms, i))
			all[n++] = (struct place_row){ rows_cell(&rooms, i,
				"place_name"), arena_fmt(r->mem, "今日の空き %s（%s）",
				vacancy_mark(vacancy_of(rows_cell(&rooms, i,
				"state"))), rows_cell(&rooms, i, "label")),
				rows_cell(&rooms, i, "phone") };
	}
	p->places = (struct html_list){ all, n };
	return OK;
}

static enum result
fill_loans(struct request *r, const struct outage_place *at, struct show *p)
{
	struct rows loans = { 0 }, stocks = { 0 };
	struct loan_row *all;
	struct choice *choices;
	struct outage_loan l;
	size_t made = 0, n = 0;
	enum result rc = outage_sql_loans(r, at->outage.id, p->child, &loans);

	if (!rc)
		rc = outage_sql_stocks(r, at->outage.id, &stocks);
	if (rc)
		return rc;
	all = arena_array(r->mem, loans.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < loans.nrows; i++) {
		if (!record_load(r, &outage_loan_record, &loans, i, &l) ||
		    !l.stock)
			continue;
		all[made++] = (struct loan_row){ l.id, rows_cell(&loans, i,
			"thing"), outage_clock(r, l.given_at), l.returned_at ?
			outage_clock(r, l.returned_at) : NULL,
			form_hidden_own(r) };
	}
	choices = arena_array(r->mem, stocks.nrows + 1, sizeof(*choices));
	for (size_t i = 0; i < stocks.nrows; i++) {
		long long left = strtoll(rows_cell(&stocks, i, "pieces"), NULL,
		    10) - strtoll(rows_cell(&stocks, i, "lent"), NULL, 10);

		if (left > 0)
			choices[n++] = (struct choice){ rows_cell(&stocks, i,
				"id"), arena_fmt(r->mem, "%s（あと%lld）",
				rows_cell(&stocks, i, "label"), left) };
	}
	p->loans = (struct html_list){ all, made };
	p->stocks = form_choices(r, choices, n, NULL, "選んでください");
	p->any_stock = n > 0;
	return OK;
}

static void
fill_row(struct request *r, const struct outage_row *row, struct show *p)
{
	static const struct outage_case none;

	p->name = row->name;
	p->left = row->left;
	p->empty_at = row->empty_at;
	p->phone = row->phone;
	p->guardian = row->guardian;
	p->address = row->address;
	p->status = row->status;
	p->status_class = row->status_class;
	p->who = row->who;
	p->since = row->since;
	p->destination = row->destination;
	p->note = row->note;
	p->age = row->age;
	p->town = row->town;
	p->seen = row->seen;
	p->red = row->red;
	p->taken = row->taken;
	p->mine = row->mine;
	p->note_field = form_field(r, record_field(&outage_case_record,
	    "note"), &none);
	p->destination_field = form_field(r, record_field(&outage_case_record,
	    "destination"), &none);
}

/* Her line of the list, whatever is asked for in the address. */
static enum result
load_row(struct request *r, const struct outage_place *at, const char *child,
    struct outage_row *row)
{
	struct outage_view v = { .outage = at->outage };
	size_t made = 0;
	enum result rc = outage_view_load(r, &v);

	for (size_t i = 0; !rc && i < v.n; i++) {
		struct outage_line *line = &v.lines[i];

		if (strcmp(line->child, child) == 0)
			return outage_view_rows(r, &v, &line, 1, row, &made);
	}
	return rc ? rc : MISSING;
}

static void
fill_forms(struct request *r, struct show *p)
{
	p->faults = form_faults(r);
	p->hidden = form_hidden_own(r);
	p->hidden_claim = form_hidden_own(r);
	p->hidden_release = form_hidden_own(r);
	p->hidden_destination = form_hidden_own(r);
	p->hidden_loan = form_hidden_own(r);
	p->can_lend = access_is_centre(r) && request_may(r, CHILD_WRITE);
}

enum result
outage_child_show(struct request *r, const struct outage_place *at,
    enum result rc)
{
	struct page page = { .menu = "/evacuation" };
	struct show p = { .child = r->arg[0], .outage = at->outage.id,
		.title = at->outage.title,
		.drill = outage_is_drill(&at->outage) };
	struct outage_row row = { 0 };
	struct child c;
	enum result shown = record_get(r, &child_record, r->arg[0], &c);

	r->reading = &outage_case_record;
	if (!shown)
		shown = load_row(r, at, c.id, &row);
	if (!shown)
		shown = fill_logs(r, at, &p);
	if (!shown)
		shown = fill_devices(r, &p);
	if (!shown)
		shown = fill_places(r, at, &c, &p);
	if (!shown)
		shown = fill_loans(r, at, &p);
	if (!shown && access_is_centre(r))
		shown = account_choices(r, NULL, &p.people);
	if (shown)
		return shown;
	fill_row(r, &row, &p);
	fill_forms(r, &p);
	page.title = arena_fmt(r->mem, "%sさん", c.name);
	page.crumbs = outage_crumbs(r, &at->outage, page.title,
	    &page.ncrumbs);
	shown = page_show(r, &page, &outage_child_page, &p);
	return shown ? shown : rc;
}

enum result
outage_child_get(struct request *r)
{
	struct outage_place at;
	enum result rc = outage_of_child(r, r->arg[0], &at);

	return rc ? rc : outage_child_show(r, &at, OK);
}
