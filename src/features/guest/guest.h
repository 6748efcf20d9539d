#ifndef GUEST_H
#define GUEST_H

#include "app/feature.h"

/*
 * People without an account, who come by a link: to answer an invitation, to
 * ask for a dispatch. A link opens one thing and nothing else, until a day, in
 * the browser that opened it first: forwarded, it opens nothing. What stands
 * in it is in the address once only; a key in a cookie takes its place.
 */
struct guest_kind {
	const char *kind;		/* "meeting": letters only */
	const char *label;		/* what the link is for: 会議への招待 */
	const char *see;		/* below /links/, where it leads */
	bool many;			/* those before it stay: one in each mail */
};

/* A link that was opened here and holds today. */
struct guest {
	const char *id, *kind, *record_id, *ends_at;
};

/* Inside a deed: the whole address, in place of any before for that record,
 * unless there may be many.
 * Show it once: it cannot be read again. */
const char *guest_link_make(struct request *, const struct guest_kind *,
    const char *record_id, int64_t seconds);
/* Inside a deed: none for that record opens any more. */
enum result guest_link_revoke(struct request *, const struct guest_kind *,
    const char *record_id);
/* By this browser's cookie. MISSING: none, too old, or revoked. */
enum result guest_of(struct request *, const struct guest_kind *,
    struct guest *) MUST_CHECK;
/*
 * While a guest writes down something for an agency (NULL: for nobody): r->who
 * is then somebody without an id or rights, so that the log names the link and
 * records of that agency can be added. guest_leaves undoes it; a page drawn
 * meanwhile would greet them.
 */
void	guest_speaks(struct request *, const struct guest *,
    const char *agency);
void	guest_leaves(struct request *);
/* The page drawn now tells the guest, who is of that agency, so much of a child
 * (enum data_class, added up): it goes into the log before the answer leaves. */
void	guest_told(struct request *, const struct guest *, const char *agency,
    const char *child, unsigned classes);
/* The page that says so, with how to get a new link; its result. */
enum result guest_refuse(struct request *);

/* Those there are; a feature that invites people adds its own here. */
extern const struct guest_kind guest_meeting, guest_dispatch, guest_inquiry,
    guest_vacancy, guest_survey, guest_training;
extern const struct feature guest_feature;

#endif
