#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/paper_keep.h"
#include "app/second_person.h"
#include "base/crypto.h"
#include "features/annual/annual_sql.h"

/* From the writer to a second person, and back. */

static const char *
page_of(struct request *r, const struct annual *a)
{
	return request_saying(r, arena_fmt(r->mem, "/annuals/%s", a->id),
	    "changed");
}

static enum result
open_in(struct request *r, struct annual *a, const char *state)
{
	enum result rc = annual_open(r, a);

	if (rc)
		return rc;
	if (!annual_is(a, state))
		return CONFLICT;
	form_version(r, a);		/* the one that was looked at */
	return OK;
}

static enum result
finish(struct request *r, const struct annual *a, enum result rc,
    const char *verb, const char *what)
{
	const char *see = page_of(r, a);

	if (!rc)
		rc = audit_note_plain(r, verb, "annual", a->id, what);
	if (rc) {
		db_rollback(r->db);
		return rc;
	}
	return request_see(r, deed_commit(r, see), see);
}

/* POST /annuals/ID/submission: what it is now is kept, byte by byte. */
enum result
annual_submission_post(struct request *r)
{
	struct annual_blocks blocks;
	struct annual a;
	struct paper *paper;
	const char *document, *hash;
	bool release;
	enum result rc = open_in(r, &a, "draft");

	if (!rc)
		rc = annual_sql_blocks(r, a.id, &blocks);
	if (!rc)
		rc = annual_paper(r, &a, &blocks, &paper, &release);
	if (rc)
		return rc;
	if (r->nfaults)
		return annual_again(r, &a, INVALID);
	document = paper_write(r->mem, paper);
	hash = crypto_digest(r->mem, document, strlen(document));
	deed_begin(r);
	return finish(r, &a, annual_sql_submit(r, &a, document, hash),
	    "submit", hash);
}

/* POST /annuals/ID/return: to be written again; what was approved is kept. */
enum result
annual_return_post(struct request *r)
{
	struct annual a;
	enum result rc = annual_open(r, &a);

	if (!rc && annual_is(&a, "draft"))
		rc = CONFLICT;
	if (rc)
		return rc;
	form_version(r, &a);
	deed_begin(r);
	return finish(r, &a, annual_sql_return(r, &a), "return", "");
}

/* POST /annuals/ID/approval: nobody approves what they wrote or handed in. */
enum result
annual_approval_post(struct request *r)
{
	struct annual_edition kept;
	struct annual a;
	enum result rc = open_in(r, &a, "submitted");

	if (!rc && !second_person_is(r, a.writers, a.submitted_by))
		rc = DENIED;
	if (!rc)
		rc = annual_sql_edition(r, a.id, a.edition, &kept);
	if (rc)
		return rc;
	if (strcmp(crypto_digest(r->mem, kept.document,
	    strlen(kept.document)), kept.hash) != 0)
		return BROKEN;
	deed_begin(r);
	return finish(r, &a, annual_sql_approve(r, &a), "approve", kept.hash);
}
