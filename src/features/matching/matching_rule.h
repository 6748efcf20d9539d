#ifndef MATCHING_RULE_H
#define MATCHING_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Whether a service fits what a child needs, as a function of what is known: no
 * database, no clock. tests/matching holds the same rule written a second time,
 * and a generator of services and needs that both must agree on.
 *
 * Unknown never counts as yes, and never as no. A need more never betters a
 * service, and neither does an answer that becomes worse.
 */
enum fit { FIT_YES, FIT_TERMS, FIT_UNKNOWN, FIT_NO };	/* from best to worst */

enum { MATCH_ANSWERS = 64, MATCH_SOFT = 8, MATCH_REASONS = MATCH_ANSWERS + 8,
	MATCH_WEIGHT_MAX = 10, PER_MILLE = 1000 };

/* Hours of a day in minutes; from < 0: not said. */
struct match_hours {
	int from, to;
};

/* Bit 0 is Monday, 6 Sunday, 7 holidays. */
struct match_week {
	bool known;
	unsigned days;
	struct match_hours hours;
};

struct match_need {
	uint64_t wanted;	/* bit i: the answer to criterion i matters */
	int months;		/* age; < 0: not said */
	int kilograms;		/* < 0: not said */
	unsigned days;		/* on which; 0: any */
	struct match_hours hours;
	bool nurse;		/* a nurse is there all that time */
	bool dates;		/* vacancy on some day matters */
};

struct match_offer {
	const char *id;		/* the last to decide the order */
	const char *answers;	/* 'y' 't' 'n' or '?' a criterion; what lies
				 * behind its end is '?' */
	bool age_known, weight_known;
	int min_months, max_months;	/* both inclusive; max < 0: no end */
	int max_kilograms;	/* < 0: none */
	struct match_week open, nurse;
	enum fit vacancy;	/* on the dates asked for */
	unsigned soft[MATCH_SOFT];	/* per mille; what may be weighed */
};

enum match_about { ABOUT_ANSWER, ABOUT_AGE, ABOUT_WEIGHT, ABOUT_DAYS, ABOUT_HOURS,
	ABOUT_NURSE, ABOUT_VACANCY };

struct match_reason {
	enum match_about about;
	unsigned criterion;	/* of ABOUT_ANSWER */
	enum fit fit;
};

struct match_verdict {
	enum fit fit;			/* the worst of all reasons */
	struct match_reason reasons[MATCH_REASONS];
	size_t nreasons;		/* one each thing that is needed */
	unsigned count[FIT_NO + 1];	/* reasons of each fit */
};

void	match_decide(const struct match_need *, const struct match_offer *,
    struct match_verdict *);

/* What the order inside a group weighs: soft[i] by weights[i], 0 to
 * MATCH_WEIGHT_MAX each, and how little stands in the way by `few`. */
struct match_weights {
	unsigned few, soft[MATCH_SOFT];
};

/* 0 to PER_MILLE. All weights 0: 0. */
unsigned match_score(const struct match_weights *, const struct match_offer *,
    const struct match_verdict *);

struct match {
	const struct match_offer *offer;
	enum fit fit;
	unsigned score;
};

/* Best first: by fit, by score, by id. The same input, the same order. */
void	match_sort(struct match *, size_t n);

#endif
