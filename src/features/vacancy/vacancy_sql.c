#include "features/vacancy/vacancy_sql.h"

#include "app/deed.h"
#include "base/crypto.h"

enum { MAX_ROOMS = 3000 };

static const char *
within(enum reach reach)
{
	static const char *const sql[] = {
		"s.shown_to = 'public' AND m.visibility = 'public'",
		"s.shown_to <> 'centre' AND m.visibility <> 'centre'", "1 = 1" };

	return sql[reach];
}

static const char room_columns[] = "m.id, m.version, m.label, m.beds,"
    " m.fresh_days, m.grey_days, m.told_at, m.mail, m.reminded_on, m.service,"
    " m.visibility, s.kind, s.answers, s.municipality, s.place,"
    " CASE WHEN ',' || s.centre_fields || ',' || p.centre_fields || ','"
    " LIKE '%,phone,%' THEN NULL ELSE COALESCE(s.phone, p.phone) END AS phone,"
    " COALESCE(s.name, p.name) AS place_name";

static const char room_tables[] = " FROM room m JOIN service s ON s.id ="
    " m.service JOIN place p ON p.id = s.place";

static const char room_where[] = " WHERE s.status = 'active' AND %s"
    " AND ($1 = '' OR s.kind = $1) AND ($2 = '' OR m.service = $2)"
    " AND ($3 = '' OR m.id = $3)";

enum result
vacancy_sql_rooms(struct request *r, const struct board_ask *a,
    struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { "vacancy.rooms", NULL };

	buffer_fmt(&sql, "SELECT %s%s", room_columns, room_tables);
	buffer_fmt(&sql, room_where, within(a->reach));
	buffer_fmt(&sql, " ORDER BY s.municipality, s.kana, s.id, m.label, m.id"
	    " LIMIT %d", MAX_ROOMS);
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, ARGS(v_asked(a->kind),
	    v_asked(a->service),
	    v_asked(a->room)), out);
}

enum result
vacancy_sql_cells(struct request *r, const struct board_ask *a,
    const char *from, const char *to, struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { "vacancy.cells", NULL };

	buffer_add(&sql, "SELECT c.room, c.day, c.state, c.reason, c.number,"
	    " c.as_of, c.told_by, c.channel FROM cell c WHERE c.day >= $4"
	    " AND c.day <= $5 AND c.room IN (SELECT m.id");
	buffer_add(&sql, room_tables);
	buffer_fmt(&sql, room_where, within(a->reach));
	buffer_add(&sql, ") ORDER BY c.room, c.day");
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, ARGS(v_asked(a->kind),
	    v_asked(a->service),
	    v_asked(a->room), v_text(from), v_text(to)), out);
}

enum result
vacancy_sql_kinds(struct request *r, enum reach reach, struct rows *out)
{
	struct query q = { "vacancy.kinds", arena_fmt(r->mem,
	    "SELECT DISTINCT s.kind%s WHERE s.status = 'active' AND %s"
	    " ORDER BY s.kind", room_tables, within(reach)) };

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
vacancy_sql_stays(struct request *r, const char *kinds, enum reach reach,
    const char *from, const char *to, struct rows *out)
{
	struct query q = { "vacancy.stays", arena_fmt(r->mem,
	    "SELECT m.service, m.id AS room, m.label, m.fresh_days,"
	    " m.grey_days, c.day, c.state, c.reason, c.as_of%s"
	    " LEFT JOIN cell c ON c.room = m.id AND c.day >= $2"
	    " AND c.day <= $3 WHERE s.status = 'active' AND %s"
	    " AND ',' || CAST($1 AS TEXT) || ',' LIKE '%%,' || s.kind || ',%%'"
	    " ORDER BY m.service, m.id, c.day LIMIT %d", room_tables,
	    within(reach), MAX_ROOMS * MAX_STAY) };

	return db_rows(r->db, r->mem, &q, ARGS(v_asked(kinds),
	    v_text(from), v_text(to)), out);
}

enum result
vacancy_sql_past(struct request *r, const char *room, struct rows *out)
{
	static const struct query q = {
		"vacancy.past",
		"SELECT day, state, reason, number, as_of, told_by, channel,"
		" until"
		" FROM cell_past WHERE room = $1 AND state <> ''"
		" ORDER BY until DESC, day, id"
		" LIMIT 100"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(room)), out);
}

enum result
vacancy_sql_entry(struct request *r, const char *room, const char *at,
    struct rows *out)
{
	static const struct query q = {
		"vacancy.entry",
		"SELECT day, id, state, reason, number FROM cell_past"
		" WHERE room = $1 AND until = $2 ORDER BY day, id DESC"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(room), v_text(at)), out);
}

/* That nothing stood there is kept, too: to be put back. */
static enum result
keep_nothing(struct request *r, const struct cell *c)
{
	static const struct query q = {
		"vacancy.keep_nothing",
		"INSERT INTO cell_past (id, room, day, state, as_of, told_at,"
		" told_by, channel, until) SELECT $1, $2, $3, '', $4, $4, '', '',"
		" $4 WHERE NOT EXISTS (SELECT 1 FROM cell WHERE room = $2"
		" AND day = $3)"
	};

	return c->state == VACANCY_UNKNOWN ? OK : db_exec(r->db, &q,
	    ARGS(v_text(crypto_uuid(r->mem)), v_text(c->room), v_text(c->day),
	    v_text(r->now)));
}

/* Only what was other than what is said now. */
static enum result
keep_past(struct request *r, const struct cell *c)
{
	static const struct query q = {
		"vacancy.keep_past",
		"INSERT INTO cell_past (id, room, day, state, reason, number,"
		" as_of, told_at, told_by, channel, until)"
		" SELECT $1, room, day, state, reason, number, as_of, told_at,"
		" told_by, channel, $4 FROM cell WHERE room = $2 AND day = $3"
		" AND (state <> $5 OR COALESCE(reason, '') <> $6"
		" OR COALESCE(number, -1) <> $7)"
	};

	return db_exec(r->db, &q, ARGS(v_text(crypto_uuid(r->mem)),
	    v_text(c->room), v_text(c->day), v_text(r->now),
	    v_text(vacancy_code(c->state)), v_asked(c->reason),
	    v_int(c->number)));
}

/* What stood there goes into the past; nothing may take its place. */
static enum result
make_room(struct request *r, const struct cell *c)
{
	static const struct query none = {
		"vacancy.take_away", "DELETE FROM cell WHERE room = $1 AND day = $2"
	};
	enum result rc = keep_nothing(r, c);

	if (!rc)
		rc = keep_past(r, c);
	return rc || c->state != VACANCY_UNKNOWN ? rc : db_exec(r->db, &none,
	    ARGS(v_text(c->room), v_text(c->day)));
}

enum result
vacancy_sql_set(struct request *r, const struct cell *c, const char *told_by)
{
	static const struct query q = {
		"vacancy.set",
		"INSERT INTO cell (room, day, state, reason, number, as_of,"
		" told_at, told_by, channel) VALUES ($1, $2, $3, $4, $5, $6, $6,"
		" $7, $8) ON CONFLICT (room, day) DO UPDATE SET"
		" told_at = CASE WHEN cell.state = excluded.state"
		" THEN cell.told_at ELSE excluded.told_at END,"
		" state = excluded.state, reason = excluded.reason,"
		" number = excluded.number, as_of = excluded.as_of,"
		" told_by = excluded.told_by, channel = excluded.channel"
	};
	enum result rc = make_room(r, c);

	if (rc || c->state == VACANCY_UNKNOWN)
		return rc;
	return db_exec(r->db, &q, ARGS(v_text(c->room), v_text(c->day),
	    v_text(vacancy_code(c->state)), v_text(c->reason),
	    c->number < 0 ? v_text(NULL) : v_int(c->number), v_text(r->now),
	    v_text(told_by), v_text(c->channel)));
}

enum result
vacancy_sql_put_back(struct request *r, const struct cell *c, const char *past)
{
	static const struct query q = {
		"vacancy.put_back",
		"INSERT INTO cell (room, day, state, reason, number, as_of,"
		" told_at, told_by, channel) SELECT room, day, state, reason,"
		" number, as_of, told_at, told_by, channel FROM cell_past"
		" WHERE id = $1 ON CONFLICT (room, day) DO UPDATE SET"
		" state = excluded.state, reason = excluded.reason,"
		" number = excluded.number, as_of = excluded.as_of,"
		" told_at = excluded.told_at, told_by = excluded.told_by,"
		" channel = excluded.channel"
	};
	enum result rc = make_room(r, c);

	if (rc || c->state == VACANCY_UNKNOWN)
		return rc;
	return db_exec(r->db, &q, ARGS(v_text(past)));
}

enum result
vacancy_sql_confirm(struct request *r, const char *room, const char *from,
    const char *to, const char *told_by, const char *channel)
{
	static const struct query q = {
		"vacancy.confirm",
		"UPDATE cell SET as_of = $4, told_by = $5, channel = $6"
		" WHERE room = $1 AND day >= $2 AND day <= $3"
	};

	return db_exec(r->db, &q, ARGS(v_text(room), v_text(from), v_text(to),
	    v_text(r->now), v_text(told_by), v_text(channel)));
}

enum result
vacancy_sql_told(struct request *r, const char *room)
{
	static const struct query q = {
		"vacancy.told",
		"UPDATE room SET told_at = $2, reminded_on = NULL, changed = $3"
		" WHERE id = $1 RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(room), v_text(r->now),
	    v_int(deed_changed(r, room_record.name))));
}

enum result
vacancy_sql_late(struct request *r, const char *since, struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { "vacancy.late", NULL };

	buffer_fmt(&sql, "SELECT %s%s WHERE s.status = 'active'"
	    " AND m.paused <> '1' AND (m.told_at IS NULL OR m.told_at < $1)"
	    " ORDER BY CASE WHEN m.told_at IS NULL THEN 0 ELSE 1 END, m.told_at,"
	    " m.id LIMIT 500", room_columns, room_tables);
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, ARGS(v_text(since)), out);
}

enum result
vacancy_sql_reminded(struct request *r, const char *room)
{
	static const struct query q = {
		"vacancy.reminded",
		"UPDATE room SET reminded_on = $2 WHERE id = $1"
		" AND (reminded_on IS NULL OR reminded_on < $2) RETURNING id"
	};

	return db_exec_one(r->db, r->mem, &q, ARGS(v_text(room),
	    v_text(r->today)));
}

enum result
vacancy_sql_demo(struct request *r, struct rows *out)
{
	static const struct query q = {
		"vacancy.demo",
		"SELECT id, kind FROM service WHERE kind IN ('short_stay',"
		" 'short_stay_medical', 'short_stay_welfare')"
		" AND status = 'active' ORDER BY kana, id LIMIT 60"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}
