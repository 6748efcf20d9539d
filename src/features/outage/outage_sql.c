#include "features/outage/outage_sql.h"

#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/record_page.h"
#include "base/crypto.h"
#include "features/child/child.h"

enum { MAX_EVENTS = 200, MAX_LOGS = 5000, START_LINES = 256 };

/* The lines as they come in. */
struct walk {
	struct arena *mem;
	struct outage_line *at;
	size_t n, room;
	const char *municipality, *cut_at;	/* of the line before */
};

static const char *
same_or_new(struct arena *mem, const char *last, const char *cell)
{
	return last && strcmp(last, cell) == 0 ? last : arena_text(mem, cell);
}

static enum result
add_line(void *ctx, const char *const *c, size_t ncols)
{
	struct walk *w = ctx;
	struct outage_line *l;

	(void)ncols;
	if (w->n == w->room) {
		size_t room = w->room ? w->room * 2 : START_LINES;
		struct outage_line *more = arena_array(w->mem, room,
		    sizeof(*more));

		if (w->n)
			memcpy(more, w->at, w->n * sizeof(*more));
		w->at = more;
		w->room = room;
	}
	w->municipality = same_or_new(w->mem, w->municipality, c[1]);
	w->cut_at = same_or_new(w->mem, w->cut_at, c[2]);
	l = &w->at[w->n++];
	*l = (struct outage_line){ .child = arena_text(w->mem, c[0]),
		.municipality = w->municipality, .cut_at = w->cut_at,
		.minutes = c[3] ? strtoll(c[3], NULL, 10) : OUTAGE_UNKNOWN,
		.rank = c[4] ? (enum outage_rank)strtol(c[4], NULL, 10) :
		    outage_rank_of(c[5], c[6]),
		.status = outage_status_of(c[7]),
		.claimed_by = c[8] ? arena_text(w->mem, c[8]) : NULL,
		.claimed_at = c[9] ? arena_text(w->mem, c[9]) : NULL,
		.version = strtoll(c[10], NULL, 10) };
	return OK;
}

enum result
outage_sql_lines(struct request *r, const char *outage, bool restored,
    struct outage_line **out, size_t *n)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { "outage.lines", NULL };
	struct walk w = { .mem = r->mem };
	struct value *args = arena_array(r->mem, 1, sizeof(*args));
	size_t nargs = 1;
	enum result rc;

	args[0] = v_text(outage);
	buffer_add(&sql, "SELECT k.id, k.municipality, a.cut_at, p.minutes,"
	    " p.rank, k.medical_care, k.care, c.status, c.claimed_by,"
	    " c.claimed_at, k.version + COALESCE(c.version, 0)"
	    " FROM outage_area a"
	    " JOIN child k ON k.municipality = a.municipality"
	    " LEFT JOIN power p ON p.child = k.id"
	    " LEFT JOIN outage_case c ON c.outage = a.outage AND c.child = k.id"
	    " WHERE a.outage = $1 AND k.merged_into IS NULL");
	if (!restored)
		buffer_add(&sql, " AND a.restored_at IS NULL");
	rc = access_filter(r, &sql, "k.id", &args, &nargs);
	q.sql = sql.s;
	if (!rc)
		rc = db_each(r->db, &q, args, nargs, add_line, &w);
	*out = w.at;
	*n = w.n;
	return rc;
}

/* " IN ($2, ...)" with the children of the lines; $1 is `first`. */
static struct value *
put_children(struct request *r, struct buffer *sql, const char *first,
    const struct outage_line *l, size_t n)
{
	struct value *args = arena_array(r->mem, n + 1, sizeof(*args));

	args[0] = v_text(first);
	buffer_add(sql, " IN ('-'");
	for (size_t i = 0; i < n; i++) {
		args[i + 1] = v_text(l[i].child);
		buffer_fmt(sql, ", $%zu", i + 2);
	}
	buffer_add(sql, ")");
	return args;
}

enum result
outage_sql_children(struct request *r, const struct outage_line *l, size_t n,
    struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { "outage.children", NULL };
	struct value *args;

	buffer_fmt(&sql, "SELECT %s, p.first_kind, p.oxygen_minutes FROM child k"
	    " LEFT JOIN power p ON p.child = k.id WHERE $1 = '' AND k.id",
	    record_columns(r->mem, &child_record, "k."));
	args = put_children(r, &sql, "", l, n);
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, n + 1, out);
}

enum result
outage_sql_cases(struct request *r, const char *outage,
    const struct outage_line *l, size_t n, struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { "outage.cases", NULL };
	struct value *args;

	buffer_fmt(&sql, "SELECT %s FROM outage_case c WHERE c.outage = $1"
	    " AND c.child", record_columns(r->mem, &outage_case_record, "c."));
	args = put_children(r, &sql, outage, l, n);
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, n + 1, out);
}

enum result
outage_sql_all_cases(struct request *r, const char *outage, struct rows *out)
{
	struct query q = { "outage.all_cases", arena_fmt(r->mem,
	    "SELECT %s, k.municipality, COALESCE(a.cut_at, o.began_at) AS cut_at"
	    " FROM outage_case c JOIN outage o ON o.id = c.outage"
	    " JOIN child k ON k.id = c.child"
	    " LEFT JOIN outage_area a ON a.outage = c.outage"
	    " AND a.municipality = k.municipality"
	    " WHERE c.outage = $1 ORDER BY c.reached_at, c.id",
	    record_columns(r->mem, &outage_case_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(outage)), out);
}

enum result
outage_sql_tag(struct request *r, int64_t *out)
{
	static const struct query q = {
		"outage.tag",
		"SELECT COALESCE(sum(value), 0) AS n FROM change_counter"
		" WHERE name IN ('outage', 'outage_case', 'outage_loan', 'child',"
		" 'device', 'supply')"
	};

	return db_number(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
outage_sql_events(struct request *r, bool open, struct rows *out)
{
	struct query q = { "outage.events", arena_fmt(r->mem,
	    "SELECT %s FROM outage o WHERE o.closed_at IS %s NULL"
	    " ORDER BY o.drill, o.declared_at DESC, o.id LIMIT %d",
	    record_columns(r->mem, &outage_record, "o."), open ? "" : "NOT",
	    MAX_EVENTS) };

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
outage_sql_areas(struct request *r, const char *outage, struct rows *out)
{
	static const struct query q = {
		"outage.areas",
		"SELECT municipality, cut_at, restored_at FROM outage_area"
		" WHERE outage = $1 ORDER BY municipality"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(outage)), out);
}

enum result
outage_sql_bodies(struct request *r, const char *outage, struct rows *out)
{
	static const struct query q = {
		"outage.bodies",
		"SELECT g.id, g.name FROM outage_body b"
		" JOIN agency g ON g.id = b.agency WHERE b.outage = $1"
		" ORDER BY g.name, g.id"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(outage)), out);
}

enum result
outage_sql_agencies(struct request *r, struct rows *out)
{
	static const struct query q = {
		"outage.agencies",
		"SELECT id, name, kind, municipality FROM agency"
		" WHERE kind IN ('fire_service', 'prefecture', 'health_centre',"
		" 'hospital', 'visiting_nurse', 'supplier') ORDER BY kind, name, id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
outage_sql_turns(struct request *r, const char *outage, struct rows *out)
{
	static const struct query q = {
		"outage.turns",
		"SELECT t.at, t.person, t.verb, t.what FROM outage_turn t"
		" WHERE t.outage = $1 ORDER BY t.at, t.id"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(outage)), out);
}

enum result
outage_sql_of_child(struct request *r, const char *child, const char **outage,
    const char **cut_at)
{
	static const struct query q = {
		"outage.of_child",
		"SELECT o.id, a.cut_at FROM outage o"
		" JOIN outage_area a ON a.outage = o.id"
		" JOIN child k ON k.municipality = a.municipality"
		" WHERE k.id = $1 AND o.closed_at IS NULL AND a.restored_at IS NULL"
		" ORDER BY o.drill, o.declared_at DESC LIMIT 1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(child)), &rows);

	if (!rc && !rows.nrows)
		rc = MISSING;
	if (rc)
		return rc;
	*outage = rows.cells[0];
	*cut_at = rows.cells[1];
	return OK;
}

enum result
outage_sql_case(struct request *r, const char *outage, const char *child,
    struct outage_case *out)
{
	struct query q = { "outage.case", arena_fmt(r->mem,
	    "SELECT %s FROM outage_case WHERE outage = $1 AND child = $2",
	    record_columns(r->mem, &outage_case_record, NULL)) };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_text(outage), v_text(child)), &rows);

	if (rc)
		return rc;
	return rows.nrows && record_load(r, &outage_case_record, &rows, 0,
	    out) ? OK : MISSING;
}

enum result
outage_sql_logs(struct request *r, const char *outage, const char *child,
    struct rows *out)
{
	struct value *args = arena_array(r->mem, 2, sizeof(*args));
	struct record_query q = { &outage_log_record, "l.", "outage.logs",
		arena_fmt(r->mem, "SELECT %s FROM outage_log l"
		" WHERE l.outage = $1 AND ($2 = '' OR l.child = $2)",
		record_columns(r->mem, &outage_log_record, "l.")),
		arena_fmt(r->mem, " ORDER BY l.at, l.id LIMIT %d", MAX_LOGS) };

	args[0] = v_text(outage);
	args[1] = v_asked(child);
	return record_rows(r, &q, args, 2, out);
}

void
outage_sql_area_add(struct request *r, const char *outage,
    const char *municipality, const char *cut_at)
{
	static const struct query q = {
		"outage.area_add",
		"INSERT INTO outage_area (outage, municipality, cut_at)"
		" VALUES ($1, $2, $3) ON CONFLICT (outage, municipality)"
		" DO UPDATE SET cut_at = excluded.cut_at, restored_at = NULL"
	};

	(void)db_exec(r->db, &q, ARGS(v_text(outage), v_text(municipality),
	    v_text(cut_at)));
	(void)deed_changed(r, outage_record.name);
}

void
outage_sql_restore(struct request *r, const char *outage,
    const char *municipality)
{
	static const struct query q = {
		"outage.restore",
		"UPDATE outage_area SET restored_at = $3 WHERE outage = $1"
		" AND municipality = $2 AND restored_at IS NULL RETURNING outage"
	};

	(void)db_exec_one(r->db, r->mem, &q, ARGS(v_text(outage),
	    v_text(municipality), v_text(r->now)));
	(void)deed_changed(r, outage_record.name);
}

void
outage_sql_body_add(struct request *r, const char *outage, const char *agency)
{
	static const struct query q = {
		"outage.body_add",
		"INSERT INTO outage_body (outage, agency) VALUES ($1, $2)"
		" ON CONFLICT (outage, agency) DO NOTHING"
	};

	(void)db_exec(r->db, &q, ARGS(v_text(outage), v_text(agency)));
}

void
outage_sql_turn(struct request *r, const char *outage, const char *verb,
    const char *what)
{
	static const struct query q = {
		"outage.turn",
		"INSERT INTO outage_turn (id, outage, at, person, verb, what)"
		" VALUES ($1, $2, $3, $4, $5, $6)"
	};

	(void)db_exec(r->db, &q, ARGS(v_text(crypto_uuid(r->mem)),
	    v_text(outage), v_text(r->now), v_text(r->who->id), v_text(verb),
	    v_asked(what)));
}
