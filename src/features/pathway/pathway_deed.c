#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "base/date.h"
#include "base/day_rule.h"
#include "features/pathway/pathway_flow.h"
#include "features/pathway/pathway_rule.h"

/* What is worked out in pathway_flow.c, carried out: inside a deed. */

/* All stages have a row from the first day on: those that come to be expected,
 * the one the child is in to be in. */
static enum result
begin_stages(struct request *r, struct way *w, const char *stage,
    const char *from_on)
{
	struct way_stage *current = way_stage_of(w, stage);
	enum result rc = OK;

	w->current = (size_t)(current - w->stages);
	for (size_t i = 0; !rc && i < w->nstages; i++) {
		struct way_stage *s = &w->stages[i];

		s->row = (struct pathway_stage){ .child = w->child.id,
		    .stage = s->code->code,
		    .from_on = s == current ? from_on : NULL };
		if (s->beside || s >= current)
			s->row.expected_on = way_expected(r, w, &w->pathway,
			    s->code->code);
		rc = record_add(r, &pathway_stage_record, &s->row);
	}
	return rc;
}

enum result
flow_begin(struct request *r, struct way *w, struct pathway *p,
    const char *stage, const char *from_on)
{
	struct pathway_step *steps = arena_array(r->mem, w->plan.n + 1,
	    sizeof(*steps));
	size_t n = 0;
	enum result rc = record_add(r, &pathway_record, p);

	w->pathway = *p;
	if (!rc)
		rc = begin_stages(r, w, stage, from_on);
	for (size_t i = 0; !rc && i < w->nstages; i++) {
		struct way_stage *s = &w->stages[i];

		if (s->beside ? s->row.expected_on != NULL : i >= w->current)
			n += flow_missing(r, w, s->code->code, p, steps + n);
	}
	return rc ? rc : pathway_sql_add_steps(r, steps, n);
}

enum result
flow_carry_out(struct request *r, struct way *w, struct flow *f,
    int64_t version)
{
	size_t n = f->n + f->nadded;
	struct pathway_move *moves = arena_array(r->mem, n + 1,
	    sizeof(*moves));
	enum result rc;

	f->now.version = version;
	rc = record_change(r, &pathway_record, &f->old, &f->now);
	if (!rc)
		rc = pathway_sql_add_steps(r, f->added, f->nadded);
	if (rc)
		return rc;
	for (size_t i = 0; i < f->n; i++)
		moves[i] = f->lines[i].move;
	for (size_t i = 0; i < f->nadded; i++)
		moves[f->n + i] = (struct pathway_move){ "new",
			f->added[i].id, NULL, f->added[i].due_on };
	rc = pathway_sql_flow(r, w->child.id, moves, n);
	return rc ? rc : audit_note_change(r, "move", &pathway_record,
	    &f->now, "due_on");
}

static enum result
anchors_back(struct request *r, const char *flow, struct pathway *p)
{
	struct rows rows = { 0 };
	enum result rc = pathway_sql_anchors_of(r, flow, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char **at = pathway_anchor_at(p,
		    rows_cell(&rows, i, "subject"));

		if (at)
			*at = rows_cell(&rows, i, "old_on");
	}
	return rc;
}

static const char *
ruled(struct request *r, const struct way_step *s, const struct pathway *p)
{
	const char *anchor = s->plan ? s->plan->anchor : s->row.anchor;
	const char *base = pathway_anchor_day(p, anchor);

	return base ? day_rule_apply(r->mem, s->plan ? s->plan->rule : "0d",
	    base) : NULL;
}

/* What somebody has moved by hand since stays on its day: only its distance
 * from the days as they are now again is another. */
static enum result
measure_kept(struct request *r, const struct way *w, const char *flow,
    const struct pathway *back)
{
	struct rows kept = { 0 };
	enum result rc = pathway_sql_kept(r, flow, &kept);

	for (size_t i = 0; !rc && i < kept.nrows; i++) {
		const struct way_step *s = w->steps;
		const char *day;

		while (s < w->steps + w->nsteps &&
		    strcmp(s->row.id, kept.cells[i]) != 0)
			s++;
		if (s == w->steps + w->nsteps || !s->row.due_on)
			continue;
		day = ruled(r, s, back);
		if (day)
			rc = pathway_sql_set_shift(r, s->row.id,
			    date_days_between(day, s->row.due_on));
	}
	return rc;
}

enum result
flow_reverse(struct request *r, struct way *w, const char *flow)
{
	struct pathway back = w->pathway;
	struct rows last = { 0 };
	enum result rc = pathway_sql_last_flow(r, w->child.id, &last);

	if (!rc && (!last.nrows || strcmp(last.cells[0], flow) != 0)) {
		db_fail(r->db, CONFLICT);
		return CONFLICT;
	}
	if (!rc)
		rc = anchors_back(r, flow, &back);
	if (!rc)
		rc = record_change(r, &pathway_record, &w->pathway, &back);
	if (!rc)
		rc = measure_kept(r, w, flow, &back);
	if (!rc)
		rc = pathway_sql_reverse(r, flow);
	return rc ? rc : audit_note_change(r, "move", &pathway_record, &back,
	    "due_on");
}
