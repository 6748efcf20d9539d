#include "features/pathway/pathway_item.h"

#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "features/pathway/pathway_private.h"
#include "features/pathway/pathway_rule.h"

const struct slot way_item_slots[WAY_ITEM_SLOTS] = {
	SLOT_TEXT(way_item, day),
	SLOT_TEXT(way_item, who),
	SLOT_TEXT(way_item, url),
	SLOT_TEXT(way_item, label),
	SLOT_TEXT(way_item, detail),
	SLOT_TEXT(way_item, state),
	SLOT_TEXT(way_item, action),
	SLOT_HTML(way_item, hidden),
	SLOT_FLAG(way_item, late),
	SLOT_FLAG(way_item, waiting),
};

/* R8.11.20（金） */
static const char *
pathway_day(struct request *r, const char *day)
{
	const char *weekday = strstr(date_short(r->mem, day), "（");

	return arena_fmt(r->mem, "%s%s", date_era(r->mem, day),
	    weekday ? weekday : "");
}

static const char *
who_text(struct request *r, const struct way_step *s)
{
	const char *role = codes_label(r->codes, "pathway_who", s->row.who);

	return !s->owner_name ? role : !*role ? s->owner_name :
	    arena_fmt(r->mem, "%s・%s", s->owner_name, role);
}

static struct way_item
item_of(struct request *r, const struct way_step *s)
{
	const struct pathway_step *row = &s->row;
	const char *day = row->done_on ? row->done_on : row->due_on;

	struct way_item item = {
		.day = day ? pathway_day(r, day) : "日付未定",
		.who = who_text(r, s),
		.url = arena_fmt(r->mem, "/pathway-steps/%s", row->id),
		.label = s->label,
		.detail = s->plan ? s->plan->detail : NULL,
		.state = codes_label(r->codes, "pathway_state", row->state),
		.late = row->due_on && strcmp(row->due_on, r->today) < 0,
		.waiting = row->state && strcmp(row->state, "waiting") == 0,
	};

	if (pathway_is_open(row) && pathway_may_write_step(r, row)) {
		item.action = arena_fmt(r->mem, "%s/completion", item.url);
		item.hidden = form_hidden(r, row->version);
	}
	return item;
}

struct html_list
way_items(struct request *r, const struct way *w, const char *stage,
    bool open)
{
	struct way_item *all = arena_array(r->mem, w->nsteps + 1,
	    sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < w->nsteps; i++) {
		const struct way_step *s = &w->steps[i];

		if (strcmp(s->row.stage, stage) == 0 &&
		    pathway_is_open(&s->row) == open)
			all[n++] = item_of(r, s);
	}
	return (struct html_list){ all, n };
}
