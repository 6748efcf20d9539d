#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "app/paper.h"
#include "base/date.h"
#include "base/crypto.h"
#include "features/bundle/bundle.h"
#include "features/training/training_day.h"
#include "features/training/training_day_sql.h"

/* 受付: opening and closing where people sign in on the day. */

enum { TOKEN_BYTES = 18 };

enum result
training_door_add(struct request *r, const struct training_session *s,
    struct training_door *d)
{
	static const char *const columns[] = { "digest" };
	const char *values[COUNT(columns)];

	*d = (struct training_door){ .session = s->id, .on_day = s->on_day,
	    .token = crypto_token(r->mem, TOKEN_BYTES) };
	values[0] = training_door_digest(r->mem, d->token);
	return record_add_with(r, &training_door_record, d, columns, values,
	    COUNT(columns));
}

bool
training_has_codes(const struct training_session *s)
{
	return s->both_codes && strcmp(s->both_codes, "1") == 0;
}

enum result
training_door_of(struct request *r, const struct training_session *s,
    struct training_door *d)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_door_of(r, s->id, s->on_day, &rows);

	if (!rc && (!rows.nrows ||
	    !record_load(r, &training_door_record, &rows, 0, d)))
		rc = MISSING;
	return rc;
}

const char *
training_door_url(struct request *r, const struct training_door *d)
{
	const char *site = codes_setting(r->codes, "public_url");

	return *site ? arena_fmt(r->mem, "%s/sign-in/%s", site, d->token) :
	    NULL;
}

/* Inside the deed: a new door, or the one that was closed once more. */
static enum result
open_again(struct request *r, const struct training_session *s,
    const struct training_door *old, enum result was)
{
	struct training_door d;

	if (was == MISSING)
		return training_door_add(r, s, &d);
	d = *old;
	d.closed_at = NULL;
	return record_change(r, &training_door_record, old, &d);
}

/* Whoever stands before the poster finds the door as it is now. */
static enum result
outside(struct request *r, const char *see)
{
	enum result rc = deed_commit(r, see);

	if (!rc)
		bundle_renew(r);
	return request_see(r, rc, see);
}

/* POST /training-sessions/ID/door */
enum result
training_door_post(struct request *r)
{
	struct training_session s;
	struct training t;
	struct training_door d = { 0 };
	const char *see;
	enum result rc = training_session_open(r, r->arg[0], &s, &t), was;

	if (rc)
		return rc;
	was = training_door_of(r, &s, &d);
	if ((was && was != MISSING) || (!was && !d.closed_at))
		return was ? was : CONFLICT;
	if (strcmp(s.on_day, r->today) < 0)
		return CONFLICT;
	see = arena_fmt(r->mem, "/training-sessions/%s/poster", s.id);
	deed_begin(r);
	(void)deed_changed(r, training_door_record.name);
	rc = open_again(r, &s, &d, was);
	if (rc)
		db_fail(r->db, rc);
	return outside(r, see);
}

/* POST /training-sessions/ID/closing */
enum result
training_closing_post(struct request *r)
{
	struct training_session s;
	struct training t;
	struct training_door old, d;
	const char *see;
	enum result rc = training_session_open(r, r->arg[0], &s, &t);

	if (!rc)
		rc = training_door_of(r, &s, &old);
	if (!rc && old.closed_at)
		rc = CONFLICT;
	if (rc)
		return rc;
	d = old;
	d.closed_at = r->now;
	see = request_saying(r, arena_fmt(r->mem, "/training-sessions/%s/desk",
	    s.id), "changed");
	deed_begin(r);
	(void)record_change(r, &training_door_record, &old, &d);
	return outside(r, see);
}
