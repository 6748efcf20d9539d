#ifndef VACANCY_CELL_H
#define VACANCY_CELL_H

#include "app/page.h"
#include "features/vacancy/vacancy.h"

/*
 * A board by day, drawn: the same signs and words on the centre's site and on
 * the public one.
 */
struct day_head {
	const char *number, *weekday, *class;
};

struct day_cell {
	const char *mark, *says, *class;
};

enum { BOARD_DAYS = 14, DAY_SLOTS = 3 };
extern const struct slot day_head_slots[DAY_SLOTS], day_cell_slots[DAY_SLOTS];

struct html_list day_heads(struct request *,
    const char *const days[BOARD_DAYS]);
/* `number` of free ones and `why`, code list few_reason: NULL when not told. */
struct day_cell day_cell_of(struct request *, struct vacancy_shown,
    const char *number, const char *why);
/* The row of that cell, or nrows: of rows that begin with room and day, in that
 * order. */
size_t	vacancy_cell_at(const struct rows *, const char *room, const char *day);
/* Of a board: whether nothing of that age may still be shown. */
bool	vacancy_is_old(struct vacancy_shown, int64_t grey_days);

#endif
