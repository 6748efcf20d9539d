#ifndef APP_FRESH_H
#define APP_FRESH_H

#include "app/request.h"

/*
 * Before what takes much out at once or gives rights (routes with FRESH), who
 * gave the last factor of sign-in more than FRESH_SECONDS ago gives one again:
 * a code where the account has a second factor, else the password. What was
 * typed into the form that led here is kept in the page and sent on after it.
 */
enum { FRESH_SECONDS = 10 * 60 };

/* The form's fields on that page; nobody else's form has them. */
#define FRESH_CODE "again_code"
#define FRESH_PASSWORD "again_password"
#define FRESH_TO "again_to"		/* where it goes on */
#define FRESH_SENDS "again_sends"	/* "1": with the form that was typed */

/* OK, and the form is as it was typed; or DENIED, with that page as answer. */
enum result	fresh_check(struct request *) MUST_CHECK;
/* The same page after something wrong was typed there; the faults are set. */
enum result	fresh_show(struct request *, const char *to, bool sends)
    MUST_CHECK;

#endif
