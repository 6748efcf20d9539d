#ifndef TRAINING_TOLD_H
#define TRAINING_TOLD_H

#include "features/training/training_mail.h"

/* What goes out by itself, each to each applicant once. */

/* Applicants of sessions from day to day that may get a notice of that kind and
 * did not: by session. Of a reminder, whether it is time already is not asked. */
enum result training_sql_untold(struct request *, enum training_notice,
    const char *from, const char *to, struct rows *) MUST_CHECK;
/* Inside a deed. */
enum result training_sql_told(struct request *, enum training_notice,
    const char *applicant);

#endif
