#include <string.h>

#include "app/codes.h"
#include "base/csv.h"
#include "base/date.h"
#include "base/text.h"
#include "base/xlsx.h"
#include "features/survey/survey_result_page.h"
#include "features/survey/survey_result_sql.h"

/* A wave as one sheet: a row for each organisation that answered, a column for
 * each question, headed by its code and its words. */

enum { BEFORE = 5 };

struct sheet_of {
	const char **cells;		/* [nrows * ncols], headings first */
	bool *numbers;			/* [ncols] */
	size_t nrows, ncols;
};

/* What was written, opened, in the place of SURVEY_SAID. */
static enum result
open_texts(struct request *r, struct survey_wave *w)
{
	struct rows rows = { 0 };
	enum result rc = survey_sql_texts_of(r, w->survey.id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct survey_answer a;
		size_t c = 0, q = 0;

		if (!record_load(r, &survey_answer_record, &rows, i, &a))
			continue;
		while (c < w->ncases && strcmp(w->cases[c].reply, a.reply) != 0)
			c++;
		while (q < w->n && strcmp(w->questions[q].id, a.question) != 0)
			q++;
		if (c < w->ncases && q < w->n)
			w->values[c * w->n + q] = a.text;
	}
	return rc;
}

static void
put_headings(struct request *r, const struct survey_wave *w,
    struct sheet_of *s)
{
	static const char *const before[BEFORE] = { "あて先", "圏域",
		"機関の種類", "届き方", "受け取った日" };

	for (size_t i = 0; i < BEFORE; i++)
		s->cells[s->ncols++] = before[i];
	for (size_t i = 0; i < w->n; i++) {
		const struct survey_question *q = &w->questions[i];

		if (survey_is(q, SURVEY_SECTION))
			continue;
		s->numbers[s->ncols] = survey_is(q, SURVEY_NUMBER);
		s->cells[s->ncols++] = arena_fmt(r->mem, "%s %s", q->code,
		    q->asks);
	}
}

static void
put_case(struct request *r, const struct survey_wave *w, size_t i,
    struct sheet_of *s)
{
	const struct survey_case *c = &w->cases[i];
	const char **row = s->cells + s->ncols * s->nrows++;
	size_t n = 0;

	row[n++] = c->name;
	row[n++] = c->region;
	row[n++] = c->kind;
	row[n++] = codes_label(r->codes, "survey_channel", c->channel);
	row[n++] = date_of_instant(r->mem, c->sent_at);
	for (size_t k = 0; k < w->n; k++) {
		const struct survey_question *q = &w->questions[k];
		const char *value = w->values[i * w->n + k];

		if (survey_is(q, SURVEY_SECTION))
			continue;
		row[n++] = survey_is(q, SURVEY_DATE) ? value :
		    survey_value_shown(r, q, value);
	}
}

static enum result
make_sheet(struct request *r, struct survey *survey, struct sheet_of *s)
{
	struct survey_wave w;
	enum result rc = survey_open(r, survey);

	if (!rc)
		rc = survey_wave_load(r, survey, &w);
	if (!rc)
		rc = open_texts(r, &w);
	if (rc)
		return rc;
	*s = (struct sheet_of){ .nrows = 1,
		.cells = arena_array(r->mem, (w.n + BEFORE) * (w.ncases + 1),
		    sizeof(*s->cells)),
		.numbers = arena_array(r->mem, w.n + BEFORE,
		    sizeof(*s->numbers)) };
	put_headings(r, &w, s);
	for (size_t i = 0; i < w.ncases; i++)
		put_case(r, &w, i, s);
	return OK;
}

static const char *
file_name(struct request *r, const struct survey *s, const char *ending)
{
	return arena_fmt(r->mem, "chousa-%s.%s", s->base_on, ending);
}

/* GET /surveys/ID/answers.csv */
enum result
survey_answers_csv_get(struct request *r)
{
	struct buffer *b = &r->answer.body;
	struct survey survey;
	struct sheet_of s;
	enum result rc = make_sheet(r, &survey, &s);

	if (rc)
		return rc;
	buffer_add(b, "\xef\xbb\xbf");
	for (size_t i = 0; i < s.nrows * s.ncols; i++) {
		buffer_add(b, i % s.ncols ? "," : i ? "\r\n" : "");
		csv_cell(b, s.cells[i] ? s.cells[i] : "");
	}
	buffer_add(b, "\r\n");
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = file_name(r, &survey, "csv");
	return OK;
}

static struct xlsx_cell
cell_of(const struct sheet_of *s, size_t i)
{
	const char *text = s->cells[i] ? s->cells[i] : "";
	int64_t number;

	if (i >= s->ncols && s->numbers[i % s->ncols] &&
	    text_number(text, &number))
		return (struct xlsx_cell){ .number = number };
	return (struct xlsx_cell){ .text = text, .bold = i < s->ncols };
}

/* GET /surveys/ID/answers.xlsx */
enum result
survey_answers_xlsx_get(struct request *r)
{
	struct survey survey;
	struct sheet_of s;
	struct xlsx_cell *cells;
	const char *bytes;
	size_t n;
	enum result rc = make_sheet(r, &survey, &s);

	if (rc)
		return rc;
	cells = arena_array(r->mem, s.nrows * s.ncols + 1, sizeof(*cells));
	for (size_t i = 0; i < s.nrows * s.ncols; i++)
		cells[i] = cell_of(&s, i);
	rc = xlsx_write(r->mem, &(struct xlsx_sheet){ .name = "回答",
	    .cells = cells, .nrows = s.nrows,
	    .ncols = s.ncols, .landscape = true }, 1, &bytes, &n);
	if (rc)
		return rc;
	buffer_bytes(&r->answer.body, bytes, n);
	r->answer.type = "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet";
	r->answer.file = file_name(r, &survey, "xlsx");
	return OK;
}
