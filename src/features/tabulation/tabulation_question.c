#include <string.h>

#include "base/date.h"
#include "features/tabulation/tabulation_count.h"

/* The question as it stands in the address. */

static const struct dimension *
dimension_read(struct request *r, const char *name, const char *usual)
{
	const char *typed = request_asked(r, name);
	const struct dimension *d = dimension_find(typed ? typed : usual);

	if (typed && !d && strcmp(typed, "no") != 0)
		request_fault(r, name, "一覧にある項目から選んでください。");
	return d;
}

static void
read_amount(struct request *r, struct question *q)
{
	const char *typed = request_asked(r, "measure");

	q->amount = &amounts[0];
	for (size_t i = 0; typed && i < namounts; i++) {
		if (strcmp(amounts[i].name, typed) == 0) {
			q->amount = &amounts[i];
			return;
		}
	}
	if (typed)
		request_fault(r, "measure", "一覧にある数え方から選んでください。");
}

static void
read_filters(struct request *r, struct question *q)
{
	for (size_t i = 0; i < ndimensions; i++) {
		const struct dimension *d = &dimensions[i];
		const char *code = request_asked(r, d->name);

		if (!code)
			continue;
		if (q->nfilters == TABULATION_FILTERS) {
			request_fault(r, d->name, arena_fmt(r->mem,
			    "絞り込みは%d項目までです。", TABULATION_FILTERS));
			return;
		}
		q->filters[q->nfilters].of = d;
		q->filters[q->nfilters++].code = code;
	}
}

enum result
question_read(struct request *r, struct question *q)
{
	enum result rc;

	*q = (struct question){ 0 };
	rc = asked_read(r, &q->asked);
	q->rows = dimension_read(r, "rows", "month");
	q->columns = dimension_read(r, "columns", request_asked(r, "rows") ? NULL :
	    "fiscal_year");
	read_amount(r, q);
	read_filters(r, q);
	if (!q->rows && !request_fault_of(r, "rows"))
		request_fault(r, "rows", "required");
	if (rc || r->nfaults)
		return rc ? rc : INVALID;
	q->period = q->asked.periods[q->asked.n - 1];
	q->period.from = q->asked.periods[0].from;
	return OK;
}

static bool
is_present_year(struct request *r, const struct question *q)
{
	return q->asked.year && q->asked.year == date_fiscal_year(r->today);
}

const char *
question_query(struct request *r, const struct question *q, bool moving)
{
	struct buffer b = buffer_new(r->mem);

	buffer_fmt(&b, "rows=%s&columns=%s&measure=%s", q->rows->name,
	    q->columns ? q->columns->name : "no", q->amount->name);
	for (size_t i = 0; i < q->nfilters; i++) {
		buffer_fmt(&b, "&%s=", q->filters[i].of->name);
		buffer_url(&b, q->filters[i].code);
	}
	if (!moving || !is_present_year(r, q)) {
		buffer_fmt(&b, "&%s", asked_query(r->mem, &q->asked));
		return b.s;
	}
	if (q->asked.n > 1)
		buffer_fmt(&b, "&years=%zu", q->asked.n);
	if (q->period.restated)
		buffer_fmt(&b, "&restated=%d", q->period.restated);
	return b.s;
}

const char *
question_title(struct arena *mem, const struct question *q)
{
	return arena_fmt(mem, "%s%s%s（%s）", q->rows->label,
	    q->columns ? " × " : "", q->columns ? q->columns->label : "",
	    q->amount->label);
}

unsigned
question_tells(const struct question *q)
{
	unsigned tells = q->amount->measure == GRID_PERSONS ?
	    CLASS_IDENTITY : 0;

	tells |= q->rows->tells;
	if (q->columns)
		tells |= q->columns->tells;
	for (size_t i = 0; i < q->nfilters; i++)
		tells |= q->filters[i].of->tells;
	return tells;
}
