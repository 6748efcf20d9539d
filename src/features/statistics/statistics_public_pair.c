#include "features/statistics/statistics_public.h"

#include <string.h>

#include "base/date.h"

/* What two reports tell together: of nested days, of other classes. */
struct rest {
	const struct report *part, *whole;
	const char *from, *to;		/* the days between; "" when in two */
	bool first_days;		/* the part begins with the whole */
};

/* The number of a class the report has. */
static bool
number_in(const struct report *report, size_t table, const char *code,
    int64_t *value)
{
	const struct report_table *t = &report->tables[table];

	for (size_t i = 0; i < t->nrows; i++) {
		if (strcmp(t->rows[i].code, code) != 0)
			continue;
		*value = t->rows[i].count;
		return true;
	}
	return false;
}

/* Children are counted at their first contact: only the first days of a period
 * have the same first contacts. */
static void
put_rest(struct public_model *m, const struct rest *rest, const char *table,
    const char *code, int64_t part, int64_t whole, bool children)
{
	const struct public_slot parts = { rest->part->from, rest->part->to,
	    table, code, part, 0 }, all = { rest->whole->from,
	    rest->whole->to, table, code, whole, 0 };
	const struct public_slot between = { children ? "" : rest->from,
	    rest->to, table, code, whole - part, 0 };
	const struct public_slot *a = public_model_find(m, &parts);
	const struct public_slot *b = public_model_find(m, &all);
	size_t sum[2];

	if (!a || !b || a->cell == b->cell || whole < part ||
	    (children && !rest->first_days))
		return;
	sum[0] = a->cell;
	sum[1] = public_model_cell(m, &between, arena_fmt(m->r->mem,
	    "%sと%sの差", m->d->cells[b->cell].name, rest->part->period),
	    DISCLOSURE_UNTOLD);
	disclosure_sum(m->d, arena_fmt(m->r->mem, "%sと%sの差",
	    rest->whole->period, rest->part->period), b->cell, sum, 2);
}

static void
put_rests(struct public_model *m, const struct rest *rest)
{
	const struct report *a = rest->part, *b = rest->whole;

	put_rest(m, rest, "persons", "all", a->persons, b->persons, true);
	put_rest(m, rest, "total", "all", a->total, b->total, false);
	put_rest(m, rest, "advisor", "all", a->tables[M_ADVISOR_AREA].total,
	    b->tables[M_ADVISOR_AREA].total, false);
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		bool children = measures[i].subject == SUBJECT_CHILD;
		const struct report_table *t = &a->tables[i];

		for (size_t k = 0; k < t->nrows; k++) {
			int64_t whole;

			if (number_in(b, i, t->rows[k].code, &whole))
				put_rest(m, rest, t->name, t->rows[k].code,
				    t->rows[k].count, whole, children);
		}
		if (t->kind == REPORT_MULTI)
			put_rest(m, rest, t->name, "all", t->total,
			    b->tables[i].total, false);
	}
}

/* True when the days of `a` lie within those of `b`. */
static bool
within(struct public_model *m, const struct report *a, const struct report *b,
    struct rest *rest)
{
	bool first = strcmp(a->from, b->from) == 0;
	bool last = strcmp(a->to, b->to) == 0;

	if (strcmp(a->from, b->from) < 0 || strcmp(a->to, b->to) > 0 ||
	    (first && last) || a->restated != b->restated)
		return false;
	*rest = (struct rest){ a, b, "", "", first };
	if (first)
		*rest = (struct rest){ a, b,
		    date_add_days(m->r->mem, a->to, 1), b->to, true };
	else if (last)
		*rest = (struct rest){ a, b, b->from,
		    date_add_days(m->r->mem, a->from, -1), false };
	return true;
}

/* One class of the later list: all that became it. */
static void
put_folded(struct public_model *m, const struct report *was,
    const struct report *is, size_t table, const struct report_row *row)
{
	const struct report_table *t = &was->tables[table];
	const struct public_slot all = { is->from, is->to, t->name, row->code,
	    row->count, 0 };
	const struct public_slot *whole = public_model_find(m, &all);
	size_t parts[CLASSES_MOST], n = 0;
	int64_t sum = 0;

	for (size_t i = 0; whole && i < t->nrows; i++) {
		const struct public_slot like = { was->from, was->to, t->name,
		    t->rows[i].code, t->rows[i].count, 0 };
		const struct public_slot *part = public_model_find(m, &like);
		const struct code *c = codes_find(m->r->codes,
		    measures[table].list, t->rows[i].code);

		c = c ? codes_restated(m->r->codes, c, is->restated) : NULL;
		if (!part || !c || strcmp(c->code, row->code) != 0 ||
		    part->cell == whole->cell)
			continue;
		parts[n++] = part->cell;
		sum += part->value;
		if (part->value <= row->count)
			disclosure_at_most(m->d, "まとめた区分は元の区分より少なくない",
			    part->cell, &whole->cell, 1);
	}
	if (n && sum == row->count)
		disclosure_sum(m->d, "まとめた区分は元の区分の合計", whole->cell,
		    parts, n);
	else if (n && sum > row->count)
		disclosure_at_most(m->d, "まとめた区分は元の区分の合計をこえない",
		    whole->cell, parts, n);
}

void
public_model_pair(struct public_model *m, const struct report *a,
    const struct report *b)
{
	struct rest rest;

	if (within(m, a, b, &rest) || within(m, b, a, &rest)) {
		put_rests(m, &rest);
		return;
	}
	if (strcmp(a->from, b->from) != 0 || strcmp(a->to, b->to) != 0 ||
	    a->restated == b->restated || (a->restated && b->restated))
		return;
	if (a->restated) {
		const struct report *later = a;

		a = b;
		b = later;
	}
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		for (size_t k = 0; k < b->tables[i].nrows; k++)
			put_folded(m, a, b, i, &b->tables[i].rows[k]);
	}
}
