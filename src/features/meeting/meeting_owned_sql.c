#include <string.h>

#include "features/meeting/meeting_private.h"

static bool
coming_again(const struct meeting *m)
{
	return m->yearly && strcmp(m->yearly, "1") == 0 &&
	    meeting_is(m, "closed");
}

/* `next`: the day of the one after it, once that is planned. */
static struct owned_line
meeting_line(struct request *r, const void *obj, const char *next)
{
	const struct meeting *m = obj;
	bool again = coming_again(m) && !next;

	return (struct owned_line){ again ? NULL : m->on_day,
	    arena_fmt(r->mem, again ? "%sの次の回を開く" : "%sの進行と記録",
	    meeting_title(r, m)), again ? NULL : m->closed_on,
	    arena_fmt(r->mem, "/meetings/%s", m->id) };
}

/* One that is held every year goes on with the next, which nobody has planned
 * yet. */
const struct owned meeting_owned = {
	.kind = "meeting",
	.label = "会議の進行と記録",
	.way = OWNED_PASSED,
	.record = &meeting_record,
	.owner = "t.person",
	.open = "t.state IN ('planned', 'held') OR (t.yearly = '1'"
	    " AND t.state = 'closed' AND NOT EXISTS"
	    " (SELECT 1 FROM meeting x WHERE x.previous = t.id))",
	.field = "person",
	.needs = CLASS_IDENTITY | CLASS_CONTACT,
	.beside = "(SELECT x.on_day FROM meeting x WHERE x.previous = t.id)",
	.line = meeting_line,
};

static struct owned_line
invitation_line(struct request *r, const void *obj, const char *beside)
{
	const struct meeting_participant *p = obj;

	return (struct owned_line){ .on_day = beside,
	    .what = p->part ? arena_fmt(r->mem, "会議に出る（%s）", p->part) :
	    "会議に出る", .done_on = p->removed_on,
	    .url = arena_fmt(r->mem, "/meetings/%s", p->meeting) };
}

static enum result
is_invited(struct request *r, const char *meeting, const char *person,
    bool *is)
{
	static const struct query q = {
		"meeting.is_invited",
		"SELECT count(*) FROM meeting_participant WHERE meeting = $1"
		" AND person = $2 AND removed_on IS NULL"
	};
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &q, ARGS(v_text(meeting),
	    v_text(person)), &n);

	*is = n > 0;
	return rc;
}

/* Whoever goes in somebody's place answers for themselves; once is enough for
 * who is invited already. */
static bool
pass_invitation(struct request *r, const void *old, void *obj,
    const struct person *to)
{
	const struct meeting_participant *was = old;
	struct meeting_participant *p = obj;
	bool is;

	if (is_invited(r, p->meeting, to->id, &is))
		return false;
	if (is) {
		p->person = was->person;
		p->removed_on = r->today;
		return true;
	}
	p->name = to->name;
	p->mail = NULL;
	p->answer = "pending";
	p->answered_on = NULL;
	p->comment = NULL;
	return true;
}

const struct owned meeting_participant_owned = {
	.kind = "meeting_participant",
	.label = "会議への招待",
	.way = OWNED_PASSED,
	.record = &meeting_participant_record,
	.join = "JOIN meeting m ON m.id = t.meeting",
	.owner = "t.person",
	.open = "m.state = 'planned' AND m.on_day >= $2"
	    " AND t.removed_on IS NULL",
	.field = "person",
	.needs = CLASS_IDENTITY,
	.beside = "(SELECT m.on_day FROM meeting m WHERE m.id = t.meeting)",
	.line = invitation_line,
	.pass = pass_invitation,
};
