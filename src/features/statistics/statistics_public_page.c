#include <string.h>

#include "app/page.h"
#include "base/text.h"
#include "features/statistics/statistics_page.h"

/* GET /statistics/public: what the public would not see, and why. */
struct seen_row {
	const char *label, *count, *public, *why, *range;
	bool hidden;
};

struct seen_table {
	const char *name, *title;
	struct html_list rows;
	bool hides;
};

struct seen_page {
	const char *period, *loss, *weak, *query;
	const struct html *faults, *from, *to, *ways, *thresholds,
	    *zeros;
	struct html_list tables;
	bool counted, rounded;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(seen_row, label),
	SLOT_TEXT(seen_row, count),
	SLOT_TEXT(seen_row, public),
	SLOT_TEXT(seen_row, why),
	SLOT_TEXT(seen_row, range),
	SLOT_FLAG(seen_row, hidden),
};

static const struct slot table_slots[] = {
	SLOT_TEXT(seen_table, name),
	SLOT_TEXT(seen_table, title),
	SLOT_LIST(seen_table, rows, row_slots, struct seen_row),
	SLOT_FLAG(seen_table, hides),
};

static const struct slot page_slots[] = {
	SLOT_TEXT(seen_page, period),
	SLOT_TEXT(seen_page, loss),
	SLOT_TEXT(seen_page, weak),
	SLOT_TEXT(seen_page, query),
	SLOT_HTML(seen_page, faults),
	SLOT_HTML(seen_page, from),
	SLOT_HTML(seen_page, to),
	SLOT_HTML(seen_page, ways),
	SLOT_HTML(seen_page, thresholds),
	SLOT_HTML(seen_page, zeros),
	SLOT_LIST(seen_page, tables, table_slots, struct seen_table),
	SLOT_FLAG(seen_page, counted),
	SLOT_FLAG(seen_page, rounded),
};

TEMPLATE(statistics_public_page,
    "src/features/statistics/statistics_public.html", page_slots);

static const struct choice thresholds[] = {
	{ "3", "3" }, { "5", "5" }, { "10", "10" },
};

static const struct choice ways[] = {
	{ "hide", "少ない数を伏せる" },
	{ "merge", "圏域をまとめてから、少ない数を伏せる" },
	{ "round", "倍数に丸める" },
};

static const struct choice zeros[] = {
	{ "shown", "0は見せる" }, { "hidden", "0も伏せる" },
};

/* As chosen; else what the pack says. */
static struct report_rule
rule_read(struct request *r)
{
	struct report_rule rule = { report_threshold(r),
	    report_shows_zeros(r) };
	const char *k = request_query(r, "k"), *zero = request_query(r,
	    "zeros");

	if (!text_blank(k) && (!text_number(k, &rule.k) ||
	    rule.k < REPORT_LEAST_K || rule.k > REPORT_MOST_K)) {
		request_fault(r, "k", "not_a_choice");
		rule.k = report_threshold(r);
	}
	if (!text_blank(zero))
		rule.zeros = strcmp(zero, "hidden") != 0;
	return rule;
}

static const struct report_hidden *
hidden_at(const struct report_public *public, const struct report_line *line)
{
	for (size_t i = 0; i < public->n; i++) {
		const struct report_hidden *h = &public->at[i];

		if (strcmp(h->table, line->table) == 0 &&
		    strcmp(h->code, line->code) == 0)
			return h;
	}
	return NULL;
}

static struct seen_row
row_of(struct request *r, const struct report_line *line,
    const struct report_public *public)
{
	const struct report_hidden *h = hidden_at(public, line);
	struct seen_row row = { .label = line->label,
	    .count = arena_fmt(r->mem, "%lld", (long long)line->count),
	    .public = report_number(r->mem, line), .hidden = line->hidden };

	if (!h)
		return row;
	row.why = h->why;
	row.range = arena_fmt(r->mem, h->most - h->least > REPORT_MOST_K ?
	    "%lld以上" : "%lld〜%lld", (long long)h->least, (long long)h->most);
	return row;
}

static void
fill_tables(struct request *r, struct seen_page *p,
    const struct report_lines *exact, const struct report *report,
    const struct report_public *public)
{
	struct report_lines lines = report_lines_of(r->mem, report);
	struct seen_table *tables = arena_array(r->mem, REPORT_TABLES + 2,
	    sizeof(*tables));
	struct seen_row *rows = arena_array(r->mem, lines.n, sizeof(*rows));
	size_t n = 0;

	for (size_t i = 0; i < lines.n; i++) {
		const struct report_line *line = &lines.at[i];

		rows[i] = row_of(r, line, public);
		rows[i].count = arena_fmt(r->mem, "%lld",
		    (long long)exact->at[i].count);
		if (!n || strcmp(tables[n - 1].name, line->table) != 0)
			tables[n++] = (struct seen_table){ line->table,
			    line->title, { &rows[i], 0 }, false };
		tables[n - 1].rows.n++;
		tables[n - 1].hides |= line->hidden;
	}
	p->tables = (struct html_list){ tables, n };
	p->period = report->period;
	p->counted = true;
	if (p->rounded) {
		p->loss = arena_fmt(r->mem, "丸めで動いた分を足すと%lldです。",
		    (long long)public->loss.hidden);
		return;
	}
	p->loss = arena_fmt(r->mem, "%zuの数のうち%zuを伏せます（少ない数%zu、補助に伏せる数%zu）。"
	    "伏せる数を足すと%lldで、全体の%lldの%lld％です。", public->loss.cells,
	    public->loss.small + public->loss.second, public->loss.small,
	    public->loss.second, (long long)public->loss.hidden,
	    (long long)public->loss.counts, public->loss.counts ?
	    (long long)(100 * public->loss.hidden / public->loss.counts) : 0);
}

static bool
is_way(struct request *r, const char *way)
{
	const char *typed = request_query(r, "how");

	return typed && strcmp(typed, way) == 0;
}

static enum result
look(struct request *r, const struct asked *a, const struct report_rule *rule,
    struct seen_page *p)
{
	struct report_public public;
	struct report_lines exact;
	struct report *reports, *report;
	enum result rc = asked_reports(r, a, &reports);

	if (rc)
		return rc;
	report = &reports[a->n - 1];
	if (is_way(r, "merge"))
		report_merge_regions(r, report, rule);
	exact = report_lines_of(r->mem, report);
	p->rounded = is_way(r, "round");
	rc = p->rounded ? report_round(r, report, rule->k, &public) :
	    report_protect(r, report, rule, NULL, 0, &public);
	if (rc == INVALID) {
		p->weak = public.weak;
		return OK;
	}
	if (!rc)
		fill_tables(r, p, &exact, report, &public);
	return rc;
}

static void
fill_form(struct request *r, const struct asked *a,
    const struct report_rule *rule, struct seen_page *p)
{
	p->faults = form_faults(r);
	p->from = asked_from_field(r, a);
	p->to = asked_to_field(r, a);
	p->query = asked_query(r->mem, a);
	p->ways = form_choices(r, ways, COUNT(ways),
	    request_query(r, "how"), NULL);
	p->thresholds = form_choices(r, thresholds, COUNT(thresholds),
	    arena_fmt(r->mem, "%lld", (long long)rule->k), NULL);
	p->zeros = form_choices(r, zeros, COUNT(zeros),
	    rule->zeros ? "shown" : "hidden", NULL);
}

enum result
statistics_public_get(struct request *r)
{
	struct crumb crumbs[] = { { "統計", "/statistics" },
	    { "公開用の見え方", NULL } };
	struct page page = { .title = "公開用の見え方", .menu = "/statistics",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct report_rule rule = rule_read(r);
	struct seen_page p = { .counted = false };
	struct asked a;
	enum result rc = asked_read(r, &a), shown;

	if (!rc && !r->nfaults)
		rc = look(r, &a, &rule, &p);
	else
		rc = INVALID;
	if (rc && rc != INVALID)
		return rc;
	fill_form(r, &a, &rule, &p);
	shown = page_show(r, &page, &statistics_public_page, &p);
	return shown ? shown : rc;
}
