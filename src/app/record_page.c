#include <string.h>

#include "app/access.h"
#include "app/record_page.h"
#include "base/text.h"

/* The rows of a record that a person may see, counted and page by page. */

static const char *
add_argument(struct request *r, struct value **args, size_t *n, const char *s)
{
	struct value *all = arena_array(r->mem, *n + 1, sizeof(*all));

	if (*n)
		memcpy(all, *args, *n * sizeof(*all));
	all[(*n)++] = v_text(s);
	*args = all;
	return arena_fmt(r->mem, "$%zu", *n);
}

/* As record_load has it: not every row of a child goes as far as her path. */
static void
keep_to_agency(struct request *r, const struct record *rec,
    const char *prefix, struct buffer *sql, struct value **args, size_t *n)
{
	if (rec->centre_only)
		buffer_add(sql, " AND 1 = 0");
	if (!rec->agency || !r->who || !r->who->agency)
		return;
	buffer_fmt(sql, " AND %s%s = ", prefix, rec->agency);
	buffer_add(sql, add_argument(r, args, n, r->who->agency));
}

/* Rows about no child that concern this person. */
static void
add_concerned(struct request *r, const struct record *rec,
    const char *prefix, struct buffer *sql, struct value **args, size_t *n)
{
	if (!r->who || (!rec->of_agency && !rec->of_person))
		return;
	buffer_fmt(sql, " OR (%s%s IS NULL AND (1 = 0", prefix, rec->child);
	if (rec->of_agency && r->who->agency) {
		buffer_fmt(sql, " OR %s%s = ", prefix, rec->of_agency);
		buffer_add(sql, add_argument(r, args, n, r->who->agency));
	}
	if (rec->of_person && r->who->id) {
		buffer_fmt(sql, " OR %s%s = ", prefix, rec->of_person);
		buffer_add(sql, add_argument(r, args, n, r->who->id));
	}
	buffer_add(sql, "))");
}

enum result
record_filter(struct request *r, const struct record *rec,
    const char *prefix, struct buffer *sql, struct value **args, size_t *n)
{
	enum result rc;

	if (record_is_closed(r, rec))
		buffer_add(sql, " AND 1 = 0");
	if (rec->visible && !access_is_centre(r))
		buffer_fmt(sql, " AND %s%s <> 'centre'", prefix, rec->visible);
	if (!rec->child || access_is_centre(r))
		return OK;
	buffer_add(sql, " AND ((1 = 1");
	keep_to_agency(r, rec, prefix, sql, args, n);
	rc = access_filter(r, sql, arena_fmt(r->mem, "%s%s", prefix,
	    rec->child), args, n);
	if (rc)
		return rc;
	buffer_add(sql, ")");
	add_concerned(r, rec, prefix, sql, args, n);
	buffer_add(sql, ")");
	return OK;
}

static enum result
visible(struct request *r, const struct record *rec, struct buffer *sql,
    struct value **args, size_t *n)
{
	buffer_add(sql, " WHERE 1 = 1");
	if (rec->gone)
		buffer_fmt(sql, " AND %s IS NULL", rec->gone);
	return record_filter(r, rec, "", sql, args, n);
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
		buffer_fmt(&sql, "%s%s, ", first->name,
		    first->kind == KIND_DAY ? " DESC" : "");
	buffer_add(&sql, "id LIMIT $1 OFFSET $2");
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, n, rows);
}

/* All that is sealed opened, whoever asks. */
static void
open_row(struct request *r, const struct record *rec, const struct rows *rows,
    void *obj)
{
	struct record_head *head = obj;

	head->id = rows->cells[0];
	text_number(rows->cells[1], &head->version);
	for (size_t i = 0; i < rec->nfields; i++)
		field_set(&rec->fields[i], obj, record_open_cell(r, r->mem,
		    rec, &rec->fields[i], head->id, rows->cells[i + 2]));
}

enum result
record_stored(struct request *r, const struct record *rec, const char *id,
    void *obj)
{
	struct query q = { "record.stored",
	    arena_fmt(r->mem, "SELECT %s FROM %s WHERE id = $1",
	    record_columns(r->mem, rec, NULL), rec->name) };
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	open_row(r, rec, &rows, obj);
	return OK;
}

enum result
record_rows(struct request *r, const struct record_query *ask,
    struct value *args, size_t n, struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct query q = { .name = ask->name };
	enum result rc;

	buffer_add(&sql, ask->sql);
	rc = record_filter(r, ask->record, ask->prefix, &sql, &args, &n);
	if (rc)
		return rc;
	buffer_add(&sql, ask->then);
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, n, out);
}
