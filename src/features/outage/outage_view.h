#ifndef OUTAGE_VIEW_H
#define OUTAGE_VIEW_H

#include "features/outage/outage_private.h"

/*
 * The list of an event as it stands this minute, for pages and paper: every
 * child without power that this person may see, in the order of calling.
 */
struct outage_view {
	struct outage outage;
	struct rows areas;
	struct outage_line *lines;	/* all, in order */
	size_t n;
	struct outage_line **shown;	/* those that were asked for */
	size_t nshown;
	int64_t counts[OUTAGE_STATUSES];	/* of those who need power */
	int64_t quiet;			/* those who need none */
	int64_t again;			/* outage_is_again */
	const char *municipality, *status;	/* what was asked for; NULL: all */
	const char *at;			/* instant of which it is the list */
	/* The same while nothing changed; for the centre known from the
	 * beginning, for others once the list is loaded. */
	const char *tag;
};

/* A line in words. Texts NULL: not for this person, or there is none. */
struct outage_row {
	const char *child, *url, *name, *kana, *age, *town, *address;
	const char *left, *empty_at, *kind, *phone, *guardian;
	const char *status, *status_class, *who, *since, *told, *note;
	const char *destination, *claim;
	const char *seen;		/* version of the case; 0: none yet */
	const struct html *hidden;	/* of the form that takes her on */
	bool unknown, red, done, mine, taken, quiet, free;
};

/* `event` is outage_get's. Only the tag and the areas. */
enum result outage_view_begin(struct request *, const char *id,
    struct outage_view *) MUST_CHECK;
/* The rest; ?municipality and ?status narrow it. */
enum result outage_view_load(struct request *, struct outage_view *) MUST_CHECK;
/* n lines in words; those gone meanwhile are left out: *made. */
enum result outage_view_rows(struct request *, const struct outage_view *,
    struct outage_line *const *, size_t n, struct outage_row *, size_t *made)
    MUST_CHECK;

#endif
