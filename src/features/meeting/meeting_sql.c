#include "features/meeting/meeting_sql.h"

#include "app/audit.h"
#include "app/deed.h"
#include "app/record_page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/meeting/meeting_private.h"

#define FROM \
    " FROM meeting m LEFT JOIN agency a ON a.id = m.agency" \
    " LEFT JOIN person p ON p.id = m.person"
#define OVER	" m.state <> 'planned'"
#define TO_COME	" m.state = 'planned'"

enum { MAX_PEOPLE = 200, MAX_OF_CHILD = 50 };

static const char *
columns(struct request *r, const char *more)
{
	return arena_fmt(r->mem, "%s, p.name AS person_name,"
	    " a.name AS agency_name%s", record_columns(r->mem,
	    &meeting_record, "m."), more);
}

/* "SELECT what FROM ... WHERE" narrowed to what this person may see. */
static enum result
seen_rows(struct request *r, const char *name, const char *what,
    const char *where, const char *then, struct value *args, size_t n,
    struct rows *out)
{
	struct record_query q = { &meeting_record, "m.", name,
		arena_fmt(r->mem, "SELECT %s%s WHERE%s", what, FROM, where), then };

	return record_rows(r, &q, args, n, out);
}

/* The ids of a page first: what is skipped is read from the index alone. */
enum result
meeting_sql_list(struct request *r, bool over, int64_t limit, int64_t offset,
    struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct value first[] = { v_int(limit), v_int(offset) }, *args = first;
	struct query q = { .name = over ? "meeting.over" : "meeting.list" };
	size_t n = COUNT(first);
	enum result rc;

	buffer_fmt(&sql, "SELECT %s%s WHERE m.id IN (SELECT o.id FROM meeting o"
	    " WHERE %s", columns(r, ""), FROM, over ? "o.state <> 'planned'" :
	    "o.state = 'planned'");
	rc = record_filter(r, &meeting_record, "o.", &sql, &args, &n);
	if (rc)
		return rc;
	buffer_fmt(&sql, " ORDER BY o.on_day%s, o.id%s LIMIT $1 OFFSET $2)"
	    " ORDER BY m.on_day%s, m.id%s", over ? " DESC" : "",
	    over ? " DESC" : "", over ? " DESC" : "", over ? " DESC" : "");
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, n, out);
}

enum result
meeting_sql_count(struct request *r, bool over, int64_t *n)
{
	struct rows rows = { 0 };
	enum result rc = seen_rows(r, "meeting.count", "count(*) AS n",
	    over ? OVER : TO_COME, "", NULL, 0, &rows);

	if (!rc)
		text_number(rows.cells[0], n);
	return rc;
}

enum result
meeting_sql_of_child(struct request *r, const char *child, struct rows *out)
{
	struct value args[] = { v_text(child), v_int(MAX_OF_CHILD) };

	return seen_rows(r, "meeting.of_child", columns(r, ""),
	    " m.child = $1", " ORDER BY m.on_day DESC, m.id DESC LIMIT $2",
	    args, COUNT(args), out);
}

#define UNANSWERED(what) \
    ", (SELECT " what " FROM meeting_participant w WHERE w.meeting = m.id" \
    " AND w.answer = 'pending' AND w.invited_on IS NOT NULL" \
    " AND w.removed_on IS NULL)"
#define THEIRS \
    " AND ($1 = '' OR m.person = $1 OR EXISTS (SELECT 1 FROM" \
    " meeting_participant t WHERE t.meeting = m.id AND t.person = $1" \
    " AND t.removed_on IS NULL))"
/* Two texts: each is answered by an index of its own. */
#define OF_CHILD \
    " m.child = $2 AND m.on_day <= $4 AND (m.state = 'planned'" \
    " OR (m.yearly = '1' AND m.state <> 'cancelled' AND NOT EXISTS" \
    " (SELECT 1 FROM meeting x WHERE x.previous = m.id)))" THEIRS
#define OF_ANY		THEIRS " AND $2 = ''"
#define WAITING \
    " m.id IN (SELECT n.id FROM meeting n WHERE n.state = 'planned'" \
    " AND n.on_day <= $4" \
    " UNION SELECT y.id FROM meeting y WHERE y.yearly = '1'" \
    " AND y.on_day <= $4 AND y.state <> 'planned'" \
    " AND y.state <> 'cancelled' AND NOT EXISTS" \
    " (SELECT 1 FROM meeting x WHERE x.previous = y.id))"

enum result
meeting_sql_waiting(struct request *r, const struct due_ask *ask,
    struct rows *out)
{
	struct value args[] = { v_asked(ask->person),
		v_asked(ask->child), v_int(DUE_MAX_EACH),
		v_text(ask->until ? date_add_days(r->mem, ask->until,
		MEETING_ANSWER_DAYS) : "9999-12-31") };

	return seen_rows(r, ask->child ? "meeting.waiting_child" :
	    "meeting.waiting", columns(r,
	    UNANSWERED("count(*)") " AS waits"
	    UNANSWERED("min(w.invited_on)") " AS since"),
	    ask->child ? OF_CHILD : WAITING OF_ANY,
	    " ORDER BY m.on_day, m.id LIMIT $3", args, COUNT(args), out);
}

enum result
meeting_sql_people(struct request *r, const char *meeting, struct rows *out)
{
	struct query q = { "meeting.people",
	    arena_fmt(r->mem, "SELECT %s, a.name AS agency_name"
	    " FROM meeting_participant t LEFT JOIN agency a ON a.id = t.agency"
	    " WHERE t.meeting = $1 AND t.removed_on IS NULL"
	    " ORDER BY t.side DESC, a.kana, a.name, t.invited_on, t.id"
	    " LIMIT $2", record_columns(r->mem, &meeting_participant_record,
	    "t.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(meeting),
	    v_int(MAX_PEOPLE)), out);
}

enum result
meeting_sql_next(struct request *r, const char *meeting, const char **id)
{
	static const struct query q = {
		"meeting.next", "SELECT id FROM meeting WHERE previous = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(meeting)),
	    &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	*id = rows.cells[0];
	return OK;
}

enum result
meeting_sql_agencies(struct request *r, const char *child, struct rows *out)
{
	static const struct query q = {
		"meeting.agencies",
		"SELECT a.id, a.name FROM agency a ORDER BY CASE WHEN EXISTS"
		" (SELECT 1 FROM consent c WHERE c.child = $1"
		" AND c.recipient = a.id) THEN 0 ELSE 1 END,"
		" a.kind, a.kana, a.name, a.id LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_asked(child),
	    v_int(AGENCY_LOOKED_THROUGH)), out);
}

enum result
meeting_sql_invitation(struct request *r, const char *participant,
    struct meeting *m, struct meeting_participant *p)
{
	enum result rc = record_stored(r, &meeting_participant_record, participant,
	    p);

	if (!rc && p->removed_on)
		rc = MISSING;
	return rc ? rc : record_stored(r, &meeting_record, p->meeting, m);
}

const char *
meeting_sql_child_name(struct request *r, const char *child)
{
	static const struct query q = {
		"meeting.child_name", "SELECT name FROM child WHERE id = $1"
	};
	struct rows rows = { 0 };

	if (db_rows(r->db, r->mem, &q, ARGS(v_text(child)), &rows) ||
	    !rows.nrows)
		return NULL;
	return record_open_cell(r, r->mem, &child_record, record_field(
	    &child_record, "name"), child, rows.cells[0]);
}

enum result
meeting_sql_answer(struct request *r, const struct meeting_participant *p)
{
	static const struct query q = {
		"meeting.answer",
		"UPDATE meeting_participant SET version = version + 1,"
		" changed = $2, answer = $3, answered_on = $4, comment = $5"
		" WHERE id = $1"
	};
	const struct field *comment = record_field(&meeting_participant_record,
	    "comment");
	const char *cell = record_close_cell(r, r->mem,
	    &meeting_participant_record, comment, p->id, p->comment);

	(void)db_exec(r->db, &q, ARGS(v_text(p->id),
	    v_int(deed_changed(r, meeting_participant_record.name)),
	    v_text(p->answer), v_text(p->answered_on), v_text(cell)));
	return audit_note_plain(r, "change", meeting_participant_record.name,
	    p->id, "answer,answered_on,comment");
}

enum result
meeting_sql_demo_consents(struct request *r, struct rows *out)
{
	static const struct query q = {
		"meeting.demo_consents",
		"SELECT child, recipient FROM consent"
		" WHERE withdrawn_on IS NULL AND (to_on IS NULL OR to_on > $1)"
		" AND from_on <= $1 AND purpose = 'support'"
		" ORDER BY child, id LIMIT 20"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today)), out);
}
