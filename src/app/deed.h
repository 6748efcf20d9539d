#ifndef APP_DEED_H
#define APP_DEED_H

#include "app/request.h"

/*
 * A deed: one transaction that changes something. deed_commit spends the
 * form's idempotency key and stores `see` with it, so that the same form sent
 * again is answered with the same redirect and changes nothing. A deed that
 * noted no audit row is BROKEN; one whose right to it ended meanwhile, DENIED.
 *
 * `damaged` of the request says that something it stands on could not be read,
 * be it a sealed text or who may see what: BROKEN, too, whatever it did.
 */
void	deed_begin(struct request *);
enum result deed_commit(struct request *, const char *see) MUST_CHECK;
/* Moves the change counter of a record, once a deed; its new value. */
int64_t	deed_changed(struct request *, const char *record);
/* The next number of a counter: no two committed deeds get the same. */
int64_t	deed_next(struct request *, const char *counter);
/* Where the spent key led, or NULL. Asked by the dispatcher. */
const char *deed_repeated(struct request *);

/* The deed of a file that is about to leave, written down before it does: `what`
 * of a record, "-" for many. Spends no form's key. */
enum result deed_export(struct request *, const char *record, const char *id,
    const char *what) MUST_CHECK;

/* Inside a deed: keys older than a month are let go. */
enum result deed_forget(struct request *);

#endif
