#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "features/training/training_private.h"
#include "features/training/training_rule.h"
#include "features/training/training_sql.h"

/* What the centre does about seats by hand, and who came. */

static const char *
page_of(struct request *r, const char *id, const char *saying)
{
	return request_saying(r, arena_fmt(r->mem, "/training-sessions/%s",
	    id), saying);
}

/* POST /training-sessions/ID/applicants: told by telephone, or on the day. */
enum result
training_applicant_post(struct request *r)
{
	struct training_session s;
	struct training t;
	struct training_applicant a = { .source = "staff" };
	const char *see;
	bool in = false;
	enum result rc = training_session_open(r, r->arg[0], &s, &t);

	if (rc)
		return rc;
	a.session = s.id;
	rc = record_read(r, &training_applicant_record, &a);
	if (!rc)
		rc = training_is_in(r, &a, &in);
	if (!rc && in) {
		request_fault(r, "name", "この人はもう申し込んでいます。");
		rc = INVALID;
	}
	if (rc)
		return rc == INVALID ? training_session_again(r, &s, &a, rc) :
		    rc;
	see = page_of(r, s.id, "added");
	deed_begin(r);
	rc = training_apply(r, &s, &a);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}

/* GET /training-applicants/ID: where they stand in the session. */
enum result
training_applicant_get(struct request *r)
{
	struct training_applicant a;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_applicant_record, r->arg[0], &a);
	return rc ? rc : request_see(r, OK, arena_fmt(r->mem,
	    "/training-sessions/%s", a.session));
}

/* POST /training-applicants/ID/cancellation: their seat goes to the first of
 * those who wait. */
enum result
training_cancel_post(struct request *r)
{
	struct training_applicant old;
	struct training_session s;
	struct training t;
	const char *see;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &training_applicant_record, r->arg[0], &old);
	if (!rc)
		rc = training_session_open(r, old.session, &s, &t);
	if (rc)
		return rc;
	if (training_is(&old, "cancelled") || training_is(&old, "attended"))
		return CONFLICT;
	see = page_of(r, s.id, "changed");
	deed_begin(r);
	rc = training_give_up(r, &s, &old);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}

/* Whether `list` holds the id. */
static bool
has(const char *const *list, const char *id)
{
	for (size_t i = 0; list && list[i]; i++) {
		if (strcmp(list[i], id) == 0)
			return true;
	}
	return false;
}

/* Inside the deed: only what was changed on the page since it was shown, so
 * that two who tick at the same door do not undo each other. */
static enum result
tick(struct request *r, const struct training_session *s,
    const char *const *came, const char *const *was)
{
	struct rows rows = { 0 };
	bool any = false;
	enum result rc = training_sql_applicants(r, s->id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training_applicant old, a;
		bool now, then;

		if (!record_load(r, &training_applicant_record, &rows, i, &old))
			continue;
		a = old;
		now = has(came, a.id);
		then = has(was, a.id);
		if (now == then || now == training_is(&old, "attended"))
			continue;
		a.state = now ? "attended" : "accepted";
		rc = record_change(r, &training_applicant_record, &old, &a);
		any = true;
	}
	return rc || any ? rc : CONFLICT;
}

/* Whether every id of one list is in the other. */
static bool
within(const char *const *list, const char *const *other)
{
	for (size_t i = 0; list && list[i]; i++) {
		if (!has(other, list[i]))
			return false;
	}
	return true;
}

/* POST /training-sessions/ID/attendance: `came` are those ticked, `was` those
 * who were when the page was shown. */
enum result
training_attendance_post(struct request *r)
{
	const char *see;
	const char *const *came, *const *was;
	struct training_session s;
	struct training t;
	size_t n;
	enum result rc = training_session_open(r, r->arg[0], &s, &t);

	if (rc)
		return rc;
	came = request_form_all(r, "came", &n);
	was = request_form_all(r, "was", &n);
	if (strcmp(s.on_day, r->today) > 0)
		request_fault(r, "came",
		    "出席は、開く日になってからつけてください。");
	else if (within(came, was) && within(was, came))
		request_fault(r, "came",
		    "変わったところがありません。出席した人に印をつけてください。");
	if (r->nfaults)
		return training_session_again(r, &s, NULL, INVALID);
	see = page_of(r, s.id, "recorded");
	deed_begin(r);
	(void)deed_changed(r, training_applicant_record.name);
	rc = tick(r, &s, came, was);
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}
