#include <string.h>

#include "base/csv.h"
#include "base/text.h"
#include "features/survey/survey_return.h"

/* The cells of a form that came back: each line by its code, wherever it
 * stands, and each fault by the cell it is in. */

struct cells {
	struct request *r;
	const struct table *t;
	const struct survey_columns *c;
	struct survey_return *f;
	const char **codes;		/* [nrows] of the lines; tidied */
	bool *used;			/* [nrows] */
};

/* "E12", as Excel calls it. */
static const char *
cell_name(const struct cells *w, size_t row)
{
	char letters[4] = "";
	size_t n = w->c->value + 1, at = sizeof(letters) - 1;

	while (n && at) {
		letters[--at] = (char)('A' + (n - 1) % 26);
		n = (n - 1) / 26;
	}
	return arena_fmt(w->r->mem, "%s%zu", letters + at, w->t->lines[row]);
}

static void
fault(struct cells *w, size_t row, const char *asks, const char *says)
{
	enum { FOUND = 40 };
	bool none = row == w->t->nrows;

	if (w->f->nfaults == SURVEY_FORM_FAULTS)
		return;
	w->f->faults[w->f->nfaults++] = (struct survey_form_fault){
		.cell = none ? "" : cell_name(w, row), .asks = asks,
		.found = none ? "" : text_cut(w->r->mem, table_cell(w->t, row,
		    w->c->value), FOUND), .says = says };
}

/* The value beside that code; NULL: no such line. A second line of the same
 * code is a fault. */
static const char *
value_at(struct cells *w, const char *code, const char *asks, size_t *at)
{
	*at = w->t->nrows;
	for (size_t row = w->c->row + 1; row < w->t->nrows; row++) {
		if (strcmp(w->codes[row], code) != 0)
			continue;
		if (*at < w->t->nrows)
			fault(w, row, asks, "同じ記号の行が2つあります。"
			    "1つにしてください。");
		else
			*at = row;
		w->used[row] = true;
	}
	return *at == w->t->nrows ? NULL : csv_unguard(table_cell(w->t, *at,
	    w->c->value));
}

/* 1: marked, 0: not, -1: neither can be told. */
static int
mark_of(struct request *r, const char *typed)
{
	static const char *const yes[] = { "○", "〇", "◯", "◎", "●", "✓", "✔",
		"☑", "■", "レ", "はい", "有", "1", "yes" };
	static const char *const no[] = { "", "×", "✕", "-", "－", "なし", "無",
		"いいえ", "0", "no", "□" };
	const char *s = text_tidy(r->mem, text_fold_width(r->mem, typed));

	for (size_t i = 0; i < COUNT(yes); i++) {
		if (strcmp(s, yes[i]) == 0)
			return 1;
	}
	for (size_t i = 0; i < COUNT(no); i++) {
		if (strcmp(s, no[i]) == 0)
			return 0;
	}
	return -1;
}

static const char *
read_marks(struct cells *w, const struct survey_question *q)
{
	struct survey_choice *all;
	size_t n = survey_choices(w->r->mem, q->choices, &all);
	struct buffer b = buffer_new(w->r->mem);

	for (size_t i = 0; i < n; i++) {
		const char *asks = arena_fmt(w->r->mem, "%s：%s", q->asks,
		    all[i].label), *typed;
		size_t row;
		int mark;

		typed = value_at(w, arena_fmt(w->r->mem, "%s:%s", q->code,
		    all[i].code), asks, &row);
		mark = typed ? mark_of(w->r, typed) : 0;
		if (mark < 0)
			fault(w, row, asks, "○か、空欄にしてください。");
		if (mark > 0)
			buffer_fmt(&b, "%s%s", b.len ? "," : "", all[i].code);
	}
	return b.s;
}

static const char *
read_rows(struct cells *w, const struct survey_question *q)
{
	struct survey_choice *all;
	size_t n = survey_choices(w->r->mem, q->choices, &all);
	struct buffer b = buffer_new(w->r->mem);
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		const char *asks = arena_fmt(w->r->mem, "%s：%s", q->asks,
		    all[i].label), *typed;
		size_t row;

		typed = value_at(w, arena_fmt(w->r->mem, "%s.%zu", q->code,
		    i + 1), asks, &row);
		if (typed && text_length(typed) > SURVEY_ROW_MAX)
			fault(w, row, asks, "200文字までにしてください。");
		if (typed && strchr(typed, '\n'))
			fault(w, row, asks, "1行で書いてください。");
		any |= !text_blank(typed);
		buffer_fmt(&b, "%s%s", i ? "\n" : "", typed ? typed : "");
	}
	return any ? b.s : NULL;
}

/* A choice by its code or by what it is called. */
static const char *
choice_typed(struct request *r, const struct survey_question *q,
    const char *typed)
{
	const char *key = text_key(r->mem, typed);
	struct survey_choice *all;
	size_t n = survey_choices(r->mem, q->choices, &all);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(text_key(r->mem, all[i].label), key) == 0)
			return all[i].code;
	}
	return typed;
}

static const char *
read_one(struct cells *w, const struct survey_question *q)
{
	const char *typed, *says, *value = NULL;
	size_t row;

	typed = value_at(w, q->code, q->asks, &row);
	if (!typed)
		return NULL;
	if (!survey_is(q, SURVEY_TEXT))
		typed = text_tidy(w->r->mem, typed);
	if (survey_is(q, SURVEY_SINGLE) && *typed)
		typed = choice_typed(w->r, q, typed);
	says = survey_read(w->r->mem, q, typed, w->r->today, &value);
	if (says)
		fault(w, row, q->asks, says);
	return says ? NULL : value;
}

/* Where that question's answer begins. */
static size_t
row_of(const struct cells *w, const char *code)
{
	size_t n = strlen(code);

	for (size_t row = w->c->row + 1; row < w->t->nrows; row++) {
		const char *at = w->codes[row];

		if (strncmp(at, code, n) == 0 && (!at[n] || at[n] == ':' ||
		    at[n] == '.'))
			return row;
	}
	return w->t->nrows;
}

/* What was begun by the link stands where the file says nothing. */
static void
check_strays(struct cells *w, const char *const *begun)
{
	struct sheet *s = &w->f->sheet;

	for (size_t i = 0; i < s->n; i++) {
		if (text_blank(s->values[i]))
			s->values[i] = begun[i];
	}
	survey_shown(s->questions, s->n, s->values, s->shown);
	for (size_t i = 0; i < s->n; i++) {
		const char *when = survey_when_told(w->r, s->questions, i);

		if (survey_sheet_is_stray(s, i))
			fault(w, row_of(w, s->questions[i].code),
			    s->questions[i].asks, when ? arena_fmt(w->r->mem,
			    "%sだけ答える設問です。どちらかを直してください。",
			    when) : "この部分には答えません。空欄にしてください。");
	}
}

/* Lines with a code that asks nothing: another survey's, or a slip. */
static void
check_unknown(struct cells *w)
{
	for (size_t row = w->c->row + 1; row < w->t->nrows; row++) {
		const char *code = w->codes[row];

		if (*code && !w->used[row] &&
		    strcmp(code, SURVEY_FORM_TOKEN) != 0)
			fault(w, row, code, "この記号の設問はありません。"
			    "用紙のもとの記号に直してください。");
	}
}

void
survey_return_cells(struct request *r, const struct table *t,
    const struct survey_columns *c, const char *const *begun,
    struct survey_return *f)
{
	struct cells w = { r, t, c, f, arena_array(r->mem, t->nrows + 1,
		sizeof(*w.codes)), arena_array(r->mem, t->nrows + 1,
		sizeof(*w.used)) };

	for (size_t row = 0; row < t->nrows; row++)
		w.codes[row] = text_tidy(r->mem, csv_unguard(table_cell(t, row,
		    c->code)));
	for (size_t i = 0; i < f->sheet.n; i++) {
		const struct survey_question *q = &f->sheet.questions[i];

		if (survey_is(q, SURVEY_SECTION))
			continue;
		f->sheet.values[i] = survey_is(q, SURVEY_MULTIPLE) ?
		    read_marks(&w, q) : survey_is(q, SURVEY_TABLE) ?
		    read_rows(&w, q) : read_one(&w, q);
	}
	check_strays(&w, begun);
	check_unknown(&w);
}
