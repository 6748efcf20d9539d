#ifndef APP_ANSWER_H
#define APP_ANSWER_H

#include "app/desk.h"
#include "app/request.h"

/*
 * What the doors of both sites (handle.c, open.c) share: from bytes to a
 * request, and from a result to what leaves.
 */

/* /web/NAME, the same for everybody: false when it is something else. */
bool	answer_asset(struct arena *, const struct http_request *,
    struct http_answer *);
/* r->mem is set; all but who asks, and the form, comes from here. */
void	answer_begin(struct request *, struct site *, struct desk *,
    const struct http_request *);
/* Body and query into pairs. INVALID: the form of it is broken: 400. */
enum result answer_read(struct request *, const struct http_request *)
    MUST_CHECK;
/* What machines ask of either site: whether it is well, how it is (metrics.h). */
bool	answer_is_watched(const struct request *);
enum result answer_watched(struct request *);
/* Status, guards and the page for a refusal. */
void	answer_finish(struct request *, enum result, struct http_answer *);

#endif
