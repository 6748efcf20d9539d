#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "features/publishing/release_paper.h"

/* GET /releases/series: approved years side by side, as they were told. */
struct series {
	const struct html *paper, *classes;
	bool any;
};

static const struct slot series_slots[] = {
	SLOT_HTML(series, paper),
	SLOT_HTML(series, classes),
	SLOT_FLAG(series, any),
};

TEMPLATE(release_series_page, "src/features/publishing/release_series.html",
    series_slots);

enum { MOST_YEARS = 8 };

struct years {
	struct report at[MOST_YEARS];
	const struct release *of[MOST_YEARS];
	size_t n;
};

/* The same days; the later edition is the one that counts. */
static size_t
place_of(const struct years *years, const struct release *rel)
{
	size_t i = 0;

	while (i < years->n && (strcmp(years->of[i]->from, rel->from) != 0 ||
	    strcmp(years->of[i]->to, rel->to) != 0))
		i++;
	return i;
}

/*
 * The latest approved edition of each period that begins with a fiscal year, in
 * the classes asked for. A year whose release in those classes is not there yet
 * is left out: nothing is counted anew here.
 */
static enum result
load(struct request *r, int restated, bool public, struct years *years)
{
	struct release_list all;
	enum result rc = release_sql_all(r, &all);

	years->n = 0;
	/* All are in order of days, the latest first, the latest edition too. */
	for (size_t i = all.n; !rc && i-- > 0;) {
		struct release *rel = &all.at[i];
		const char *start = date_fiscal_start(r->mem,
		    date_fiscal_year(rel->from));
		size_t at = place_of(years, rel);

		if (!release_is(rel, "approved") || rel->restated != restated ||
		    strcmp(rel->from, start) != 0 || at == MOST_YEARS)
			continue;
		rc = release_sql_get(r, rel->id, rel);
		if (!rc)
			rc = release_report(r, rel, public, &years->at[at]);
		years->of[at] = rel;
		years->n += at == years->n;
	}
	return rc;
}

static void
put_columns(struct request *r, struct paper *p, const char *title,
    const struct years *years)
{
	struct paper_column *columns = arena_array(r->mem, years->n + 1,
	    sizeof(*columns));

	columns[0] = (struct paper_column){ "区分", 3, true };
	for (size_t i = 0; i < years->n; i++)
		columns[i + 1] = (struct paper_column){
		    years->of[i]->edition > 1 ? arena_fmt(r->mem, "%s（第%lld版）",
		    years->at[i].period, (long long)years->of[i]->edition) :
		    years->at[i].period, 2, false };
	paper_section(p, title);
	paper_table(p, title, columns, years->n + 1);
}

static void
put_row(struct request *r, struct paper *p, const struct report_side *side,
    size_t n)
{
	bool gap = strcmp(side->like->code, "gap") == 0;

	paper_cell(p, side->like->label);
	for (size_t i = 0; i < n; i++)
		paper_cell(p, side->of[i] ? report_number(r->mem,
		    side->of[i]) : gap ? "0" : "―");
}

static void
put_footnotes(struct request *r, struct paper *p, const struct years *years,
    size_t table)
{
	for (size_t i = 0; i < years->n; i++) {
		const char *note = years->at[i].tables[table].footnote;

		if (note)
			paper_note(p, arena_fmt(r->mem, "※ %s：%s",
			    years->at[i].period, note));
	}
}

static struct paper *
paper_of(struct request *r, const struct years *years)
{
	struct paper *p = paper_new(r->mem, "年度の並び");
	struct report_sides sides = report_sides_of(r->mem, years->at,
	    years->n);
	const char *title = "";
	size_t group = 0;

	put_columns(r, p, "実人数と延回数", years);
	for (size_t i = 0; i < sides.n; i++) {
		const struct report_line *like = sides.at[i].like;

		if (like->group > 1 && strcmp(title, like->title) != 0) {
			if (group > 1)
				put_footnotes(r, p, years, group - 2);
			put_columns(r, p, like->title, years);
		}
		title = like->title;
		group = like->group;
		put_row(r, p, &sides.at[i], years->n);
	}
	if (group > 1)
		put_footnotes(r, p, years, group - 2);
	paper_note(p, "「―」は、その年度にはなかった区分です。数は公表したときのままです。");
	return p;
}

/* The classes that some release was made in. */
static enum result
fill_classes(struct request *r, int chosen, struct series *p)
{
	struct choice choices[MOST_YEARS];
	struct release_list all;
	size_t n = 0;
	enum result rc = release_sql_all(r, &all);

	for (size_t i = 0; !rc && i < all.n; i++) {
		const char *year = arena_fmt(r->mem, "%d", all.at[i].restated);
		bool had = !all.at[i].restated || n == MOST_YEARS;

		for (size_t k = 0; k < n; k++)
			had |= strcmp(choices[k].value, year) == 0;
		if (!had)
			choices[n++] = (struct choice){ year,
			    arena_fmt(r->mem, "%sの分類にそろえる",
			    date_fiscal_label(r->mem, all.at[i].restated)) };
	}
	p->classes = form_choices(r, choices, n, chosen ? arena_fmt(r->mem,
	    "%d", chosen) : "", "当時の分類のまま");
	return rc;
}

enum result
release_series_get(struct request *r)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "統計の公表", "/releases" }, { "年度の並び", NULL } };
	struct page page = { .title = "年度の並び", .menu = "/statistics",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	const char *typed = request_query(r, "restated");
	int64_t restated = 0;
	struct series p = { 0 };
	struct years *years = arena_take(r->mem, sizeof(*years));
	enum result rc;

	if (!text_blank(typed) && (!text_number(typed, &restated) ||
	    restated > 2199))
		return MISSING;
	rc = load(r, (int)restated, release_public(r), years);
	if (!rc)
		rc = fill_classes(r, (int)restated, &p);
	if (rc)
		return rc;
	p.any = years->n > 0;
	if (p.any)
		p.paper = paper_html(r, paper_of(r, years));
	return page_show(r, &page, &release_series_page, &p);
}
