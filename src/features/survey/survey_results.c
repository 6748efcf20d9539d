#include <stdlib.h>
#include <string.h>

#include "app/page.h"
#include "base/text.h"
#include "features/survey/survey_private.h"
#include "features/survey/survey_sql.h"

/* What was answered, counted: of the last reply each recipient sent. Beside it
 * the wave before, where a question kept its code and kind. */

struct count_line {
	const char *label;
	int64_t n, before;
};

static const struct slot count_slots[] = {
	SLOT_TEXT(count_line, label),
	SLOT_NUMBER(count_line, n),
	SLOT_NUMBER(count_line, before),
};

struct result_part {
	const char *asks;
	struct html_list counts;
	int64_t written, total, average;
	bool heading, number, chosen, compared, multiple;
};

static const struct slot part_slots[] = {
	SLOT_TEXT(result_part, asks),
	SLOT_LIST(result_part, counts, count_slots, struct count_line),
	SLOT_NUMBER(result_part, written),
	SLOT_NUMBER(result_part, total),
	SLOT_NUMBER(result_part, average),
	SLOT_FLAG(result_part, heading),
	SLOT_FLAG(result_part, number),
	SLOT_FLAG(result_part, chosen),
	SLOT_FLAG(result_part, compared),
	SLOT_FLAG(result_part, multiple),
};

struct results {
	const char *at, *title;
	int64_t asked, sent;
	struct html_list parts;
};

static const struct slot slots[] = {
	SLOT_TEXT(results, at),
	SLOT_TEXT(results, title),
	SLOT_NUMBER(results, asked),
	SLOT_NUMBER(results, sent),
	SLOT_LIST(results, parts, part_slots, struct result_part),
};

TEMPLATE(survey_results_page, "src/features/survey/results.html", slots);

/* How often a value, or a set that holds it, was given. */
static int64_t
count_of(const struct rows *rows, const char *question, const char *code)
{
	int64_t sum = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		const char *value = rows_cell(rows, i, "value");

		if (strcmp(rows_cell(rows, i, "question"), question) == 0 &&
		    (!code || (value && text_set_has(value, code))))
			sum += strtoll(rows_cell(rows, i, "n"), NULL, 10);
	}
	return sum;
}

static int64_t
total_of(const struct rows *rows, const char *question)
{
	int64_t sum = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		const char *value = rows_cell(rows, i, "value");

		if (value && strcmp(rows_cell(rows, i, "question"),
		    question) == 0)
			sum += strtoll(value, NULL, 10) *
			    strtoll(rows_cell(rows, i, "n"), NULL, 10);
	}
	return sum;
}

/* A wave: its questions and how often each value was given. */
struct wave {
	struct survey_question *questions;
	size_t n;
	struct rows rows;
};

static enum result
load_wave(struct request *r, const char *survey, struct wave *w)
{
	enum result rc = survey_questions(r, survey, &w->questions, &w->n);

	return rc ? rc : survey_sql_counts(r, survey, &w->rows);
}

/* The same question of the wave before; NULL: it had none. */
static const struct survey_question *
same_in(const struct wave *before, const struct survey_question *q)
{
	for (size_t i = 0; i < before->n; i++) {
		const struct survey_question *old = &before->questions[i];

		if (strcmp(old->code, q->code) == 0 &&
		    strcmp(old->kind, q->kind) == 0)
			return old;
	}
	return NULL;
}

static struct html_list
counts_of(struct request *r, const struct wave *w, const struct wave *before,
    const struct survey_question *q, const struct survey_question *old)
{
	struct survey_choice *all;
	size_t n = survey_choices(r->mem, q->choices, &all);
	struct count_line *lines = arena_array(r->mem, n + 1, sizeof(*lines));

	for (size_t i = 0; i < n; i++)
		lines[i] = (struct count_line){ all[i].label,
		    count_of(&w->rows, q->id, all[i].code),
		    old ? count_of(&before->rows, old->id, all[i].code) : 0 };
	return (struct html_list){ lines, n };
}

static struct result_part
part_of(struct request *r, const struct wave *w, const struct wave *before,
    const struct survey_question *q)
{
	const struct survey_question *old = same_in(before, q);
	struct result_part p = {
		.asks = q->asks,
		.written = count_of(&w->rows, q->id, NULL),
		.heading = survey_is(q, SURVEY_SECTION),
		.number = survey_is(q, SURVEY_NUMBER),
		.multiple = survey_is(q, SURVEY_MULTIPLE),
		.compared = old != NULL,
	};

	p.chosen = survey_is(q, SURVEY_SINGLE) || p.multiple;
	if (p.chosen)
		p.counts = counts_of(r, w, before, q, old);
	if (p.number) {
		p.total = total_of(&w->rows, q->id);
		p.average = p.written ? p.total / p.written : 0;
	}
	return p;
}

/* GET /surveys/ID/results */
enum result
survey_results_get(struct request *r)
{
	struct survey s;
	struct wave w = { 0 }, before = { 0 };
	struct results p = { 0 };
	struct result_part *parts;
	enum result rc = survey_open(r, &s);

	if (!rc)
		rc = load_wave(r, s.id, &w);
	if (!rc && s.copied_from)
		rc = load_wave(r, s.copied_from, &before);
	if (!rc)
		rc = survey_sql_recipients_count(r, s.id, "", &p.asked);
	if (!rc)
		rc = survey_sql_recipients_count(r, s.id, "sent", &p.sent);
	if (rc)
		return rc;
	parts = arena_array(r->mem, w.n + 1, sizeof(*parts));
	for (size_t i = 0; i < w.n; i++)
		parts[i] = part_of(r, &w, &before, &w.questions[i]);
	p.parts = (struct html_list){ parts, w.n };
	p.at = arena_fmt(r->mem, "/surveys/%s", s.id);
	p.title = s.title;
	{
		struct crumb crumbs[] = { { "調査", "/surveys" },
		    { s.title, p.at }, { "結果", NULL } };
		struct page page = { "調査の結果", "/surveys", crumbs,
		    COUNT(crumbs), false };

		return page_show(r, &page, &survey_results_page, &p);
	}
}
