#ifndef BASE_ICAL_H
#define BASE_ICAL_H

#include "base/buffer.h"

/* An iCalendar stream (RFC 5545), written. Lines are folded at 75 bytes between
 * characters and end in CRLF; texts are escaped. */
struct ical {
	struct buffer *out;
	const char *stamp;		/* 20261120T012000Z */
};

struct ical_event {
	const char *uid;		/* the same for the same thing */
	const char *day;		/* YYYY-MM-DD: all of that day */
	const char *from, *to;		/* instants instead of a day, or NULL */
	const char *summary, *url, *place;	/* url, place: may be NULL */
};

/* name: of the calendar; now: an instant. */
struct ical ical_begin(struct buffer *, const char *name, const char *now);
void	ical_event(struct ical *, const struct ical_event *);
void	ical_end(struct ical *);

#endif
