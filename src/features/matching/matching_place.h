#ifndef MATCHING_PLACE_H
#define MATCHING_PLACE_H

#include "base/html.h"
#include "features/matching/matching_find.h"

/* A found place on a page, with its reasons. */
struct place_row {
	const char *id, *url, *name, *kind, *town, *way, *phone, *fresh;
	const char *group;		/* 要相談 */
	struct html_list reasons;
	bool choosable;
};

enum { PLACE_SLOTS = 11 };
extern const struct slot matching_place_slots[PLACE_SLOTS];

struct place_row matching_place(struct request *, const struct finding *,
    const struct facts *, const struct candidate *);

#endif
