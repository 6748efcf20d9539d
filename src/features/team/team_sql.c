#include "features/team/team_sql.h"

#include "app/deed.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/text.h"

enum { MAX_OF_CHILD = 500, MAX_OF_MONTH = 2000 };

enum result
team_sql_of_child(struct request *r, const struct record *rec,
    const char *child, struct rows *out)
{
	bool two = rec == &named_grant_record;
	struct query q = { arena_fmt(r->mem, "team.of_child:%s", rec->name),
	    arena_fmt(r->mem, "SELECT %s, p.name AS person_name,"
	    " p.role AS person_role%s FROM %s t"
	    " JOIN person p ON p.id = t.person%s WHERE t.child = $1"
	    " ORDER BY CASE WHEN t.to_on < $2 THEN 1 ELSE 0 END,"
	    " t.from_on DESC, t.id LIMIT $3",
	    record_columns(r->mem, rec, "t."),
	    two ? ", a.name AS asker_name, b.name AS approver_name" : "",
	    rec->name, two ? " JOIN person a ON a.id = t.asked_by"
	    " LEFT JOIN person b ON b.id = t.approved_by" : "") };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_text(r->today), v_int(MAX_OF_CHILD)), out);
}

enum result
team_sql_today(struct request *r, const char *child, struct rows *out)
{
	static const struct query q = {
		"team.today",
		"SELECT 1 AS place, 'team' AS kind, p.name, t.part AS what, t.to_on,"
		" '0' AS restricted FROM team_member t JOIN person p ON p.id = t.person"
		" WHERE t.child = $1 AND t.from_on <= $2"
		" AND (t.to_on IS NULL OR t.to_on >= $2)"
		" UNION ALL SELECT 2, 'assignment', p.name, t.purpose, t.to_on,"
		" '0' FROM assignment t JOIN person p ON p.id = t.person"
		" WHERE t.child = $1 AND t.from_on <= $2 AND t.to_on >= $2"
		" UNION ALL SELECT 3, 'family', p.name, t.relation, t.to_on,"
		" t.restricted FROM family_member t JOIN person p ON p.id = t.person"
		" WHERE t.child = $1 AND t.from_on <= $2"
		" AND (t.to_on IS NULL OR t.to_on >= $2)"
		" ORDER BY 1, 3 LIMIT 100"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_text(r->today)), out);
}

enum result
team_sql_pending(struct request *r, const char *child, struct rows *out)
{
	static const struct query q = {
		"team.pending",
		"SELECT 1 AS place, 'open' AS kind, p.name, g.ends_at AS until,"
		" g.id FROM glass g JOIN person p ON p.id = g.person"
		" WHERE g.child = $1 AND g.ends_at > $2"
		" UNION ALL SELECT 2, 'review', p.name, g.ends_at, g.id"
		" FROM glass g JOIN person p ON p.id = g.person"
		" WHERE g.child = $1 AND g.ends_at <= $2"
		" AND g.reviewed_by IS NULL"
		" UNION ALL SELECT 3, 'approval', p.name, t.to_on, t.id"
		" FROM named_grant t JOIN person p ON p.id = t.person"
		" WHERE t.child = $1 AND t.approved_by IS NULL"
		" AND t.to_on >= $3 ORDER BY 1, 4 LIMIT 50"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child), v_text(r->now),
	    v_text(r->today)), out);
}

enum result
glass_sql_has_child(struct request *r, const char *child)
{
	static const struct query q = {
		"glass.has_child", "SELECT count(*) AS n FROM child WHERE id = $1"
	};
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &q, ARGS(v_text(child)), &n);

	return rc || n ? rc : MISSING;
}

enum result
glass_sql_born_on(struct request *r, const char *day, struct rows *out)
{
	static const struct query q = {
		"glass.born_on",
		"SELECT id, number, name, kana FROM child WHERE born_on = $1"
		" AND merged_into IS NULL"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(day)), out);
}

enum result
glass_sql_add(struct request *r, struct glass *g)
{
	static const struct query q = {
		"glass.add",
		"INSERT INTO glass (id, version, changed, child, person, reason,"
		" opened_at, ends_at) VALUES ($1, 1, $2, $3, $4, $5, $6, $7)"
	};

	g->id = crypto_uuid(r->mem);
	g->version = 1;
	return db_exec(r->db, &q, ARGS(v_text(g->id),
	    v_int(deed_changed(r, glass_record.name)), v_text(g->child),
	    v_text(g->person), v_text(record_close_cell(r, r->mem,
	    &glass_record, record_field(&glass_record, "reason"), g->id,
	    g->reason)), v_text(g->opened_at), v_text(g->ends_at)));
}

#define GLASS \
    "SELECT g.id, g.version, g.child, g.person, g.reason, g.opened_at," \
    " g.ends_at, g.reviewed_by, g.reviewed_at, g.finding," \
    " p.name AS person_name, v.name AS reviewer_name" \
    " FROM glass g JOIN person p ON p.id = g.person" \
    " LEFT JOIN person v ON v.id = g.reviewed_by"

enum result
glass_sql_of_child(struct request *r, const char *child, struct rows *out)
{
	static const struct query q = {
		"glass.of_child",
		GLASS " WHERE g.child = $1 ORDER BY g.opened_at DESC, g.id LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_int(MAX_OF_CHILD)), out);
}

enum result
glass_sql_between(struct request *r, const char *from, const char *to,
    struct rows *out)
{
	static const struct query q = {
		"glass.between",
		GLASS " WHERE g.opened_at >= $1 AND g.opened_at < $2"
		" ORDER BY g.opened_at, g.id LIMIT $3"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(from), v_text(to),
	    v_int(MAX_OF_MONTH)), out);
}

enum result
team_waiting(struct request *r, struct team_waiting *out)
{
	static const struct query q = {
		"team.waiting",
		"SELECT (SELECT count(*) FROM glass WHERE reviewed_by IS NULL),"
		" (SELECT min(opened_at) FROM glass WHERE reviewed_by IS NULL),"
		" (SELECT count(*) FROM named_grant WHERE approved_by IS NULL"
		" AND to_on >= $1),"
		" (SELECT min(child) FROM named_grant WHERE approved_by IS NULL"
		" AND to_on >= $1)"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(r->today)),
	    &rows);

	*out = (struct team_waiting){ 0 };
	if (rc)
		return rc;
	text_number(rows.cells[0], &out->nglass);
	text_number(rows.cells[2], &out->napprovals);
	if (rows.cells[1]) {
		out->since = date_of_instant(r->mem, rows.cells[1]);
		out->month = arena_bytes(r->mem, out->since, 7);
	}
	out->child = rows.cells[3];
	return OK;
}
