#include <string.h>

#include "app/draft.h"
#include "features/account/account_private.h"

/* Drafts of forms: sent by the browser while somebody types. */

static enum result
nothing_to_show(struct request *r, enum result rc)
{
	if (!rc)
		r->answer.status = 204;
	return rc;
}

enum result
account_draft_post(struct request *r)
{
	const char *form = request_form(r, "form");
	const char *body = request_form(r, "body");

	return nothing_to_show(r, draft_save(r, form ? form : "",
	    body ? body : ""));
}

/* Thrown away by hand; `next` is where the form is, for those without script. */
enum result
account_draft_removal_post(struct request *r)
{
	const char *form = request_form(r, "form");
	const char *next = request_form(r, "next");
	enum result rc;

	db_begin(r->db);
	(void)draft_drop(r, form ? form : "");
	rc = db_commit(r->db);
	return next ? request_see(r, rc, account_next(next)) :
	    nothing_to_show(r, rc);
}
