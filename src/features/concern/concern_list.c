#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/paper.h"
#include "base/date.h"
#include "features/concern/concern_private.h"
#include "features/concern/concern_sql.h"

/* The list for a council: every concern that stands, by region, with what is
 * done about it; on the page and as PDF. */

enum { FEW_CARDS = 3 };

/* A few cards, so that it is heard in people's own words. */
static enum result
voices(struct request *r, const struct concern *c, const char **out)
{
	struct concern_ask ask = { .concern = c->id };
	struct rows rows = { 0 };
	struct buffer b = buffer_new(r->mem);
	enum result rc = concern_sql_cards(r, &ask, FEW_CARDS, 0, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern_card k;

		if (record_load(r, &concern_card_record, &rows, i, &k))
			buffer_fmt(&b, "%s・%s", b.len ? "\n" : "", k.says);
	}
	*out = b.len ? b.s : "";
	return rc;
}

static enum result
put_concern(struct request *r, struct paper *p, const struct concern *c,
    const char *owner)
{
	struct concern_year y = { 0 };
	struct rows years = { 0 };
	const char *said;
	enum result rc = voices(r, c, &said);

	if (!rc)
		rc = concern_sql_years(r, c->id, &years);
	if (rc)
		return rc;
	if (years.nrows &&
	    !record_load(r, &concern_year_record, &years, 0, &y))
		y = (struct concern_year){ 0 };
	paper_cell(p, c->title);
	paper_line(p, &(struct paper_line){ .text = arena_fmt(r->mem,
	    "%s　%sから%s", c->region ? codes_label_short(r->codes, "region",
	    c->region) : "県全体", date_fiscal_label(r->mem,
	    (int)c->began_year), c->hard && strcmp(c->hard, "1") == 0 ?
	    "　極めて難しい" : ""), .small = true });
	paper_cell(p, said);
	paper_cell(p, codes_label(r->codes, "concern_state", c->state));
	paper_cell(p, y.plan);
	paper_cell(p, y.work);
	paper_cell(p, y.outcome);
	paper_cell(p, owner);
	return OK;
}

static enum result
paper_of(struct request *r, struct paper **out)
{
	static const struct paper_column columns[] = {
		{ "課題", 5, true }, { "声（カードから）", 6, false },
		{ "段階", 2, false }, { "対応方針", 5, false },
		{ "実施", 5, false }, { "成果", 4, false },
		{ "受け持ち", 2, false },
	};
	int year = date_fiscal_year(r->today);
	struct paper *p = paper_new(r->mem, "課題の一覧");
	struct rows rows = { 0 };
	enum result rc = concern_sql_all(r, year, &rows);

	paper_under(p, arena_fmt(r->mem, "%s　%s現在",
	    date_fiscal_label(r->mem, year), date_long(r->mem, r->today)));
	paper_table(p, "課題の一覧", columns, COUNT(columns));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct concern c;

		if (record_load(r, &concern_record, &rows, i, &c))
			rc = put_concern(r, p, &c, rows_cell(&rows, i,
			    "owner_name"));
	}
	*out = p;
	return rc;
}

enum result
concern_list_get(struct request *r)
{
	struct crumb crumbs[] = { { "課題整理", "/concerns" },
	    { "会議に出す一覧", NULL } };
	struct page page = { "課題の一覧", "/concerns", crumbs, COUNT(crumbs),
	    true };
	struct paper_links links = { "/concerns/list.pdf", "/concerns",
	    "課題整理に戻る" };
	struct paper *p;
	enum result rc = access_centre(r);

	if (!rc)
		rc = paper_of(r, &p);
	return rc ? rc : paper_show(r, &page, p, &links);
}

enum result
concern_list_pdf_get(struct request *r)
{
	struct paper *p;
	enum result rc = access_centre(r);

	if (!rc)
		rc = paper_of(r, &p);
	return rc ? rc : paper_pdf(r, "課題の一覧",
	    (const struct paper *const[]){ p }, 1, "kadai");
}
