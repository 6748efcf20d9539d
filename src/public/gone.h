#ifndef PUBLIC_GONE_H
#define PUBLIC_GONE_H

#include "app/request.h"

/* Where nothing of that id is: MISSING; or, when it was there and was taken
 * back or closed, a page that says so in its title, 410. */
enum result public_gone(struct request *, const char *id, const char *title)
    MUST_CHECK;
extern const struct template public_gone_page;

#endif
