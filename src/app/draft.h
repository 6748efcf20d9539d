#ifndef APP_DRAFT_H
#define APP_DRAFT_H

#include "app/request.h"

/*
 * What somebody was still typing when the telephone rang or the session ended.
 * One draft a person and form ("contact-new", "contact-edit-ID"). A draft is
 * its owner's alone, leaves no audit row, and is forgotten after 30 days.
 */
enum { DRAFT_MAX_BYTES = 64 << 10, DRAFT_MAX_FORM_NAME = 100,
	DRAFT_MAX_FORMS = 50, DRAFT_DAYS = 30 };

/*
 * Keeps `body`, the form's fields as a browser sends them (a=1&b=2), in a
 * transaction of its own. csrf is not kept; once is, so that what is sent from
 * two tabs that show the same draft is recorded once. INVALID, with a fault:
 * no such form name, too large, too many drafts, or not a form.
 */
enum result draft_save(struct request *, const char *form, const char *body)
    MUST_CHECK;
/* The fields, in order; MISSING when there is no draft. */
enum result draft_load(struct request *, const char *form, struct pairs *)
    MUST_CHECK;
/* When it was kept, as people read it, or NULL without a draft. */
const char *draft_kept_at(struct request *, const char *form);
/* Inside the deed of the form: what is recorded needs no draft. */
enum result draft_drop(struct request *, const char *form);

#endif
