#ifndef APP_DISCLOSURE_H
#define APP_DISCLOSURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Which numbers of tables may not be printed, so that no small number of
 * people can be worked out of what is printed. The tables are cells and the
 * equations between them: sums, sums that tables share, what an earlier
 * release has told. Nothing of this file knows a request or a record.
 *
 * A cell below the threshold k is small: 1 to k-1, and 0 too when zeros are
 * not shown. What is taken to be known outside: every printed number, every
 * equation, that numbers are whole and not negative, and that a hidden one is
 * not 0 where zeros are shown. Out of that nobody may tell more of a small
 * cell than that it is small: each number from 1 (or 0) to k-1 stays possible.
 * The zeros shown alone may tell that a cell is n or more, as the sum of n
 * cells that are not 0 is; then the numbers from n on stay possible, as many
 * of them. Of any other hidden cell the possible ones lie at least as far
 * apart.
 */
enum { DISCLOSURE_MAX_CELLS = 4000, DISCLOSURE_MAX_SUMS = 4000 };

enum disclosure_fate {
	DISCLOSURE_SHOWN,
	DISCLOSURE_SMALL,  /* hidden: it is a small number itself */
	DISCLOSURE_SECOND, /* hidden so that a small one stays hidden */
};

enum disclosure_kind {
	DISCLOSURE_FREE,   /* may be printed or hidden */
	DISCLOSURE_OUT,    /* printed before: cannot be taken back */
	DISCLOSURE_HELD,   /* hidden before, and stays hidden */
	DISCLOSURE_UNTOLD, /* in no table, but follows from several */
};

struct disclosure_cell {
	const char *name; /* 圏域別の実人数：下北 */
	int64_t value;    /* not negative */
	enum disclosure_kind kind;
	int64_t known; /* no less than, by the zeros shown */
	/* Told by what is below: */
	enum disclosure_fate fate;
	size_t protects;     /* of a second one: which small cell */
	size_t sum;          /* ... over which equation */
	int64_t least, most; /* what an attacker finds; the same as
					 * value where it is printed */
};

/* whole = sum of parts, or whole <= sum of parts. */
struct disclosure_sum {
	const char *name; /* 圏域別の実人数の合計 */
	size_t whole;
	const size_t *parts;
	size_t nparts;
	bool at_most;
};

struct disclosure_model {
	struct arena *mem;
	int64_t k;
	bool zeros; /* shown */
	struct disclosure_cell *cells;
	struct disclosure_sum *sums;
	size_t ncells, nsums;
	size_t weak; /* what INVALID is about */
	bool known;  /* of all cells */
};

/* How much is lost: of the cells that a table has. */
struct disclosure_loss {
	size_t cells, small, second;
	int64_t counts, hidden; /* sums of numbers */
};

struct disclosure_model *disclosure_new(struct arena *, int64_t k, bool zeros);
/* Its place. The name is kept, not copied. */
size_t	disclosure_add(struct disclosure_model *, const char *name, int64_t value,
    enum disclosure_kind);
/* The parts are copied. The numbers must meet it. */
void	disclosure_sum(struct disclosure_model *, const char *name, size_t whole,
    const size_t *parts, size_t n);
void	disclosure_at_most(struct disclosure_model *, const char *name, size_t whole,
    const size_t *parts, size_t n);
/* Hides the small cells and few others. INVALID: `weak` cannot be kept at all;
 * BROKEN: the solver failed, or the numbers do not add up. */
enum result disclosure_protect(struct disclosure_model *) MUST_CHECK;
void	disclosure_hide_small(struct disclosure_model *);	/* only those */
/* What an attacker finds of every hidden cell. INVALID: more than may be told
 * of `weak`. Whatever hid the cells, only what this passes may be printed. */
enum result disclosure_prove(struct disclosure_model *) MUST_CHECK;

#endif
