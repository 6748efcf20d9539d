#ifndef TRAINING_DAY_H
#define TRAINING_DAY_H

#include "features/training/training_code.h"
#include "features/training/training_private.h"

/* Between the files of the day of a session: doors, signing in, the desk. */

/* Inside a deed: a door to the session on its day, with new codes. */
enum result training_door_add(struct request *,
    const struct training_session *, struct training_door *);

#endif
