#include <string.h>

#include "app/access.h"
#include "app/record.h"

/* The rows of a record that a person may see, counted and page by page. */

/* As record_load has it: not every row of a child goes as far as her path. */
static void
keep_to_agency(struct request *r, const struct record *rec,
    struct buffer *sql, struct value **args, size_t *n)
{
	struct value *all;

	if (access_is_centre(r))
		return;
	if (rec->centre_only)
		buffer_add(sql, " AND 1 = 0");
	if (!rec->agency || !r->who || !r->who->agency)
		return;
	all = arena_array(r->mem, *n + 1, sizeof(*all));
	if (*n)
		memcpy(all, *args, *n * sizeof(*all));
	all[(*n)++] = v_text(r->who->agency);
	buffer_fmt(sql, " AND %s = $%zu", rec->agency, *n);
	*args = all;
}

/* " WHERE 1 = 1 AND child IN (...)" with its arguments behind the given ones. */
static enum result
visible(struct request *r, const struct record *rec, struct buffer *sql,
    struct value **args, size_t *n)
{
	if (!rec->child)
		return OK;
	buffer_add(sql, " WHERE 1 = 1");
	keep_to_agency(r, rec, sql, args, n);
	return access_filter(r, sql, rec->child, args, n);
}

enum result
record_count(struct request *r, const struct record *rec, int64_t *total)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = "record.count" };
	struct value *args = NULL;
	size_t n = 0;
	enum result rc;

	buffer_fmt(&sql, "SELECT count(*) AS n FROM %s", rec->name);
	rc = visible(r, rec, &sql, &args, &n);
	q.sql = sql.s;
	return rc ? rc : db_number(r->db, r->mem, &q, args, n, total);
}

enum result
record_page(struct request *r, const struct record *rec, bool by_id,
    int64_t limit, int64_t offset, struct rows *rows)
{
	const struct field *first = &rec->fields[0];
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = "record.page" };
	struct value *args = arena_array(r->mem, 2, sizeof(*args));
	size_t n = 2;
	enum result rc;

	args[0] = v_int(limit);
	args[1] = v_int(offset);
	buffer_fmt(&sql, "SELECT %s FROM %s",
	    record_columns(r->mem, rec, NULL), rec->name);
	rc = visible(r, rec, &sql, &args, &n);
	if (rc)
		return rc;
	buffer_add(&sql, " ORDER BY ");
	if (!by_id && !(first->flags & PERSONAL))
		buffer_fmt(&sql, "%s, ", first->name);
	buffer_add(&sql, "id LIMIT $1 OFFSET $2");
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, n, rows);
}
