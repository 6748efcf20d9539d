#include "features/questionnaire/questionnaire_result.h"

#include <string.h>

#include "app/chart.h"
#include "app/codes.h"

/* GET /questionnaires/ID/result: what was answered, before and after. */

struct cell {
	int64_t n;
};

static const struct slot cell_slots[] = { SLOT_NUMBER(cell, n) };

struct option {
	const char *label;
};

static const struct slot option_slots[] = { SLOT_TEXT(option, label) };

struct cross {
	const char *label;
	struct html_list cells;
};

static const struct slot cross_slots[] = {
	SLOT_TEXT(cross, label),
	SLOT_LIST(cross, cells, cell_slots, struct cell),
};

static const struct slot row_slots[] = {
	SLOT_TEXT(questionnaire_row, label),
	SLOT_TEXT(questionnaire_row, before),
	SLOT_TEXT(questionnaire_row, before_share),
	SLOT_TEXT(questionnaire_row, after),
	SLOT_TEXT(questionnaire_row, after_share),
	SLOT_TEXT(questionnaire_row, change),
};

struct text {
	const char *text;
};

static const struct slot text_slots[] = { SLOT_TEXT(text, text) };

struct texts {
	const char *phase;
	struct html_list lines;
};

static const struct slot texts_slots[] = {
	SLOT_TEXT(texts, phase),
	SLOT_LIST(texts, lines, text_slots, struct text),
};

struct shown {
	int64_t number, pairs;
	const char *says, *few, *moved, *no_cross;
	bool has_before, has_after, has_both, has_cross, rows_any;
	const struct html *chart;
	struct html_list rows, options, cross, texts;
};

static const struct slot shown_slots[] = {
	SLOT_NUMBER(shown, number),
	SLOT_NUMBER(shown, pairs),
	SLOT_TEXT(shown, says),
	SLOT_TEXT(shown, few),
	SLOT_TEXT(shown, moved),
	SLOT_TEXT(shown, no_cross),
	SLOT_FLAG(shown, has_before),
	SLOT_FLAG(shown, has_after),
	SLOT_FLAG(shown, has_both),
	SLOT_FLAG(shown, has_cross),
	SLOT_FLAG(shown, rows_any),
	SLOT_HTML(shown, chart),
	SLOT_LIST(shown, rows, row_slots, struct questionnaire_row),
	SLOT_LIST(shown, options, option_slots, struct option),
	SLOT_LIST(shown, cross, cross_slots, struct cross),
	SLOT_LIST(shown, texts, texts_slots, struct texts),
};

struct result_page {
	const char *at, *title, *corrected;
	int64_t before, after, paired;
	struct html_list questions;
};

static const struct slot slots[] = {
	SLOT_TEXT(result_page, at),
	SLOT_TEXT(result_page, title),
	SLOT_TEXT(result_page, corrected),
	SLOT_NUMBER(result_page, before),
	SLOT_NUMBER(result_page, after),
	SLOT_NUMBER(result_page, paired),
	SLOT_LIST(result_page, questions, shown_slots, struct shown),
};

TEMPLATE(questionnaire_result_page, "src/features/questionnaire/result.html",
    slots);

/* A bar for before and one for after, of those options that exclude another. */
static const struct html *
chart_of(struct request *r, const struct questionnaire_shown *s)
{
	const struct questionnaire_count *k = s->count;
	struct chart_part *parts = arena_array(r->mem, k->noptions + 1,
	    sizeof(*parts));
	struct chart chart = { .title = k->question->says, .unit = "人",
		.parts = parts, .n = k->noptions };
	struct chart_row rows[PHASES];
	size_t n = 0;

	if (strcmp(k->question->kind, "scale") != 0 &&
	    strcmp(k->question->kind, "single") != 0)
		return NULL;
	for (size_t i = 0; i < k->noptions; i++)
		parts[i].label = k->options[i];
	if (s->has_before)
		rows[n++] = (struct chart_row){ .label = "前",
			.counts = k->counts[PHASE_BEFORE],
			.total = k->told[PHASE_BEFORE] };
	if (s->has_after)
		rows[n++] = (struct chart_row){ .label = "後",
			.counts = k->counts[PHASE_AFTER],
			.total = k->told[PHASE_AFTER] };
	return chart_stack(r, &chart, rows, n);
}

static void
put_cross(struct request *r, const struct questionnaire_count *k,
    struct shown *out)
{
	struct option *options = arena_array(r->mem, k->noptions + 1,
	    sizeof(*options));
	struct cross *cross = arena_array(r->mem, k->noptions + 1,
	    sizeof(*cross));

	for (size_t i = 0; i < k->noptions; i++) {
		struct cell *cells = arena_array(r->mem, k->noptions + 1,
		    sizeof(*cells));

		for (size_t j = 0; j < k->noptions; j++)
			cells[j].n = k->cross[i][j];
		options[i].label = k->options[i];
		cross[i] = (struct cross){ k->options[i],
		    { cells, k->noptions } };
	}
	out->options = (struct html_list){ options, k->noptions };
	out->cross = (struct html_list){ cross, k->noptions };
}

static struct html_list
texts_of(struct request *r, const struct questionnaire_count *k)
{
	static const char *const labels[] = { "研修の前", "研修の後" };
	struct texts *all = arena_array(r->mem, PHASES, sizeof(*all));
	size_t n = 0;

	for (int p = 0; p < PHASES; p++) {
		struct text *lines = arena_array(r->mem, k->ntexts[p] + 1,
		    sizeof(*lines));

		if (questionnaire_few((int64_t)k->ntexts[p]))
			continue;
		for (size_t i = 0; i < k->ntexts[p]; i++)
			lines[i].text = k->texts[p][i];
		all[n++] = (struct texts){ labels[p],
		    { lines, k->ntexts[p] } };
	}
	return (struct html_list){ all, n };
}

static struct shown
shown_of(struct request *r, const struct questionnaire_count *k,
    size_t number)
{
	struct questionnaire_shown s = questionnaire_shown(r, k);
	struct shown out = {
		.number = (int64_t)number, .pairs = k->paired,
		.says = k->question->says, .few = s.few, .moved = s.moved,
		.no_cross = s.no_cross, .has_before = s.has_before,
		.has_after = s.has_after, .has_both = s.has_both,
		.has_cross = s.has_cross, .rows_any = s.nrows > 0,
		.rows = { s.rows, s.nrows },
	};

	if (s.nrows)
		out.chart = chart_of(r, &s);
	if (s.has_cross)
		put_cross(r, k, &out);
	out.texts = texts_of(r, k);
	return out;
}

enum result
questionnaire_result_get(struct request *r)
{
	struct questionnaire_all all;
	struct questionnaire_counts c;
	struct result_page p = { 0 };
	struct shown *shown;
	enum result rc = questionnaire_open(r, r->arg[0], &all);

	if (!rc)
		rc = questionnaire_count(r, &all, &c);
	if (rc)
		return rc;
	p.at = arena_fmt(r->mem, "/questionnaires/%s", all.it.id);
	p.title = all.it.title;
	p.before = c.answers[PHASE_BEFORE];
	p.after = c.answers[PHASE_AFTER];
	p.paired = c.paired;
	p.corrected = c.corrected ? arena_fmt(r->mem, "%lld",
	    (long long)c.corrected) : NULL;
	shown = arena_array(r->mem, c.n + 1, sizeof(*shown));
	for (size_t i = 0; i < c.n; i++)
		shown[i] = shown_of(r, &c.at[i], i + 1);
	p.questions = (struct html_list){ shown, c.n };
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "事前・事後アンケート", "/questionnaires" },
	    { all.it.title, p.at }, { "結果", NULL } };
	struct page page = { "結果", "/trainings", crumbs, COUNT(crumbs),
	    false };

	return page_show(r, &page, &questionnaire_result_page, &p);
}
