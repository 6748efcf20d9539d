#ifndef HANDOVER_OPEN_H
#define HANDOVER_OPEN_H

#include "features/handover/handover_private.h"

/* What stands on the administrator's page of what somebody has open. */
struct open_kind {
	const char *kind, *label, *hint;
	int64_t n;
	const struct html *people;	/* who of all may go on with them */
};

struct open_child {
	const char *id, *name, *url, *what;
	const struct html *people;	/* NULL: only with the others */
};

struct open_work {
	struct html_list kinds;		/* of all that is open: open_kind */
	struct html_list groups;	/* of what goes on */
	struct html_list told;		/* of what does not, and is explained */
	struct html_list children;	/* those whoever asks may see */
	int64_t hidden_children;	/* and those they may not */
	int64_t drafts;
	bool chosen;			/* children are unfolded: one has somebody of
					 * their own, or they are few */
	const struct html *successors;
};

enum result handover_open_work(struct request *, const struct account *,
    const struct wish *, struct open_work *) MUST_CHECK;

#endif
