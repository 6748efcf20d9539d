#ifndef APP_DISCLOSURE_ROUND_H
#define APP_DISCLOSURE_ROUND_H

#include "app/disclosure.h"

/*
 * The two other ways to keep small numbers, for who wants every cell filled.
 *
 * Rounding, controlled: each cell becomes one of the two multiples of `base` it
 * lies between, a multiple stays, and every sum still adds up. It is known
 * outside, so of a number told as m a reader knows that it lies within base - 1
 * of m. Equations of whole sums alone; INVALID: they cannot all be met, or some
 * number could be told more closely than to base - 1 apart (`weak`). `told` is
 * [ncells]; what `fate` says is not looked at. BROKEN: the solver failed, or
 * the numbers do not add up.
 */
enum result disclosure_round(struct disclosure_model *, int64_t base,
    int64_t *told) MUST_CHECK;
/* What a reader finds of each cell when `told` is printed, into least and most;
 * INVALID: more than may be, of `weak`. */
enum result disclosure_prove_rounded(struct disclosure_model *, int64_t base,
    const int64_t *told) MUST_CHECK;

/*
 * Merging: classes of one table, smallest into next smallest, until no group is
 * small. group[i] is the first class of its group, so i where it stands alone;
 * those that are 0 stay alone while zeros are shown. The groups left; 0: all of
 * them together are still small.
 */
enum { DISCLOSURE_MERGED = 64 };
size_t	disclosure_merge(const int64_t *values, size_t n, int64_t k,
    bool zeros, size_t *group);

#endif
