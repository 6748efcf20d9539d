#include "features/survey/survey_return.h"

#include <string.h>

#include "app/words.h"
#include "base/csv.h"
#include "base/text.h"
#include "base/xlsx.h"
#include "features/survey/survey_sql.h"

/* Whose form a file is, and whether it may be taken now. */

enum { TITLES_MAX = 10, ROWS_MAX = 20000, UUID_LENGTH = 36 };

static enum result
refuse(struct survey_return *f, const char *says)
{
	f->refused = says;
	return INVALID;
}

static const char *
plain(struct request *r, const struct table *t, size_t row, size_t col)
{
	return text_tidy(r->mem, csv_unguard(table_cell(t, row, col)));
}

/* How many columns of a row are headed so; the last of them in *at. */
static size_t
count_headed(struct request *r, const struct table *t, size_t row,
    const char *heading, size_t *at)
{
	size_t n = 0;

	for (size_t col = 0; col < t->ncols; col++) {
		if (strcmp(plain(r, t, row, col), heading) != 0)
			continue;
		*at = col;
		n++;
	}
	return n;
}

/* Lines may stand above the headings, but not many. */
static enum result
find_columns(struct request *r, const struct table *t,
    struct survey_columns *c, struct survey_return *f)
{
	for (c->row = 0; c->row < t->nrows && c->row < TITLES_MAX; c->row++) {
		size_t codes = count_headed(r, t, c->row, "記号", &c->code);
		size_t values = count_headed(r, t, c->row, "回答", &c->value);

		if (codes == 1 && values == 1)
			return OK;
		if (codes && values)
			return refuse(f, "「記号」か「回答」の列が2つあります。"
			    "1つにしてください。");
	}
	return refuse(f, "「記号」と「回答」の見出しの行が見つかりません。"
	    "この調査の用紙か、確かめてください。");
}

static const char *
find_token(struct request *r, const struct table *t,
    const struct survey_columns *c)
{
	for (size_t row = c->row + 1; row < t->nrows; row++) {
		if (strcmp(plain(r, t, row, c->code), SURVEY_FORM_TOKEN) == 0)
			return plain(r, t, row, c->value);
	}
	return NULL;
}

static enum result
read_table(struct request *r, const char *bytes, size_t n, struct table *t,
    struct survey_return *f)
{
	const char *why = NULL;
	size_t line = 0;
	enum result rc = xlsx_looks(bytes, n) ?
	    xlsx_read(r->mem, bytes, n, t, &why) :
	    csv_read(r->mem, bytes, n, t, &why, &line);

	if (rc == INVALID)
		return refuse(f, line ? arena_fmt(r->mem, "%zu行め：%s", line,
		    words(why ? why : "csv_empty")) :
		    words(why ? why : "csv_empty"));
	return rc || t->nrows <= ROWS_MAX ? rc : refuse(f,
	    "行が多すぎます。この調査の用紙か、確かめてください。");
}

/* The recipient whose form it is, of this survey, which is open. */
static enum result
load_recipient(struct request *r, const char *survey, const char *only,
    const char *token, struct survey_return *f)
{
	enum result rc;

	if (!token || strlen(token) != UUID_LENGTH)
		return refuse(f, "「用紙の番号」の行がないか、書きかえられています。"
		    "送った用紙に答えを写してください。");
	rc = survey_sheet_load(r, token, &f->sheet);
	if (rc == MISSING)
		return refuse(f, "この「用紙の番号」のあて先がありません。");
	if (rc)
		return rc;
	if (strcmp(f->sheet.survey.id, survey) != 0)
		return refuse(f, arena_fmt(r->mem, "これは「%s」の用紙です。",
		    f->sheet.survey.title));
	if (only && strcmp(f->sheet.recipient.id, only) != 0)
		return refuse(f, arena_fmt(r->mem, "これは「%s」の用紙です。",
		    f->sheet.recipient.name));
	if (!survey_state_is(&f->sheet.survey, "open"))
		return refuse(f, "この調査は、回答を受け付けていません。"
		    "受け取るときは、調査を「もう一度、受け付ける」にしてください。");
	return OK;
}

enum result
survey_return_read(struct request *r, const char *survey, const char *only,
    const char *bytes, size_t n, struct survey_return *f)
{
	size_t lacks[SURVEY_QUESTIONS_MAX];
	struct survey_columns c = { 0 };
	struct table t = { 0 };
	const char **begun;
	enum result rc = read_table(r, bytes, n, &t, f);

	if (!rc)
		rc = find_columns(r, &t, &c, f);
	if (!rc)
		rc = load_recipient(r, survey, only, find_token(r, &t, &c), f);
	if (rc)
		return rc;
	begun = arena_array(r->mem, f->sheet.n + 1, sizeof(*begun));
	if (f->sheet.open.id)
		memcpy(begun, f->sheet.values, f->sheet.n * sizeof(*begun));
	memset(f->sheet.values, 0, f->sheet.n * sizeof(*begun));
	survey_return_cells(r, &t, &c, begun, f);
	for (size_t i = 0; i < f->sheet.n; i++)
		f->said += !text_blank(f->sheet.values[i]);
	f->lacks = survey_missing(f->sheet.questions, f->sheet.n,
	    f->sheet.values, lacks);
	return f->nfaults ? INVALID : OK;
}
