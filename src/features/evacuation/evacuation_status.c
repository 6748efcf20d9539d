#include <string.h>

#include "app/codes.h"
#include "base/csv.h"
#include "base/date.h"
#include "features/child/child.h"
#include "features/evacuation/evacuation_count.h"
#include "features/evacuation/evacuation_pages.h"

/* How far the plans are, by municipality, and what is lacking, by region: each
 * number opens into the children behind it. */
struct cell {
	const char *n, *href;
};

struct line {
	const char *label, *everybody, *rate, *pdf;
	struct html_list cells;
};

struct child_line {
	const char *id, *name, *town, *age, *plan, *written;
};

struct status_page {
	const char *heading, *says, *row_heading, *list_heading, *more;
	struct html_list columns, lines, children;
	bool ready, listed;
};

static const struct slot column_slots[] = {
	SLOT_TEXT(plan_measure, label),
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(cell, n),
	SLOT_TEXT(cell, href),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, label),
	SLOT_TEXT(line, everybody),
	SLOT_TEXT(line, rate),
	SLOT_TEXT(line, pdf),
	SLOT_LIST(line, cells, cell_slots, struct cell),
};

static const struct slot child_slots[] = {
	SLOT_TEXT(child_line, id),
	SLOT_TEXT(child_line, name),
	SLOT_TEXT(child_line, town),
	SLOT_TEXT(child_line, age),
	SLOT_TEXT(child_line, plan),
	SLOT_TEXT(child_line, written),
};

static const struct slot page_slots[] = {
	SLOT_TEXT(status_page, heading),
	SLOT_TEXT(status_page, says),
	SLOT_TEXT(status_page, row_heading),
	SLOT_TEXT(status_page, list_heading),
	SLOT_TEXT(status_page, more),
	SLOT_LIST(status_page, columns, column_slots, struct plan_measure),
	SLOT_LIST(status_page, lines, line_slots, struct line),
	SLOT_LIST(status_page, children, child_slots, struct child_line),
	SLOT_FLAG(status_page, ready),
	SLOT_FLAG(status_page, listed),
};

TEMPLATE(plan_status_page, "src/features/evacuation/status.html", page_slots);

/* One row of numbers: of a municipality or a region, or of all. */
struct tally {
	const char *code, *label;
	int64_t everybody, n[PLAN_MEASURES];
};

struct tallies {
	struct tally *at;
	size_t n;
};

static void
add(struct request *r, struct tally *t, const struct rows *rows, size_t i)
{
	t->everybody += rows_number(rows, i, "everybody");
	for (size_t k = 0; k < PLAN_MEASURES; k++)
		t->n[k] += rows_number(rows, i, arena_fmt(r->mem, "%s_n",
		    plan_measures[k].code));
}

static const char *
region_of(struct request *r, const char *municipality)
{
	return codes_region(r->codes, municipality ? municipality : "",
	    r->today);
}

/* By municipality in the pack's order, or by region; who lives nowhere known
 * comes last, and the sum first. */
static struct tallies
tally(struct request *r, const struct rows *rows, bool by_region)
{
	size_t n, groups;
	const struct municipality *towns = codes_municipalities(r->codes, &n);
	const struct code *regions = codes_list(r->codes, "region", &groups);
	size_t all = by_region ? groups : n;
	struct tally *t = arena_array(r->mem, all + 2, sizeof(*t));

	t[0] = (struct tally){ "", "合計", 0, { 0 } };
	for (size_t i = 0; i < all; i++)
		t[i + 1] = (struct tally){ by_region ? regions[i].code :
		    towns[i].code, by_region ? regions[i].label :
		    towns[i].name, 0, { 0 } };
	t[all + 1] = (struct tally){ "unknown", "市町村が不明", 0, { 0 } };
	for (size_t k = 0; k < rows->nrows; k++) {
		const char *code = rows_cell(rows, k, "municipality");
		size_t at = all + 1;

		if (by_region)
			code = region_of(r, code);
		for (size_t i = 0; code && i < all; i++) {
			if (strcmp(t[i + 1].code, code) == 0)
				at = i + 1;
		}
		add(r, &t[at], rows, k);
		add(r, &t[0], rows, k);
	}
	return (struct tallies){ t, all + 2 };
}

static const char *
count(struct request *r, int64_t n)
{
	return arena_fmt(r->mem, "%lld", (long long)n);
}

static const char *
rate(struct request *r, const struct tally *t)
{
	return t->everybody ? arena_fmt(r->mem, "%lld.%lld%%",
	    (long long)(t->n[0] * 100 / t->everybody),
	    (long long)(t->n[0] * 1000 / t->everybody % 10)) : "－";
}

static struct line
line_of(struct request *r, const struct tally *t, bool ready)
{
	struct cell *cells = arena_array(r->mem, PLAN_MEASURES,
	    sizeof(*cells));
	size_t n = 0;

	for (size_t k = 0; k < PLAN_MEASURES; k++) {
		const struct plan_measure *m = &plan_measures[k];

		if (m->lack != ready)
			continue;
		cells[n++] = (struct cell){ count(r, t->n[k]), t->n[k] ?
		    arena_fmt(r->mem, "%s?%s=%s&show=%s#children", ready ?
		    "/ready" : "/evacuation", ready ? "region" :
		    "municipality", t->code, m->code) : NULL };
	}
	return (struct line){ t->label, count(r, t->everybody), rate(r, t),
	    *t->code && t->n[0] + t->n[1] ? arena_fmt(r->mem,
	    "/evacuation/plans.pdf?municipality=%s", t->code) : NULL,
	    { cells, n } };
}

static struct html_list
columns_of(struct request *r, bool ready)
{
	struct plan_measure *m = arena_array(r->mem, PLAN_MEASURES,
	    sizeof(*m));
	size_t n = 0;

	for (size_t k = 0; k < PLAN_MEASURES; k++) {
		if (plan_measures[k].lack == ready)
			m[n++] = plan_measures[k];
	}
	return (struct html_list){ m, n };
}

static bool
fits(struct request *r, const char *town, const char *where, bool ready)
{
	if (!where || !*where)
		return true;
	if (ready)
		return strcmp(region_of(r, town), where) == 0;
	if (strcmp(where, "unknown") == 0)
		return !town || !codes_municipality(r->codes, town);
	return town && strcmp(town, where) == 0;
}

static const char *
plan_url(struct request *r, const char *id)
{
	return id ? arena_fmt(r->mem, "/plans/%s", id) : NULL;
}

enum { MAX_SHOWN = 100 };

static enum result
fill_children(struct request *r, const struct plan_measure *m,
    const char *where, struct status_page *p)
{
	struct rows rows = { 0 };
	struct child_line *all;
	size_t n = 0, more = 0;
	enum result rc = evacuation_sql_listed(r, m, NULL, &rows);

	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const struct municipality *town;
		struct child c;

		if (!fits(r, rows_cell(&rows, i, "municipality"), where,
		    p->ready) ||
		    !record_load(r, &child_record, &rows, i, &c))
			continue;
		if (n == MAX_SHOWN) {
			more++;
			continue;
		}
		town = c.municipality ? codes_municipality(r->codes,
		    c.municipality) : NULL;
		all[n++] = (struct child_line){ c.id, c.name, town ?
		    town->name : "", c.born_on ? date_age_label(r->mem,
		    c.born_on, r->today) : "", plan_url(r, rows_cell(&rows, i,
		    "plan")), plan_url(r, rows_cell(&rows, i, "written")) };
	}
	p->children = (struct html_list){ all, n };
	p->more = more ? arena_fmt(r->mem, "ほかに%zu人います。%sの数を押して絞って"
	    "ください。", more, p->row_heading) : NULL;
	return rc;
}

static enum result
show(struct request *r, bool ready)
{
	const struct plan_measure *m = plan_measure(request_query(r, "show"));
	const char *where = request_query(r, ready ? "region" :
	    "municipality");
	struct status_page p = {
		.heading = ready ? "備えの一覧" : "避難計画の状況",
		.says = ready ? "災害が起きる前に、足りない備えを見つけます。数を押すと"
		    "子どもが出ます。" : "医療的ケアのある子ども1人につき1つに数えます。"
		    "数を押すと子どもが出ます。",
		.row_heading = ready ? "圏域" : "市町村",
		.columns = columns_of(r, ready),
		.ready = ready,
		.listed = m && m->lack == ready,
	};
	struct crumb crumbs[] = { { "避難計画", "/evacuation" },
	    { p.heading, NULL } };
	struct rows rows = { 0 };
	struct line *lines;
	struct tallies all;
	enum result rc = evacuation_sql_counts(r, &rows);

	if (rc)
		return rc;
	all = tally(r, &rows, ready);
	lines = arena_array(r->mem, all.n, sizeof(*lines));
	for (size_t i = 0; i < all.n; i++) {
		if (all.at[i].everybody)
			lines[p.lines.n++] = line_of(r, &all.at[i], ready);
	}
	p.lines.rows = lines;
	if (p.listed) {
		p.list_heading = arena_fmt(r->mem, "%s：%s", m->label,
		    m->says);
		rc = fill_children(r, m, where, &p);
	}
	return rc ? rc : page_show(r, &(struct page){ p.heading, "/evacuation",
	    ready ? crumbs : crumbs + 1, ready ? 2 : 1, false },
	    &plan_status_page, &p);
}

enum result
evacuation_status_get(struct request *r)
{
	return show(r, false);
}

enum result
evacuation_ready_get(struct request *r)
{
	return show(r, true);
}

enum result
evacuation_csv_get(struct request *r)
{
	struct buffer out = buffer_new(r->mem);
	struct rows rows = { 0 };
	struct tallies all;
	enum result rc = evacuation_sql_counts(r, &rows);

	if (rc)
		return rc;
	all = tally(r, &rows, false);
	buffer_add(&out, "\xef\xbb\xbf市町村コード,市町村,医療的ケアのある子");
	for (size_t k = 0; k < PLAN_MEASURES; k++)
		buffer_fmt(&out, ",%s", plan_measures[k].label);
	buffer_add(&out, ",作成率\r\n");
	for (size_t i = 0; i < all.n; i++) {
		const struct tally *t = &all.at[i];

		csv_cell(&out, t->code);
		buffer_add(&out, ",");
		csv_cell(&out, t->label);
		buffer_fmt(&out, ",%lld", (long long)t->everybody);
		for (size_t k = 0; k < PLAN_MEASURES; k++)
			buffer_fmt(&out, ",%lld", (long long)t->n[k]);
		buffer_fmt(&out, ",%s\r\n", rate(r, t));
	}
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = "evacuation.csv";
	r->answer.body = out;
	return OK;
}
