#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "base/text.h"
#include "public/hsds_private.h"
#include "public/hsds_where.h"

/* Services and organizations out of the bundle, which is always SQLite. */

#define OF_S(column) "s." #column ", "
#define OF_P(column) "p." #column ", "
#define OF_O(column) ", o." #column

static const char columns[] = HSDS_SERVICE_COLUMNS(OF_S)
    HSDS_PLACE_COLUMNS(OF_P)
    "(SELECT x.kind || ' ' || x.number FROM pub_service x"
    " WHERE x.location = p.id AND x.number IS NOT NULL"
    " ORDER BY x.number, x.kind LIMIT 1)"
    HSDS_ORGANIZATION_COLUMNS(OF_O);
static const char joined[] = " FROM pub_service s"
    " JOIN pub_location p ON p.id = s.location"
    " LEFT JOIN pub_organization o ON o.id = s.organization";
/* The separator before the first one is left away. */
#define O_COLUMNS (&(HSDS_ORGANIZATION_COLUMNS(OF_O))[2])

int64_t
hsds_int(const char *s)
{
	return s ? strtoll(s, NULL, 10) : 0;
}

/* Rows as structs: as many texts as the struct has, in its order. */
static enum result
fetch(struct request *r, const struct query *q, const struct value *args,
    size_t nargs, size_t size, void *out, size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, q, args, nargs, &rows);
	char *all;

	*n = 0;
	if (rc)
		return rc;
	if (rows.nrows && rows.ncols * sizeof(char *) != size)
		return BROKEN;
	all = arena_array(r->mem, rows.nrows + 1, size);
	if (rows.nrows)
		memcpy(all, rows.cells, rows.nrows * size);
	memcpy(out, &all, sizeof(all));
	*n = rows.nrows;
	return OK;
}

enum result
hsds_sql_services(struct request *r, const struct hsds_ask *ask,
    const char *last, int64_t offset, int64_t limit,
    const struct hsds_row **out, size_t *n)
{
	struct hsds_where w = hsds_where_services(r, ask);
	struct query q = { .name = "hsds.services" };

	if (last)
		buffer_fmt(&w.sql, " AND s.id > %s", hsds_where_mark(&w, last));
	buffer_fmt(&w.sql, " ORDER BY s.id LIMIT %lld OFFSET %lld",
	    (long long)limit, last ? 0 : (long long)offset);
	q.sql = arena_fmt(r->mem, "SELECT %s%s%s", columns, joined, w.sql.s);
	return fetch(r, &q, w.args, w.n, sizeof(**out), out, n);
}

enum result
hsds_sql_services_count(struct request *r, const struct hsds_ask *ask,
    int64_t *out)
{
	struct hsds_where w = hsds_where_services(r, ask);
	struct query q = { "hsds.services_count", arena_fmt(r->mem,
	    "SELECT COUNT(*) FROM pub_service s%s", w.sql.s) };

	return db_number(r->db, r->mem, &q, w.args, w.n, out);
}

enum result
hsds_sql_organizations(struct request *r, const struct hsds_ask *ask,
    const char *last, int64_t offset, int64_t limit,
    const struct hsds_organization **out, size_t *n)
{
	struct hsds_where w = hsds_where_organizations(r, ask);
	struct query q = { .name = "hsds.organizations" };

	if (last)
		buffer_fmt(&w.sql, " AND o.id > %s", hsds_where_mark(&w, last));
	buffer_fmt(&w.sql, " ORDER BY o.id LIMIT %lld OFFSET %lld",
	    (long long)limit, last ? 0 : (long long)offset);
	q.sql = arena_fmt(r->mem, "SELECT %s FROM pub_organization o%s",
	    O_COLUMNS, w.sql.s);
	return fetch(r, &q, w.args, w.n, sizeof(**out), out, n);
}

enum result
hsds_sql_organizations_count(struct request *r, const struct hsds_ask *ask,
    int64_t *out)
{
	struct hsds_where w = hsds_where_organizations(r, ask);
	struct query q = { "hsds.organizations_count", arena_fmt(r->mem,
	    "SELECT COUNT(*) FROM pub_organization o%s", w.sql.s) };

	return db_number(r->db, r->mem, &q, w.args, w.n, out);
}

enum result
hsds_sql_services_of(struct request *r, const char *organization,
    const struct hsds_row **out, size_t *n)
{
	struct query q = { "hsds.services_of", arena_fmt(r->mem,
	    "SELECT %s%s WHERE s.organization = $1 ORDER BY s.id", columns,
	    joined) };

	return fetch(r, &q, ARGS(v_text(organization)), sizeof(**out), out, n);
}

enum result
hsds_sql_services_in(struct request *r, const char *const *ids, size_t nids,
    const struct hsds_row **out, size_t *n)
{
	struct value *args = arena_array(r->mem, nids + 1, sizeof(*args));
	struct buffer marks = buffer_new(r->mem);
	struct query q = { .name = "hsds.services_in" };

	for (size_t i = 0; i < nids; i++) {
		args[i] = v_text(ids[i]);
		buffer_fmt(&marks, "%s$%zu", i ? ", " : "", i + 1);
	}
	q.sql = arena_fmt(r->mem, "SELECT %s%s WHERE s.id IN (%s)"
	    " ORDER BY s.id", columns, joined, marks.s);
	return fetch(r, &q, args, nids, sizeof(**out), out, n);
}

enum result
hsds_sql_places_of(struct request *r, const char *organization,
    const struct hsds_place **out, size_t *n)
{
	static const struct query q = {
		"hsds.places_of",
		"SELECT " HSDS_PLACE_COLUMNS(OF_P)
		"(SELECT x.kind || ' ' || x.number FROM pub_service x"
		" WHERE x.location = p.id AND x.number IS NOT NULL"
		" ORDER BY x.number, x.kind LIMIT 1)"
		" FROM pub_location p WHERE p.organization = $1 ORDER BY p.id"
	};

	return fetch(r, &q, ARGS(v_text(organization)), sizeof(**out), out, n);
}

enum result
hsds_sql_service(struct request *r, const char *id,
    const struct hsds_row **out)
{
	struct query q = { "hsds.service", arena_fmt(r->mem,
	    "SELECT %s%s WHERE s.id = $1", columns, joined) };
	size_t n;
	enum result rc = fetch(r, &q, ARGS(v_text(id)), sizeof(**out), out, &n);

	return rc ? rc : n ? OK : MISSING;
}

enum result
hsds_sql_organization(struct request *r, const char *id,
    const struct hsds_organization **out)
{
	struct query q = { "hsds.organization", arena_fmt(r->mem,
	    "SELECT %s FROM pub_organization o WHERE o.id = $1", O_COLUMNS) };
	size_t n;
	enum result rc = fetch(r, &q, ARGS(v_text(id)), sizeof(**out), out, &n);

	return rc ? rc : n ? OK : MISSING;
}

/* "($1, $2, ...)" of the ids of these, with `more` marks left free behind. */
static const char *
ids_of(struct request *r, const struct hsds_row *rows, size_t n,
    struct value **args, size_t more)
{
	struct buffer b = buffer_new(r->mem);

	*args = arena_array(r->mem, n + more, sizeof(**args));
	for (size_t i = 0; i < n; i++) {
		(*args)[i] = v_text(rows[i].s.id);
		buffer_fmt(&b, "%s$%zu", i ? ", " : "(", i + 1);
	}
	buffer_add(&b, n ? ")" : "(NULL)");
	return b.s;
}

enum result
hsds_sql_answers(struct request *r, const struct hsds_row *rows, size_t n,
    const struct hsds_answer **out, size_t *nout)
{
	struct value *args;
	struct query q = { "hsds.answers", arena_fmt(r->mem,
	    "SELECT service, criterion, answer, terms, source, confirmed_on"
	    " FROM pub_answer WHERE service IN %s"
	    " ORDER BY service, criterion", ids_of(r, rows, n, &args, 0)) };

	return fetch(r, &q, args, n, sizeof(**out), out, nout);
}

enum result
hsds_sql_rooms(struct request *r, const struct hsds_row *rows, size_t n,
    const char *day, const struct hsds_room **out, size_t *nout)
{
	struct value *args;
	const char *ids = ids_of(r, rows, n, &args, 1);
	struct query q = { "hsds.rooms", arena_fmt(r->mem,
	    "SELECT m.service, m.id, m.label, m.beds, m.fresh_days,"
	    " m.grey_days, c.state, c.reason, c.number, c.as_of"
	    " FROM pub_room m"
	    " LEFT JOIN pub_cell c ON c.room = m.id AND c.day = $%zu"
	    " WHERE m.service IN %s ORDER BY m.service, m.id", n + 1, ids) };

	args[n] = v_text(day);
	return fetch(r, &q, args, n + 1, sizeof(**out), out, nout);
}

