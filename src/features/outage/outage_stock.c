#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/deed.h"
#include "features/child/child.h"
#include "features/outage/outage_child.h"
#include "features/outage/outage_stock_sql.h"

/* Batteries and generators of an event: how many there are, who has them. */
struct stock_row {
	const char *kind, *label, *place;
	int64_t pieces, lent, left;
};

static const struct slot stock_slots[] = {
	SLOT_TEXT(stock_row, kind),
	SLOT_TEXT(stock_row, label),
	SLOT_TEXT(stock_row, place),
	SLOT_NUMBER(stock_row, pieces),
	SLOT_NUMBER(stock_row, lent),
	SLOT_NUMBER(stock_row, left),
};

struct out_row {
	const char *thing, *name, *url, *given, *returned;
};

static const struct slot out_slots[] = {
	SLOT_TEXT(out_row, thing),
	SLOT_TEXT(out_row, name),
	SLOT_TEXT(out_row, url),
	SLOT_TEXT(out_row, given),
	SLOT_TEXT(out_row, returned),
};

struct stock_page {
	const char *id, *title;
	const struct html *faults, *hidden, *fields;
	struct html_list stocks, loans;
	bool open;
};

static const struct slot page_slots[] = {
	SLOT_TEXT(stock_page, id),
	SLOT_TEXT(stock_page, title),
	SLOT_HTML(stock_page, faults),
	SLOT_HTML(stock_page, hidden),
	SLOT_HTML(stock_page, fields),
	SLOT_LIST(stock_page, stocks, stock_slots, struct stock_row),
	SLOT_LIST(stock_page, loans, out_slots, struct out_row),
	SLOT_FLAG(stock_page, open),
};

TEMPLATE(outage_stock_page, "src/features/outage/stock.html", page_slots);

static enum result
fill(struct request *r, const struct outage *o, struct stock_page *p)
{
	struct rows stocks = { 0 }, loans = { 0 };
	struct stock_row *all;
	struct out_row *out;
	struct outage_stock s;
	struct outage_loan l;
	size_t n = 0, made = 0;
	enum result rc = outage_sql_stocks(r, o->id, &stocks);

	if (!rc)
		rc = outage_sql_loans(r, o->id, NULL, &loans);
	if (rc)
		return rc;
	all = arena_array(r->mem, stocks.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < stocks.nrows; i++) {
		int64_t lent = strtoll(rows_cell(&stocks, i, "lent"), NULL, 10);

		if (record_load(r, &outage_stock_record, &stocks, i, &s))
			all[n++] = (struct stock_row){ codes_label(r->codes,
				"outage_stock_kind", s.kind), s.label, s.place,
				s.pieces, lent, s.pieces - lent };
	}
	out = arena_array(r->mem, loans.nrows + 1, sizeof(*out));
	for (size_t i = 0; i < loans.nrows; i++) {
		if (!record_load(r, &outage_loan_record, &loans, i, &l) ||
		    !l.stock)
			continue;
		out[made++] = (struct out_row){ rows_cell(&loans, i, "thing"),
			child_name(r, l.child), arena_fmt(r->mem,
			"/children/%s%s", l.child, outage_is_open(o) ?
			"/outage" : ""), outage_clock(r,
			l.given_at), l.returned_at ? outage_clock(r,
			l.returned_at) : NULL };
	}
	p->stocks = (struct html_list){ all, n };
	p->loans = (struct html_list){ out, made };
	return OK;
}

static enum result
show(struct request *r, const struct outage *o, const struct outage_stock *s,
    enum result rc)
{
	struct page page = { .title = "貸し出す物", .menu = "/evacuation" };
	struct stock_page p = { .id = o->id, .title = o->title,
		.open = outage_is_open(o) };
	enum result shown = fill(r, o, &p);

	if (shown)
		return shown;
	r->reading = &outage_stock_record;
	p.faults = form_faults(r);
	p.hidden = form_hidden(r, 0);
	p.fields = form_record(r, &outage_stock_record, s);
	page.crumbs = outage_crumbs(r, o, page.title, &page.ncrumbs);
	shown = page_show(r, &page, &outage_stock_page, &p);
	return shown ? shown : rc;
}

static enum result
get(struct request *r, struct outage *o)
{
	enum result rc = outage_get(r, r->arg[0], o);

	return !rc && !access_is_centre(r) ? DENIED : rc;
}

enum result
outage_stock_get(struct request *r)
{
	struct outage_stock s = { .kind = "battery", .pieces = 1 };
	struct outage o;
	enum result rc = get(r, &o);

	return rc ? rc : show(r, &o, &s, OK);
}

enum result
outage_stock_post(struct request *r)
{
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/outages/%s/stock", r->arg[0]), "added");
	struct outage_stock s = { 0 };
	struct outage o;
	enum result rc = get(r, &o);

	if (rc)
		return rc;
	if (!outage_is_open(&o))
		return CONFLICT;
	rc = record_read(r, &outage_stock_record, &s);
	s.outage = o.id;
	if (rc == INVALID || r->nfaults)
		return show(r, &o, &s, INVALID);
	deed_begin(r);
	(void)record_add(r, &outage_stock_record, &s);
	return request_see(r, deed_commit(r, see), see);
}

/* Inside a deed: the case, so that the log has its row; or a new one. */
static struct outage_case
case_of(struct request *r, const struct outage_place *at)
{
	struct outage_case c;

	if (outage_sql_case(r, at->outage.id, r->arg[0], &c))
		c = (struct outage_case){ .outage = at->outage.id,
			.child = r->arg[0], .status = "open" };
	return c;
}

static enum result
place_of(struct request *r, struct outage_place *at)
{
	enum result rc = outage_of_child(r, r->arg[0], at);

	return !rc && !access_is_centre(r) ? DENIED : rc;
}

/* The last piece goes once: what is free is asked inside the deed. */
enum result
outage_loan_post(struct request *r)
{
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/children/%s/outage", r->arg[0]), "added");
	const char *stock = request_form(r, "stock");
	struct outage_loan loan;
	struct outage_stock s;
	struct outage_case c;
	struct outage_place at;
	int64_t left = 0;
	enum result rc = place_of(r, &at);

	if (rc)
		return rc;
	if (!stock || !*stock) {
		request_fault(r, "stock", "choose");
		return outage_child_show(r, &at, INVALID);
	}
	deed_begin(r);
	rc = outage_sql_free(r, at.outage.id, stock, &left);
	if (!rc && left < 1)
		rc = CONFLICT;
	if (!rc)
		rc = record_get(r, &outage_stock_record, stock, &s);
	if (rc) {
		db_rollback(r->db);
		if (rc != CONFLICT)
			return rc;
		request_fault(r, "stock", "もう残っていません。");
		return outage_child_show(r, &at, CONFLICT);
	}
	loan = (struct outage_loan){ .outage = at.outage.id, .stock = stock,
		.child = r->arg[0], .given_at = r->now, .given_by = r->who->id };
	(void)record_add(r, &outage_loan_record, &loan);
	c = case_of(r, &at);
	outage_note(r, &c, "loan", s.label);
	return request_see(r, deed_commit(r, see), see);
}

enum result
outage_return_post(struct request *r)
{
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/children/%s/outage", r->arg[0]), "changed");
	const char *id = request_form(r, "loan");
	struct outage_loan old, loan;
	struct outage_stock s;
	struct outage_case c;
	struct outage_place at;
	enum result rc = place_of(r, &at);

	if (!rc)
		rc = record_get(r, &outage_loan_record, id ? id : "", &old);
	if (!rc && strcmp(old.child, r->arg[0]) != 0)
		rc = MISSING;
	if (!rc && old.returned_at)
		rc = CONFLICT;
	if (!rc)
		rc = record_get(r, &outage_stock_record, old.stock, &s);
	if (rc)
		return rc;
	loan = old;
	loan.returned_at = r->now;
	deed_begin(r);
	(void)record_change(r, &outage_loan_record, &old, &loan);
	c = case_of(r, &at);
	outage_note(r, &c, "return", s.label);
	return request_see(r, deed_commit(r, see), see);
}
