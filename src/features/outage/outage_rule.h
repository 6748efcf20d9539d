#ifndef OUTAGE_RULE_H
#define OUTAGE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Whom to call first. A pure rule: minutes left are those a device runs on what
 * it has, less those since the power went where the child lives. What nobody
 * knows comes first, never last.
 */
enum { OUTAGE_UNKNOWN = -1,		/* minutes: nobody knows */
	OUTAGE_CLAIM_MINUTES = 20,	/* then somebody else may take it over */
	OUTAGE_RED_MINUTES = 120 };

/* As the table `power` counts them; NONE: nothing that needs power. */
enum outage_rank { OUTAGE_VENTILATOR = 1, OUTAGE_OXYGEN, OUTAGE_SUCTION,
	OUTAGE_OTHER, OUTAGE_NONE };

enum outage_status { OUTAGE_OPEN, OUTAGE_ABSENT, OUTAGE_HELP, OUTAGE_SAFE,
	OUTAGE_MOVED, OUTAGE_STATUSES };

/* One child of the list. */
struct outage_line {
	const char *child;
	const char *municipality;
	const char *cut_at;		/* instant */
	int64_t minutes;		/* of all batteries, when the power went */
	enum outage_rank rank;
	enum outage_status status;
	const char *claimed_by, *claimed_at;	/* NULL: nobody's */
	int64_t version;		/* changes with child or case */
	int64_t left;			/* by outage_reckon */
};

/* "safe" and so on; OUTAGE_OPEN for NULL and what is none of them. */
enum outage_status outage_status_of(const char *code);
const char *outage_status_code(enum outage_status);
/* The family was spoken to; nothing more is to be done just now. */
bool	outage_is_reached(enum outage_status);
bool	outage_is_done(enum outage_status);

/* Was safe when asked, and has not much left by now: to be asked again. */
bool	outage_is_again(const struct outage_line *);

/* For a child of whose devices nothing is written down, by her needs of care:
 * sets of the code lists. What cannot be excluded needs power. */
enum outage_rank outage_rank_of(const char *medical_care, const char *care);

/* Whose turn it is: sets `left` of all, 0 when it is over, OUTAGE_UNKNOWN where
 * nobody knows, and puts them in order. `now` is an instant. Not done before
 * done; who needs no power after who does; unknown, then the least left first;
 * ventilator, oxygen, suction; then as they were declared. */
void	outage_reckon(struct outage_line *, size_t n, const char *now);
/* Still held by whoever took it. */
bool	outage_is_claimed(const char *claimed_by, const char *claimed_at,
    const char *now);

#endif
