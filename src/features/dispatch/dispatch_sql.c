#include "features/dispatch/dispatch_sql.h"

#include "app/record_page.h"
#include "base/text.h"

#define UNDER_WAY \
    "('received', 'adjusting', 'accepted', 'assigned', 'reported')"
#define NAMES ", a.name AS agency_name, p.name AS person_name"
#define FROM \
    " FROM dispatch d" \
    " LEFT JOIN agency a ON a.id = d.agency" \
    " LEFT JOIN person p ON p.id = d.person"

enum { MAX_OF_AGENCY = 50, MAX_OF_CHILD = 50 };

/* "SELECT columns FROM ... WHERE" narrowed to what this person may see. */
static enum result
seen_rows(struct request *r, const char *name, const char *what,
    const char *where, const char *then, struct value *args, size_t n,
    struct rows *out)
{
	struct record_query q = { &dispatch_record, "d.", name,
		arena_fmt(r->mem, "SELECT %s%s WHERE %s", what, FROM, where), then };

	return record_rows(r, &q, args, n, out);
}

static const char *
columns(struct request *r)
{
	return arena_fmt(r->mem, "%s" NAMES, record_columns(r->mem,
	    &dispatch_record, "d."));
}

static const char *
in_state(bool over)
{
	return over ? "d.state NOT IN " UNDER_WAY " AND ($1 = '' OR d.state = $1)" :
	    "d.state IN " UNDER_WAY " AND ($1 = '' OR d.state = $1)";
}

enum result
dispatch_sql_list(struct request *r, const char *state, bool over,
    int64_t limit, int64_t offset, struct rows *out)
{
	struct value args[] = { v_asked(state), v_int(limit), v_int(offset) };

	return seen_rows(r, over ? "dispatch.over" : "dispatch.list",
	    columns(r), in_state(over), over ?
	    " ORDER BY d.asked_on DESC, d.id DESC LIMIT $2 OFFSET $3" :
	    " ORDER BY d.asked_on, d.id LIMIT $2 OFFSET $3", args, COUNT(args),
	    out);
}

enum result
dispatch_sql_count(struct request *r, const char *state, bool over,
    int64_t *n)
{
	struct value args[] = { v_asked(state) };
	struct rows rows = { 0 };
	enum result rc = seen_rows(r, "dispatch.count", "count(*) AS n",
	    in_state(over), "", args, COUNT(args), &rows);

	if (!rc)
		text_number(rows.cells[0], n);
	return rc;
}

enum result
dispatch_sql_waiting(struct request *r, const char *person,
    const char *child, struct rows *out)
{
	struct value args[] = { v_asked(person), v_asked(child),
		v_int(DUE_MAX_EACH) };

	/* Two texts: each is answered by an index of its own. */
	return seen_rows(r, child ? "dispatch.waiting_child" :
	    "dispatch.waiting", columns(r), child ? "d.child = $2"
	    " AND d.state IN " UNDER_WAY " AND ($1 = '' OR d.person = $1)" :
	    "d.state IN " UNDER_WAY " AND ($1 = '' OR d.person = $1)"
	    " AND $2 = ''",
	    " ORDER BY d.asked_on, d.id LIMIT $3", args, COUNT(args), out);
}

enum result
dispatch_sql_of_child(struct request *r, const char *child, struct rows *out)
{
	struct value args[] = { v_text(child), v_int(MAX_OF_CHILD) };

	return seen_rows(r, "dispatch.of_child", "d.id, d.kind, d.state,"
	    " d.asked_on, d.planned_on, d.carried_on, p.name AS person_name",
	    "d.child = $1", " ORDER BY d.asked_on DESC, d.id DESC LIMIT $2",
	    args, COUNT(args), out);
}

enum result
dispatch_sql_of_agency(struct request *r, const char *agency,
    struct rows *out)
{
	static const struct query q = {
		"dispatch.of_agency",
		"SELECT number, kind, state, asked_on, planned_on FROM dispatch"
		" WHERE agency = $1 ORDER BY asked_on DESC, id DESC LIMIT $2"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_text(agency),
	    v_int(MAX_OF_AGENCY)), out);
}
