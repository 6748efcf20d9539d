#include <inttypes.h>
#include <string.h>

#include "features/survey/survey_result_page.h"
#include "features/survey/survey_sql.h"

/* Every question of a wave, counted: beside the waves before, or divided by
 * region or by kind of organisation. */

struct part {
	const char *asks, *code, *cross, *texts;
	const struct html *chart, *table;
	bool heading;
};

static const struct slot part_slots[] = {
	SLOT_TEXT(part, asks),
	SLOT_TEXT(part, code),
	SLOT_TEXT(part, cross),
	SLOT_TEXT(part, texts),
	SLOT_HTML(part, chart),
	SLOT_HTML(part, table),
	SLOT_FLAG(part, heading),
};

struct results {
	const char *at, *title, *rate, *before;
	int64_t asked, sent;
	const struct html *sides;
	struct html_list parts;
	bool divided;
};

static const struct slot slots[] = {
	SLOT_TEXT(results, at),
	SLOT_TEXT(results, title),
	SLOT_TEXT(results, rate),
	SLOT_TEXT(results, before),
	SLOT_NUMBER(results, asked),
	SLOT_NUMBER(results, sent),
	SLOT_HTML(results, sides),
	SLOT_LIST(results, parts, part_slots, struct part),
	SLOT_FLAG(results, divided),
};

TEMPLATE(survey_result_page, "src/features/survey/survey_result.html", slots);

static const struct choice sides[] = {
	{ "@region", "圏域ごとに" }, { "@kind", "機関の種類ごとに" },
};

/* What it is divided by; NULL: nothing. */
static const char *
side_asked(struct request *r)
{
	const char *by = request_query(r, "by");

	for (size_t i = 0; by && i < COUNT(sides); i++) {
		if (strcmp(sides[i].value, by) == 0)
			return sides[i].value;
	}
	return NULL;
}

static void
fill_plain(struct request *r, const struct survey_waves *all, size_t q,
    struct part *p)
{
	struct survey_axis a;
	struct survey_grid g;

	survey_axis_of(r->mem, &all->at[0], q, &a);
	survey_grid_plain(r, all, q, &g);
	p->chart = survey_chart_bars(r, &all->at[0], &a);
	p->table = survey_grid_html(r, &g, false);
}

static void
fill_divided(struct request *r, const struct survey_wave *w, size_t q,
    const struct survey_axis *by, struct part *p)
{
	struct survey_axis a;
	struct survey_grid g;

	survey_axis_of(r->mem, w, q, &a);
	p->chart = survey_chart_stack(r, w, &a, by);
	if (survey_is(&w->questions[q], SURVEY_NUMBER))
		survey_grid_figures(r, w, q, by, &g);
	else
		survey_grid_cross(r, w, &a, by, &g);
	p->table = survey_grid_html(r, &g, false);
}

static struct html_list
parts_of(struct request *r, const struct survey_waves *all, const char *by,
    const char *at)
{
	const struct survey_wave *w = &all->at[0];
	struct part *parts = arena_array(r->mem, w->n + 1, sizeof(*parts));
	struct survey_axis side;
	bool divided = by && survey_axis_named(r, w, by, &side);

	for (size_t i = 0; i < w->n; i++) {
		const struct survey_question *q = &w->questions[i];
		struct part *p = &parts[i];

		p->asks = q->asks;
		p->code = q->code;
		p->heading = survey_is(q, SURVEY_SECTION);
		p->cross = arena_fmt(r->mem, "%s/cross?rows=%s&columns=%s", at,
		    q->code, by ? by : "@region");
		if (survey_is(q, SURVEY_TEXT) || survey_is(q, SURVEY_TABLE))
			p->texts = arena_fmt(r->mem, "%s/texts?question=%s",
			    at, q->code);
		if (p->heading)
			continue;
		if (divided)
			fill_divided(r, w, i, &side, p);
		else
			fill_plain(r, all, i, p);
	}
	return (struct html_list){ parts, w->n };
}

/* GET /surveys/ID/results?by=@region */
enum result
survey_results_get(struct request *r)
{
	const char *by = side_asked(r);
	struct survey s;
	struct survey_waves all;
	struct results p = { 0 };
	enum result rc = survey_open(r, &s);

	if (!rc)
		rc = survey_waves_load(r, &s, &all);
	if (!rc)
		rc = survey_sql_recipients_count(r, s.id, "", &p.asked);
	if (rc)
		return rc;
	p.sent = (int64_t)all.at[0].ncases;
	p.rate = survey_percent(r->mem, survey_share(p.sent, p.asked));
	p.at = arena_fmt(r->mem, "/surveys/%s", s.id);
	p.title = s.title;
	p.before = by ? NULL : survey_waves_before(r, &all);
	p.divided = by != NULL;
	p.sides = form_choices(r, sides, COUNT(sides), by ? by : "",
	    "分けない");
	p.parts = parts_of(r, &all, by, p.at);
	{
		struct crumb crumbs[] = { { "調査", "/surveys" },
		    { s.title, p.at }, { "結果", NULL } };
		struct page page = { "調査の結果", "/surveys", crumbs,
		    COUNT(crumbs), false };

		return page_show(r, &page, &survey_result_page, &p);
	}
}
