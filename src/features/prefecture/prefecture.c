#include "features/prefecture/prefecture.h"

#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/prefecture/prefecture_private.h"
#include "features/prefecture/prefecture_sql.h"

struct town_row {
	const char *name, *kana, *region, *since;
};

struct regions_page {
	const struct html *faults, *hidden, *municipalities, *regions;
	const char *scheme, *from;
	struct html_list towns;
};

static const struct slot town_slots[] = {
	SLOT_TEXT(town_row, name),
	SLOT_TEXT(town_row, kana),
	SLOT_TEXT(town_row, region),
	SLOT_TEXT(town_row, since),
};

static const struct slot regions_slots[] = {
	SLOT_HTML(regions_page, faults),
	SLOT_HTML(regions_page, hidden),
	SLOT_HTML(regions_page, municipalities),
	SLOT_HTML(regions_page, regions),
	SLOT_TEXT(regions_page, scheme),
	SLOT_TEXT(regions_page, from),
	SLOT_LIST(regions_page, towns, town_slots, struct town_row),
};

static TEMPLATE(regions_template, "src/features/prefecture/regions.html",
    regions_slots);

/* The days before records began stand for "always". */
static const char *
since_text(struct request *r, const char *from)
{
	return strcmp(from, "1950-01-01") < 0 ? "はじめから" :
	    date_era(r->mem, from);
}

static struct html_list
towns_of(struct request *r, const struct rows *rows)
{
	struct town_row *out = arena_array(r->mem, rows->nrows, sizeof(*out));

	for (size_t i = 0; i < rows->nrows; i++) {
		const struct municipality *m = codes_municipality(r->codes,
		    rows_cell(rows, i, "municipality"));

		out[i] = (struct town_row){
			.name = m ? m->name : "",
			.kana = m ? m->kana : "",
			.region = codes_label(r->codes, "region",
			    rows_cell(rows, i, "region")),
			.since = since_text(r, rows_cell(rows, i, "valid_from")),
		};
	}
	return (struct html_list){ out, rows->nrows };
}

static enum result
regions_get(struct request *r)
{
	struct regions_page p = {
		.scheme = codes_setting(r->codes, "region_scheme"),
		.from = request_form(r, "from"),
		.municipalities = form_municipalities(r,
		    request_form(r, "municipality"), "選んでください"),
		.regions = form_options(r, "region", request_form(r, "region"),
		    "選んでください"),
		.hidden = form_hidden(r, 0),
		.faults = form_faults(r),
	};
	struct crumb crumbs[] = { { "自分の設定", "/account" },
	    { "市町村と圏域", NULL } };
	struct page page = { "市町村と圏域", NULL, crumbs, COUNT(crumbs), false };
	struct rows rows = { 0 };
	enum result rc = prefecture_sql_belongings(r, p.scheme, &rows);

	if (rc)
		return rc;
	p.towns = towns_of(r, &rows);
	return page_show(r, &page, &regions_template, &p);
}

static const char *
form_text(const struct request *r, const char *name)
{
	const char *s = request_form(r, name);

	return s ? s : "";
}

static const char *
read_day(struct request *r)
{
	const char *typed = form_text(r, "from");
	const char *day = text_blank(typed) ? NULL :
	    date_read(r->mem, typed, r->today);

	if (!day)
		request_fault(r, "from", "not_a_day");
	return day;
}

static enum result
regions_post(struct request *r)
{
	const char *town = form_text(r, "municipality");
	const char *region = form_text(r, "region");
	const char *day = read_day(r);
	const char *see = request_saying(r, "/regions", "changed");

	if (!codes_municipality(r->codes, town))
		request_fault(r, "municipality", "choose");
	if (!codes_find(r->codes, "region", region))
		request_fault(r, "region", "choose");
	if (r->nfaults) {
		(void)regions_get(r);
		return INVALID;
	}
	deed_begin(r);
	prefecture_sql_belong(r, town, codes_setting(r->codes,
	    "region_scheme"), day, region);
	(void)deed_changed(r, "codes");
	audit_note_plain(r, "change", "municipality_region", town, "region");
	return request_see(r, deed_commit(r, see), see);
}

static const struct route routes[] = {
	{ "GET", "/regions", ADMINISTER, regions_get },
	{ "POST", "/regions", ADMINISTER, regions_post },
	{ "GET", "/travel", STATISTICS_READ, prefecture_travel_get },
	{ "POST", "/travel", STATISTICS_READ, prefecture_travel_post },
};

const struct feature prefecture_feature = {
	.name = "prefecture",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&regions_template, &prefecture_travel_page),
};
