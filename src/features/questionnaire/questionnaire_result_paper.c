#include <string.h>

#include "app/paper.h"
#include "base/csv.h"
#include "base/date.h"
#include "features/questionnaire/questionnaire_result.h"

/* The same for paper, and as CSV. */

static void
put_table(struct request *r, struct paper *p,
    const struct questionnaire_shown *s, size_t number)
{
	static const struct paper_column columns[] = {
		{ "選択肢", 6, true }, { "前（人）", 2, false },
		{ "前の割合", 2, false }, { "後（人）", 2, false },
		{ "後の割合", 2, false }, { "変化", 2, false },
	};

	paper_table(p, arena_fmt(r->mem, "%zu．前と後の回答（全員）", number),
	    columns, COUNT(columns));
	for (size_t i = 0; i < s->nrows; i++) {
		const struct questionnaire_row *row = &s->rows[i];

		paper_cell(p, row->label);
		paper_cell(p, row->before);
		paper_cell(p, row->before_share);
		paper_cell(p, row->after);
		paper_cell(p, row->after_share);
		paper_cell(p, row->change);
	}
}

static void
put_cross(struct request *r, struct paper *p,
    const struct questionnaire_count *k, size_t number)
{
	struct paper_column *columns = arena_array(r->mem, k->noptions + 1,
	    sizeof(*columns));

	if (k->noptions + 1 > PAPER_MAX_COLUMNS)
		return;
	columns[0] = (struct paper_column){ "前＼後", 3, true };
	for (size_t i = 0; i < k->noptions; i++)
		columns[i + 1] = (struct paper_column){ k->options[i], 2,
		    false };
	paper_table(p, arena_fmt(r->mem,
	    "%zu．前と後がそろった%lld人（縦が前、横が後）", number,
	    (long long)k->paired),
	    columns, k->noptions + 1);
	for (size_t i = 0; i < k->noptions; i++) {
		paper_cell(p, k->options[i]);
		for (size_t j = 0; j < k->noptions; j++)
			paper_cell(p, arena_fmt(r->mem, "%lld",
			    (long long)k->cross[i][j]));
	}
}

static void
put_texts(struct request *r, struct paper *p,
    const struct questionnaire_count *k)
{
	static const char *const labels[] = { "研修の前", "研修の後" };

	for (int phase = 0; phase < PHASES; phase++) {
		if (questionnaire_few((int64_t)k->ntexts[phase]))
			continue;
		paper_note(p, labels[phase]);
		for (size_t i = 0; i < k->ntexts[phase]; i++)
			paper_text(p, arena_fmt(r->mem, "・%s",
			    k->texts[phase][i]));
	}
}

static void
put_question(struct request *r, struct paper *p,
    const struct questionnaire_count *k, size_t number)
{
	struct questionnaire_shown s = questionnaire_shown(r, k);

	paper_section(p, arena_fmt(r->mem, "%zu．%s", number,
	    k->question->says));
	if (s.few)
		paper_note(p, s.few);
	if (s.nrows)
		put_table(r, p, &s, number);
	if (s.moved)
		paper_text(p, arena_fmt(r->mem, "前と後がそろった%lld人：%s",
		    (long long)k->paired, s.moved));
	if (s.has_cross)
		put_cross(r, p, k, number);
	if (s.no_cross)
		paper_note(p, s.no_cross);
	put_texts(r, p, k);
}

static enum result
paper_of(struct request *r, struct questionnaire_all *all,
    struct paper **out)
{
	struct questionnaire_counts c;
	struct paper *p;
	enum result rc = questionnaire_open(r, r->arg[0], all);

	if (!rc)
		rc = questionnaire_count(r, all, &c);
	if (rc)
		return rc;
	p = paper_new(r->mem, all->it.title);
	paper_under(p, arena_fmt(r->mem, "%s現在　研修の前 %lld通　"
	    "研修の後 %lld通　前と後がそろった人 %lld人",
	    date_long(r->mem, r->today), (long long)c.answers[PHASE_BEFORE],
	    (long long)c.answers[PHASE_AFTER], (long long)c.paired));
	paper_note(p, "5通に満たないものは出していません。");
	for (size_t i = 0; i < c.n; i++)
		put_question(r, p, &c.at[i], i + 1);
	*out = p;
	return OK;
}

enum result
questionnaire_result_print_get(struct request *r)
{
	struct questionnaire_all all;
	struct paper *p;
	enum result rc = paper_of(r, &all, &p);
	const char *at = arena_fmt(r->mem, "/questionnaires/%s", r->arg[0]);

	if (rc)
		return rc;
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "事前・事後アンケート", "/questionnaires" },
	    { all.it.title, at }, { "結果", NULL } };
	struct page page = { "結果", "/trainings", crumbs, COUNT(crumbs),
	    false };
	struct paper_links links = { arena_fmt(r->mem, "%s/result.pdf", at),
	    arena_fmt(r->mem, "%s/result", at), "結果に戻る" };

	return paper_show(r, &page, p, &links);
}

enum result
questionnaire_result_pdf_get(struct request *r)
{
	struct questionnaire_all all;
	struct paper *p;
	enum result rc = paper_of(r, &all, &p);

	return rc ? rc : paper_pdf(r, all.it.title,
	    (const struct paper *const[]){ p }, 1, "anketo-kekka");
}

static void
put_csv(struct buffer *b, const char *text)
{
	csv_cell(b, text ? text : "");
	buffer_add(b, ",");
}

enum result
questionnaire_result_csv_get(struct request *r)
{
	struct buffer b = buffer_new(r->mem);
	struct questionnaire_all all;
	struct questionnaire_counts c;
	enum result rc = questionnaire_open(r, r->arg[0], &all);

	if (!rc)
		rc = questionnaire_count(r, &all, &c);
	if (rc)
		return rc;
	buffer_add(&b, "\xef\xbb\xbf記号,質問,選択肢,前,前の割合,後,後の割合,変化"
	    "\r\n");
	for (size_t i = 0; i < c.n; i++) {
		const struct questionnaire_question *q = c.at[i].question;
		struct questionnaire_shown s = questionnaire_shown(r,
		    &c.at[i]);

		for (size_t k = 0; k < s.nrows; k++) {
			const struct questionnaire_row *row = &s.rows[k];

			put_csv(&b, q->code);
			put_csv(&b, q->says);
			put_csv(&b, row->label);
			put_csv(&b, row->before);
			put_csv(&b, row->before_share);
			put_csv(&b, row->after);
			put_csv(&b, row->after_share);
			/* A number of ours, which no spreadsheet runs. */
			buffer_fmt(&b, "%s\r\n", !row->change ? "" :
			    row->change + (*row->change == '+'));
		}
	}
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = "anketo-kekka.csv";
	r->answer.body = b;
	return OK;
}
