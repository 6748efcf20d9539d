
#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "app/second_person.h"
#include "base/text.h"
#include "features/casebook/casebook_private.h"
#include "features/casebook/casebook_sql.h"

/* From draft to book and out of it again. */

enum { MIN_CONFIRMED = 10, MAX_CONFIRMED = 1000, MAX_TOLD = 5 };

/* What the names of today find in the texts goes no further. */
static enum result
check_texts(struct request *r, const struct casebook *c, const char *child)
{
	struct casebook_sources all;
	const char *texts[CASEBOOK_TEXTS];
	const struct veiled *left;
	struct pseudonyms *p;
	size_t n;
	enum result rc = casebook_sources_of(r, child, c->id, &all);

	if (!rc)
		rc = casebook_names(r, child, &all, &p);
	if (rc)
		return rc;
	casebook_texts(c, texts);
	for (size_t i = 0; i < CASEBOOK_TEXTS; i++)
		(void)pseudonyms_veil(p, texts[i]);
	left = pseudonyms_replaced(p, &n);
	for (size_t i = 0; i < n && i < MAX_TOLD; i++)
		request_fault(r, "overview", arena_fmt(r->mem,
		    "「%s」が残っています。「%s」に直してください。", left[i].was,
		    left[i].now));
	return r->nfaults ? INVALID : OK;
}

static enum result
open_in(struct request *r, struct casebook *c, const char **child,
    const char *state)
{
	enum result rc = casebook_open(r, c, child);

	if (!rc && !r->who->id)
		rc = DENIED;
	return rc || !state || casebook_is(c, state) ? rc : CONFLICT;
}

/* The version that was looked at. */
static enum result
commit_to(struct request *r, const char *path, const struct casebook *old,
    struct casebook *c)
{
	const char *see;

	form_version(r, c);
	deed_begin(r);
	record_change(r, &casebook_record, old, c);
	see = request_saying(r, path, "changed");
	return request_see(r, deed_commit(r, see), see);
}

static enum result
commit(struct request *r, const struct casebook *old, struct casebook *c)
{
	return commit_to(r, arena_fmt(r->mem, "/cases/%s", c->id), old, c);
}

enum result
casebook_submission_post(struct request *r)
{
	struct casebook old, c;
	const char *child;
	enum result rc = open_in(r, &old, &child, "draft");

	if (!rc)
		rc = check_texts(r, &old, child);
	if (rc)
		return rc == INVALID ? casebook_again(r, &old, rc) : rc;
	c = old;
	c.state = "submitted";
	return commit(r, &old, &c);
}

static enum result
check_rare(struct request *r, struct casebook *c)
{
	const char *says, *why = request_form(r, "confirmed");
	enum result rc = casebook_rare(r, c, &says);

	if (rc || !says)
		return rc;
	if (!why || text_length(why) < MIN_CONFIRMED ||
	    text_length(why) > MAX_CONFIRMED)
		request_fault(r, "confirmed",
		    "出してよい理由を10文字以上で書いてください。");
	c->confirmed = why;
	return r->nfaults ? INVALID : OK;
}

enum result
casebook_approval_post(struct request *r)
{
	struct casebook old, c;
	const char *child;
	enum result rc = open_in(r, &old, &child, "submitted");

	/* Nobody approves what they wrote. */
	if (!rc && !second_person_is(r, old.writers, NULL))
		rc = DENIED;
	c = old;
	if (!rc)
		rc = check_texts(r, &old, child);
	if (!rc)
		rc = check_rare(r, &c);
	if (rc)
		return rc == INVALID ? casebook_again(r, &old, rc) : rc;
	c.state = "approved";
	c.approved_by = r->who->id;
	c.approved_on = r->today;
	return commit(r, &old, &c);
}

/* Once the child was erased an approved case is nobody's in particular: the
 * centre withdraws it, and nobody opens it after. */
static enum result
open_to_withdraw(struct request *r, struct casebook *c, bool *orphan)
{
	const char *child;
	enum result rc = record_get(r, &casebook_record, r->arg[0], c);

	if (!rc)
		rc = casebook_sql_child(r, c->id, &child);
	if (rc)
		return rc;
	*orphan = !child && casebook_is(c, "approved") &&
	    access_is_centre(r) && request_may(r, CHILD_WRITE);
	if (*orphan)
		return r->who->id ? OK : DENIED;
	return open_in(r, c, &child, NULL);
}

enum result
casebook_withdrawal_post(struct request *r)
{
	struct casebook old, c;
	bool orphan;
	enum result rc = open_to_withdraw(r, &old, &orphan);

	if (!rc && casebook_is(&old, "withdrawn"))
		rc = CONFLICT;
	if (rc)
		return rc;
	c = old;
	c.state = "withdrawn";
	c.withdrawn_on = r->today;
	return orphan ? commit_to(r, "/cases", &old, &c) :
	    commit(r, &old, &c);
}
