#ifndef BASE_LINEAR_H
#define BASE_LINEAR_H

#include <stdint.h>

#include "base/arena.h"

/*
 * Whole numbers between limits that meet linear equations: the smallest of a
 * weighted sum of them. Thin over GLPK, whose state belongs to the thread: one
 * is open at a time in a thread, and what is opened is closed. Prints nothing.
 * Columns and rows are counted from 0; limits hold on both sides; LINEAR_NONE
 * on either side means no limit there.
 */
#define LINEAR_NONE INT64_MAX

struct linear;

/* BROKEN: no memory, or a GLPK whose threads share one state. */
enum result linear_open(
    struct arena *, size_t columns, size_t rows, struct linear **) MUST_CHECK;
void linear_close(struct linear *); /* NULL is fine */

/* `low` is a number; `high` may be LINEAR_NONE. */
void linear_column(struct linear *, size_t column, int64_t low, int64_t high);
/* low <= sum of weight * column <= high; a column stands there once. */
void linear_row(struct linear *, size_t row, int64_t low, int64_t high,
    const size_t *columns, const int64_t *weights, size_t n);
void linear_cost(struct linear *, size_t column, double cost);

/*
 * The columns with the least cost. What comes back with OK meets every limit
 * and every row: that was counted again in whole numbers. MISSING: there is no
 * such choice. CONFLICT: not found in `seconds`. BROKEN: the solver failed.
 * The next call starts where the last one ended.
 */
enum result
linear_least(struct linear *, double seconds, int64_t *columns) MUST_CHECK;

#endif
