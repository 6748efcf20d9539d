#ifndef AUDITLOG_LOOKS_H
#define AUDITLOG_LOOKS_H

#include "app/audit.h"

/* What one person did with the record of one child on one day in Japan. */
struct look {
	const char *day;		/* YYYY-MM-DD */
	const char *first, *last;	/* 9:05 */
	const char *person, *login, *agency;
	const char *paths;		/* "centre+named" */
	const char *classes;		/* "identity,care" */
	const char *consents;		/* ids, a space between them */
	int64_t opened, written;	/* rows of the log */
};

/* That the child stood in lists with others, or left in a file. */
struct listing {
	const char *person, *login, *agency;
	const char *last;		/* instant */
	const char *classes;
	int64_t times;
	bool file;
};

/* Both newest first. Every row about the child is counted in one of them. */
struct looks {
	struct look *looks;
	size_t nlooks;
	struct listing *listings;
	size_t nlistings;
};

/*
 * As far as it is this person's business: people of an agency learn of the
 * centre and of their own colleagues, not of the family nor of other agencies.
 */
enum result looks_read(struct request *, const char *child, const char *from,
    const char *to, struct looks *) MUST_CHECK;
bool	looks_may_know(const struct request *, const struct audit_row *);

#endif
