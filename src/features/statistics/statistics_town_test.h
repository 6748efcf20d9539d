#ifndef STATISTICS_TOWN_TEST_H
#define STATISTICS_TOWN_TEST_H

#include "features/statistics/statistics.h"
#include "tests/kit.h"

/* A small town's year, written down in words people use; "" is left blank. */

/* The registers of R4 and R5, read in from this folder; false: they do not lie
 * there, beside the project. */
#define YEARS "../shared/data/years/"
bool	town_two_years(struct town *);
/* Their ids come back. */
const char *known_child(struct town *, const char *number,
    const char *born_on, const char *municipality, const char *medical_care);

struct met {
	const char *day, *child, *method, *requester, *topics, *partners;
};

void	met(struct town *, const struct met *);
#define MET_ALL(t, a, b, c, d, e, f, ...) \
    met(t, &(const struct met){ a, b, c, d, e, f })
#define MET(t, ...) MET_ALL(t, __VA_ARGS__, NULL, NULL, NULL, NULL, NULL)
void	advised(struct town *, const char *day, const char *region,
    const char *kind);

struct report *report_of(struct town *, const char *from, const char *to,
    int restated);
const struct report_table *table_in(const struct report *, const char *name);
/* The number beside a label; -1 when the table has no such row. */
int64_t	cell_in(const struct report *, const char *table, const char *label);
int64_t	sum_in(const struct report_table *);

#endif
