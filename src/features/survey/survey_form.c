#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/xlsx.h"
#include "features/survey/survey_return.h"

/* The form of one recipient, as a workbook or as CSV: what the directory tells
 * outsiders is filled in already, to be confirmed or mended. */

static const char *
text(const char *s)
{
	return s ? s : "";
}

/* How a question wants to be answered, as a person reads it. */
static const char *
how_of(struct request *r, const struct sheet *s, size_t i)
{
	const struct survey_question *q = &s->questions[i];
	const char *when = survey_when_told(r, s->questions, i);
	struct buffer b = buffer_new(r->mem);
	struct survey_choice *all;
	size_t n;

	if (q->required && *q->required == '1')
		buffer_add(&b, "※必須　");
	switch (survey_kind_of(q->kind)) {
	case SURVEY_SINGLE:
		buffer_add(&b, "1つ書く：");
		n = survey_choices(r->mem, q->choices, &all);
		for (size_t k = 0; k < n; k++)
			buffer_fmt(&b, "%s%s", k ? "／" : "", all[k].label);
		break;
	case SURVEY_MULTIPLE:
		buffer_add(&b, "あてはまるものに○");
		break;
	case SURVEY_NUMBER:
		buffer_add(&b, "数字");
		break;
	case SURVEY_DATE:
		buffer_add(&b, "日付　例）R8.11.20");
		break;
	case SURVEY_TEXT:
	case SURVEY_TABLE:
		buffer_add(&b, "文");
		break;
	case SURVEY_SECTION:
		break;
	}
	if (when)
		buffer_fmt(&b, "（%s）", when);
	return text(b.s);
}

/* A line for each choice or row of it. */
static size_t
put_parts(struct request *r, const struct sheet *s, size_t i,
    struct survey_form_line *out)
{
	const struct survey_question *q = &s->questions[i];
	bool table = survey_is(q, SURVEY_TABLE);
	struct survey_choice *all;
	size_t n = survey_choices(r->mem, q->choices, &all);

	for (size_t k = 0; k < n; k++)
		out[k] = (struct survey_form_line){
			.code = table ? arena_fmt(r->mem, "%s.%zu", q->code,
			    k + 1) : arena_fmt(r->mem, "%s:%s", q->code,
			    all[k].code),
			.asks = arena_fmt(r->mem, "%s：%s", q->asks,
			    all[k].label),
			.how = how_of(r, s, i),
			.value = table ? survey_line_at(r->mem, s->values[i],
			    k) : s->values[i] && text_set_has(s->values[i],
			    all[k].code) ? "○" : "",
		};
	return n;
}

static const char *
value_of(struct request *r, const struct sheet *s, size_t i)
{
	return text(survey_is(&s->questions[i], SURVEY_SINGLE) ?
	    survey_value_shown(r, &s->questions[i], s->values[i]) :
	    s->values[i]);
}

static size_t
put_question(struct request *r, const struct sheet *s, size_t i,
    struct survey_form_line *out)
{
	const struct survey_question *q = &s->questions[i];

	if (survey_is(q, SURVEY_MULTIPLE) || survey_is(q, SURVEY_TABLE))
		return put_parts(r, s, i, out);
	*out = (struct survey_form_line){ "", q->asks, text(q->help), "",
		true };
	if (!survey_is(q, SURVEY_SECTION))
		*out = (struct survey_form_line){ q->code, q->asks,
			how_of(r, s, i), value_of(r, s, i), false };
	return 1;
}

static size_t
most_lines(struct request *r, const struct sheet *s)
{
	size_t n = 3;
	struct survey_choice *all;

	for (size_t i = 0; i < s->n; i++)
		n += 1 + survey_choices(r->mem, s->questions[i].choices, &all);
	return n;
}

/* Headings first, then whose it is. */
static void
survey_form_lines(struct request *r, const struct sheet *s,
    struct survey_form_line **out, size_t *n)
{
	struct survey_form_line *all = arena_array(r->mem, most_lines(r, s),
	    sizeof(*all));

	all[0] = (struct survey_form_line){ "記号", "設問", "答え方", "回答",
		true };
	all[1] = (struct survey_form_line){ SURVEY_FORM_TOKEN,
		"用紙の番号（消さないでください）", s->recipient.name,
		s->recipient.id, false };
	*n = 2;
	for (size_t i = 0; i < s->n; i++)
		*n += put_question(r, s, i, all + *n);
	*out = all;
}

/* As whoever gets the form may see the directory: a stranger. */
static enum result
load_for_stranger(struct request *r, const char *recipient, struct sheet *s)
{
	const struct guest stranger = { .id = "form" };
	const struct person *who = r->who;
	enum result rc;

	guest_speaks(r, &stranger, NULL);
	rc = survey_sheet_load(r, recipient, s);
	guest_leaves(r);
	r->who = who;
	return rc;
}

static enum result
workbook(struct request *r, const struct survey_form_line *all, size_t n)
{
	struct xlsx_cell *cells = arena_array(r->mem, n * SURVEY_FORM_COLUMNS,
	    sizeof(*cells));
	struct xlsx_sheet sheet = { .name = "回答", .cells = cells, .nrows = n,
		.ncols = SURVEY_FORM_COLUMNS };
	const char *bytes;
	size_t len;

	for (size_t i = 0; i < n; i++) {
		const char *const line[] = { all[i].code, all[i].asks,
			all[i].how, all[i].value };

		for (size_t k = 0; k < COUNT(line); k++)
			cells[i * SURVEY_FORM_COLUMNS + k] = (struct xlsx_cell){
				.text = line[k], .bold = all[i].heading };
	}
	if (xlsx_write(r->mem, &sheet, 1, &bytes, &len))
		return BROKEN;
	buffer_bytes(&r->answer.body, bytes, len);
	r->answer.type = "application/vnd.openxmlformats-officedocument"
	    ".spreadsheetml.sheet";
	return OK;
}

static enum result
lines_of_csv(struct request *r, const struct survey_form_line *all, size_t n)
{
	struct buffer *b = &r->answer.body;

	buffer_add(b, "\xef\xbb\xbf");
	for (size_t i = 0; i < n; i++) {
		const char *const line[] = { all[i].code, all[i].asks,
			all[i].how, all[i].value };

		for (size_t k = 0; k < COUNT(line); k++) {
			buffer_add(b, k ? "," : "");
			csv_cell(b, line[k]);
		}
		buffer_add(b, "\r\n");
	}
	r->answer.type = "text/csv; charset=utf-8";
	return OK;
}

static enum result
form_get(struct request *r, const char *ending,
    enum result make(struct request *, const struct survey_form_line *,
    size_t))
{
	struct survey_form_line *all;
	struct sheet s;
	size_t n;
	enum result rc = access_centre(r);

	if (!rc)
		rc = load_for_stranger(r, r->arg[0], &s);
	if (!rc)
		rc = deed_export(r, survey_recipient_record.name,
		    s.recipient.id, "form");
	if (rc)
		return rc;
	survey_form_lines(r, &s, &all, &n);
	rc = make(r, all, n);
	r->answer.file = arena_fmt(r->mem, "survey-%.8s.%s",
	    s.recipient.id + strlen(s.recipient.id) - 8, ending);
	return rc;
}

/* GET /survey-recipients/ID/form.xlsx and .csv */
enum result
survey_form_xlsx_get(struct request *r)
{
	return form_get(r, "xlsx", workbook);
}

enum result
survey_form_csv_get(struct request *r)
{
	return form_get(r, "csv", lines_of_csv);
}
