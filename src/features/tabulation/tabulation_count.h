#ifndef TABULATION_COUNT_H
#define TABULATION_COUNT_H

#include "app/asked.h"
#include "features/statistics/statistics.h"
#include "features/tabulation/tabulation_dimension.h"

/* What is counted in the cells. */
struct amount {
	const char *name, *label, *unit, *definition;
	enum grid_measure measure;
	size_t cell;		/* of a weight: what each contact has of it */
};

extern const struct amount amounts[];
extern const size_t namounts;

enum { TABULATION_FILTERS = 6 };

/* The question: "rows=month&columns=requester&measure=contacts&care=oxygen" and
 * the period. Any other dimension with a class is a filter. */
struct question {
	struct asked asked;		/* period, years, classes */
	struct period period;		/* all its years as one */
	const struct dimension *rows, *columns;	/* columns NULL: one alone */
	const struct amount *amount;
	struct {
		const struct dimension *of;
		const char *code;
	} filters[TABULATION_FILTERS];
	size_t nfilters;
};

/* INVALID with faults. Without a query: month by fiscal year, this year. */
enum result question_read(struct request *, struct question *) MUST_CHECK;
/* The same as a query. A period that is the present fiscal year is left out when
 * `moving`: it goes with the year. */
const char *question_query(struct request *, const struct question *,
    bool moving);
/* 月 × 相談依頼元（延回数） */
const char *question_title(struct arena *, const struct question *);
/* What being in a cell tells of a child: data classes. */
unsigned question_tells(const struct question *);

struct counted {
	struct side rows, columns, filters[TABULATION_FILTERS];
	struct grid grid;
};

enum result tabulation_count(struct request *, const struct question *,
    struct counted *) MUST_CHECK;

/* The records of a cell; code NULL: of the sum. MISSING: no such class. */
struct cell_asked {
	const char *row, *column;
};

enum result tabulation_members(struct request *, const struct question *,
    const struct cell_asked *, int64_t skip, size_t most, struct members *)
    MUST_CHECK;

#endif
