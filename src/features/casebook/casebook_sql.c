#include "features/casebook/casebook_sql.h"

#include "app/due.h"
#include "features/contact/contact.h"
#include "features/dispatch/dispatch.h"
#include "features/meeting/meeting.h"

enum { MAX_SOURCES = 200, MAX_WORKING = 200 };

/* A set holds a code when it stands between commas. */
#define FITTING \
    " WHERE state = 'approved' AND ($1 = '' OR ',' || care || ',' LIKE $1)" \
    " AND ($2 = '' OR region = $2)"

static struct value
holds(struct request *r, const char *care)
{
	return v_text(care && *care ? arena_fmt(r->mem, "%%,%s,%%", care) : "");
}

enum result
casebook_sql_approved(struct request *r, const char *care, const char *region,
    int64_t limit, int64_t offset, struct rows *out)
{
	struct query q = { "casebook.approved", arena_fmt(r->mem,
	    "SELECT %s FROM casebook" FITTING
	    " ORDER BY approved_on DESC, id DESC LIMIT $3 OFFSET $4",
	    record_columns(r->mem, &casebook_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(holds(r, care),
	    v_asked(region), v_int(limit), v_int(offset)), out);
}

enum result
casebook_sql_approved_count(struct request *r, const char *care,
    const char *region, int64_t *n)
{
	static const struct query q = {
		"casebook.approved_count",
		"SELECT count(*) FROM casebook" FITTING
	};

	return db_number(r->db, r->mem, &q, ARGS(holds(r, care),
	    v_asked(region)), n);
}

enum result
casebook_sql_working(struct request *r, struct rows *out)
{
	struct query q = { "casebook.working", arena_fmt(r->mem,
	    "SELECT %s, s.child AS child FROM casebook c"
	    " JOIN casebook_source s ON s.casebook = c.id"
	    " AND s.record = 'child'"
	    " WHERE c.state IN ('draft', 'submitted', 'withdrawn')"
	    " ORDER BY c.state, c.id DESC LIMIT $1",
	    record_columns(r->mem, &casebook_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_int(MAX_WORKING)), out);
}

enum result
casebook_sql_submitted(struct request *r, const char *child,
    struct rows *out)
{
	struct query q = { "casebook.submitted", arena_fmt(r->mem,
	    "SELECT %s, s.child AS child, (SELECT max(v.at) FROM revision v"
	    " WHERE v.record = 'casebook' AND v.record_id = c.id) AS since"
	    " FROM casebook c JOIN casebook_source s ON s.casebook = c.id"
	    " AND s.record = 'child' WHERE c.state = 'submitted'"
	    " AND ($1 = '' OR s.child = $1) ORDER BY since, c.id LIMIT $2",
	    record_columns(r->mem, &casebook_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_asked(child),
	    v_int(DUE_MAX_EACH)), out);
}

enum result
casebook_sql_child(struct request *r, const char *casebook,
    const char **child)
{
	static const struct query q = {
		"casebook.child",
		"SELECT child FROM casebook_source WHERE casebook = $1"
		" AND record = 'child'"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(casebook)),
	    &rows);

	*child = !rc && rows.nrows ? rows.cells[0] : NULL;
	return rc;
}

enum result
casebook_sql_add_source(struct request *r, const char *casebook,
    const char *child, const char *record, const char *id)
{
	static const struct query q = {
		"casebook.add_source",
		"INSERT INTO casebook_source (casebook, child, record, record_id)"
		" VALUES ($1, $2, $3, $4)"
	};

	return db_exec(r->db, &q, ARGS(v_text(casebook), v_text(child),
	    v_text(record), v_text(id)));
}

enum result
casebook_sql_sources(struct request *r, const char *casebook,
    struct rows *out)
{
	static const struct query q = {
		"casebook.sources",
		"SELECT record, record_id FROM casebook_source"
		" WHERE casebook = $1 AND record <> 'child'"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(casebook)), out);
}

/* The latest records of one child, as the record's columns. */
static enum result
of_child(struct request *r, const char *name, const struct record *rec,
    const char *where, const char *child, struct rows *out)
{
	struct query q = { name, arena_fmt(r->mem,
	    "SELECT %s FROM %s WHERE child = $1%s LIMIT $2",
	    record_columns(r->mem, rec, NULL), rec->name, where) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child),
	    v_int(MAX_SOURCES)), out);
}

enum result
casebook_sql_dispatches(struct request *r, const char *child,
    struct rows *out)
{
	return of_child(r, "casebook.dispatches", &dispatch_record,
	    " AND carried_on IS NOT NULL ORDER BY carried_on DESC, id", child,
	    out);
}

enum result
casebook_sql_contacts(struct request *r, const char *child,
    struct rows *out)
{
	return of_child(r, "casebook.contacts", &contact_record,
	    " ORDER BY on_day DESC, id", child, out);
}

enum result
casebook_sql_meetings(struct request *r, const char *child,
    struct rows *out)
{
	return of_child(r, "casebook.meetings", &meeting_record,
	    " AND minutes_on IS NOT NULL ORDER BY on_day DESC, id", child, out);
}

enum result
casebook_sql_participants(struct request *r, const char *child,
    struct rows *out)
{
	return of_child(r, "casebook.participants",
	    &meeting_participant_record, " ORDER BY id", child, out);
}

enum result
casebook_sql_people(struct request *r, const char *child, struct rows *out)
{
	static const struct query q = {
		"casebook.people",
		"SELECT p.name, CASE WHEN p.id IN (SELECT person FROM"
		" family_member WHERE child = $1) THEN '1' ELSE '0' END"
		" AS family FROM person p ORDER BY family DESC, p.login"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(child)), out);
}

enum result
casebook_sql_agencies(struct request *r, struct rows *out)
{
	static const struct query q = {
		"casebook.agencies",
		"SELECT name, kana, kind, address FROM agency ORDER BY id"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}

enum result
casebook_sql_alike(struct request *r, const char *from, const char *to,
    const char *places, const char *care, int64_t *n)
{
	static const struct query q = {
		"casebook.alike",
		"SELECT count(*) FROM child WHERE ($1 = '' OR (born_on >= $1"
		" AND born_on <= $2)) AND ($3 = '' OR $3 LIKE '%,' ||"
		" municipality || ',%') AND ($4 = '' OR care = $4)"
	};

	return db_number(r->db, r->mem, &q, ARGS(v_asked(from), v_asked(to),
	    v_asked(places), v_asked(care)), n);
}

enum result
casebook_sql_some_contact(struct request *r, struct rows *out)
{
	static const struct query q = {
		"casebook.some_contact",
		"SELECT child, id FROM contact WHERE child IS NOT NULL"
		" ORDER BY number LIMIT 1"
	};

	return db_rows(r->db, r->mem, &q, NO_ARGS, out);
}
