#ifndef APP_DISTANCE_H
#define APP_DISTANCE_H

#include "app/request.h"
#include "base/geo.h"

/*
 * How far it is, without a road map: an estimate, and to be called one wherever
 * it is shown (distance_words does). Inside a municipality and to one that it
 * touches, the straight line times a factor; else the way from neighbour to
 * neighbour where that is longer, for between two peninsulas lies the sea.
 * Minutes by a table that the centre imported or corrected go before this.
 */
struct spot {
	const char *municipality;	/* may be NULL when the place is known */
	struct geo at;			/* not known: where its people live */
};

struct distance {
	double km;			/* on the road, about */
	int64_t minutes;		/* by car */
	bool by_table;			/* the minutes are not an estimate of ours */
};

struct distances;

/* Everything needed, read once a request; distances cost no query then. */
enum result distances_load(struct request *, struct distances **) MUST_CHECK;
/* False: one of the two is nowhere. The same both ways. */
bool	distance_between(struct distances *, const struct spot *,
    const struct spot *, struct distance *);
/* From municipality to municipality over the neighbours, in km without the
 * factor; the straight line where no way leads. Negative: not known. */
double	distance_around(struct distances *, const char *, const char *);
/* To five minutes, so that nobody takes an estimate for a timetable. */
int64_t	distance_minutes(const struct distance *);
/* 「目安 約45分（道路状況を含まない推計）」 */
const char *distance_words(struct arena *, const struct distance *);

#endif
