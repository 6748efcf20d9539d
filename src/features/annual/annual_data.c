#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "features/annual/annual_sql.h"
#include "features/charge/charge.h"
#include "features/publishing/publishing.h"
#include "features/statistics/statistics.h"

/* Tables of the year. What is printed may leave the house, so small numbers of
 * people are hidden everywhere, by the rule of app/disclosure.h. */

enum result
annual_hide(struct request *r, const char *name, struct annual_count *counts,
    size_t n, int64_t *total)
{
	struct disclosure_model *d = disclosure_new(r->mem,
	    report_threshold(r), report_shows_zeros(r));
	size_t *cells = arena_array(r->mem, n + 1, sizeof(*cells));
	size_t whole;
	enum result rc;

	*total = 0;
	for (size_t i = 0; i < n; i++) {
		*total += counts[i].count;
		cells[i] = disclosure_add(d, counts[i].label, counts[i].count,
		    DISCLOSURE_FREE);
	}
	whole = disclosure_add(d, "合計", *total, DISCLOSURE_FREE);
	disclosure_sum(d, name, whole, cells, n);
	rc = disclosure_protect(d);
	if (rc == INVALID) {		/* no safe way: none of it is told */
		for (size_t i = 0; i < n; i++)
			counts[i].count = -1;
		*total = -1;
		return OK;
	}
	for (size_t i = 0; !rc && i < n; i++) {
		if (d->cells[cells[i]].fate != DISCLOSURE_SHOWN)
			counts[i].count = -1;
	}
	if (!rc && d->cells[whole].fate != DISCLOSURE_SHOWN)
		*total = -1;
	return rc;
}

static void
put_hidden(struct request *r, struct paper *p, size_t hidden)
{
	if (hidden)
		paper_note(p, arena_fmt(r->mem, "「%s」は、数が少ないため、または"
		    "少ない数が計算でわかってしまうため、公表しない数です（この表に%zuつ）。",
		    REPORT_HIDDEN, hidden));
}

static enum result
annual_bars(struct request *r, struct paper *p, const char *title,
    const char *unit, const struct annual_count *counts, size_t n)
{
	struct annual_count *copy = arena_array(r->mem, n + 1, sizeof(*copy));
	size_t hidden = 0;
	int64_t total;
	enum result rc;

	if (n)
		memcpy(copy, counts, n * sizeof(*copy));
	rc = annual_hide(r, title, copy, n, &total);
	if (rc)
		return rc;
	paper_bars(p, title, unit);
	for (size_t i = 0; i < n; i++) {
		paper_bar(p, copy[i].label, copy[i].count);
		hidden += copy[i].count < 0;
	}
	paper_note(p, arena_fmt(r->mem, "合計 %s", total < 0 ?
	    REPORT_HIDDEN : arena_fmt(r->mem, "%lld%s", (long long)total,
	    unit)));
	put_hidden(r, p, hidden + (total < 0));
	return OK;
}

static const char *
count_label(struct request *r, int64_t count, bool hidden, const char *unit)
{
	return hidden ? REPORT_HIDDEN : arena_fmt(r->mem, "%lld%s",
	    (long long)count, unit);
}

static void
put_table(struct request *r, struct paper *p, const struct report_table *t)
{
	bool gap = t->kind == REPORT_SINGLE && t->gap;
	size_t hidden = t->total_hidden;

	paper_bars(p, t->title, t->unit);
	for (size_t i = 0; i < t->nrows; i++) {
		paper_bar(p, t->rows[i].label, t->rows[i].hidden ? -1 :
		    t->rows[i].count);
		hidden += t->rows[i].hidden;
	}
	if (gap) {
		paper_bar(p, "記入なし", t->gap_hidden ? -1 : t->gap);
		hidden += t->gap_hidden;
	}
	paper_note(p, arena_fmt(r->mem, "合計 %s。%s",
	    count_label(r, t->total, t->total_hidden, t->unit),
	    t->definition));
	if (t->footnote)
		paper_note(p, arena_fmt(r->mem, "※ %s", t->footnote));
	put_hidden(r, p, hidden);
}

/* As released; where nothing is released yet, as counted today, and then the
 * report is not for handing in. */
static enum result
report_of(struct request *r, int year, struct report *report,
    const char **title)
{
	struct report_rule rule = { report_threshold(r),
		report_shows_zeros(r) };
	struct report_public public;
	enum result rc = publishing_of_year(r, year, report, title);

	if (rc != MISSING)
		return rc;
	*title = NULL;
	rc = statistics_report(r, date_fiscal_start(r->mem, year),
	    date_fiscal_end(r->mem, year), 0, report);
	return rc ? rc : report_protect(r, report, &rule, NULL, 0, &public);
}

static enum result
put_report(struct request *r, int year, bool advisor, struct paper *p,
    bool *release)
{
	struct report *report = arena_take(r->mem, sizeof(*report));
	const char *title;
	enum result rc = report_of(r, year, report, &title);

	if (rc)
		return rc;
	*release = title != NULL;
	if (title)
		paper_note(p, arena_fmt(r->mem, "公表した統計「%s」の数です。",
		    title));
	else
		paper_warning(p, "この年度の統計の公表は、まだ承認されていません。"
		    "下の数は今日の記録から数えたもので、このままでは確かめに出せません。");
	if (!advisor) {
		paper_facts(p, 2);
		paper_fact(p, "実人数", count_label(r, report->persons,
		    report->persons_hidden, "人"));
		paper_fact(p, "延回数", count_label(r, report->total,
		    report->total_hidden, "回"));
	}
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		const struct report_table *t = &report->tables[i];

		if ((strncmp(t->name, "advisor_", 8) == 0) == advisor)
			put_table(r, p, t);
	}
	return OK;
}

/* All classes of that list, those without any, too. `exact`: of nobody's child. */
static enum result
put_counts(struct request *r, struct paper *p, const char *title,
    const char *unit, const char *list, const struct rows *rows, bool exact)
{
	size_t n, m = 0;
	const struct code *codes = codes_list(r->codes, list, &n);
	struct annual_count *counts = arena_array(r->mem, n + 1,
	    sizeof(*counts));

	for (size_t i = 0; i < n; i++) {
		struct annual_count *c = &counts[m++];

		c->label = codes[i].label;
		for (size_t k = 0; k < rows->nrows; k++) {
			if (strcmp(rows_cell(rows, k, "kind"),
			    codes[i].code) == 0)
				c->count = rows_number(rows, k, "n");
		}
	}
	if (!exact)
		return annual_bars(r, p, title, unit, counts, m);
	paper_bars(p, title, unit);
	for (size_t i = 0; i < m; i++)
		paper_bar(p, counts[i].label, counts[i].count);
	return OK;
}

static enum result
put_charge(struct request *r, int year, struct paper *p)
{
	enum result rc = charge_put(r, year, p);

	if (rc == MISSING) {
		paper_text(p, "役割分担の表はありません。");
		return OK;
	}
	if (!rc)
		paper_note(p, "◎ 担当　〇 協力");
	return rc;
}

enum result
annual_data(struct request *r, const struct annual *a,
    const struct annual_block *b, struct paper *p, bool *release)
{
	int year = (int)a->year;
	struct rows rows = { 0 };
	enum result rc;

	if (strcmp(b->kind, "charge") == 0)
		return put_charge(r, year, p);
	if (strcmp(b->kind, "statistics") == 0)
		return put_report(r, year, false, p, release);
	if (strcmp(b->kind, "advisor") == 0)
		return put_report(r, year, true, p, release);
	if (strcmp(b->kind, "training") == 0)
		return annual_trainings(r, year, p);
	if (strcmp(b->kind, "exchange") == 0)
		return annual_exchanges(r, year, p);
	if (strcmp(b->kind, "survey") == 0)
		return annual_surveys(r, year, p);
	if (strcmp(b->kind, "concern") == 0)
		return annual_concerns(r, year, p);
	if (strcmp(b->kind, "dispatch") == 0) {
		rc = annual_sql_dispatches(r, year, &rows);
		return rc ? rc : put_counts(r, p, "行った派遣の件数", "件",
		    "dispatch_kind", &rows, false);
	}
	rc = annual_sql_meetings(r, year, &rows);
	if (!rc)
		rc = put_counts(r, p, "開いた会議の回数", "回", "meeting_kind",
		    &rows, true);
	if (!rc)
		paper_note(p, "子ども一人ひとりのための会議は入れていません。");
	return rc;
}
