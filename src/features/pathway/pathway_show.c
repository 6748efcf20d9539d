#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "features/pathway/pathway_flow.h"
#include "features/pathway/pathway_item.h"
#include "features/pathway/pathway_private.h"
#include "features/pathway/pathway_rule.h"

/* The way of a child: the line, the days it follows from, a checklist. */
struct day {
	const char *label, *day;
};

struct show {
	const char *child, *name, *grade, *stage, *code;
	const char *flow, *flow_says, *back, *back_says;
	const struct html *bar, *hidden, *note;
	struct html_list days, open, closed;
	int64_t nall, ndone;
	bool begun, tells, may_write, may_go, waits, any_closed;
};

static const struct slot day_slots[] = {
	SLOT_TEXT(day, label),
	SLOT_TEXT(day, day),
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, child),
	SLOT_TEXT(show, name),
	SLOT_TEXT(show, grade),
	SLOT_TEXT(show, stage),
	SLOT_TEXT(show, code),
	SLOT_TEXT(show, flow),
	SLOT_TEXT(show, flow_says),
	SLOT_TEXT(show, back),
	SLOT_TEXT(show, back_says),
	SLOT_HTML(show, bar),
	SLOT_HTML(show, hidden),
	SLOT_HTML(show, note),
	SLOT_LIST(show, days, day_slots, struct day),
	SLOT_LIST(show, open, way_item_slots, struct way_item),
	SLOT_LIST(show, closed, way_item_slots, struct way_item),
	SLOT_NUMBER(show, nall),
	SLOT_NUMBER(show, ndone),
	SLOT_FLAG(show, begun),
	SLOT_FLAG(show, tells),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, may_go),
	SLOT_FLAG(show, waits),
	SLOT_FLAG(show, any_closed),
};

TEMPLATE(pathway_show_page, "src/features/pathway/show.html", show_slots);

enum result
pathway_page_show(struct request *r, const struct way *w, const char *last,
    const struct template *template, const void *slots)
{
	const char *of = arena_fmt(r->mem, "/children/%s", w->child.id);
	struct crumb crumbs[] = { { "子ども", "/children" },
	    { arena_fmt(r->mem, "%sさん", w->child.name), of },
	    { "段階", last ? arena_fmt(r->mem, "%s/pathway", of) : NULL },
	    { last, NULL } };
	struct page page = { .menu = "/children", .crumbs = crumbs,
	    .ncrumbs = last ? 4 : 3,
	    .title = last ? last : arena_fmt(r->mem, "%sさんの段階",
	    w->child.name) };

	return page_show(r, &page, template, slots);
}

static void
fill_days(struct request *r, const struct way *w, struct show *p)
{
	struct day *days = arena_array(r->mem, PATHWAY_ANCHORS,
	    sizeof(*days));

	for (size_t i = 0; i < PATHWAY_ANCHORS; i++) {
		const char *name = pathway_anchors[i];
		const char *day = pathway_anchor_day(&w->pathway, name);

		if (!day && (!w->tells || strcmp(name, "move") == 0))
			continue;
		days[p->days.n++] = (struct day){ codes_label(r->codes,
		    "pathway_anchor", name), day ? date_era(r->mem, day) :
		    NULL };
	}
	p->days.rows = days;
}

static void
fill_items(struct request *r, const struct way *w, const char *stage,
    struct show *p)
{
	p->open = way_items(r, w, stage, true);
	p->closed = way_items(r, w, stage, false);
	p->ndone = (int64_t)p->closed.n;
	p->any_closed = p->ndone > 0;
	p->nall = p->ndone + (int64_t)p->open.n;
}

/* The last move of days, to be taken back. */
static enum result
fill_flow(struct request *r, const struct way *w, struct show *p)
{
	struct rows rows = { 0 };
	enum result rc = pathway_sql_last_flow(r, w->child.id, &rows);
	const char *who;

	if (rc || !rows.nrows)
		return rc;
	who = rows_cell(&rows, 0, "person_name");
	p->flow = rows_cell(&rows, 0, "id");
	p->flow_says = arena_fmt(r->mem, "%sに%sが日付を変え、項目%s件の期日が"
	    "動きました。", date_instant_label(r->mem, rows_cell(&rows, 0, "at")),
	    who ? who : "職員", rows_cell(&rows, 0, "nsteps"));
	return OK;
}

/* The stage before the current one, when it was left by mistake. */
static void
fill_back(struct request *r, const struct way *w, struct show *p)
{
	const struct way_stage *last = NULL;

	for (size_t i = 0; i < w->current && w->current < w->nstages; i++) {
		if (w->stages[i].row.to_on)
			last = &w->stages[i];
	}
	if (!last)
		return;
	p->back = w->stages[w->current].code->code;
	p->back_says = arena_fmt(r->mem, "%sに「%s」から「%s」へ進みました。",
	    date_era(r->mem, last->row.to_on), last->code->label,
	    w->stages[w->current].code->label);
}

/* The stage asked for, else the one the child is in. */
static const struct way_stage *
stage_asked(struct request *r, struct way *w)
{
	struct way_stage *s = way_stage_of(w, request_query(r, "stage"));

	if (s || !w->nstages)
		return s;
	return &w->stages[w->current < w->nstages ? w->current : 0];
}

/* GET /children/ID/pathway, ?stage=CODE */
enum result
pathway_show_get(struct request *r)
{
	struct way w;
	struct show p = { 0 };
	const struct way_stage *s;
	enum result rc = way_load(r, r->arg[0], &w);

	if (rc)
		return rc;
	s = stage_asked(r, &w);
	if (!s)
		return MISSING;
	p.child = w.child.id;
	p.name = w.child.name;
	p.grade = pathway_grade(r->mem, w.pathway.school_on, r->today);
	p.begun = w.begun;
	p.tells = w.tells;
	p.may_write = w.tells && request_may(r, CHILD_WRITE);
	p.may_go = w.current < w.nstages && way_after(&w, w.current) <
	    w.nstages;
	p.bar = pathway_bar(r, &w, s->code->code, w.tells);
	p.stage = s->code->label;
	p.code = s->code->code;
	p.note = s->row.note ? html_lines(r->mem, s->row.note) : NULL;
	p.waits = p.may_write && flow_waits(r, &w);
	p.hidden = form_hidden(r, w.pathway.version);
	fill_days(r, &w, &p);
	fill_items(r, &w, s->code->code, &p);
	if (p.may_write && w.begun) {
		rc = fill_flow(r, &w, &p);
		fill_back(r, &w, &p);
	}
	return rc ? rc : pathway_page_show(r, &w, NULL, &pathway_show_page,
	    &p);
}
