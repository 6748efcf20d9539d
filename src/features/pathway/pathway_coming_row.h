#ifndef PATHWAY_COMING_ROW_H
#define PATHWAY_COMING_ROW_H

#include "features/child/child.h"

/* A child who comes to a stage, as lists and sheets have it. */
struct coming_row {
	struct child child;
	const char *url, *kana, *name, *number, *stage, *on_day, *day;
	const char *grade, *place, *town, *region;
	const char *steps, *overdue;	/* in words; overdue NULL: nothing is */
	bool begun, late;
};

enum { COMING_ROW_SLOTS = 11 };
extern const struct slot coming_row_slots[COMING_ROW_SLOTS];

/* False: not for these eyes. */
bool	coming_row_of(struct request *, const struct rows *, size_t i,
    struct coming_row *);

#endif
