#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "features/pathway/pathway_flow.h"
#include "features/pathway/pathway_private.h"
#include "features/pathway/pathway_rule.h"

/* The stages of a child as a line. */
struct stop {
	const char *kind, *mark, *url, *label, *said, *when;
	bool is_current, is_chosen;
};

struct bar {
	struct html_list stages, beside;
};

static const struct slot stop_slots[] = {
	SLOT_TEXT(stop, kind),
	SLOT_TEXT(stop, mark),
	SLOT_TEXT(stop, url),
	SLOT_TEXT(stop, label),
	SLOT_TEXT(stop, said),
	SLOT_TEXT(stop, when),
	SLOT_FLAG(stop, is_current),
	SLOT_FLAG(stop, is_chosen),
};

static const struct slot bar_slots[] = {
	SLOT_LIST(bar, stages, stop_slots, struct stop),
	SLOT_LIST(bar, beside, stop_slots, struct stop),
};

TEMPLATE(pathway_bar_part, "src/features/pathway/bar.html", bar_slots);

/* R8.11: the day of the month is for the list. */
static const char *
month(struct request *r, const char *day)
{
	const char *era = date_era(r->mem, day), *dot = strrchr(era, '.');

	return dot ? arena_bytes(r->mem, era, (size_t)(dot - era)) : era;
}

static const char *
when_of(struct request *r, const struct way_stage *s)
{
	const struct pathway_stage *row = &s->row;

	if (row->from_on && row->to_on)
		return arena_fmt(r->mem, "%s～%s", month(r, row->from_on),
		    month(r, row->to_on));
	if (row->from_on)
		return arena_fmt(r->mem, "%s～", month(r, row->from_on));
	return row->expected_on ? arena_fmt(r->mem, "%s見込み",
	    month(r, row->expected_on)) : "";
}

static struct stop
stop_of(struct request *r, const struct way *w, size_t i, int number)
{
	const struct way_stage *s = &w->stages[i];
	bool done = s->row.to_on || (w->current < w->nstages &&
	    i < w->current);
	bool current = i == w->current;

	return (struct stop){
		.kind = done ? "done" : current ? "now" : "next",
		.mark = done ? "✓" : arena_fmt(r->mem, "%d", number),
		.said = done ? "済んだ段階" : current ? "いまの段階" :
		    "これからの段階",
		.label = s->code->label,
		.when = when_of(r, s),
		.is_current = current,
	};
}

const struct html *
pathway_bar(struct request *r, const struct way *w, const char *chosen,
    bool linked)
{
	struct stop *stops = arena_array(r->mem, w->nstages + 1,
	    sizeof(*stops));
	struct stop *beside = arena_array(r->mem, w->nstages + 1,
	    sizeof(*beside));
	struct bar bar = { 0 };

	for (size_t i = 0; i < w->nstages; i++) {
		const struct way_stage *s = &w->stages[i];
		struct stop stop = stop_of(r, w, i, (int)bar.stages.n + 1);

		if (linked && w->begun)
			stop.url = arena_fmt(r->mem,
			    "/children/%s/pathway?stage=%s", w->child.id,
			    s->code->code);
		stop.is_chosen = chosen && strcmp(chosen, s->code->code) == 0;
		if (!s->beside)
			stops[bar.stages.n++] = stop;
		else if (s->row.expected_on || s->row.from_on)
			beside[bar.beside.n++] = stop;
	}
	bar.stages.rows = stops;
	bar.beside.rows = beside;
	return html_part(r, &pathway_bar_part, &bar);
}

struct panel_page {
	const char *child, *stage, *late, *grade;
	const struct html *bar;
	int64_t nall, ndone;
	bool begun, tells, may_write, waits;
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_page, child),
	SLOT_TEXT(panel_page, stage),
	SLOT_TEXT(panel_page, late),
	SLOT_TEXT(panel_page, grade),
	SLOT_HTML(panel_page, bar),
	SLOT_NUMBER(panel_page, nall),
	SLOT_NUMBER(panel_page, ndone),
	SLOT_FLAG(panel_page, begun),
	SLOT_FLAG(panel_page, tells),
	SLOT_FLAG(panel_page, may_write),
	SLOT_FLAG(panel_page, waits),
};

TEMPLATE(pathway_panel_part, "src/features/pathway/panel.html", panel_slots);

static void
count_steps(struct request *r, const struct way *w, struct panel_page *p)
{
	int64_t late = 0;

	for (size_t i = 0; i < w->nsteps; i++) {
		const struct pathway_step *s = &w->steps[i].row;
		bool open = pathway_is_open(s);

		late += open && s->due_on && strcmp(s->due_on, r->today) < 0;
		if (strcmp(s->stage, w->stages[w->current].code->code) != 0)
			continue;
		p->nall++;
		p->ndone += !open;
	}
	if (late)
		p->late = arena_fmt(r->mem, "%lld", (long long)late);
}

enum result
pathway_panel(struct request *r, const char *child, const struct html **out)
{
	struct way w;
	enum result rc = way_load(r, child, &w);
	struct panel_page p = { .child = child };

	if (rc)
		return rc;
	p.begun = w.begun;
	p.may_write = w.tells && request_may(r, CHILD_WRITE);
	p.grade = pathway_grade(r->mem, w.pathway.school_on, r->today);
	p.bar = pathway_bar(r, &w, NULL, w.tells);
	if (w.current < w.nstages) {
		p.tells = w.tells;
		p.stage = w.stages[w.current].code->label;
		count_steps(r, &w, &p);
	}
	p.waits = p.may_write && flow_waits(r, &w);
	*out = html_part(r, &pathway_panel_part, &p);
	return OK;
}
