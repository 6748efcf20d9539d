#ifndef TRAINING_MAIL_H
#define TRAINING_MAIL_H

#include "features/training/training.h"

/*
 * What those who applied are told by mail: about the session, which is public,
 * and never their name; and a link to their own page, where they give back
 * their seat and find the papers.
 */
enum training_notice {
	TRAINING_ANSWER,		/* taken in: a seat, or their place in line */
	TRAINING_AGAIN,			/* they applied once more: the same again */
	TRAINING_SEAT,			/* they waited, and have a seat now */
	TRAINING_REMINDER,		/* it is soon */
	TRAINING_STILL_WAITING,		/* it is tomorrow, and there is no seat */
	TRAINING_CANCELLED,
	TRAINING_MOVED,			/* another day, hour or place */
	TRAINING_MATERIALS,		/* papers and recordings are there */
};

/* Inside a deed: nothing without an address or a mail server. */
enum result training_mail(struct request *, const struct training_session *,
    const struct training_applicant *, enum training_notice);

/* Papers stay this long after the session; so does the link. */
enum { TRAINING_LINK_DAYS = 90 };
/* The last day they are there. */
const char *training_materials_until(struct request *,
    const struct training_session *);

#endif
