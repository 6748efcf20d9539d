#include <string.h>

#include "app/deed.h"
#include "base/text.h"
#include "features/training/training_mail.h"
#include "features/training/training_private.h"
#include "features/training/training_rule.h"
#include "features/training/training_sql.h"

/*
 * Who has a seat. Decided inside the deed that takes or frees it, behind the
 * change counter of applicants, which one deed at a time holds: of two who take
 * the last seat at the same instant, the later sees the earlier.
 */

enum result
training_is_in(struct request *r, const struct training_applicant *a, bool *in)
{
	struct training_applicant found;
	enum result rc = training_find(r, a, &found);

	*in = !rc;
	return rc == MISSING ? OK : rc;
}

enum result
training_find(struct request *r, const struct training_applicant *a,
    struct training_applicant *found)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_applicants(r, a->session, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (record_load(r, &training_applicant_record, &rows, i,
		    found) && !training_is(found, "cancelled") &&
		    training_same(r->mem, a, found))
			return OK;
	}
	return rc ? rc : MISSING;
}

enum result
training_apply(struct request *r, const struct training_session *s,
    struct training_applicant *a)
{
	int64_t seated = 0;
	size_t moved;
	bool in = false;
	enum result rc;

	a->session = s->id;
	(void)deed_changed(r, training_applicant_record.name);
	rc = training_is_in(r, a, &in);
	if (!rc && in)
		return CONFLICT;
	/* Nobody overtakes those who wait. */
	if (!rc)
		rc = training_move_up(r, s, &moved);
	if (!rc)
		rc = training_sql_seated(r, s->id, &seated);
	if (rc)
		return rc;
	a->state = s->capacity && seated >= s->capacity ? "waiting" :
	    "accepted";
	rc = record_add(r, &training_applicant_record, a);
	return rc ? rc : training_mail(r, s, a, TRAINING_ANSWER);
}

/* Whoever has waited longest. */
static enum result
seat_one(struct request *r, const struct training_session *s,
    const struct rows *rows)
{
	struct training_applicant old, a;
	enum result rc;

	if (!record_load(r, &training_applicant_record, rows, 0, &old))
		return BROKEN;
	a = old;
	a.state = "accepted";
	rc = record_change(r, &training_applicant_record, &old, &a);
	return rc ? rc : training_mail(r, s, &a, TRAINING_SEAT);
}

enum result
training_move_up(struct request *r, const struct training_session *s,
    size_t *n)
{
	struct rows rows = { .nrows = 1 };
	int64_t seated = 0;
	enum result rc;

	*n = 0;
	(void)deed_changed(r, training_applicant_record.name);
	rc = training_sql_seated(r, s->id, &seated);
	/* Nobody moves up into what is over. */
	if (strcmp(s->on_day, r->today) < 0)
		return rc;
	while (!rc && (!s->capacity || seated < s->capacity)) {
		rc = training_sql_first_waiting(r, s->id, &rows);
		if (rc || !rows.nrows)
			break;
		rc = seat_one(r, s, &rows);
		seated++;
		++*n;
	}
	return rc;
}

enum result
training_give_up(struct request *r, const struct training_session *s,
    const struct training_applicant *old)
{
	struct training_applicant a = *old;
	size_t n;
	enum result rc;

	if (training_is(old, "cancelled") || training_is(old, "attended"))
		return CONFLICT;
	a.state = "cancelled";
	(void)deed_changed(r, training_applicant_record.name);
	rc = record_change(r, &training_applicant_record, old, &a);
	if (!rc)
		rc = training_mail(r, s, &a, TRAINING_CANCELLED);
	return rc ? rc : training_move_up(r, s, &n);
}

/* Somewhere else, or at another time; what is over is put right unsaid. */
static bool
is_moved(struct request *r, const struct training_session *old,
    const struct training_session *now)
{
	return strcmp(old->on_day, r->today) >= 0 &&
	    (strcmp(old->on_day, now->on_day) != 0 ||
	    !text_same(old->from_at, now->from_at) ||
	    !text_same(old->to_at, now->to_at) ||
	    !text_same(old->place, now->place) ||
	    !text_same(old->online_url, now->online_url));
}

/* Inside the deed: whoever has a seat, or waits for one. */
static enum result
tell_of_move(struct request *r, const struct training_session *s)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_applicants(r, s->id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training_applicant a;

		if (record_load(r, &training_applicant_record, &rows, i, &a) &&
		    (training_seated(&a) || training_is(&a, "waiting")))
			rc = training_mail(r, s, &a, TRAINING_MOVED);
	}
	return rc;
}

enum result
training_session_follow(struct request *r, const void *old, const void *now)
{
	size_t n;
	enum result rc = is_moved(r, old, now) ? tell_of_move(r, now) : OK;

	return rc ? rc : training_move_up(r, now, &n);
}
