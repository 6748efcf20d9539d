#ifndef STATISTICS_PROTECT_H
#define STATISTICS_PROTECT_H

#include "app/disclosure.h"
#include "app/request.h"

/*
 * What of a report may leave the house. Part of the face of statistics. Numbers
 * below k are small; what that means, and what is proved: app/disclosure.h.
 */
struct report;

#define REPORT_HIDDEN "X"	/* how it is printed; null in JSON */

enum { REPORT_LEAST_K = 2, REPORT_MOST_K = 1000, REPORT_MOST_EARLIER = 12 };

struct report_rule {
	int64_t k;		/* 3, 5, 10 */
	bool zeros;		/* shown */
};

struct report_hidden {
	const char *table, *code;	/* code: or "all", "gap" */
	const char *label, *why;	/* for eyes inside only */
	bool second;
	int64_t value, least, most;	/* ... as an attacker finds them */
};

struct report_public {
	struct report_hidden *at;	/* what is hidden, in order */
	size_t n;
	struct disclosure_loss loss;
	const char *weak;	/* INVALID: what cannot be kept */
};

/* What the pack says; 10 when it says nothing, and shown. */
int64_t	report_threshold(struct request *);
bool	report_shows_zeros(struct request *);
/* Marks what is hidden, and proves it against an attacker who also has the
 * `earlier` ones as they were printed. INVALID: there is no safe way. */
enum result report_protect(struct request *, struct report *,
    const struct report_rule *, const struct report *const *earlier, size_t n,
    struct report_public *) MUST_CHECK;
/* In place of hiding: every number becomes a multiple of `base` next to it, and
 * sums add up; loss.hidden is how far the numbers moved in all. INVALID: not
 * possible, or too much is told. */
enum result report_round(struct request *, struct report *, int64_t base,
    struct report_public *) MUST_CHECK;
/* Before hiding: small regions are put together, in the tables by region. Where
 * even all of them are small they stay as they are. */
void	report_merge_regions(struct request *, struct report *,
    const struct report_rule *);

#endif
