#ifndef STATISTICS_PUBLIC_H
#define STATISTICS_PUBLIC_H

#include "features/statistics/statistics_count.h"

/*
 * The tables as cells and equations of app/disclosure.h. A cell is found again
 * by period, table and code, so that the same number in two releases is one
 * cell, and the months between two releases are cells of their own.
 */
struct public_slot {
	const char *from, *to, *table, *code;	/* code: or "all", "gap" */
	int64_t value;
	size_t cell;
};

struct public_model {
	struct request *r;
	struct disclosure_model *d;
	struct public_slot *at;
	size_t n, room;
	bool alone;			/* of one report */
};

struct public_model *public_model_new(struct request *,
    const struct report_rule *, size_t reports);
/* `earlier`: as it was printed; else all of it is still to be decided. */
void	public_model_add(struct public_model *, const struct report *,
    bool earlier);
/* What follows from two reports of which one's days lie within the other's, or
 * that count the same days in other classes. */
void	public_model_pair(struct public_model *, const struct report *a,
    const struct report *b);
/* What is left of `whole` beside those of n reports that lie within it. */
void	public_model_parts(struct public_model *,
    const struct report *const *reports, size_t n, const struct report *whole);
/* The same period, table, code and number; NULL: there is none. */
const struct public_slot *public_model_find(const struct public_model *,
    const struct public_slot *like);
/* Its cell, made when it is not there yet. */
size_t	public_model_cell(struct public_model *,
    const struct public_slot *like, const char *name, enum disclosure_kind);
/* Which table's "all" is the total of this one. */
const char *public_total_table(size_t table);

#endif
