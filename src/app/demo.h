#ifndef APP_DEMO_H
#define APP_DEMO_H

#include <stddef.h>
#include <stdint.h>

#include "app/request.h"

/*
 * Chance for the fictional centre: the same seed gives the same centre, so
 * that screenshots, tests and tours agree. Not for anything secret.
 */
struct dice {
	uint64_t state;
};

struct dice dice_new(uint64_t seed);
size_t	dice_below(struct dice *, size_t n);	/* 0 .. n-1; n > 0 */
/* One of n texts. */
const char *dice_pick(struct dice *, const char *const *, size_t n);
/* Where they are: a town of the pack's, as often as its setting "demo_towns"
 * names it; the i'th region of the pack, counted from 0 and around. */
const char *dice_town(struct dice *, struct request *);
const char *demo_region(const struct request *, size_t i);
/* Where the child lives that the tour of README follows: a town as above. */
const char *demo_town(struct request *);
/* A number nobody has, behind the area code of the setting "demo_phone". */
const char *demo_phone(struct request *, const char *rest);
/* The day itself, or the Friday before its weekend. */
const char *demo_weekday(struct arena *, const char *day);
/* A weekday from..to; no centre works on Sundays. */
const char *dice_day(struct dice *, struct arena *, const char *from,
    const char *to);

#endif
