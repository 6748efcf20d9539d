#include <string.h>

#include "base/text.h"
#include "features/survey/survey_result_page.h"

/* Any question by any other, by region or by kind of organisation. */

struct cross_page {
	const char *at, *title, *caption;
	const struct html *faults, *rows, *columns, *chart, *table, *figures;
	bool counted;
};

static const struct slot slots[] = {
	SLOT_TEXT(cross_page, at),
	SLOT_TEXT(cross_page, title),
	SLOT_TEXT(cross_page, caption),
	SLOT_HTML(cross_page, faults),
	SLOT_HTML(cross_page, rows),
	SLOT_HTML(cross_page, columns),
	SLOT_HTML(cross_page, chart),
	SLOT_HTML(cross_page, table),
	SLOT_HTML(cross_page, figures),
	SLOT_FLAG(cross_page, counted),
};

TEMPLATE(survey_cross_page, "src/features/survey/survey_cross.html", slots);

static const struct html *
choices(struct request *r, const struct survey_wave *w, const char *chosen)
{
	struct choice *all = arena_array(r->mem, w->n + 2, sizeof(*all));
	size_t n = 0;

	all[n++] = (struct choice){ "@region", "圏域" };
	all[n++] = (struct choice){ "@kind", "機関の種類" };
	for (size_t i = 0; i < w->n; i++) {
		if (!survey_is(&w->questions[i], SURVEY_SECTION))
			all[n++] = (struct choice){ w->questions[i].code,
				w->questions[i].asks };
	}
	return form_choices(r, all, n, chosen, "選んでください");
}

/* "" when it was not chosen; a fault when there is no such question. */
static const char *
asked(struct request *r, const struct survey_wave *w, const char *name,
    struct survey_axis *a)
{
	const char *chosen = request_query(r, name);

	if (text_blank(chosen))
		return "";
	if (survey_axis_named(r, w, chosen, a))
		return chosen;
	request_fault(r, name, "この設問はありません。選び直してください。");
	return "";
}

static void
count(struct request *r, const struct survey_wave *w,
    const struct survey_axis *rows, const struct survey_axis *columns,
    struct cross_page *p)
{
	size_t q = survey_wave_find(w, rows->code);
	struct survey_grid g;

	survey_grid_cross(r, w, rows, columns, &g);
	p->counted = true;
	p->caption = g.caption;
	p->chart = survey_chart_stack(r, w, rows, columns);
	p->table = survey_grid_html(r, &g, true);
	if (q == w->n || !survey_is(&w->questions[q], SURVEY_NUMBER))
		return;
	survey_grid_figures(r, w, q, columns, &g);
	p->figures = survey_grid_html(r, &g, true);
}

/* GET /surveys/ID/cross?rows=CODE&columns=CODE */
enum result
survey_cross_get(struct request *r)
{
	struct survey s;
	struct survey_wave w;
	struct survey_axis rows, columns;
	struct cross_page p = { 0 };
	const char *down, *across;
	enum result rc = survey_open(r, &s);

	if (!rc)
		rc = survey_wave_load(r, &s, &w);
	if (rc)
		return rc;
	down = asked(r, &w, "rows", &rows);
	across = asked(r, &w, "columns", &columns);
	if (*down && strcmp(down, across) == 0)
		request_fault(r, "columns", "たてと違うものを選んでください。");
	p.at = arena_fmt(r->mem, "/surveys/%s", s.id);
	p.title = s.title;
	p.rows = choices(r, &w, down);
	p.columns = choices(r, &w, across);
	if (*down && *across && !r->nfaults)
		count(r, &w, &rows, &columns, &p);
	p.faults = form_faults(r);
	{
		struct crumb crumbs[] = { { "調査", "/surveys" },
		    { s.title, p.at }, { "結果", arena_fmt(r->mem,
		    "%s/results", p.at) }, { "クロス集計", NULL } };
		struct page page = { "クロス集計", "/surveys", crumbs,
		    COUNT(crumbs), true };

		rc = page_show(r, &page, &survey_cross_page, &p);
	}
	return rc ? rc : r->nfaults ? INVALID : OK;
}
