#ifndef PUBLIC_INBOX_H
#define PUBLIC_INBOX_H

#include "app/request.h"

/* What visitors send to the centre: sealed for it, in a file that this process
 * alone writes. */

/* There is a file, and the bundle has the centre's key. */
bool	public_inbox_is_open(struct request *);
/* As inbox_put of base/db_inbox.h. */
enum result public_inbox_put(struct request *, const char *kind,
    const char *text) MUST_CHECK;

#endif
