#ifndef PUBLIC_TRAINING_VIEW_H
#define PUBLIC_TRAINING_VIEW_H

#include "app/request.h"

/* One session of a training as pages of the public site say it. */
struct training_view {
	const char *id, *course, *url, *title, *kind, *number, *theme, *day,
	    *when, *where, *professions, *lecturers;
	const char *seats, *seats_class;	/* 空きあり, of a chip */
	const char *on_day, *from_at, *to_at, *place;	/* as they stand */
	bool online, full;
	bool ticked;			/* on the form */
};

/* Of row i as public_sql_trainings gives it. */
struct training_view training_view_of(struct request *, const struct rows *,
    size_t i);

#endif
