#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/distance.h"
#include "app/page.h"
#include "app/travel.h"
#include "features/prefecture/prefecture_private.h"

/* /travel: how long it takes by car from one municipality to the others. */
struct travel_row {
	const char *town, *a, *b, *km, *minutes, *source;
};

struct travel_page {
	const struct html *faults, *hidden, *starts, *from, *to;
	const char *minutes, *name;
	struct html_list rows;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(travel_row, town),
	SLOT_TEXT(travel_row, a),
	SLOT_TEXT(travel_row, b),
	SLOT_TEXT(travel_row, km),
	SLOT_TEXT(travel_row, minutes),
	SLOT_TEXT(travel_row, source),
};

static const struct slot page_slots[] = {
	SLOT_HTML(travel_page, faults),
	SLOT_HTML(travel_page, hidden),
	SLOT_HTML(travel_page, starts),
	SLOT_HTML(travel_page, from),
	SLOT_HTML(travel_page, to),
	SLOT_TEXT(travel_page, minutes),
	SLOT_TEXT(travel_page, name),
	SLOT_LIST(travel_page, rows, row_slots, struct travel_row),
};

TEMPLATE(prefecture_travel_page, "src/features/prefecture/travel.html",
    page_slots);

/* What was typed, else what the address asks for. */
static const char *
asked(const struct request *r, const char *name)
{
	const char *typed = request_form(r, name);

	return typed ? typed : request_query(r, name);
}

static const char *
source_label(const struct text_map *sources, struct request *r, const char *a,
    const char *b)
{
	const char *source = text_map_get(sources, travel_pair(r->mem, a, b));

	if (!source)
		return "推計";
	return strcmp(source, "hand") == 0 ? "職員" : "表";
}

static struct travel_row
row_of(struct request *r, struct distances *d, const struct text_map *sources,
    const char *from, const struct municipality *to)
{
	struct spot a = { .municipality = from };
	struct spot b = { .municipality = to->code };
	struct travel_row row = { .town = to->name, .a = from, .b = to->code,
		.km = "", .minutes = "不明", .source = "" };
	struct distance found;

	if (!distance_between(d, &a, &b, &found))
		return row;
	if (found.km >= 0)
		row.km = arena_fmt(r->mem, "%.0fkm", found.km);
	row.minutes = arena_fmt(r->mem, "%lld分",
	    (long long)distance_minutes(&found));
	row.source = source_label(sources, r, from, to->code);
	return row;
}

static enum result
fill_rows(struct request *r, struct travel_page *p, const char *from)
{
	const struct municipality *towns;
	struct text_map *sources;
	struct distances *d;
	struct travel_row *rows;
	size_t n;
	enum result rc = distances_load(r, &d);

	if (!rc)
		rc = travel_sources(r, &sources);
	if (rc)
		return rc;
	towns = codes_municipalities(r->codes, &n);
	rows = arena_array(r->mem, n + 1, sizeof(*rows));
	for (size_t i = 0; i < n; i++) {
		if (strcmp(towns[i].code, from) != 0)
			rows[p->rows.n++] = row_of(r, d, sources, from,
			    &towns[i]);
	}
	p->rows.rows = rows;
	return OK;
}

enum result
prefecture_travel_get(struct request *r)
{
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "市町村の間の時間", NULL } };
	struct page page = { "市町村の間の時間", NULL, crumbs, COUNT(crumbs),
		false };
	const struct municipality *from = codes_municipality(r->codes,
	    asked(r, "a"));
	struct travel_page p = { .minutes = request_form(r, "minutes") };
	size_t n;
	enum result rc;

	if (!from)
		from = codes_municipalities(r->codes, &n);
	p.name = from->name;
	p.faults = form_faults(r);
	p.hidden = form_hidden(r, 0);
	p.starts = form_municipalities(r, from->code, "選んでください");
	p.from = form_municipalities(r, from->code, "選んでください");
	p.to = form_municipalities(r, asked(r, "b"), "選んでください");
	rc = fill_rows(r, &p, from->code);
	return rc ? rc : page_show(r, &page, &prefecture_travel_page, &p);
}

/* Full minutes; 0 for an empty field, -1 for anything else. */
static int64_t
read_minutes(const struct request *r)
{
	const char *typed = request_form(r, "minutes");
	long n;

	if (!typed || !*typed)
		return 0;
	if (strspn(typed, "0123456789") != strlen(typed))
		return -1;
	n = strtol(typed, NULL, 10);
	return n >= 1 && n <= TRAVEL_MAX_MINUTES ? n : -1;
}

enum result
prefecture_travel_post(struct request *r)
{
	const struct municipality *a = codes_municipality(r->codes,
	    request_form(r, "a"));
	const struct municipality *b = codes_municipality(r->codes,
	    request_form(r, "b"));
	int64_t minutes = read_minutes(r);
	const char *see;

	if (!a)
		request_fault(r, "a", "choose");
	if (!b)
		request_fault(r, "b", "choose");
	if (minutes < 0)
		request_fault(r, "minutes",
		    "1から1440までの分を、数字で入力してください。例）45");
	if (r->nfaults) {
		(void)prefecture_travel_get(r);
		return INVALID;
	}
	see = request_saying(r, arena_fmt(r->mem, "/travel?a=%s", a->code),
	    "changed");
	deed_begin(r);
	travel_correct(r, a->code, b->code, minutes);
	(void)deed_changed(r, "travel");
	audit_note_plain(r, "change", "travel", travel_pair(r->mem, a->code,
	    b->code), "minutes");
	return request_see(r, deed_commit(r, see), see);
}
