#ifndef OPENDATA_WEEK_H
#define OPENDATA_WEEK_H

#include "features/directory/directory.h"
#include "features/opendata/opendata_reader.h"

/*
 * Hours of a file as a week of the directory (directory_week.h), where there is
 * one way to read them. What can be read in two ways is no week: it stays text,
 * for a person. A day that is neither told to be open nor to be closed is such.
 */

/* One department of a file of hours, row after row. */
struct open_clinic {
	const char *department;
	struct week week;
	bool unclear;
	struct open_clinic *next;
};

/* From the hours of weekdays, Saturday, Sunday and holidays and the days closed,
 * or from the days and one time of day. "": no week. */
const char *open_week(struct open_reader *);
/* Of one row of a file of hours; in scratch. */
struct open_clinic *open_clinic(struct open_reader *);
/* Another row of that institution, in `mem` from now on. */
void	open_clinic_add(struct arena *mem, struct open_clinic **,
    const struct open_clinic *);
/* The week that all departments share; "": they do not. */
const char *open_clinics_week(struct arena *, const struct open_clinic *);

#endif
