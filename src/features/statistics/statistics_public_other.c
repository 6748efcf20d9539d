#include <stdlib.h>
#include <string.h>

#include "app/disclosure_round.h"
#include "features/statistics/statistics_public.h"

/* The two other ways: rounded numbers, and regions put together. */

struct rounding {
	const struct public_model *m;
	const struct report *report;	/* as it was counted */
	const int64_t *told;
	int64_t moved;			/* how far, in all */
};

static void
round_one(struct rounding *to, const char *table, const char *code,
    int64_t *number)
{
	const struct public_slot like = { to->report->from, to->report->to,
	    table, code, *number, 0 };
	const struct public_slot *slot = public_model_find(to->m, &like);

	if (!slot)
		return;
	to->moved += llabs(to->told[slot->cell] - *number);
	*number = to->told[slot->cell];
}

static void
round_all(struct rounding *to, struct report *report)
{
	round_one(to, "persons", "all", &report->persons);
	round_one(to, "total", "all", &report->total);
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		struct report_table *t = &report->tables[i];

		for (size_t k = 0; k < t->nrows; k++)
			round_one(to, t->name, t->rows[k].code,
			    &t->rows[k].count);
		if (t->kind == REPORT_SINGLE && t->gap)
			round_one(to, t->name, "gap", &t->gap);
		round_one(to, public_total_table(i), "all", &t->total);
	}
}

enum result
report_round(struct request *r, struct report *report, int64_t base,
    struct report_public *out)
{
	const struct report_rule rule = { base, true };
	struct public_model *m = public_model_new(r, &rule, 1);
	struct rounding to = { .m = m, .report = report };
	int64_t *told;
	enum result rc;

	*out = (struct report_public){ .n = 0 };
	public_model_add(m, report, false);
	told = arena_array(r->mem, m->d->ncells, sizeof(*told));
	rc = disclosure_round(m->d, base, told);
	if (rc == INVALID)
		out->weak = m->d->cells[m->d->weak].name;
	if (rc)
		return rc;
	to.told = told;
	round_all(&to, report);
	out->loss.cells = m->d->ncells;
	out->loss.hidden = to.moved;
	return OK;
}

/* 青森・津軽, with the sum of both. */
static void
merge_table(struct request *r, struct report_table *t,
    const struct report_rule *rule)
{
	int64_t values[DISCLOSURE_MERGED];
	size_t group[DISCLOSURE_MERGED], at[DISCLOSURE_MERGED], n = 0;
	struct report_row *rows = arena_array(r->mem, t->nrows + 1,
	    sizeof(*rows));

	for (size_t i = 0; i < t->nrows; i++)
		values[i] = t->rows[i].count;
	if (!disclosure_merge(values, t->nrows, rule->k, rule->zeros, group))
		return;
	for (size_t i = 0; i < t->nrows; i++) {
		const struct report_row *row = &t->rows[i];

		if (group[i] == i) {
			at[i] = n;
			rows[n++] = *row;
			continue;
		}
		at[i] = at[group[i]];
		rows[at[i]].count += row->count;
		rows[at[i]].label = arena_fmt(r->mem, "%s・%s",
		    rows[at[i]].label, row->label);
		rows[at[i]].code = arena_fmt(r->mem, "%s+%s",
		    rows[at[i]].code, row->code);
	}
	t->rows = rows;
	t->nrows = n;
}

void
report_merge_regions(struct request *r, struct report *report,
    const struct report_rule *rule)
{
	merge_table(r, &report->tables[M_AREA], rule);
	merge_table(r, &report->tables[M_ADVISOR_AREA], rule);
}
