#include <stdlib.h>

#include "app/access.h"
#include "app/paper.h"
#include "base/csv.h"
#include "base/date.h"
#include "features/training/training_private.h"
#include "features/training/training_sql.h"

/* The yearly table of sessions as it is reported: 回次, 開催日時, 開催場所,
 * 参加人数, 研修内容; on the page, as PDF and as CSV. */

struct line {
	const char *number, *when, *where, *came, *theme;
};

struct lines {
	struct training training;
	struct line *all;
	size_t n;
	int64_t came;
};

static struct line
line_of(struct request *r, const struct training_session *s, int64_t ticked)
{
	return (struct line){
		.number = arena_fmt(r->mem, "第%lld回", (long long)s->number),
		.when = training_when(r, s),
		.where = training_where(r, s),
		.came = training_came_label(r, s, ticked),
		.theme = s->theme,
	};
}

static enum result
load(struct request *r, struct lines *out)
{
	struct rows rows = { 0 };
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_record, r->arg[0],
		    &out->training);
	if (!rc)
		rc = training_sql_sessions(r, out->training.id, &rows);
	if (rc)
		return rc;
	out->all = arena_array(r->mem, rows.nrows + 1, sizeof(*out->all));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct training_session s;
		int64_t ticked;

		if (!record_load(r, &training_session_record, &rows, i, &s))
			continue;
		ticked = strtoll(rows_cell(&rows, i, "ticked"), NULL, 10);
		out->came += training_came(&s, ticked);
		out->all[out->n++] = line_of(r, &s, ticked);
	}
	return OK;
}

static struct paper *
paper_of(struct request *r, const struct lines *d)
{
	static const struct paper_column columns[] = {
		{ "回次", 2, true }, { "開催日時", 5, false },
		{ "開催場所", 4, false }, { "参加人数", 2, false },
		{ "研修内容", 7, false },
	};
	struct paper *p = paper_new(r->mem, arena_fmt(r->mem,
	    "%s　開催一覧", d->training.title));

	paper_under(p, arena_fmt(r->mem, "%s　%s現在　のべ%lld人",
	    date_fiscal_label(r->mem, (int)d->training.year),
	    date_long(r->mem, r->today), (long long)d->came));
	paper_table(p, "開催一覧", columns, COUNT(columns));
	for (size_t i = 0; i < d->n; i++) {
		const struct line *l = &d->all[i];

		paper_cell(p, l->number);
		paper_cell(p, l->when);
		paper_cell(p, l->where);
		paper_cell(p, l->came);
		paper_cell(p, l->theme);
	}
	return p;
}

/* GET /trainings/ID/table */
enum result
training_table_get(struct request *r)
{
	struct lines d = { 0 };
	enum result rc = load(r, &d);
	const char *back = arena_fmt(r->mem, "/trainings/%s", r->arg[0]);
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { d.training.title, back }, { "開催一覧", NULL } };
	struct page page = { "開催一覧", "/trainings", crumbs, COUNT(crumbs),
	    true };
	struct paper_links links = { arena_fmt(r->mem, "%s/table.pdf", back),
	    back, "研修に戻る" };

	return rc ? rc : paper_show(r, &page, paper_of(r, &d), &links);
}

enum result
training_table_pdf_get(struct request *r)
{
	struct lines d = { 0 };
	enum result rc = load(r, &d);

	return rc ? rc : paper_pdf(r, "開催一覧",
	    (const struct paper *const[]){ paper_of(r, &d) }, 1,
	    "kensyu-ichiran");
}

static void
put_csv(struct buffer *b, const char *text, const char *end)
{
	csv_cell(b, text ? text : "");
	buffer_add(b, end);
}

enum result
training_table_csv_get(struct request *r)
{
	struct buffer b = buffer_new(r->mem);
	struct lines d = { 0 };
	enum result rc = load(r, &d);

	if (rc)
		return rc;
	buffer_add(&b, "\xef\xbb\xbf回次,開催日時,開催場所,参加人数,研修内容"
	    "\r\n");
	for (size_t i = 0; i < d.n; i++) {
		const struct line *l = &d.all[i];

		put_csv(&b, l->number, ",");
		put_csv(&b, l->when, ",");
		put_csv(&b, l->where, ",");
		put_csv(&b, l->came, ",");
		put_csv(&b, l->theme, "\r\n");
	}
	r->answer.type = "text/csv; charset=utf-8";
	r->answer.file = "kensyu-ichiran.csv";
	r->answer.body = b;
	return OK;
}
