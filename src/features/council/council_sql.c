#include "features/council/council_sql.h"

#include "base/text.h"
#include "features/concern/concern.h"

enum { MAX_MEMBERS = 300, MAX_MEETINGS = 500,
	MAX_TALKS = 200, MAX_ACTIONS = 1000 };

static const char *
columns(struct request *r, const struct record *rec, const char *prefix)
{
	return record_columns(r->mem, rec, prefix);
}

enum result
council_sql_list(struct request *r, int64_t limit, int64_t offset,
    struct rows *out)
{
	struct query q = { "council.list", arena_fmt(r->mem,
	    "SELECT %s, p.name AS keeper_name,"
	    " (SELECT count(*) FROM council_member m WHERE m.council = c.id"
	    " AND m.from_on <= $1 AND (m.to_on IS NULL OR m.to_on >= $1))"
	    " AS members,"
	    " (SELECT min(g.on_day) FROM council_meeting n"
	    " JOIN meeting g ON g.id = n.meeting WHERE n.council = c.id"
	    " AND g.state = 'planned' AND g.on_day >= $1) AS next_on"
	    " FROM council c LEFT JOIN person p ON p.id = c.keeper"
	    " ORDER BY CASE WHEN c.ended_on IS NULL THEN 0 ELSE 1 END, c.id"
	    " LIMIT $2 OFFSET $3", columns(r, &council_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->today),
	    v_int(limit), v_int(offset)), out);
}

enum result
council_sql_count(struct request *r, int64_t *n)
{
	static const struct query q = {
		"council.count",
		"SELECT count(*) FROM council"
	};

	return db_number(r->db, r->mem, &q, NO_ARGS, n);
}

enum result
council_sql_members(struct request *r, const char *council, struct rows *out)
{
	struct query q = { "council.members", arena_fmt(r->mem,
	    "SELECT %s, a.name AS agency_name, (SELECT f.id"
	    " FROM council_member f WHERE f.previous = m.id) AS followed"
	    " FROM council_member m LEFT JOIN agency a ON a.id = m.agency"
	    " WHERE m.council = $1 ORDER BY CASE WHEN m.to_on < $2 THEN 1"
	    " ELSE 0 END, m.from_on, m.id LIMIT $3",
	    columns(r, &council_member_record, "m.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(council),
	    v_text(r->today), v_int(MAX_MEMBERS)), out);
}

enum result
council_sql_members_on(struct request *r, const char *council,
    const char *day, struct rows *out)
{
	struct query q = { "council.members_on", arena_fmt(r->mem,
	    "SELECT %s FROM council_member m WHERE m.council = $1"
	    " AND m.from_on <= $2 AND (m.to_on IS NULL OR m.to_on >= $2)"
	    " ORDER BY m.from_on, m.id LIMIT $3",
	    columns(r, &council_member_record, "m.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(council), v_text(day),
	    v_int(MAX_MEMBERS)), out);
}

enum result
council_sql_ending(struct request *r, const char *from, const char *until,
    struct rows *out)
{
	struct query q = { "council.ending", arena_fmt(r->mem,
	    "SELECT %s, c.title AS council_title, c.keeper AS keeper,"
	    " p.name AS keeper_name FROM council_member m"
	    " JOIN council c ON c.id = m.council"
	    " LEFT JOIN person p ON p.id = c.keeper"
	    " WHERE m.to_on >= $1 AND m.to_on <= $2 AND c.ended_on IS NULL"
	    " AND NOT EXISTS (SELECT 1 FROM council_member f"
	    " WHERE f.previous = m.id) ORDER BY m.to_on, m.id LIMIT $3",
	    columns(r, &council_member_record, "m.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(from), v_text(until),
	    v_int(DUE_MAX_EACH)), out);
}

enum result
council_sql_meetings(struct request *r, const char *council, struct rows *out)
{
	struct query q = { "council.meetings", arena_fmt(r->mem,
	    "SELECT %s, g.on_day AS on_day, g.state AS state,"
	    " (SELECT count(*) FROM council_item i"
	    " WHERE i.council_meeting = n.id AND i.removed_on IS NULL)"
	    " AS items,"
	    " (SELECT count(*) FROM task t WHERE t.from_record = 'meeting'"
	    " AND t.from_id = n.meeting) AS decided"
	    " FROM council_meeting n JOIN meeting g ON g.id = n.meeting"
	    " WHERE n.council = $1 ORDER BY g.on_day DESC, n.id DESC LIMIT $2",
	    columns(r, &council_meeting_record, "n.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(council),
	    v_int(MAX_MEETINGS)), out);
}

enum result
council_sql_last_number(struct request *r, const char *council, int64_t year,
    int64_t *n)
{
	static const struct query q = {
		"council.last_number",
		"SELECT coalesce(max(number), 0) FROM council_meeting"
		" WHERE council = $1 AND ($2 = 0 OR year = $2)"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_text(council),
	    v_int(year)), n);
}

enum result
council_sql_of_meeting(struct request *r, const char *meeting,
    struct rows *out)
{
	struct query q = { "council.of_meeting", arena_fmt(r->mem,
	    "SELECT %s FROM council_meeting n WHERE n.meeting = $1",
	    columns(r, &council_meeting_record, "n.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(meeting)), out);
}

enum result
council_sql_items(struct request *r, const char *council_meeting,
    struct rows *out)
{
	struct query q = { "council.items", arena_fmt(r->mem,
	    "SELECT %s FROM council_item i WHERE i.council_meeting = $1"
	    " AND i.removed_on IS NULL ORDER BY i.place, i.id LIMIT $2",
	    columns(r, &council_item_record, "i.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(council_meeting),
	    v_int(COUNCIL_MAX_ITEMS)), out);
}

enum result
council_sql_talks(struct request *r, const char *meeting, struct rows *out)
{
	struct query q = { "council.talks", arena_fmt(r->mem,
	    "SELECT %s FROM concern_talk t WHERE t.meeting = $1"
	    " ORDER BY t.id LIMIT $2",
	    columns(r, &concern_talk_record, "t.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(meeting),
	    v_int(MAX_TALKS)), out);
}

enum result
council_sql_removed(struct request *r, const char *council_meeting,
    struct rows *out)
{
	static const struct query q = {
		"council.removed",
		"SELECT talk FROM council_item WHERE council_meeting = $1"
		" AND removed_on IS NOT NULL AND talk IS NOT NULL LIMIT 500"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(council_meeting)), out);
}

enum result
council_sql_seats(struct request *r, const char *council_meeting,
    struct rows *out)
{
	struct query q = { "council.seats", arena_fmt(r->mem,
	    "SELECT %s FROM council_seat s WHERE s.council_meeting = $1"
	    " ORDER BY s.id LIMIT $2",
	    columns(r, &council_seat_record, "s.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(council_meeting),
	    v_int(MAX_MEMBERS)), out);
}

enum result
council_sql_actions(struct request *r, const char *council, const char *day,
    struct rows *out)
{
	struct query q = { "council.actions", arena_fmt(r->mem,
	    "SELECT %s, p.name AS owner_name, g.on_day AS on_day,"
	    " n.year AS year, n.number AS number"
	    " FROM council_meeting n JOIN meeting g ON g.id = n.meeting"
	    " JOIN task t ON t.from_record = 'meeting' AND t.from_id = n.meeting"
	    " JOIN person p ON p.id = t.owner"
	    " WHERE n.council = $1 AND ($2 = '' OR g.on_day < $2)"
	    " ORDER BY g.on_day, t.due_on, t.id LIMIT $3",
	    columns(r, &task_record, "t.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(council), v_text(day ?
	    day : ""), v_int(MAX_ACTIONS)), out);
}

enum result
council_sql_reviews(struct request *r, const char *council, struct rows *out)
{
	struct query q = { "council.reviews", arena_fmt(r->mem,
	    "SELECT %s FROM council_review v"
	    " JOIN council_meeting n ON n.id = v.council_meeting"
	    " JOIN meeting g ON g.id = n.meeting WHERE n.council = $1"
	    " ORDER BY g.on_day, v.id LIMIT $2",
	    columns(r, &council_review_record, "v.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(council),
	    v_int(MAX_ACTIONS)), out);
}
