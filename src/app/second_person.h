#ifndef APP_SECOND_PERSON_H
#define APP_SECOND_PERSON_H

#include "app/request.h"

/*
 * What goes out of the house in its own words or numbers is let out by a second
 * person: docs/why/0102-second-person.md. Writers are a set of ids, "a,b", of all
 * who wrote since the last edition; NULL or empty: nobody.
 */

/* Whether this person wrote nothing of it and did not hand it in. Either may be
 * NULL. False, too, of whoever is no person of the register. */
bool	second_person_is(const struct request *, const char *writers,
    const char *submitted_by);
/* The writers, with this person among them. */
const char *second_person_wrote(struct request *, const char *writers);

#endif
