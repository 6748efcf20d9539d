#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "features/agency/agency.h"
#include "features/council/council_day.h"
#include "features/council/council_sql.h"

/* 委員の席: who sits at a meeting as which member, whether enough come, and who
 * comes instead. */

int64_t
council_needed(const char *quorum, int64_t members)
{
	if (strcmp(quorum, "half") == 0)
		return members / 2 + 1;
	if (strcmp(quorum, "at_least_half") == 0)
		return (members + 1) / 2;
	if (strcmp(quorum, "two_thirds") == 0)
		return (members * 2 + 2) / 3;
	return 0;
}

static bool
says_yes(const char *yes_no)
{
	return yes_no && strcmp(yes_no, "1") == 0;
}

/* By what was written down afterwards, and until then by their answers. */
static bool
comes(const struct meeting_participant *who)
{
	if (who->attended)
		return says_yes(who->attended);
	return strcmp(who->answer, "yes") == 0;
}

static bool
load_chair(struct request *r, const struct rows *rows, size_t i,
    struct council_chair *c)
{
	struct agency a;

	*c = (struct council_chair){ 0 };
	if (!record_load(r, &council_seat_record, rows, i, &c->seat) ||
	    record_get(r, &council_member_record, c->seat.member,
	    &c->member) || record_get(r, &meeting_participant_record,
	    c->seat.participant, &c->who))
		return false;
	if (c->member.agency && !record_get(r, &agency_record,
	    c->member.agency, &a))
		c->agency_name = a.name;
	return true;
}

enum result
council_chairs_of(struct request *r, const struct council_day *d,
    struct council_chairs *out)
{
	struct rows rows = { 0 };
	enum result rc = council_sql_seats(r, d->at.id, &rows);

	*out = (struct council_chairs){ .all = arena_array(r->mem,
	    rows.nrows + 1, sizeof(*out->all)) };
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct council_chair *c = &out->all[out->n];

		if (!load_chair(r, &rows, i, c))
			continue;
		out->n++;
		out->was |= c->who.attended != NULL;
		if (says_yes(c->member.observer))
			continue;
		out->counted++;
		if (!c->who.removed_on && comes(&c->who))
			out->coming++;
	}
	out->needed = council_needed(d->council.quorum, out->counted);
	return rc;
}

const char *
council_quorum_says(struct request *r, const struct council_chairs *c)
{
	const char *is = arena_fmt(r->mem, "委員%lld人のうち%lld人が出席%s",
	    (long long)c->counted, (long long)c->coming,
	    c->was ? "" : "の返事");

	if (!c->needed)
		return arena_fmt(r->mem, "%s（定足数の定めなし）", is);
	return arena_fmt(r->mem, "%s（定足数%lld人：%s）", is,
	    (long long)c->needed, c->coming >= c->needed ? "足りています" :
	    "足りません");
}

/* POST /council-seats/ID/substitute with `name`: who comes instead; "": the
 * member themselves again. */
enum result
council_substitute_post(struct request *r)
{
	const char *name = request_form(r, "name"), *see;
	struct council_chair c = { 0 };
	struct council_seat seat;
	struct meeting_participant who;
	struct council_day d;
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &council_seat_record, r->arg[0], &c.seat);
	if (!rc)
		rc = council_day_open(r, c.seat.council_meeting, &d);
	if (!rc)
		rc = record_get(r, &council_member_record, c.seat.member,
		    &c.member);
	if (!rc)
		rc = record_get(r, &meeting_participant_record,
		    c.seat.participant, &c.who);
	if (!rc && strcmp(d.meeting.state, "planned") != 0)
		rc = CONFLICT;
	if (rc)
		return rc;
	seat = c.seat;
	who = c.who;
	form_version(r, &seat);
	seat.substituted = name && *name ? "1" : "0";
	who.name = name && *name ? arena_fmt(r->mem, "%s（%sの代理）", name,
	    c.member.name) : c.member.name;
	if (strlen(who.name) > 300) {
		request_fault(r, "name", "短くしてください。");
		return council_day_again(r, &d, INVALID);
	}
	see = request_saying(r, council_day_url(r, &d, ""), "changed");
	deed_begin(r);
	(void)record_change(r, &council_seat_record, &c.seat, &seat);
	(void)record_change(r, &meeting_participant_record, &c.who, &who);
	return request_see(r, deed_commit(r, see), see);
}
