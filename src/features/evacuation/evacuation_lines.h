#ifndef EVACUATION_LINES_H
#define EVACUATION_LINES_H

#include "app/request.h"

/*
 * The parts of a plan that are tables: one line a row, cells apart by tabs, in
 * one sealed text. What is typed has neither tabs nor line ends left in it.
 */
enum { PLAN_HAZARDS = 6, PLAN_PEOPLE = 6, PLAN_CELLS = 4 };

struct plan_line {
	const char *cells[PLAN_CELLS];	/* "" where there is nothing */
};

/* Hazards: code of plan_hazard, code of plan_way, where to, by which way.
 * People: name, who they are, telephone. At most `max`; how many. */
size_t	plan_lines(struct request *, const char *text, struct plan_line *,
    size_t max);
/* The line of that hazard; all "" when there is none. */
struct plan_line plan_hazard_line(struct request *, const char *text,
    const char *hazard);
/* Back to text, without rows of which only the first `keys` cells are told;
 * NULL: none is left. */
const char *plan_lines_text(struct request *, const struct plan_line *,
    size_t n, size_t keys);

#endif
