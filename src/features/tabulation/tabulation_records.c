#include "app/access.h"
#include "features/tabulation/tabulation_private.h"

/* GET /tabulations/records: what a cell counted. */

struct behind {
	const struct question *question;
	struct cell_asked cell;
};

static enum result
get_behind(struct request *r, const void *ctx, int64_t skip, size_t most,
    struct members *out)
{
	const struct behind *b = ctx;

	return tabulation_members(r, b->question, &b->cell, skip, most, out);
}

static const char *
class_label(const struct side *s, const char *code)
{
	size_t at = code ? side_find(s, code) : s->n;

	return at < s->n ? s->label[at] : "計";
}

/* 月 × 相談依頼元（延回数）：4月・医療機関 */
static enum result
title_of(struct request *r, const struct behind *b, const char **out)
{
	const struct question *q = b->question;
	struct side *rows = arena_take(r->mem, sizeof(*rows));
	struct side *columns = arena_take(r->mem, sizeof(*columns));
	enum result rc = side_open(r, q->rows, &q->period, rows);

	if (!rc)
		rc = side_open(r, q->columns, &q->period, columns);
	if (rc)
		return rc;
	*out = arena_fmt(r->mem, "%s：%s%s%s", question_title(r->mem, q),
	    class_label(rows, b->cell.row), q->columns ? "・" : "",
	    q->columns ? class_label(columns, b->cell.column) : "");
	return OK;
}

enum result
tabulation_records_get(struct request *r)
{
	struct question q;
	struct behind b = { &q, { request_query(r, "row"),
	    request_query(r, "column") } };
	struct record_list l = { .get = get_behind, .ctx = &b,
	    .from = "集計", .definition = "このます目に数えた記録です。" };
	enum result rc = access_centre(r);

	if (rc)
		return rc;
	rc = question_read(r, &q);
	if (rc == INVALID) {
		enum result shown = tabulation_show(r, &q, NULL);

		return shown ? shown : rc;
	}
	if (!rc && !records_may(r, question_tells(&q)))
		rc = DENIED;
	if (!rc)
		rc = title_of(r, &b, &l.title);
	if (rc)
		return rc;
	l.subject = q.amount->measure == GRID_PERSONS ? SUBJECT_CHILD :
	    SUBJECT_CONTACT;
	l.unit = l.subject == SUBJECT_CHILD ? "人" : "回";
	l.period = period_label(r->mem, &q.period);
	l.back = arena_fmt(r->mem, "/tabulations/new?%s",
	    question_query(r, &q, false));
	return records_list(r, &l);
}
