#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"
#include "features/annual/annual_sql.h"
#include "features/concern/concern.h"
#include "features/statistics/statistics.h"

/* What took place in the year, line by line. */

static const char *
cell(const struct rows *rows, size_t i, const char *column)
{
	const char *s = rows_cell(rows, i, column);

	return s ? s : "";
}

static const char *
place_of(struct request *r, const struct rows *rows, size_t i)
{
	const char *place = cell(rows, i, "place");

	if (!*cell(rows, i, "online"))
		return place;
	return *place ? arena_fmt(r->mem, "%s・オンライン", place) : "オンライン";
}

/* As the yearly table of sessions is reported. Those who come are professionals;
 * they are counted as they are. */
enum result
annual_trainings(struct request *r, int year, struct paper *p)
{
	static const struct paper_column columns[] = {
		{ "研修", 5, true }, { "回次", 2, false },
		{ "開催日", 4, false }, { "開催場所", 4, false },
		{ "参加人数", 2, false }, { "研修内容", 6, false },
	};
	struct rows rows = { 0 };
	int64_t all = 0, came;
	enum result rc = annual_sql_trainings(r, year, &rows);

	if (rc)
		return rc;
	paper_table(p, "研修の開催一覧", columns, COUNT(columns));
	for (size_t i = 0; i < rows.nrows; i++) {
		bool coming = strcmp(cell(&rows, i, "on_day"), r->today) > 0;

		paper_cell(p, cell(&rows, i, "title"));
		paper_cell(p, arena_fmt(r->mem, "第%s回", cell(&rows, i,
		    "number")));
		paper_cell(p, date_long(r->mem, cell(&rows, i, "on_day")));
		paper_cell(p, place_of(r, &rows, i));
		paper_cell(p, coming ? "予定" : arena_fmt(r->mem, "%s人",
		    cell(&rows, i, "came")));
		paper_cell(p, cell(&rows, i, "theme"));
		if (!coming && text_number(cell(&rows, i, "came"), &came))
			all += came;
	}
	paper_note(p, arena_fmt(r->mem, "%zu回、のべ%lld人。", rows.nrows,
	    (long long)all));
	return OK;
}

/* Families are few: those that may not be told are hidden. */
enum result
annual_exchanges(struct request *r, int year, struct paper *p)
{
	static const struct paper_column columns[] = {
		{ "開催日", 4, true }, { "種類", 4, false },
		{ "内容", 7, false }, { "参加した家族", 3, false },
	};
	struct annual_count *counts;
	struct rows rows = { 0 };
	int64_t total = 0;
	enum result rc = annual_sql_exchanges(r, year, &rows);

	if (rc)
		return rc;
	counts = arena_array(r->mem, rows.nrows + 1, sizeof(*counts));
	for (size_t i = 0; i < rows.nrows; i++) {
		counts[i].label = cell(&rows, i, "title");
		(void)text_number(cell(&rows, i, "families"),
		    &counts[i].count);
	}
	rc = annual_hide(r, "参加した家族", counts, rows.nrows, &total);
	if (rc)
		return rc;
	paper_table(p, "家族交流会", columns, COUNT(columns));
	for (size_t i = 0; i < rows.nrows; i++) {
		paper_cell(p, date_long(r->mem, cell(&rows, i, "on_day")));
		paper_cell(p, codes_label(r->codes, "exchange_kind",
		    cell(&rows, i, "kind")));
		paper_cell(p, counts[i].label);
		paper_cell(p, counts[i].count < 0 ? REPORT_HIDDEN :
		    arena_fmt(r->mem, "%lld組", (long long)counts[i].count));
	}
	if (rows.nrows)
		paper_note(p, arena_fmt(r->mem, "%zu回。参加した家族は%s。",
		    rows.nrows, total < 0 ? REPORT_HIDDEN : arena_fmt(r->mem,
		    "のべ%lld組", (long long)total)));
	return OK;
}

enum result
annual_surveys(struct request *r, int year, struct paper *p)
{
	struct rows rows = { 0 };
	enum result rc = annual_sql_surveys(r, year, &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		paper_text(p, "この年度に行った調査はありません。");
	for (size_t i = 0; i < rows.nrows; i++) {
		int64_t asked = 0, answered = 0;

		(void)text_number(cell(&rows, i, "asked"), &asked);
		(void)text_number(cell(&rows, i, "answered"), &answered);
		paper_text(p, arena_fmt(r->mem, "%s（%s）：%lldか所にたずね、"
		    "%lldか所から回答（%lld%%）。", cell(&rows, i, "title"),
		    date_long(r->mem, cell(&rows, i, "base_on")),
		    (long long)asked, (long long)answered,
		    (long long)(asked ? (answered * 100 + asked / 2) / asked :
		    0)));
	}
	return OK;
}

enum result
annual_concerns(struct request *r, int year, struct paper *p)
{
	static const struct paper_column columns[] = {
		{ "課題", 4, true }, { "対応方針", 6, false },
		{ "成果", 6, false }, { "段階", 2, false },
	};
	struct rows rows = { 0 };
	enum result rc = annual_sql_concerns(r, year, &rows);

	if (rc)
		return rc;
	paper_table(p, "課題・対応方針・成果", columns, COUNT(columns));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct concern_year y;
		struct concern c;

		if (!record_load(r, &concern_year_record, &rows, i, &y))
			continue;
		rc = record_get(r, &concern_record, y.concern, &c);
		if (rc)
			return rc;
		paper_cell(p, c.title);
		paper_cell(p, y.plan ? y.plan : "");
		paper_cell(p, y.outcome ? y.outcome : "");
		paper_cell(p, codes_label_short(r->codes, "concern_state",
		    y.state));
	}
	return OK;
}
