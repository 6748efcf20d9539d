#include "features/pathway/pathway_flow.h"

#include <string.h>

#include "app/codes.h"
#include "base/crypto.h"
#include "base/text.h"
#include "features/pathway/pathway_rule.h"

static void
add_line(struct flow *f, const char *kind, const char *subject,
    const char *old_on, const char *new_on, const char *stage,
    const char *label)
{
	if (text_same(old_on, new_on))
		return;
	f->lines[f->n++] = (struct flow_line){
		.move = { kind, subject, old_on, new_on },
		.stage = stage, .label = label };
}

static void
add_anchors(struct request *r, struct flow *f)
{
	for (size_t i = 0; i < PATHWAY_ANCHORS; i++) {
		const char *name = pathway_anchors[i];

		add_line(f, "anchor", name, pathway_anchor_day(&f->old, name),
		    pathway_anchor_day(&f->now, name), NULL,
		    codes_label(r->codes, "pathway_anchor", name));
	}
	f->nanchors = f->n;
}

/* Those the child has not come to yet. */
static void
add_stages(struct request *r, struct way *w, struct flow *f)
{
	for (size_t i = 0; i < w->nstages; i++) {
		struct way_stage *s = &w->stages[i];

		if (!s->row.id || s->row.from_on || (!s->beside &&
		    w->current < w->nstages && i < w->current))
			continue;
		add_line(f, "stage", s->row.id, s->row.expected_on,
		    way_expected(r, w, &f->now, s->code->code), NULL,
		    arena_fmt(r->mem, "「%s」に進む見込み", s->code->label));
	}
}

static const char *
due_of(struct request *r, const struct flow *f, const struct way_step *s)
{
	const char *anchor = s->plan ? s->plan->anchor : s->row.anchor;
	struct pathway_due d = {
		.old_base = pathway_anchor_day(&f->old, anchor),
		.base = pathway_anchor_day(&f->now, anchor),
		.rule = s->plan ? s->plan->rule : "0d",
		.due_on = s->row.due_on,
		.shift = s->row.shift,
	};

	return pathway_due_day(r->mem, &d);
}

static void
add_steps(struct request *r, struct way *w, struct flow *f)
{
	for (size_t i = 0; i < w->nsteps; i++) {
		const struct way_step *s = &w->steps[i];

		if (!pathway_is_open(&s->row))
			continue;
		add_line(f, "step", s->row.id, s->row.due_on, due_of(r, f, s),
		    codes_label(r->codes, "pathway_stage", s->row.stage),
		    s->label);
	}
}

/* Whether the child has this step: done or not, but of a stage beside the way
 * that begins anew only what is still open counts. */
static bool
has_step(const struct way *w, const struct plan_row *row, bool anew)
{
	for (size_t i = 0; i < w->nsteps; i++) {
		const struct pathway_step *s = &w->steps[i].row;

		if (text_same(s->step, row->step) &&
		    strcmp(s->stage, row->stage) == 0 &&
		    (!anew || pathway_is_open(s)))
			return true;
	}
	return false;
}

size_t
flow_missing(struct request *r, struct way *w, const char *stage,
    const struct pathway *p, struct pathway_step *out)
{
	const struct way_stage *s = way_stage_of(w, stage);
	bool anew = s && s->beside && !way_nopen(w, stage);
	size_t n = 0;

	for (size_t i = 0; i < w->plan.n; i++) {
		const struct plan_row *row = &w->plan.rows[i];
		struct pathway_due d = { .rule = row->rule,
		    .base = pathway_anchor_day(p, row->anchor) };

		if (!*row->step || strcmp(row->stage, stage) != 0 ||
		    !plan_row_holds(row, r->today) || has_step(w, row, anew))
			continue;
		out[n++] = (struct pathway_step){ .child = w->child.id,
		    .stage = row->stage, .step = row->step, .who = row->who,
		    .state = "todo", .due_on = pathway_due_day(r->mem, &d) };
	}
	return n;
}

/* Of the stages the child is in or comes to; and beside the way when its own
 * day is new. */
static void
add_missing(struct request *r, struct way *w, struct flow *f)
{
	f->added = arena_array(r->mem, w->plan.n + 1, sizeof(*f->added));
	for (size_t i = 0; i < w->nstages; i++) {
		const struct way_stage *s = &w->stages[i];
		const char *day = way_expected(r, w, &f->now, s->code->code);

		if (s->beside ? !day || text_same(day, way_expected(r, w, &f->old,
		    s->code->code)) : w->current == w->nstages ||
		    i < w->current)
			continue;
		f->nadded += flow_missing(r, w, s->code->code, &f->now,
		    f->added + f->nadded);
	}
}

static void
add_digest(struct request *r, struct flow *f)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t i = 0; i < f->n; i++) {
		const struct pathway_move *m = &f->lines[i].move;

		buffer_fmt(&b, "%s %s %s %s\n", m->kind, m->subject,
		    m->old_on ? m->old_on : "-", m->new_on ? m->new_on : "-");
	}
	for (size_t i = 0; i < f->nadded; i++)
		buffer_fmt(&b, "new %s %s\n", f->added[i].stage,
		    f->added[i].step);
	f->digest = crypto_digest(r->mem, b.s, b.len);
}

void
flow_of(struct request *r, struct way *w, const struct pathway *now,
    struct flow *f)
{
	*f = (struct flow){ .old = w->pathway, .now = *now };
	f->lines = arena_array(r->mem, PATHWAY_ANCHORS + w->nstages +
	    w->nsteps + 1, sizeof(*f->lines));
	add_anchors(r, f);
	add_stages(r, w, f);
	add_steps(r, w, f);
	add_missing(r, w, f);
	add_digest(r, f);
}

bool
flow_waits(struct request *r, struct way *w)
{
	struct pathway now = w->pathway;
	struct flow f;

	if (!w->begun || !w->tells)
		return false;
	now.born_on = w->child.born_on;
	pathway_follow(r->mem, &w->pathway, &now);
	flow_of(r, w, &now, &f);
	return f.n || f.nadded;
}
