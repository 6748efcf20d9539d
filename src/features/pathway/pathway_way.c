#include "features/pathway/pathway_way.h"

#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/parts.h"
#include "base/day_rule.h"
#include "features/pathway/pathway_rule.h"
#include "features/pathway/pathway_sql.h"

/* What days, notes and own steps tell. */
enum { TOLD = CLASS_IDENTITY | CLASS_CONTACT };

static void
find_stages(struct request *r, struct way *w)
{
	size_t n;
	const struct code *c = codes_list(r->codes, "pathway_stage", &n);

	for (size_t i = 0; i < n && w->nstages < WAY_MAX_STAGES; i++) {
		if (!code_valid(&c[i], r->today))
			continue;
		w->stages[w->nstages++] = (struct way_stage){ .code = &c[i],
		    .beside = c[i].min != 0 };
	}
	w->current = w->nstages;
}

struct way_stage *
way_stage_of(struct way *w, const char *stage)
{
	for (size_t i = 0; stage && i < w->nstages; i++) {
		if (strcmp(w->stages[i].code->code, stage) == 0)
			return &w->stages[i];
	}
	return NULL;
}

size_t
way_after(const struct way *w, size_t i)
{
	for (i++; i < w->nstages && w->stages[i].beside; i++)
		;
	return i < w->nstages ? i : w->nstages;
}

const char *
way_expected(struct request *r, const struct way *w,
    const struct pathway *p, const char *stage)
{
	const struct plan_row *row = plan_of(&w->plan, stage, "", r->today);
	const char *base = row ? pathway_anchor_day(p, row->anchor) : NULL;

	return base ? day_rule_apply(r->mem, row->rule, base) : NULL;
}

size_t
way_nopen(const struct way *w, const char *stage)
{
	size_t n = 0;

	for (size_t i = 0; i < w->nsteps; i++)
		n += strcmp(w->steps[i].row.stage, stage) == 0 &&
		    pathway_is_open(&w->steps[i].row);
	return n;
}

static enum result
load_stages(struct request *r, struct way *w)
{
	struct rows rows = { 0 };
	enum result rc = pathway_sql_stages(r, w->child.id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct pathway_stage row;
		struct way_stage *s;

		if (!record_load(r, &pathway_stage_record, &rows, i, &row))
			continue;
		s = way_stage_of(w, row.stage);
		if (!s)
			continue;
		s->row = row;
		if (row.from_on && !row.to_on)
			w->current = (size_t)(s - w->stages);
	}
	return rc;
}

static void
name_step(struct request *r, struct way *w, struct way_step *s)
{
	const char *day = s->row.done_on ? s->row.done_on : r->today;

	if (s->row.step)
		s->plan = plan_of(&w->plan, s->row.stage, s->row.step, day);
	s->label = s->plan ? s->plan->label : s->row.title ? s->row.title :
	    "（見られません）";
}

static enum result
load_steps(struct request *r, struct way *w)
{
	struct rows rows = { 0 };
	enum result rc = pathway_sql_steps(r, w->child.id, &rows);

	w->steps = arena_array(r->mem, rows.nrows + 1, sizeof(*w->steps));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct way_step *s = &w->steps[w->nsteps];

		if (!record_load(r, &pathway_step_record, &rows, i, &s->row))
			continue;
		s->owner_name = rows_cell(&rows, i, "owner_name");
		name_step(r, w, s);
		w->nsteps++;
	}
	return rc;
}

/* Nobody has begun it: what the birth date says. */
static void
expect_stages(struct request *r, struct way *w)
{
	w->pathway = (struct pathway){ .child = w->child.id,
	    .born_on = w->child.born_on };
	pathway_fill(r->mem, &w->pathway);
	for (size_t i = 0; i < w->nstages; i++)
		w->stages[i].row.expected_on = way_expected(r, w, &w->pathway,
		    w->stages[i].code->code);
}

enum result
way_load(struct request *r, const char *child, struct way *w)
{
	const struct grant *grant;
	enum result rc;

	*w = (struct way){ 0 };
	rc = record_get(r, &child_record, child, &w->child);
	if (!rc)
		rc = access_grant(r, w->child.id, &grant);
	if (rc)
		return rc;
	w->plan = plan_now(r);
	w->tells = grant_shows(grant, TOLD);
	find_stages(r, w);
	rc = parts_any(r, &pathway_record, w->child.id) ?
	    pathway_sql_of_child(r, w->child.id, &w->pathway) : MISSING;
	if (rc == MISSING) {
		expect_stages(r, w);
		return OK;
	}
	w->begun = true;
	if (!rc)
		rc = load_stages(r, w);
	return rc ? rc : load_steps(r, w);
}

enum result
way_load_to_write(struct request *r, const char *child, struct way *w)
{
	enum result rc = way_load(r, child, w);

	return rc || (w->tells && request_may(r, CHILD_WRITE)) ? rc : DENIED;
}
