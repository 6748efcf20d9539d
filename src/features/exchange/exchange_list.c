#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/paper.h"
#include "base/date.h"
#include "base/text.h"
#include "features/exchange/exchange_private.h"
#include "features/exchange/exchange_sql.h"

/* Events of a year, and the year's table. */

enum { FIRST_YEAR = 2000, LAST_YEAR = 2200 };

struct line {
	const char *url, *title, *kind, *when, *seats, *came;
	bool cancelled;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, title),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, when),
	SLOT_TEXT(line, seats),
	SLOT_TEXT(line, came),
	SLOT_FLAG(line, cancelled),
};

struct list {
	const char *year, *at, *table, *before, *before_label, *after,
	    *after_label;
	struct html_list lines;
	bool may_write;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, year),
	SLOT_TEXT(list, at),
	SLOT_TEXT(list, table),
	SLOT_TEXT(list, before),
	SLOT_TEXT(list, before_label),
	SLOT_TEXT(list, after),
	SLOT_TEXT(list, after_label),
	SLOT_LIST(list, lines, line_slots, struct line),
	SLOT_FLAG(list, may_write),
};

TEMPLATE(exchange_list_page, "src/features/exchange/list.html", list_slots);

/* ?year=2026, or this one. */
static int
year_of(struct request *r)
{
	const char *typed = request_query(r, "year");
	int64_t year;

	if (typed && text_number(typed, &year) && year >= FIRST_YEAR &&
	    year <= LAST_YEAR)
		return (int)year;
	return date_fiscal_year(r->today);
}

static struct line
line_of(struct request *r, const struct exchange *e, const struct rows *rows,
    size_t i)
{
	const char *waiting = rows_cell(rows, i, "waiting");
	const char *came = rows_cell(rows, i, "families");
	bool wait = strcmp(waiting, "0") != 0;

	return (struct line){
		.url = arena_fmt(r->mem, "/exchanges/%s", e->id),
		.title = e->title,
		.kind = codes_label(r->codes, "exchange_kind", e->kind),
		.when = exchange_when(r, e),
		.seats = arena_fmt(r->mem, wait ? "%s組（待ち%s組）" : "%s組",
		    rows_cell(rows, i, "accepted"), waiting),
		.came = came ? arena_fmt(r->mem, "%s組%s人", came,
		    rows_cell(rows, i, "people")) : NULL,
		.cancelled = e->cancelled_on != NULL,
	};
}

/* GET /exchanges?year=2026 */
enum result
exchange_list_get(struct request *r)
{
	int year = year_of(r);
	struct crumb crumbs[] = { { "家族交流会", NULL } };
	struct page page = { "家族交流会", "/exchanges", crumbs, COUNT(crumbs),
	    false };
	struct list p = {
		.year = date_fiscal_label(r->mem, year),
		.at = arena_fmt(r->mem, "/exchanges?year=%d", year),
		.table = arena_fmt(r->mem, "/exchanges/table?year=%d", year),
		.before = arena_fmt(r->mem, "/exchanges?year=%d", year - 1),
		.before_label = date_fiscal_label(r->mem, year - 1),
		.after = arena_fmt(r->mem, "/exchanges?year=%d", year + 1),
		.after_label = date_fiscal_label(r->mem, year + 1),
		.may_write = request_may(r, CHILD_WRITE),
	};
	struct rows rows = { 0 };
	struct line *lines;
	size_t n = 0;
	enum result rc = access_centre(r);

	if (!rc)
		rc = exchange_sql_year(r, year, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct exchange e;

		if (record_load(r, &exchange_record, &rows, i, &e))
			lines[n++] = line_of(r, &e, &rows, i);
	}
	p.lines = (struct html_list){ lines, n };
	return page_show(r, &page, &exchange_list_page, &p);
}

struct sums {
	int64_t events, families, people, siblings;
};

static int64_t
number_in(const struct rows *rows, size_t i, const char *name)
{
	const char *cell = rows_cell(rows, i, name);

	return cell ? strtoll(cell, NULL, 10) : 0;
}

static void
put_number(struct paper *p, const char *n)
{
	paper_cell(p, n ? n : "（報告前）");
}

/* One event a line, in the order of the year. */
static enum result
put_events(struct request *r, struct paper *p, int year, struct sums *sums)
{
	static const struct paper_column columns[] = {
		{ "開催日時・場所", 6, false }, { "名前", 5, true },
		{ "種類", 3, false }, { "組", 2, false }, { "人数", 2, false },
		{ "うちきょうだい", 2, false },
	};
	struct rows rows = { 0 };
	enum result rc = exchange_sql_year(r, year, &rows);

	paper_section(p, "家族交流会");
	paper_table(p, "家族交流会", columns, COUNT(columns));
	for (size_t i = rows.nrows; !rc && i-- > 0; ) {
		struct exchange e;

		if (!record_load(r, &exchange_record, &rows, i, &e) ||
		    e.cancelled_on || strcmp(e.on_day, r->today) > 0)
			continue;
		paper_cell(p, exchange_when(r, &e));
		paper_cell(p, e.title);
		paper_cell(p, codes_label(r->codes, "exchange_kind", e.kind));
		put_number(p, rows_cell(&rows, i, "families"));
		put_number(p, rows_cell(&rows, i, "people"));
		put_number(p, rows_cell(&rows, i, "siblings"));
		sums->events++;
		sums->families += number_in(&rows, i, "families");
		sums->people += number_in(&rows, i, "people");
		sums->siblings += number_in(&rows, i, "siblings");
	}
	return rc;
}

static enum result
put_peers(struct request *r, struct paper *p, int year)
{
	static const struct paper_column columns[] = {
		{ "話を聞いた人", 5, true }, { "方法", 3, false },
		{ "回数", 2, false }, { "人数", 2, false },
	};
	struct rows rows = { 0 };
	enum result rc = exchange_sql_peers(r, year, &rows);

	paper_section(p, "ピアカウンセリング");
	paper_table(p, "ピアカウンセリング", columns, COUNT(columns));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		paper_cell(p, codes_label(r->codes, "exchange_supporter",
		    rows_cell(&rows, i, "supporter")));
		paper_cell(p, codes_label(r->codes, "exchange_way",
		    rows_cell(&rows, i, "way")));
		paper_cell(p, rows_cell(&rows, i, "times"));
		paper_cell(p, rows_cell(&rows, i, "people"));
	}
	return rc;
}

static enum result
table(struct request *r, int year, struct paper **out)
{
	struct paper *p = paper_new(r->mem, "家族交流会の年間の一覧");
	struct sums sums = { 0 };
	enum result rc = access_centre(r);

	if (rc)
		return rc;
	*out = p;
	paper_under(p, date_fiscal_label(r->mem, year));
	rc = put_events(r, p, year, &sums);
	paper_note(p, arena_fmt(r->mem, "合計：%lld回、延べ%lld組、延べ%lld人"
	    "（うちきょうだい%lld人）。中止した会は数えません。",
	    (long long)sums.events, (long long)sums.families,
	    (long long)sums.people, (long long)sums.siblings));
	return rc ? rc : put_peers(r, p, year);
}

/* GET /exchanges/table?year=2026 */
enum result
exchange_table_get(struct request *r)
{
	int year = year_of(r);
	struct crumb crumbs[] = { { "家族交流会", "/exchanges" },
	    { "年間の一覧", NULL } };
	struct page page = { "家族交流会の年間の一覧", "/exchanges", crumbs,
	    COUNT(crumbs), false };
	struct paper *p;
	enum result rc = table(r, year, &p);

	return rc ? rc : paper_show(r, &page, p, &(struct paper_links){
	    .pdf = arena_fmt(r->mem, "/exchanges/table.pdf?year=%d", year),
	    .back = "/exchanges", .back_label = "家族交流会に戻る" });
}

enum result
exchange_table_pdf_get(struct request *r)
{
	int year = year_of(r);
	struct paper *p;
	enum result rc = table(r, year, &p);

	return rc ? rc : paper_pdf(r, "家族交流会の年間の一覧",
	    (const struct paper *const[]){ p }, 1, arena_fmt(r->mem,
	    "koryukai-%d", year));
}
