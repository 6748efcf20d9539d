#ifndef MATCHING_FIND_H
#define MATCHING_FIND_H

#include "features/matching/matching_profile.h"
#include "features/vacancy/vacancy.h"

/* A service with what was found about it, for a page. */
struct candidate {
	struct match match;
	struct match_offer offer;
	const char *id, *place;		/* of the service; name of the place */
	const char *kind, *municipality, *phone;
	const char *confirmed_on;	/* NULL: open data only */
	double km;			/* < 0: not known */
	int64_t minutes;
	const struct vacancy_stay *stay;	/* on the days asked for; NULL */
};

struct finding {
	struct wanted wanted;
	struct match_need need;
	struct candidate *all;		/* best first */
	size_t n;
	size_t by_fit[FIT_NO + 1];
};

/* All services of those kinds that are not closed, as far as this person may
 * see them. 2,000 services in some 10 ms. */
enum result matching_find(struct request *, const struct profile *,
    struct finding *) MUST_CHECK;

/*
 * Where the values behind the reasons come from, for the few services that a
 * page shows: MAX_FACTS of them at most.
 */
enum { MAX_FACTS = 80 };
struct facts;
enum result matching_facts(struct request *, const struct finding *,
    const struct candidate *const *, size_t n, struct facts **) MUST_CHECK;

/* One reason in words: 「気管切開：可」. */
struct said {
	const char *label, *says, *mark;	/* ○ △ × ？ */
	const char *terms;	/* the condition as it was told; or NULL */
	const char *when;	/* 「R8.3.20・電話」, never NULL */
	const char *more;	/* what would change it, or NULL */
};
void	matching_say(struct request *, const struct finding *,
    const struct candidate *, const struct facts *,
    const struct match_reason *, struct said *);
/* 受入可能, 要相談, 情報不足, 不可 */
const char *matching_group(enum fit);

#endif
