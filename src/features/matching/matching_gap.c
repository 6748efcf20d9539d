#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/date.h"
#include "features/directory/directory.h"
#include "features/matching/matching_private.h"
#include "features/matching/matching_sql.h"

/*
 * 地域診断: care by region and age, how many children need it beside how many
 * places take it, might, and have not said. For the centre: small numbers tell.
 */
enum { MAX_REGIONS = 16, AGE_BANDS = 4, MAX_CARE = 40 };

static const struct {
	const char *code, *label;
	int from, below;		/* years */
} bands[AGE_BANDS] = {
	{ "infant", "0～2歳", 0, 3 },
	{ "preschool", "3～5歳", 3, 6 },
	{ "school", "6～17歳", 6, 18 },
	{ "adult", "18歳から", 18, 200 },
};

struct count {
	int64_t children, yes, terms, unknown, refused;
};

struct gap {
	struct request *r;
	const struct code *care, *region;
	size_t ncare, nregion;
	const char *kinds;
	int band;			/* -1: all */
	struct count at[MAX_CARE][MAX_REGIONS];
};

struct cell {
	const char *children, *yes, *terms, *unknown, *refused;
	bool short_of;
};

struct line {
	const char *label;
	struct html_list cells;
};

struct heading {
	const char *label;
};

struct gap_page {
	const struct html *kinds, *ages;
	struct html_list lines, headings;
	bool none;
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(cell, children),
	SLOT_TEXT(cell, yes),
	SLOT_TEXT(cell, terms),
	SLOT_TEXT(cell, unknown),
	SLOT_TEXT(cell, refused),
	SLOT_FLAG(cell, short_of),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, label),
	SLOT_LIST(line, cells, cell_slots, struct cell),
};

static const struct slot heading_slots[] = {
	SLOT_TEXT(heading, label),
};

static const struct slot gap_slots[] = {
	SLOT_HTML(gap_page, kinds),
	SLOT_HTML(gap_page, ages),
	SLOT_LIST(gap_page, lines, line_slots, struct line),
	SLOT_LIST(gap_page, headings, heading_slots, struct heading),
	SLOT_FLAG(gap_page, none),
};

TEMPLATE(matching_gap_page, "src/features/matching/gap.html", gap_slots);

static size_t
region_at(const struct gap *g, const char *municipality)
{
	const char *code = municipality ? codes_region(g->r->codes, municipality,
	    g->r->today) : "unknown";

	for (size_t i = 0; i < g->nregion; i++) {
		if (strcmp(g->region[i].code, code) == 0)
			return i;
	}
	return g->nregion;
}

static bool
has_code(const char *set, const char *code)
{
	size_t n = strlen(code);

	for (const char *s = set; s && (s = strstr(s, code)); s += n) {
		if ((s == set || s[-1] == ',') && (s[n] == '\0' || s[n] == ','))
			return true;
	}
	return false;
}

static bool
in_band(const struct gap *g, const char *born_on)
{
	int age;

	if (g->band < 0)
		return true;
	if (!born_on)
		return false;
	age = date_age(born_on, g->r->today);
	return age >= bands[g->band].from && age < bands[g->band].below;
}

static enum result
count_children(struct gap *g)
{
	struct rows rows = { 0 };
	enum result rc = matching_sql_children(g->r, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		size_t at = region_at(g, rows_cell(&rows, i, "municipality"));

		if (at == g->nregion || !in_band(g, rows_cell(&rows, i,
		    "born_on")))
			continue;
		for (size_t k = 0; k < g->ncare; k++)
			g->at[k][at].children += has_code(rows_cell(&rows, i,
			    "care"), g->care[k].code);
	}
	return rc;
}

/* Whether a service takes some age of the band; of unknown ages: perhaps. */
static bool
takes_band(const struct gap *g, const struct rows *rows, size_t i)
{
	int64_t from = strtoll(rows_cell(rows, i, "age_from"), NULL, 10);
	int64_t below = strtoll(rows_cell(rows, i, "age_below"), NULL, 10);

	return g->band < 0 || !below || (from < bands[g->band].below * 12 &&
	    below > bands[g->band].from * 12);
}

static enum result
count_services(struct gap *g)
{
	struct directory_slots *slots;
	struct rows rows = { 0 };
	enum result rc = directory_slots(g->r, &slots);

	if (!rc)
		rc = matching_sql_services(g->r, g->kinds, REACH_CENTRE, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		size_t at = region_at(g, rows_cell(&rows, i, "municipality"));

		if (at == g->nregion || !takes_band(g, &rows, i))
			continue;
		for (size_t k = 0; k < g->ncare; k++) {
			struct count *c = &g->at[k][at];
			enum answered a = directory_answer(rows_cell(&rows, i,
			    "answers"), directory_slot(slots,
			    g->care[k].code), REACH_CENTRE);

			c->yes += a == ANSWER_YES;
			c->terms += a == ANSWER_TERMS;
			c->unknown += a == ANSWER_UNKNOWN;
		}
	}
	return rc;
}

/* Of the last year: which care was asked for, where it was refused. */
static enum result
count_refusals(struct gap *g)
{
	struct rows rows = { 0 };
	enum result rc = matching_sql_refusals(g->r, date_add_days(g->r->mem,
	    g->r->today, -365), &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		size_t at = region_at(g, rows_cell(&rows, i, "municipality"));
		struct inquiry q;
		struct need n;
		struct profile p;

		if (at == g->nregion || !record_load(g->r, &inquiry_record,
		    &rows, i, &q) || record_get(g->r, &need_record, q.need, &n))
			continue;
		profile_of_text(g->r, n.profile, &p);
		for (size_t k = 0; k < g->ncare; k++)
			g->at[k][at].refused += has_code(p.care,
			    g->care[k].code);
	}
	return rc;
}

static const char *
digits(struct request *r, int64_t n)
{
	return arena_fmt(r->mem, "%lld", (long long)n);
}

static struct line
line_of(const struct gap *g, size_t k)
{
	struct request *r = g->r;
	struct cell *cells = arena_array(r->mem, g->nregion, sizeof(*cells));

	for (size_t i = 0; i < g->nregion; i++) {
		const struct count *c = &g->at[k][i];

		cells[i] = (struct cell){ .children = digits(r, c->children),
			.yes = digits(r, c->yes), .terms = digits(r, c->terms),
			.unknown = digits(r, c->unknown),
			.refused = c->refused ? digits(r, c->refused) : NULL,
			.short_of = c->children > 0 && !c->yes &&
			    !g->region[i].unknown };
	}
	return (struct line){ g->care[k].label, { cells, g->nregion } };
}

static void
ask(struct request *r, struct gap *g)
{
	const char *age = request_query(r, "age");
	const char *kind = request_query(r, "kind");

	g->band = -1;
	for (int i = 0; i < AGE_BANDS; i++) {
		if (age && strcmp(age, bands[i].code) == 0)
			g->band = i;
	}
	g->kinds = kind && codes_find(r->codes, "service_kind", kind) ? kind :
	    "short_stay,short_stay_medical,short_stay_welfare";
	g->care = codes_list(r->codes, "care", &g->ncare);
	g->region = codes_list(r->codes, "region", &g->nregion);
	if (g->ncare > MAX_CARE)
		g->ncare = MAX_CARE;
	if (g->nregion > MAX_REGIONS)
		g->nregion = MAX_REGIONS;
}

static void
show_choices(struct request *r, const struct gap *g, struct gap_page *p)
{
	struct choice ages[AGE_BANDS];

	for (size_t i = 0; i < AGE_BANDS; i++)
		ages[i] = (struct choice){ bands[i].code, bands[i].label };
	p->ages = form_choices(r, ages, AGE_BANDS, g->band < 0 ? NULL :
	    bands[g->band].code, "すべての年齢");
	p->kinds = form_options(r, "service_kind", request_query(r, "kind"),
	    "短期入所（すべて）");
}

/* GET /matching/gaps ?kind= ?age= */
enum result
matching_gap_get(struct request *r)
{
	struct page page = { .title = "足りない受け皿（地域診断）",
	    .menu = "/services", .landscape = true };
	struct gap *g = arena_take(r->mem, sizeof(*g));
	struct gap_page p = { 0 };
	struct line *lines;
	struct heading *headings;
	enum result rc;

	if (!access_is_centre(r))
		return DENIED;
	g->r = r;
	ask(r, g);
	rc = count_children(g);
	if (!rc)
		rc = count_services(g);
	if (!rc)
		rc = count_refusals(g);
	if (rc)
		return rc;
	lines = arena_array(r->mem, g->ncare + 1, sizeof(*lines));
	headings = arena_array(r->mem, g->nregion + 1, sizeof(*headings));
	for (size_t k = 0; k < g->ncare; k++)
		lines[k] = line_of(g, k);
	for (size_t i = 0; i < g->nregion; i++)
		headings[i] = (struct heading){ g->region[i].label_short };
	p.lines = (struct html_list){ lines, g->ncare };
	p.headings = (struct html_list){ headings, g->nregion };
	show_choices(r, g, &p);
	page.crumbs = matching_crumbs(r, page.title, &page.ncrumbs);
	return page_show(r, &page, &matching_gap_page, &p);
}
