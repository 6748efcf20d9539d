#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "features/pathway/pathway_dates.h"
#include "features/pathway/pathway_flow.h"
#include "features/pathway/pathway_item.h"
#include "features/pathway/pathway_private.h"

/* Going on to the next stage: what is open is seen first, and spoken for. */
struct next {
	const char *child, *name, *stage, *stage_fault;
	const struct html *faults, *hidden, *stages, *fields;
	struct html_list open;
	int64_t nopen;
	bool any_open;
};

static const struct slot next_slots[] = {
	SLOT_TEXT(next, child),
	SLOT_TEXT(next, name),
	SLOT_TEXT(next, stage),
	SLOT_TEXT(next, stage_fault),
	SLOT_HTML(next, faults),
	SLOT_HTML(next, hidden),
	SLOT_HTML(next, stages),
	SLOT_HTML(next, fields),
	SLOT_LIST(next, open, way_item_slots, struct way_item),
	SLOT_NUMBER(next, nopen),
	SLOT_FLAG(next, any_open),
};

TEMPLATE(pathway_next_page, "src/features/pathway/next.html", next_slots);

static const struct field *
field_of(const char *name)
{
	return record_field(&pathway_stage_record, name);
}

static const struct html *
later_stages(struct request *r, const struct way *w, const char *chosen)
{
	struct choice all[WAY_MAX_STAGES];
	size_t n = 0;

	for (size_t i = way_after(w, w->current); i < w->nstages;
	    i = way_after(w, i))
		all[n++] = (struct choice){ w->stages[i].code->code,
		    w->stages[i].code->label };
	return form_choices(r, all, n, chosen, NULL);
}

/* `to`: the stage gone to, from when, and what is said about the one left. */
static enum result
show(struct request *r, const struct way *w, const struct pathway_stage *to)
{
	const struct way_stage *s = &w->stages[w->current];
	const struct html *fields[] = {
		form_field(r, field_of("from_on"), to),
		form_field(r, field_of("note"), to) };
	struct next p = {
		.child = w->child.id,
		.name = w->child.name,
		.stage = s->code->label,
		.stage_fault = request_fault_of(r, "stage"),
		.faults = form_faults(r),
		.hidden = form_hidden(r, s->row.version),
		.stages = later_stages(r, w, to->stage),
		.fields = html_join(r->mem, fields, COUNT(fields)),
		.open = way_items(r, w, s->code->code, true),
	};

	p.nopen = (int64_t)p.open.n;
	p.any_open = p.open.n > 0;
	return pathway_page_show(r, w, "次の段階へ", &pathway_next_page, &p);
}

/* MISSING where there is no stage to go on from, or none to go to. */
static enum result
load(struct request *r, struct way *w)
{
	enum result rc = way_load_to_write(r, r->arg[0], w);

	return rc || (w->current < w->nstages &&
	    way_after(w, w->current) < w->nstages) ? rc : MISSING;
}

enum result
pathway_next_get(struct request *r)
{
	struct way w;
	struct pathway_stage to = { .from_on = r->today };
	enum result rc = load(r, &w);

	if (rc)
		return rc;
	to.stage = w.stages[way_after(&w, w.current)].code->code;
	return show(r, &w, &to);
}

static void
check(struct request *r, struct way *w, const struct pathway_stage *to)
{
	const struct way_stage *from = &w->stages[w->current];
	const struct way_stage *s = way_stage_of(w, to->stage);

	if (to->stage && (!s || s->beside || s <= from))
		request_fault(r, "stage", "not_a_choice");
	if (to->from_on && strcmp(to->from_on, r->today) > 0)
		request_fault(r, "from_on", "in_the_future");
	else if (to->from_on && from->row.from_on &&
	    strcmp(to->from_on, from->row.from_on) < 0)
		request_fault(r, "from_on",
		    "いまの段階に入った日より前の日です。日付を確かめてください。");
	if (!to->note && way_nopen(w, from->code->code))
		request_fault(r, "note", "済んでいない項目をどうするか、申し送りを"
		    "書いてください。");
}

static enum result
read_form(struct request *r, struct way *w, struct pathway_stage *to)
{
	enum result rc = record_read(r, &pathway_stage_record, to);

	check(r, w, to);
	return r->nfaults ? INVALID : rc;
}

/* Stages that are gone past are not expected any more. */
static enum result
pass_over(struct request *r, struct way *w, size_t from, size_t to)
{
	enum result rc = OK;

	for (size_t i = from + 1; !rc && i < to; i++) {
		struct pathway_stage *row = &w->stages[i].row, old = *row;

		if (w->stages[i].beside || !row->id || !row->expected_on)
			continue;
		row->expected_on = NULL;
		rc = record_change(r, &pathway_stage_record, &old, row);
	}
	return rc;
}

static enum result
go_on(struct request *r, struct way *w, const struct pathway_stage *form)
{
	struct way_stage *to = way_stage_of(w, form->stage);
	struct pathway_stage *left = &w->stages[w->current].row;
	struct pathway_stage was = *left, before = to->row;
	struct pathway_step *steps = arena_array(r->mem, w->plan.n + 1,
	    sizeof(*steps));
	size_t n;
	enum result rc;

	left->version = form->version;
	left->to_on = form->from_on;
	left->note = form->note;
	rc = record_change(r, &pathway_stage_record, &was, left);
	if (!rc)
		rc = pass_over(r, w, w->current, (size_t)(to - w->stages));
	to->row.child = w->child.id;
	to->row.stage = to->code->code;
	to->row.from_on = form->from_on;
	if (!rc)
		rc = before.id ? record_change(r, &pathway_stage_record,
		    &before, &to->row) : record_add(r, &pathway_stage_record,
		    &to->row);
	n = flow_missing(r, w, to->code->code, &w->pathway, steps);
	return rc ? rc : pathway_sql_add_steps(r, steps, n);
}

enum result
pathway_next_post(struct request *r)
{
	struct way w;
	struct pathway_stage to = { 0 };
	const char *see;
	enum result rc = load(r, &w);

	if (rc)
		return rc;
	to.child = w.child.id;
	rc = read_form(r, &w, &to);
	if (rc) {
		(void)show(r, &w, &to);
		return rc;
	}
	see = request_saying(r, arena_fmt(r->mem, "/children/%s/pathway",
	    w.child.id), "next_stage");
	deed_begin(r);
	(void)go_on(r, &w, &to);
	return request_see(r, deed_commit(r, see), see);
}

/* Back to the stage that was left last. */
static enum result
go_back(struct request *r, struct way *w, size_t last)
{
	enum result rc = OK;

	for (size_t i = last; !rc && i <= w->current; i++) {
		struct pathway_stage *row = &w->stages[i].row, old = *row;

		if (w->stages[i].beside || !row->id)
			continue;
		row->to_on = NULL;
		if (i > last) {
			row->from_on = NULL;
			row->expected_on = way_expected(r, w, &w->pathway,
			    row->stage);
		}
		rc = record_change(r, &pathway_stage_record, &old, row);
	}
	return rc;
}

/* POST /children/ID/pathway/return, with the stage the child is said to be in:
 * that was a mistake. */
enum result
pathway_return_post(struct request *r)
{
	struct way w;
	const char *stage = request_form(r, "stage"), *see;
	enum result rc = way_load_to_write(r, r->arg[0], &w);
	size_t last = 0;
	bool found = false;

	if (rc)
		return rc;
	for (size_t i = 0; i < w.current && w.current < w.nstages; i++) {
		if (w.stages[i].row.to_on) {
			last = i;
			found = true;
		}
	}
	if (!found || !stage ||
	    strcmp(stage, w.stages[w.current].code->code) != 0)
		return CONFLICT;
	see = request_saying(r, arena_fmt(r->mem, "/children/%s/pathway",
	    w.child.id), "returned");
	deed_begin(r);
	(void)go_back(r, &w, last);
	return request_see(r, deed_commit(r, see), see);
}
