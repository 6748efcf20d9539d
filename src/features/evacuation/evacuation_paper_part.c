#include <string.h>

#include "app/codes.h"
#include "base/text.h"
#include "features/evacuation/evacuation_paper.h"

/* The tables that several papers have. */
static void
put_hour(struct paper *p, const char *when, const char *what, const char *who)
{
	paper_cell(p, when);
	paper_cell(p, what);
	paper_cell(p, who);
}

void
plan_put_hours(struct paper *p, const struct plan *plan)
{
	static const struct paper_column columns[] = {
		{ "時間", 2, true }, { "すること", 10, false },
		{ "だれが", 3, false },
	};

	paper_table(p, "時間ごとの動き", columns, COUNT(columns));
	put_hour(p, "0～1時間", plan->first_hour, plan->first_hour_by);
	put_hour(p, "1～3時間", plan->third_hour, plan->third_hour_by);
	put_hour(p, "3時間～", plan->later, plan->later_by);
}

void
plan_put_hazards(struct request *r, struct paper *p, const struct plan *plan)
{
	static const struct paper_column columns[] = {
		{ "災害", 2, true }, { "どうするか", 3, false },
		{ "行き先", 5, false }, { "道すじ・注意", 5, false },
	};
	struct plan_line lines[PLAN_HAZARDS];
	size_t n = plan_lines(r, plan->hazards, lines, COUNT(lines));

	paper_table(p, "災害ごとの行き先", columns, COUNT(columns));
	for (size_t i = 0; i < n; i++) {
		const char *const *c = lines[i].cells;

		paper_cell(p, codes_label(r->codes, "plan_hazard", c[0]));
		paper_cell(p, codes_label(r->codes, "plan_way", c[1]));
		paper_cell(p, c[2]);
		paper_cell(p, c[3]);
	}
}

void
plan_put_people(struct request *r, struct paper *p, const char *text)
{
	struct plan_line lines[PLAN_PEOPLE];
	size_t n = plan_lines(r, text, lines, COUNT(lines));

	paper_facts(p, 2);
	for (size_t i = 0; i < n; i++) {
		const char *const *c = lines[i].cells;

		paper_fact(p, *c[1] ? c[1] : "連絡先", arena_fmt(r->mem,
		    "%s　%s", c[0], c[2]));
	}
}

/* The devices are those of the record. */
void
plan_put_devices(struct request *r, struct paper *p, const char *child)
{
	(void)r;
	(void)p;
	(void)child;
}
