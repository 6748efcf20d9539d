#ifndef MATCHING_PROFILE_H
#define MATCHING_PROFILE_H

#include "features/matching/matching.h"
#include "features/matching/matching_rule.h"

/* The profile as a form, as text, and as what the rule asks for. */
extern const struct record profile_record;

/* The weights as we would set them. */
void	profile_begin(struct profile *);
/* What is known of the child, as far as this person may see it. MISSING: no
 * such child, or no path to her. */
enum result profile_of_child(struct request *, const char *child,
    struct profile *) MUST_CHECK;
/* From the form: INVALID with faults. */
enum result profile_read(struct request *, struct profile *) MUST_CHECK;
/* "age=3歳" and so on, a line each, and back; what it does not know is left out. */
const char *profile_text(struct request *, const struct profile *);
void	profile_of_text(struct request *, const char *, struct profile *);

/* What is looked for in words, a line each: 「年齢：3歳」. */
struct profile_line {
	const char *label, *text;
};
enum { PROFILE_LINES = 12 };
size_t	profile_lines(struct request *, const struct profile *,
    struct profile_line lines[PROFILE_LINES]);

/* What is wanted of the answers, bit by bit: codes[i] is that of bit i, of list
 * `care` for the first ncare. */
struct wanted {
	const char *codes[MATCH_ANSWERS];
	size_t n, ncare;
};

void	profile_need(struct request *, const struct profile *,
    struct match_need *, struct wanted *);
/* 「3歳2か月」, 「3」, 「1才半」 in months; -1: none of it. */
int	profile_months(const char *age);
/* "9:00" in minutes of the day; -1. */
int	profile_minutes(const char *time);

#endif
