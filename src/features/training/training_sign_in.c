#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/letter.h"
#include "app/mail.h"
#include "base/date.h"
#include "base/text.h"
#include "features/training/training_day.h"
#include "features/training/training_day_sql.h"
#include "features/training/training_match.h"
#include "features/training/training_sql.h"

/*
 * A letter from the page where people sign in on the day. Whoever fits one of
 * the session alone is there from now on; anything else waits for the desk, and
 * nobody is lost.
 */
enum { MAX_TOKEN = 40, MAX_NAME = 100, MAX_SAID = 200, MAX_CODE = 40 };

const struct inbox_kind training_attendance = { "training_attendance", 2000,
	20000 };

struct coming {
	struct training_door door;
	struct training_session session;
	const char *at, *moment, *said, *kana;
	struct training_applicant walk_in;	/* name NULL: they applied */
	const char *why;			/* not to be matched; or NULL */
};

enum result
training_applicants_load(struct request *r, const char *session,
    struct training_applicant **out, size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = training_sql_applicants(r, session, &rows);

	*n = 0;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		*n += record_load(r, &training_applicant_record, &rows, i,
		    &(*out)[*n]);
	return rc;
}

enum result
training_arrived(struct request *r, const struct training_applicant *old,
    const char *moment, const char *at)
{
	struct training_applicant a = *old;

	if (!training_arrive(&a, moment, at))
		return OK;
	return record_change(r, &training_applicant_record, old, &a);
}

static enum result
open_door(struct request *r, const struct letter *l, struct coming *c)
{
	const char *token = letter_line(r, l, "door", MAX_TOKEN);
	struct rows rows = { 0 };
	enum result rc;

	if (!token)
		return INVALID;
	rc = training_sql_door(r, training_door_digest(r->mem, token), &rows);
	if (!rc && (!rows.nrows || !record_load(r, &training_door_record,
	    &rows, 0, &c->door)))
		rc = INVALID;
	return rc ? rc : record_get(r, &training_session_record,
	    c->door.session, &c->session);
}

static bool
is_moment(const struct coming *c, const char *moment)
{
	return strcmp(c->moment, moment) == 0;
}

/* What keeps the sign-in from counting by itself. */
static const char *
why_not(struct request *r, const struct letter *l, const struct coming *c)
{
	const char *code = letter_line(r, l, "code", MAX_CODE);
	bool both = training_has_codes(&c->session);
	const char *asked = is_moment(c, "start") ?
	    training_start_code(r->mem, c->door.token) :
	    training_end_code(r->mem, c->door.token);

	if (strcmp(date_of_instant(r->mem, c->at), c->door.on_day) != 0 ||
	    (c->door.closed_at && strcmp(c->at, c->door.closed_at) > 0))
		return "closed";
	if (both != !is_moment(c, "only") ||
	    (both && (!code || strcmp(code, asked) != 0)))
		return "code";
	return NULL;
}

static enum result
read_coming(struct request *r, const struct letter *l, struct coming *c)
{
	enum result rc = open_door(r, l, c);

	if (rc)
		return rc;
	c->at = l->at;
	c->moment = letter_line(r, l, "moment", MAX_CODE);
	c->said = letter_line(r, l, "said", MAX_SAID);
	c->kana = letter_line(r, l, "kana", MAX_NAME);
	if (!c->moment || !codes_find(r->codes, "training_moment", c->moment))
		c->moment = "only";
	c->walk_in = (struct training_applicant){
		.session = c->session.id,
		.name = letter_line(r, l, "name", MAX_NAME),
		.kana = c->kana,
		.profession = letter_line(r, l, "profession", MAX_CODE),
		.organization = letter_line(r, l, "organization", MAX_SAID),
		.state = "accepted", .source = "qr",
	};
	if (!c->walk_in.profession || !codes_find(r->codes, "profession",
	    c->walk_in.profession))
		c->walk_in.profession = "unknown";
	if (!c->said && !c->walk_in.name)
		return INVALID;
	c->why = why_not(r, l, c);
	return OK;
}

static enum result
leave_to_desk(struct request *r, const struct coming *c, const char *why)
{
	struct training_sign_in s = { .session = c->session.id, .at = c->at,
		.moment = c->moment, .why = why, .said = c->said,
		.kana = c->kana };

	if (c->walk_in.name)
		s.said = arena_fmt(r->mem, "%s　%s", c->walk_in.name,
		    c->said ? c->said : "");
	return record_add(r, &training_sign_in_record, &s);
}

/* Comes without having applied; who did after all is found by who they say they
 * are. The same four digits alone are no proof of it. */
static enum result
walk_in(struct request *r, const struct coming *c,
    const struct training_match *m)
{
	struct training_applicant a = c->walk_in, found;
	const char *name = text_key(r->mem, a.name);
	enum result rc;

	for (size_t i = 0; i < m->n; i++) {
		if (strcmp(text_key(r->mem, m->all[i]->name), name) == 0)
			return training_arrived(r, m->all[i], c->moment,
			    c->at);
	}
	if (c->said && !strchr(c->said, '@'))
		a.phone = c->said;
	else if (c->said && mail_address_fits(c->said))
		a.mail = c->said;
	rc = training_find(r, &a, &found);
	if (!rc)
		return training_arrived(r, &found, c->moment, c->at);
	if (rc != MISSING)
		return rc;
	(void)training_arrive(&a, c->moment, c->at);
	return record_add(r, &training_applicant_record, &a);
}

enum result
training_take_attendance(struct request *r, const struct letter *l)
{
	struct coming c = { 0 };
	struct training_applicant *all;
	struct training_match m;
	size_t n;
	enum result rc = read_coming(r, l, &c);

	if (rc)
		return rc;
	(void)deed_changed(r, training_applicant_record.name);
	if (c.why)
		return leave_to_desk(r, &c, c.why);
	rc = training_applicants_load(r, c.session.id, &all, &n);
	if (rc)
		return rc;
	m = training_match(r->mem, all, n, c.said, c.kana);
	if (c.walk_in.name)
		return walk_in(r, &c, &m);
	if (m.n == 1)
		return training_arrived(r, m.all[0], c.moment, c.at);
	return leave_to_desk(r, &c, m.n ? "several" : "none");
}
