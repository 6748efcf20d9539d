#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/due.h"
#include "app/page.h"
#include "app/second_person.h"
#include "app/site.h"
#include "base/text.h"
#include "features/article/article_check.h"
#include "features/article/article_private.h"
#include "features/article/article_sql.h"

/* From the writer to a second person, out of the house, and back. */

enum { MIN_REASON = 10, MAX_REASON = 400 };

/* What stops is a fault; what needs a reason is one until it is given. */
static enum result
check(struct request *r, struct article *a)
{
	struct article_finding all[ARTICLE_FINDINGS];
	const char *why = request_form(r, "confirmed");
	size_t n;
	enum result rc = article_check(r, a, all, &n);

	if (rc)
		return rc;
	if (!text_blank(why) && text_length(why) >= MIN_REASON &&
	    text_length(why) <= MAX_REASON)
		a->confirmed = why;
	for (size_t i = 0; i < n; i++) {
		if (all[i].weight == FINDING_STOP ||
		    (all[i].weight == FINDING_REASON && !a->confirmed))
			request_fault(r, all[i].weight == FINDING_STOP ?
			    "body" : "confirmed", arena_fmt(r->mem, "%s：%s",
			    all[i].where, all[i].says));
	}
	return r->nfaults ? INVALID : OK;
}

static enum result
open_in(struct request *r, struct article *a, const char *state)
{
	enum result rc = article_get(r, a);

	if (!rc && !r->who->id)
		rc = DENIED;
	return rc || article_is(a, state) ? rc : CONFLICT;
}

/* POST /articles/ID/submission */
enum result
article_submission_post(struct request *r)
{
	struct article old, a;
	enum result rc = open_in(r, &old, "draft");

	a = old;
	if (!rc)
		rc = check(r, &a);
	if (rc)
		return rc == INVALID ? article_again(r, &old, rc) : rc;
	a.state = "submitted";
	a.submitted_by = r->who->id;
	a.submitted_on = r->today;
	return article_commit(r, &old, &a);
}

/* POST /articles/ID/return: not yet, says the second person. */
enum result
article_return_post(struct request *r)
{
	struct article old, a;
	enum result rc = open_in(r, &old, "submitted");

	if (rc)
		return rc;
	a = old;
	a.state = "draft";
	a.submitted_by = a.submitted_on = NULL;
	return article_commit(r, &old, &a);
}

static enum result
files_of(struct request *r, const char *article, const char **out)
{
	struct buffer b = buffer_new(r->mem);
	struct rows rows = { 0 };
	enum result rc = article_sql_files(r, article, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		buffer_fmt(&b, "%s%s", i ? "," : "",
		    rows_cell(&rows, i, "id"));
	*out = b.s;
	return rc;
}

/* Inside the deed. */
static void
publish(struct request *r, const struct article *old, struct article *a,
    const char *files)
{
	const char *day = a->publish_on && strcmp(a->publish_on, r->today) > 0 ?
	    a->publish_on : r->today;

	a->state = "approved";
	a->approved_by = r->who->id;
	a->approved_on = r->today;
	a->withdrawn_on = a->withdrawn_why = NULL;
	(void)article_sql_publish(r, a, files, day);
	record_change(r, &article_record, old, a);
}

/* POST /articles/ID/approval: nobody approves what they wrote or sent. */
enum result
article_approval_post(struct request *r)
{
	struct article old, a;
	const char *files = "", *see;
	enum result rc = open_in(r, &old, "submitted");

	if (!rc && !second_person_is(r, old.writers, old.submitted_by))
		rc = DENIED;
	a = old;
	if (!rc)
		rc = check(r, &a);
	if (!rc)
		rc = files_of(r, old.id, &files);
	if (rc)
		return rc == INVALID ? article_again(r, &old, rc) : rc;
	form_version(r, &a);
	see = request_saying(r, arena_fmt(r->mem, "/articles/%s", a.id),
	    "changed");
	deed_begin(r);
	publish(r, &old, &a, files);
	return request_see(r, deed_commit(r, see), see);
}

/* POST /articles/ID/withdrawal: its page says that it was taken back (410). */
enum result
article_withdrawal_post(struct request *r)
{
	struct article old, a;
	const char *see, *why = request_form(r, "why");
	enum result rc = article_get(r, &old);

	if (!rc && (old.withdrawn_on || !old.approved_on))
		rc = CONFLICT;
	if (!rc && (text_blank(why) || text_length(why) > MAX_REASON)) {
		request_fault(r, "why", "取り下げる理由を書いてください。");
		rc = INVALID;
	}
	if (rc)
		return rc == INVALID ? article_again(r, &old, rc) : rc;
	a = old;
	a.state = "withdrawn";
	a.withdrawn_on = r->today;
	a.withdrawn_why = why;
	form_version(r, &a);
	see = request_saying(r, arena_fmt(r->mem, "/articles/%s", a.id),
	    "changed");
	deed_begin(r);
	(void)article_sql_withdraw(r, a.id);
	record_change(r, &article_record, &old, &a);
	return request_see(r, deed_commit(r, see), see);
}

/* What waits for a second person, for everybody who may be it. */
enum result
article_due(struct request *r, const struct due_ask *ask, struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc;

	if (access_centre(r) || !request_may(r, CHILD_WRITE) || ask->child)
		return OK;
	rc = article_sql_waiting(r, &rows);
	for (size_t i = 0; !rc && i < rows.nrows && i < DUE_MAX_EACH; i++) {
		const char *by = rows_cell(&rows, i, "submitted_by");

		if (by && r->who->id && strcmp(by, r->who->id) == 0)
			continue;
		due_add(r, list, &(struct due){
			.kind = DUE_NEWS,
			.on_day = rows_cell(&rows, i, "submitted_on"),
			.what = "公表する記事を確かめて承認する",
			.about = rows_cell(&rows, i, "title"),
			.url = arena_fmt(r->mem, "/articles/%s",
			    rows_cell(&rows, i, "id")),
		});
	}
	return rc;
}
