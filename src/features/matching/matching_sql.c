#include "features/matching/matching_sql.h"

#include "app/audit.h"
#include "app/deed.h"
#include "app/due.h"
#include "app/record_page.h"

enum { MAX_SERVICES = 30000 };

/* Sets are lists of codes: letters, digits, "_" and ",". */
enum result
matching_sql_services(struct request *r, const char *kinds, enum reach reach,
    struct rows *out)
{
	static const char *const within[] = { "s.shown_to = 'public'",
		"s.shown_to <> 'centre'", "1 = 1" };
	struct query q = { "matching.services", arena_fmt(r->mem,
	    "SELECT s.id, s.kind, s.answers, s.age_from, s.age_below,"
	    " s.weight_max, s.opening, s.nurse_hours, s.confirmed_on,"
	    " s.municipality, s.centre_fields, s.supporter_fields,"
	    " COALESCE(s.phone, p.phone) AS phone, p.lat, p.lng,"
	    " COALESCE(s.name, p.name) AS place_name"
	    " FROM service s JOIN place p ON p.id = s.place"
	    " WHERE s.status = 'active' AND %s"
	    " AND ',' || CAST($1 AS TEXT) || ',' LIKE '%%,' || s.kind || ',%%'"
	    " LIMIT $2", within[reach]) };

	return db_rows(r->db, r->mem, &q, ARGS(v_asked(kinds),
	    v_int(MAX_SERVICES)), out);
}

/* One text, however many are asked for. */
enum result
matching_sql_facts(struct request *r, const char *const *ids, size_t n,
    const char *fields, struct rows *out)
{
	static const char *const within[] = { "visibility = 'public'",
		"visibility <> 'centre'", "1 = 1" };
	struct value args[MAX_FACTS + 1] = { v_text(fields) };
	struct buffer sql = buffer_new(r->mem);
	struct query q = { "matching.facts", NULL };

	buffer_fmt(&sql, "SELECT record_id, field, value, terms, source,"
	    " confirmed_on FROM directory_value WHERE %s AND (field = '%s'"
	    " OR ',' || CAST($1 AS TEXT) || ',' LIKE '%%,' || field || ',%%')"
	    " AND record_id IN ($2", within[directory_reach(r)], SEVERAL);
	for (size_t i = 0; i < MAX_FACTS; i++) {
		args[i + 1] = v_text(i < n ? ids[i] : "");
		if (i)
			buffer_fmt(&sql, ", $%zu", i + 2);
	}
	buffer_add(&sql, ") ORDER BY record_id");
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, COUNT(args), out);
}

enum result
matching_sql_needs(struct request *r, bool open, const char *child,
    struct rows *out)
{
	struct value *args = arena_array(r->mem, 1, sizeof(*args));
	struct record_query q = { &need_record, "n.", "matching.needs",
		arena_fmt(r->mem, "SELECT %s, (SELECT count(*) FROM inquiry i"
		" WHERE i.need = n.id) AS asked, (SELECT count(*) FROM inquiry i"
		" WHERE i.need = n.id AND i.answer IS NOT NULL) AS answered"
		" FROM need n WHERE %s%s", record_columns(r->mem, &need_record,
		"n."), open ? "n.state = 'open'" : "1 = 1", child ?
		" AND n.child = $1" : ""),
		" ORDER BY n.begun_on DESC, n.id DESC LIMIT 500" };

	args[0] = v_text(child);
	return record_rows(r, &q, args, child ? 1 : 0, out);
}

enum result
matching_sql_inquiries(struct request *r, const char *need, struct rows *out)
{
	struct query q = { "matching.inquiries", arena_fmt(r->mem,
	    "SELECT %s, COALESCE(s.name, p.name) AS place_name, s.kind,"
	    " COALESCE(s.phone, p.phone) AS phone,"
	    " COALESCE(s.mail, p.mail) AS mail FROM inquiry i"
	    " JOIN service s ON s.id = i.service JOIN place p ON p.id = s.place"
	    " WHERE i.need = $1 ORDER BY p.kana, i.id",
	    record_columns(r->mem, &inquiry_record, "i.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(need)), out);
}

enum result
matching_sql_seen(struct request *r, const char *inquiry)
{
	static const struct query q = {
		"matching.seen",
		"UPDATE inquiry SET seen_on = $2 WHERE id = $1"
		" AND seen_on IS NULL RETURNING id"
	};

	(void)db_exec_one(r->db, r->mem, &q, ARGS(v_text(inquiry),
	    v_text(r->today)));
	return audit_note_plain(r, "change", inquiry_record.name, inquiry,
	    "seen_on");
}

enum result
matching_sql_inquiry(struct request *r, const char *id, struct inquiry *i,
    struct need *n)
{
	enum result rc = record_stored(r, &inquiry_record, id, i);

	return rc ? rc : record_stored(r, &need_record, i->need, n);
}

enum result
matching_sql_answer(struct request *r, const struct inquiry *i)
{
	static const struct query q = {
		"matching.answer",
		"UPDATE inquiry SET version = version + 1, changed = $2,"
		" answer = $3, reason = $4, comment = $5, answered_on = $6,"
		" channel = $7 WHERE id = $1 RETURNING id"
	};
	const char *comment = record_close_cell(r, r->mem, &inquiry_record,
	    record_field(&inquiry_record, "comment"), i->id, i->comment);

	(void)db_exec_one(r->db, r->mem, &q, ARGS(v_text(i->id),
	    v_int(deed_changed(r, inquiry_record.name)), v_text(i->answer),
	    v_text(i->reason), v_text(comment), v_text(i->answered_on),
	    v_text(i->channel)));
	return audit_note_plain(r, "change", inquiry_record.name, i->id,
	    "answer,reason,comment,answered_on,channel");
}

enum result
matching_sql_due(struct request *r, const char *asked_until, const char *child,
    struct rows *out)
{
	struct query q = { "matching.due", arena_fmt(r->mem, "SELECT %s,"
	    " i.late, i.on_day FROM need n JOIN (SELECT need,"
	    " CASE WHEN max(answered_on) IS NULL THEN 1 ELSE 0 END AS late,"
	    " COALESCE(max(answered_on), min(asked_on)) AS on_day"
	    " FROM inquiry WHERE need IN (SELECT id FROM need"
	    " WHERE state = 'open') GROUP BY need) i ON i.need = n.id"
	    " WHERE n.state = 'open' AND (i.late = 0 OR i.on_day <= $1)"
	    " AND ($2 = '' OR n.child = $2) ORDER BY i.on_day, n.id LIMIT %d",
	    record_columns(r->mem, &need_record, "n."), DUE_MAX_EACH) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(asked_until),
	    v_asked(child)), out);
}

enum result
matching_sql_refusals(struct request *r, const char *since, struct rows *out)
{
	struct query q = { "matching.refusals", arena_fmt(r->mem,
	    "SELECT %s, s.municipality FROM inquiry i"
	    " JOIN service s ON s.id = i.service"
	    " WHERE i.answer = 'no' AND i.answered_on >= $1 LIMIT 5000",
	    record_columns(r->mem, &inquiry_record, "i.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(since)), out);
}

enum result
matching_sql_children(struct request *r, struct rows *out)
{
	static const struct query q = {
		"matching.children",
		"SELECT id, municipality, born_on, care FROM child"
		" WHERE care IS NOT NULL ORDER BY id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
matching_sql_demo(struct request *r, const char *kind, struct rows *out)
{
	static const struct query q = {
		"matching.demo",
		"SELECT s.id FROM service s WHERE s.kind = $1"
		" AND s.status = 'active' ORDER BY s.kana, s.id LIMIT 40"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(kind)), out);
}

const char *
matching_sql_place(struct request *r, const char *service)
{
	static const struct query q = {
		"matching.place",
		"SELECT COALESCE(s.name, p.name) FROM service s"
		" JOIN place p ON p.id = s.place WHERE s.id = $1"
	};
	struct rows rows = { 0 };

	if (db_rows(r->db, r->mem, &q, ARGS(v_text(service)), &rows) ||
	    !rows.nrows)
		return "";
	return rows.cells[0];
}
