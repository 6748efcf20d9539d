#include <string.h>

#include "app/codes.h"
#include "app/demo.h"
#include "app/record_page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/pathway/pathway_dates.h"
#include "features/pathway/pathway_flow.h"
#include "features/pathway/pathway_private.h"
#include "features/pathway/pathway_rule.h"

enum { DEMO_WAYS = 28, DEMO_DONE = 12 };

static const char *const notes[] = { "市の担当課からの返事を待っています。",
	"母に電話で説明しました。", "主治医の意見書が届いてから進めます。" };

/* Days of a child nobody could take for a real one. */
static void
give_days(struct request *r, struct dice *d, struct dates *dates)
{
	struct pathway *p = &dates->pathway;

	p->admission_on = p->born_on;
	p->discharge_on = date_add_days(r->mem, p->born_on,
	    150 + (int)dice_below(d, 160));
}

/* A person of the centre who works with children. */
static const char *
colleague(struct dice *d, const struct rows *people)
{
	for (size_t i = dice_below(d, people->nrows);; i++) {
		size_t at = i % people->nrows;
		const char *role = rows_cell(people, at, "role");

		if (strstr(role, "nurse") || strstr(role, "doctor") ||
		    strstr(role, "counsellor"))
			return rows_cell(people, at, "id");
	}
}

/* What lies behind is mostly done; a few things are late or wait. */
static enum result
live(struct request *r, struct dice *d, const char *child,
    const struct rows *people)
{
	struct way w;
	enum result rc = way_load(r, child, &w);

	for (size_t i = 0, n = 0; !rc && i < w.nsteps && n < DEMO_DONE; i++) {
		struct pathway_step s = w.steps[i].row;
		int ago = s.due_on ? date_days_between(s.due_on, r->today) : 0;
		bool past = ago > 0;

		if (!past && dice_below(d, 8))
			continue;
		if (ago > 60 || (past && dice_below(d, 4))) {
			s.state = dice_below(d, 7) ? "done" : "not_needed";
			s.done_on = *s.state == 'd' ? s.due_on : NULL;
		} else if (dice_below(d, 2)) {
			s.state = "waiting";
			s.note = dice_pick(d, notes, COUNT(notes));
			s.owner = colleague(d, people);
		}
		rc = record_change(r, &pathway_step_record, &w.steps[i].row,
		    &s);
		n++;
	}
	return rc;
}

static enum result
begin(struct request *r, struct dice *d, const char *child,
    const struct rows *people)
{
	struct way w;
	struct dates dates = { 0 };
	enum result rc = way_load(r, child, &w);

	if (rc || w.begun || !w.child.born_on)
		return rc;
	dates.pathway = w.pathway;
	give_days(r, d, &dates);
	w.pathway = dates.pathway;
	for (size_t i = 0; i < w.nstages; i++)
		w.stages[i].row.expected_on = way_expected(r, &w, &w.pathway,
		    w.stages[i].code->code);
	dates_guess(r, &w, &dates);
	if (!dates.stage.stage)
		return OK;
	rc = flow_begin(r, &w, &dates.pathway, dates.stage.stage,
	    dates.stage.from_on);
	return rc ? rc : live(r, d, child, people);
}

enum result
pathway_demo(struct request *r)
{
	struct dice d = dice_new(25);
	struct rows children = { 0 }, people = { 0 };
	enum result rc = record_page(r, &child_record, true, DEMO_WAYS, 0,
	    &children);

	if (!rc)
		rc = account_people(r, &people);
	for (size_t i = 0; !rc && i < children.nrows && people.nrows > 3; i++)
		rc = begin(r, &d, rows_cell(&children, i, "id"), &people);
	return rc;
}
