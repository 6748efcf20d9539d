#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/mail.h"
#include "base/date.h"
#include "features/training/training_private.h"
#include "features/training/training_sql.h"
#include "features/training/training_told.h"

/* By itself, once a day: who waits moves up wherever there is room, and what is
 * to be told is told. */

enum { MOST_DAYS = 30 };

static bool
is_time(struct request *r, const struct training_session *s,
    enum training_notice n)
{
	return n != TRAINING_REMINDER ||
	    date_days_between(r->today, s->on_day) <= s->remind_days;
}

struct telling {
	struct training_session session;
	struct training_applicant applicant;
};

/* Of those who were not told, whom it is time to tell. */
static enum result
load(struct request *r, enum training_notice n, const struct rows *rows,
    struct telling *all, size_t *count)
{
	struct training_session s = { .id = "" };
	enum result rc = OK;

	*count = 0;
	for (size_t i = 0; !rc && i < rows->nrows; i++) {
		struct telling *one = &all[*count];

		if (!record_load(r, &training_applicant_record, rows, i,
		    &one->applicant))
			continue;
		if (strcmp(s.id, one->applicant.session) != 0)
			rc = record_get(r, &training_session_record,
			    one->applicant.session, &s);
		one->session = s;
		*count += !rc && is_time(r, &s, n);
	}
	return rc;
}

/* Inside the deed. */
static enum result
tell(struct request *r, const struct telling *one, enum training_notice n)
{
	const struct training_applicant *a = &one->applicant;
	enum result rc = training_mail(r, &one->session, a, n);

	if (!rc)
		rc = training_sql_told(r, n, a->id);
	return rc ? rc : audit_note_plain(r, "remind",
	    training_applicant_record.name, a->id, "mail");
}

static enum result
notify(struct request *r, enum training_notice n, int from, int to)
{
	struct rows rows = { 0 };
	struct telling *all;
	size_t count;
	enum result rc = training_sql_untold(r, n,
	    date_add_days(r->mem, r->today, from),
	    date_add_days(r->mem, r->today, to), &rows);

	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	rc = load(r, n, &rows, all, &count);
	if (rc || !count)
		return rc;
	deed_begin(r);
	for (size_t i = 0; !rc && i < count; i++)
		rc = tell(r, &all[i], n);
	if (rc)
		db_fail(r->db, rc);
	return deed_commit(r, NULL);
}

/* Where a seat came free in a way that moved nobody. */
static enum result
move_up(struct request *r)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_with_room(r, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training_session s;
		size_t n;

		if (!record_load(r, &training_session_record, &rows, i, &s))
			continue;
		deed_begin(r);
		rc = training_move_up(r, &s, &n);
		if (!rc)
			rc = audit_note_plain(r, "change", "training_session",
			    s.id, arena_fmt(r->mem, "seated=%zu", n));
		if (rc)
			db_fail(r->db, rc);
		rc = deed_commit(r, NULL);
	}
	return rc;
}

enum result
training_daily(struct request *r)
{
	enum result rc = move_up(r);

	if (!rc && mail_is_on(r))
		rc = notify(r, TRAINING_REMINDER, 1, MOST_DAYS);
	if (!rc && mail_is_on(r))
		rc = notify(r, TRAINING_STILL_WAITING, 1, 1);
	if (!rc && mail_is_on(r))
		rc = notify(r, TRAINING_MATERIALS, -TRAINING_LINK_DAYS, -1);
	return rc;
}
