#include <inttypes.h>
#include <string.h>

#include "app/codes.h"
#include "app/paper.h"
#include "base/date.h"
#include "features/survey/survey_result_page.h"
#include "features/survey/survey_result_sql.h"
#include "features/survey/survey_sql.h"

/* The report of a wave: why it was asked, who answered, what, beside earlier
 * waves, and what the directory took from it; on the page and as PDF. */

enum { BAR = 10, BAR_SHARE = 100 };	/* a mark for every tenth */

struct rate {
	int64_t asked, sent;
};

static const char *
number(struct request *r, int64_t n)
{
	return arena_fmt(r->mem, "%" PRId64, n);
}

static void
put_rate(struct request *r, struct paper *p, const char *label,
    const struct rate *rate)
{
	paper_cell(p, label);
	paper_cell(p, number(r, rate->asked));
	paper_cell(p, number(r, rate->sent));
	paper_cell(p, survey_percent(r->mem, survey_share(rate->sent,
	    rate->asked)));
}

static enum result
put_regions(struct request *r, struct paper *p, const struct survey *s,
    struct rate *all)
{
	static const struct paper_column columns[] = { { "圏域", 3, true },
		{ "頼んだ所", 2, false }, { "答えた所", 2, false },
		{ "回答率", 2, false } };
	struct rows rows = { 0 };
	enum result rc = survey_sql_regions(r, s->id, &rows);

	if (rc)
		return rc;
	paper_table(p, "圏域ごとの回答率", columns, COUNT(columns));
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *region = rows_cell(&rows, i, "region");
		struct rate rate = { rows_number(&rows, i, "asked"),
			rows_number(&rows, i, "sent") };

		put_rate(r, p, region ? codes_label(r->codes, "region",
		    region) : "圏域が分からない", &rate);
		all->asked += rate.asked;
		all->sent += rate.sent;
	}
	put_rate(r, p, "計", all);
	return OK;
}

static void
put_channels(struct request *r, struct paper *p, const struct survey_wave *w)
{
	static const struct paper_column columns[] = { { "届き方", 3, true },
		{ "答えた所", 2, false }, { "割合", 2, false } };
	size_t n;
	const struct code *all = codes_list(r->codes, "survey_channel", &n);

	paper_table(p, "届き方ごとの回答", columns, COUNT(columns));
	for (size_t i = 0; i < n; i++) {
		int64_t came = 0;

		for (size_t k = 0; k < w->ncases; k++)
			came += strcmp(w->cases[k].channel, all[i].code) == 0;
		paper_cell(p, all[i].label);
		paper_cell(p, number(r, came));
		paper_cell(p, survey_percent(r->mem, survey_share(came,
		    (int64_t)w->ncases)));
	}
}

/* A bar as long as the share, drawn in letters: in print and on the page. */
static const char *
bar(struct request *r, int64_t part, int64_t whole)
{
	int64_t marks = (survey_share(part, whole) + BAR_SHARE / 2) /
	    BAR_SHARE;
	struct buffer b = buffer_new(r->mem);

	for (int64_t i = 0; i < marks && i < BAR; i++)
		buffer_add(&b, "■");
	return b.len ? b.s : "";
}

static void
put_grid(struct request *r, struct paper *p, const struct survey_grid *g,
    const char *const *bars)
{
	struct paper_column *columns = arena_array(r->mem, g->ncolumns + 2,
	    sizeof(*columns));
	size_t n = 0;

	columns[n++] = (struct paper_column){ g->caption, 4, true };
	for (size_t i = 0; i < g->ncolumns; i++)
		columns[n++] = (struct paper_column){ g->columns[i], 2,
			false };
	if (bars)
		columns[n++] = (struct paper_column){ "グラフ", 5, false };
	paper_table(p, g->caption, columns, n);
	for (size_t i = 0; i < g->nlines; i++) {
		const struct survey_cell *cells = g->lines[i].cells.rows;

		paper_cell(p, g->lines[i].label);
		for (size_t k = 0; k < g->ncolumns; k++)
			paper_cell(p, cells[k].text);
		if (bars)
			paper_cell(p, bars[i]);
	}
	for (size_t i = 0; g->notes[i]; i++)
		paper_note(p, arena_fmt(r->mem, "※ %s", g->notes[i]));
}

static void
put_question(struct request *r, struct paper *p,
    const struct survey_waves *all, size_t q)
{
	const struct survey_wave *w = &all->at[0];
	int64_t counts[SURVEY_CLASSES_MAX], asked;
	const char *bars[SURVEY_CLASSES_MAX + 1] = { NULL };
	struct survey_axis a;
	struct survey_grid g;

	survey_axis_of(r->mem, w, q, &a);
	asked = survey_axis_counts(&a, w->ncases, counts);
	for (size_t i = 0; i < a.n; i++)
		bars[i] = bar(r, counts[i], asked);
	survey_grid_plain(r, all, q, &g);
	put_grid(r, p, &g, survey_is(&w->questions[q], SURVEY_NUMBER) ? NULL :
	    bars);
}

static void
put_questions(struct request *r, struct paper *p,
    const struct survey_waves *all)
{
	const struct survey_wave *w = &all->at[0];

	paper_section(p, "結果");
	paper_note(p, "「割合」は、その設問を聞いた所の数に対するものです。2回答えた所は、"
	    "あとの回答を数えています。");
	for (size_t i = 0; i < w->n; i++) {
		if (survey_is(&w->questions[i], SURVEY_SECTION))
			paper_section(p, w->questions[i].asks);
		else
			put_question(r, p, all, i);
	}
}

/* The answer that was taken, opened when it was written by hand. */
static const char *
taken(struct request *r, const struct survey_wave *w, const struct rows *rows,
    size_t i)
{
	size_t q = survey_wave_find(w, rows_cell(rows, i, "code"));
	const char *value = rows_cell(rows, i, "value");
	const char *text = rows_cell(rows, i, "text");

	if (text)
		value = record_open_cell(r, r->mem, &survey_answer_record,
		    record_field(&survey_answer_record, "text"),
		    rows_cell(rows, i, "answer"), text);
	return q < w->n ? survey_value_shown(r, &w->questions[q], value) :
	    value;
}

static enum result
put_accepted(struct request *r, struct paper *p, const struct survey_wave *w)
{
	static const struct paper_column columns[] = { { "受入れ先", 3, true },
		{ "設問", 4, false }, { "台帳に入れた答え", 3, false },
		{ "入れた日", 2, false } };
	struct rows rows = { 0 };
	enum result rc = survey_sql_accepted(r, w->survey.id, &rows);

	if (rc)
		return rc;
	paper_section(p, "台帳に入れたこと");
	paper_table(p, "台帳に入れたこと", columns, COUNT(columns));
	for (size_t i = 0; i < rows.nrows; i++) {
		paper_cell(p, rows_cell(&rows, i, "name"));
		paper_cell(p, rows_cell(&rows, i, "asks"));
		paper_cell(p, taken(r, w, &rows, i));
		paper_cell(p, date_era(r->mem, rows_cell(&rows, i,
		    "decided_on")));
	}
	return OK;
}

static enum result
write_report(struct request *r, struct survey *s, struct paper **out)
{
	struct survey_waves all;
	struct rate rate = { 0 };
	struct paper *p;
	const char *before;
	enum result rc = survey_open(r, s);

	if (!rc)
		rc = survey_waves_load(r, s, &all);
	if (rc)
		return rc;
	*out = p = paper_new(r->mem, arena_fmt(r->mem, "%s　報告書",
	    s->title));
	paper_under(p, arena_fmt(r->mem, "基準日 %s／作成 %s", date_long(r->mem,
	    s->base_on), date_long(r->mem, r->today)));
	if (s->intro && *s->intro) {
		paper_section(p, "目的");
		paper_text(p, s->intro);
	}
	paper_section(p, "回答のようす");
	rc = put_regions(r, p, s, &rate);
	if (rc)
		return rc;
	put_channels(r, p, &all.at[0]);
	before = survey_waves_before(r, &all);
	if (before)
		paper_note(p, arena_fmt(r->mem, "比べた前の調査：%s", before));
	put_questions(r, p, &all);
	return put_accepted(r, p, &all.at[0]);
}

/* GET /surveys/ID/report */
enum result
survey_report_get(struct request *r)
{
	struct survey s;
	struct paper *p;
	enum result rc = write_report(r, &s, &p);
	const char *at;

	if (rc)
		return rc;
	at = arena_fmt(r->mem, "/surveys/%s", s.id);
	{
		struct crumb crumbs[] = { { "調査", "/surveys" },
		    { s.title, at }, { "報告書", NULL } };
		struct page page = { arena_fmt(r->mem, "%s　報告書", s.title),
		    "/surveys", crumbs, COUNT(crumbs), false };
		struct paper_links links = { arena_fmt(r->mem,
		    "%s/report.pdf", at), arena_fmt(r->mem, "%s/results", at),
		    "結果に戻る" };

		return paper_show(r, &page, p, &links);
	}
}

/* GET /surveys/ID/report.pdf */
enum result
survey_report_pdf_get(struct request *r)
{
	struct survey s;
	struct paper *p;
	const struct paper *one;
	enum result rc = write_report(r, &s, &p);

	if (rc)
		return rc;
	one = p;
	return paper_pdf(r, arena_fmt(r->mem, "%s　報告書", s.title), &one, 1,
	    arena_fmt(r->mem, "chousa-%s", s.base_on));
}
