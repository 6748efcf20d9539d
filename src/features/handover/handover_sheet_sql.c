#include "features/handover/handover_sql.h"

#include "features/contact/contact.h"

/* What stands on the sheet: today's state of what was handed over then. */

/* The children of handover $1, as its rows stand today: whom a contact is about
 * may have been put right since. */
#define CHILDREN_OF_1 \
    " SELECT child FROM handover_item WHERE handover = $1" \
    " AND kind <> 'contact'" \
    " UNION SELECT c.child FROM handover_item i" \
    " JOIN contact c ON c.id = i.record_id" \
    " WHERE i.handover = $1 AND i.kind = 'contact'"

enum { MAX_OF_PERSON = 50 };

enum result
handover_sql_of(struct request *r, const char *person, struct rows *out)
{
	static const struct query q = {
		"handover.of",
		"SELECT h.id, h.at, h.person, h.successor, h.last_on, h.made_by,"
		" p.name AS person_name, s.name AS successor_name,"
		" m.name AS maker_name"
		" FROM handover h JOIN person p ON p.id = h.person"
		" LEFT JOIN person s ON s.id = h.successor"
		" JOIN person m ON m.id = h.made_by WHERE h.person = $1"
		" ORDER BY h.at DESC, h.id LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(person),
	    v_int(MAX_OF_PERSON)), out);
}

enum result
handover_sql_counts(struct request *r, const char *handover,
    struct rows *out)
{
	static const struct query q = {
		"handover.counts",
		"SELECT kind, was_open, went_on FROM handover_count"
		" WHERE handover = $1 ORDER BY kind"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(handover)), out);
}

enum result
handover_sql_received(struct request *r, const char *since, struct rows *out)
{
	static const struct query q = {
		"handover.received",
		"SELECT h.id, h.at, h.person, p.name AS person_name"
		" FROM handover h JOIN person p ON p.id = h.person"
		" WHERE h.successor = $1 AND h.at >= $2"
		" ORDER BY h.at DESC, h.id LIMIT $3"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->who->id),
	    v_text(since), v_int(MAX_OF_PERSON)), out);
}

enum result
handover_sql_items(struct request *r, const char *handover, struct rows *out)
{
	static const struct query q = {
		"handover.items",
		"SELECT id, version, number, name FROM child WHERE id IN (" CHILDREN_OF_1 ")"
		" ORDER BY number"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(handover)), out);
}

enum result
handover_sql_rows(struct request *r, const struct owned *o,
    const char *handover, struct rows *out)
{
	struct query q = { arena_fmt(r->mem, "handover.rows:%s", o->kind),
	    arena_fmt(r->mem, "SELECT %s, %s AS beside FROM handover_item i"
	    " JOIN %s t ON t.id = i.record_id WHERE i.handover = $1"
	    " AND i.kind = '%s' AND $2 = $2 ORDER BY t.id",
	    record_columns(r->mem, o->record, "t."),
	    o->beside ? o->beside : "NULL", o->record->name, o->kind) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(handover),
	    v_text(r->today)), out);
}

enum result
handover_sql_latest(struct request *r, const char *handover, struct rows *out)
{
	struct query q = { "handover.latest", arena_fmt(r->mem,
	    "SELECT %s FROM (SELECT n.*, row_number()"
	    " OVER (PARTITION BY n.child ORDER BY n.on_day DESC, n.id DESC)"
	    " AS from_last FROM contact n WHERE n.child IN (" CHILDREN_OF_1 ")) c"
	    " WHERE c.from_last = 1",
	    record_columns(r->mem, &contact_record, "c.")) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(handover)), out);
}

enum result
handover_sql_there(struct request *r, const struct record *rec,
    const char *handover, struct rows *out)
{
	struct query q = { arena_fmt(r->mem, "handover.there:%s", rec->name),
	    arena_fmt(r->mem, "SELECT %s, p.name AS person_name FROM %s t"
	    " JOIN person p ON p.id = t.person"
	    " WHERE t.child IN (" CHILDREN_OF_1 ") AND t.from_on <= $2"
	    " AND (t.to_on IS NULL OR t.to_on >= $2) AND t.person <>"
	    " (SELECT person FROM handover WHERE id = $1)"
	    " ORDER BY t.from_on, t.id", record_columns(r->mem, rec, "t."),
	    rec->name) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(handover),
	    v_text(r->today)), out);
}
