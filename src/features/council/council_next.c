#include <string.h>

#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/council/council_private.h"
#include "features/council/council_sql.h"

/* The next meeting of a series: its number, and the members of that day. */

/* Inside the deed, one at a time: no two meetings get the same number. */
static enum result
number(struct request *r, const struct council *c, const struct meeting *m,
    struct council_meeting *out)
{
	int64_t last = 0;
	enum result rc;

	(void)deed_changed(r, council_meeting_record.name);
	out->council = c->id;
	out->year = strcmp(c->numbering, "yearly") == 0 ?
	    date_fiscal_year(m->on_day) : 0;
	rc = council_sql_last_number(r, c->id, out->year, &last);
	out->number = last + 1;
	return rc;
}

static enum result
seat(struct request *r, const struct council_meeting *at,
    const struct council_member *who)
{
	struct meeting_participant p = {
		.meeting = at->meeting, .side = who->side, .name = who->name,
		.agency = who->agency, .mail = who->mail, .part = who->seat,
		.answer = "pending",
	};
	struct council_seat s = { .council_meeting = at->id,
		.member = who->id, .substituted = "0" };
	enum result rc = record_add(r, &meeting_participant_record, &p);

	s.participant = p.id;
	return rc ? rc : record_add(r, &council_seat_record, &s);
}

static bool
has_seat(const struct rows *seats, const char *member)
{
	for (size_t i = 0; i < seats->nrows; i++)
		if (strcmp(rows_cell(seats, i, "member"), member) == 0)
			return true;
	return false;
}

/* Inside the deed: whoever is in term on the day of the meeting and has no seat
 * yet, not yet invited. */
static enum result
seat_all(struct request *r, const struct council_meeting *at,
    const struct meeting *m, size_t *n)
{
	struct rows rows = { 0 }, seats = { 0 };
	enum result rc = council_sql_members_on(r, at->council, m->on_day,
	    &rows);

	*n = 0;
	if (!rc)
		rc = council_sql_seats(r, at->id, &seats);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct council_member who;

		if (!record_load(r, &council_member_record, &rows, i, &who) ||
		    has_seat(&seats, who.id))
			continue;
		rc = seat(r, at, &who);
		(*n)++;
	}
	return rc;
}

/* Inside the deed. */
enum result
council_next(struct request *r, const struct council *c, struct meeting *m,
    struct council_meeting *at)
{
	enum result rc = number(r, c, m, at);
	size_t n;

	if (rc)
		return rc;
	m->kind = c->kind;
	m->title = arena_fmt(r->mem, "%s　%s", c->title, council_number(r,
	    at));
	m->agency = r->who ? r->who->agency : NULL;
	m->person = c->keeper ? c->keeper : r->who ? r->who->id : NULL;
	rc = record_add(r, &meeting_record, m);
	at->meeting = m->id;
	if (!rc)
		rc = record_add(r, &council_meeting_record, at);
	return rc ? rc : seat_all(r, at, m, &n);
}

enum result
council_unseated(struct request *r, const struct council_day *d, bool *any)
{
	struct rows rows = { 0 }, seats = { 0 };
	enum result rc = council_sql_members_on(r, d->council.id,
	    d->meeting.on_day, &rows);

	*any = false;
	if (!rc)
		rc = council_sql_seats(r, d->at.id, &seats);
	for (size_t i = 0; !rc && i < rows.nrows; i++)
		*any |= !has_seat(&seats, rows_cell(&rows, i, "id"));
	return rc;
}

/* POST /councils/ID/meetings: day, time and place as of any meeting. */
enum result
council_next_post(struct request *r)
{
	struct council c;
	struct council_meeting at = { 0 };
	struct meeting m = { 0 };
	const char *see;
	enum result rc = council_open(r, r->arg[0], &c);

	if (!rc && c.ended_on && strcmp(c.ended_on, r->today) < 0)
		rc = CONFLICT;
	if (rc)
		return rc;
	rc = record_read(r, &meeting_record, &m);
	if (!rc && strcmp(m.on_day, r->today) < 0) {
		request_fault(r, "on_day", "今日か、今日より後の日を入力してください。");
		rc = INVALID;
	}
	if (rc)
		return council_show_again(r, &c, &m, rc);
	m.child = m.minutes = m.agenda = m.yearly = NULL;
	m.state = "planned";
	deed_begin(r);
	rc = council_next(r, &c, &m, &at);
	if (rc)
		db_fail(r->db, rc);
	see = request_saying(r, arena_fmt(r->mem, "/council-meetings/%s",
	    at.id), "added");
	return request_see(r, deed_commit(r, see), see);
}

/* POST /council-meetings/ID/seats: members who came into office, or into the term
 * of a day that was moved, since the meeting was planned. */
enum result
council_seats_post(struct request *r)
{
	struct council_day d;
	const char *see;
	size_t n;
	enum result rc = council_day_open(r, r->arg[0], &d);

	if (!rc && strcmp(d.meeting.state, "planned") != 0)
		rc = CONFLICT;
	if (rc)
		return rc;
	see = request_saying(r, council_day_url(r, &d, ""), "added");
	deed_begin(r);
	(void)deed_changed(r, council_seat_record.name);
	rc = seat_all(r, &d.at, &d.meeting, &n);
	if (!rc && !n)
		rc = CONFLICT;
	if (rc)
		db_fail(r->db, rc);
	return request_see(r, deed_commit(r, see), see);
}
