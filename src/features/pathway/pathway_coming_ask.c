#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/day_rule.h"
#include "features/pathway/pathway_coming.h"
#include "features/pathway/pathway_rule.h"

/* Which births come to which stage in the time asked about. */
enum { SCHOOL_AGE = 6, OLDEST = 25, YOUNGEST = 10 };

/* Who enters school in April of `year`: born from 2 April, seven years before,
 * to 1 April. */
static void
add_slot(struct request *r, struct coming *c, const struct code *stage,
    const struct plan_row *row, long year)
{
	struct pathway p = { .school_on = arena_fmt(r->mem, "%04ld-04-01",
	    year) };
	const char *base, *day;

	pathway_fill(r->mem, &p);
	base = pathway_anchor_day(&p, row->anchor);
	day = base ? day_rule_apply(r->mem, row->rule, base) : NULL;
	if (!day || strcmp(day, r->today) <= 0 || strcmp(day, c->to) > 0 ||
	    c->nslots == COMING_MAX_SLOTS)
		return;
	c->slots[c->nslots++] = (struct coming_slot){ .stage = stage,
		.on_day = day,
		.born_from = arena_fmt(r->mem, "%04ld-04-02",
		    year - SCHOOL_AGE - 1),
		.born_to = arena_fmt(r->mem, "%04ld-04-01",
		    year - SCHOOL_AGE) };
}

static void
add_slots(struct request *r, struct coming *c, const struct plan *plan)
{
	size_t n;
	const struct code *stages = codes_list(r->codes, "pathway_stage", &n);
	long year = date_fiscal_year(r->today);

	for (size_t i = 0; i < n; i++) {
		const struct plan_row *row = plan_of(plan, stages[i].code, "",
		    r->today);

		if (!row || !code_valid(&stages[i], r->today) ||
		    (c->stage && strcmp(c->stage, stages[i].code) != 0))
			continue;
		for (long y = year - OLDEST; y < year + YOUNGEST; y++)
			add_slot(r, c, &stages[i], row, y);
	}
}

void
coming_ask(struct request *r, struct coming *c)
{
	const struct plan plan = plan_now(r);

	*c = (struct coming){
		.from = day_rule_apply(r->mem, "-1y", r->today),
		.to = day_rule_apply(r->mem, arena_fmt(r->mem, "%dm",
		    COMING_MONTHS), r->today),
		.municipality = request_asked(r, "municipality"),
		.region = request_asked(r, "region"),
		.stage = request_asked(r, "stage"),
	};
	add_slots(r, c, &plan);
}
