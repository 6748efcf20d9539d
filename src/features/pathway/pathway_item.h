#ifndef PATHWAY_ITEM_H
#define PATHWAY_ITEM_H

#include "features/pathway/pathway_way.h"

/* A step as lists have it. */
struct way_item {
	const char *day, *who, *url, *label, *detail, *state, *action;
	const struct html *hidden;
	bool late, waiting;
};

enum { WAY_ITEM_SLOTS = 10 };
extern const struct slot way_item_slots[WAY_ITEM_SLOTS];

/* Those of a stage that are open, or are not. */
struct html_list way_items(struct request *, const struct way *,
    const char *stage, bool open);

#endif
