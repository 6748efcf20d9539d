#include "features/child/child_sql.h"

#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/text.h"

enum { MAX_FILTER_ARGS = 120 };

/* One query of many shapes: each condition brings its own arguments. */
struct where {
	struct buffer sql;
	struct value args[MAX_FILTER_ARGS];
	size_t n;
};

static void
add(struct where *w, const char *condition, const char *value)
{
	w->args[w->n++] = v_text(value);
	buffer_fmt(&w->sql, " AND %s $%zu", condition, w->n);
}

/* A region is the municipalities that belong to it today. */
static void
add_region(struct request *r, struct where *w, const char *region)
{
	size_t n, found = 0;
	const struct municipality *m = codes_municipalities(r->codes, &n);

	buffer_add(&w->sql, " AND (municipality IN ('-'");
	for (size_t i = 0; i < n && w->n < MAX_FILTER_ARGS - 8; i++) {
		if (strcmp(codes_region(r->codes, m[i].code, r->today),
		    region) != 0)
			continue;
		w->args[w->n++] = v_text(m[i].code);
		buffer_fmt(&w->sql, ", $%zu", w->n);
		found++;
	}
	buffer_add(&w->sql, found ? "))" : ") OR municipality IS NULL)");
}

/* Narrowing down by what one may not read would tell it all the same. */
static enum result
keep_told(struct request *r, unsigned classes, struct rows *ids)
{
	const char **kept = arena_array(r->mem, ids->nrows + 1, sizeof(*kept));
	const struct grant *grant;
	size_t n = 0;

	if (access_is_centre(r) &&
	    !(classes & ~access_ceiling(r->who, true)))
		return OK;
	for (size_t i = 0; i < ids->nrows; i++) {
		enum result rc = access_grant(r, ids->cells[i], &grant);

		if (rc && rc != MISSING)
			return rc;
		if (!rc && grant_shows(grant, classes))
			kept[n++] = ids->cells[i];
	}
	ids->cells = kept;
	ids->nrows = n;
	return OK;
}

enum result
child_sql_fitting(struct request *r, const struct child_filter *f,
    struct rows *out)
{
	struct where w = { .sql = buffer_new(r->mem) };
	struct query q = { .name = "child.fitting" };
	enum result rc;

	buffer_add(&w.sql, "SELECT id FROM child c WHERE merged_into IS NULL");
	if (f->region)
		add_region(r, &w, f->region);
	if (f->municipality)
		add(&w, "municipality =", f->municipality);
	if (f->born_from)
		add(&w, "born_on >=", f->born_from);
	if (f->born_to)
		add(&w, "born_on <=", f->born_to);
	if (f->care)
		add(&w, "',' || care || ',' LIKE",
		    arena_fmt(r->mem, "%%,%s,%%", f->care));
	if (f->not_since) {
		add(&w, "NOT EXISTS (SELECT 1 FROM contact x"
		    " WHERE x.child = c.id AND x.on_day >=", f->not_since);
		buffer_add(&w.sql, ")");
	}
	buffer_add(&w.sql, " ORDER BY id");
	q.sql = w.sql.s;
	rc = db_rows(r->db, r->mem, &q, w.args, w.n, out);
	if (rc || !f->care)
		return rc;
	return keep_told(r, record_field(&child_record, "care")->tells, out);
}

enum result
child_sql_rows(struct request *r, const struct search_hits *hits,
    struct rows *out)
{
	struct buffer sql = buffer_new(r->mem);
	struct value *args = arena_array(r->mem, hits->n + 1, sizeof(*args));
	struct query q = { .name = "child.rows" };

	buffer_fmt(&sql, "SELECT %s, (SELECT max(x.on_day) FROM contact x"
	    " WHERE x.child = c.id) AS last_on FROM child c WHERE id IN ('-'",
	    record_columns(r->mem, &child_record, NULL));
	for (size_t i = 0; i < hits->n; i++) {
		args[i] = v_text(hits->ids[i]);
		buffer_fmt(&sql, ", $%zu", i + 1);
	}
	buffer_add(&sql, ")");
	q.sql = sql.s;
	return db_rows(r->db, r->mem, &q, args, hits->n, out);
}

const char *
child_sql_id_of(struct request *r, const char *number)
{
	static const struct query q = {
		"child.id_of",
		"SELECT coalesce(merged_into, id) FROM child"
		" WHERE number = $1 OR id = $1"
	};
	const struct grant *grant;
	struct rows rows = { 0 };

	if (db_rows(r->db, r->mem, &q,
	    ARGS(v_text(text_tidy(r->mem, number))), &rows) || !rows.nrows ||
	    access_grant(r, rows.cells[0], &grant))
		return NULL;
	return rows.cells[0];
}

const char *
child_sql_id_in_brackets(struct request *r, const char *typed)
{
	const char *open = strstr(typed, "（"), *last = NULL, *close;

	for (; open; open = strstr(open + 1, "（"))
		last = open + strlen("（");
	close = last ? strstr(last, "）") : NULL;
	if (!close)
		return NULL;
	return child_sql_id_of(r, arena_bytes(r->mem, last,
	    (size_t)(close - last)));
}

const char *
child_name(struct request *r, const char *id)
{
	static const struct query q = {
		"child.name", "SELECT name FROM child WHERE id = $1"
	};
	const struct grant *grant;
	struct rows rows = { 0 };

	if (!id || access_grant(r, id, &grant) ||
	    db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows) || !rows.nrows)
		return NULL;
	access_saw(r, grant, CLASS_IDENTITY);
	return record_open_cell(r, r->mem, &child_record,
	    record_field(&child_record, "name"), id, rows.cells[0]);
}

enum result
child_count(struct request *r, int64_t *n)
{
	static const struct query q = {
		"child.count", "SELECT count(*) AS n FROM child WHERE merged_into IS NULL"
	};

	return db_number(r->db, r->mem, &q, NO_ARGS, n);
}

enum result
child_first(struct request *r, int64_t most, struct rows *out)
{
	static const struct query q = {
		"child.first",
		"SELECT id, born_on, municipality FROM child ORDER BY number"
		" LIMIT $1"
	};

	return db_rows(r->db, r->mem, &q, ARGS(v_int(most)), out);
}

static enum result
keep_day(void *day, const char *const *cells, size_t ncols)
{
	(void)ncols;
	if (cells[0] && strlen(cells[0]) < DAY_BYTES)
		memcpy(day, cells[0], strlen(cells[0]) + 1);
	return OK;
}

bool
child_born_on(struct request *r, const char *id, char day[DAY_BYTES])
{
	static const struct query q = {
		"child.born_on", "SELECT born_on FROM child WHERE id = $1"
	};

	day[0] = '\0';
	return !db_each(r->db, &q, ARGS(v_text(id)), keep_day, day) && day[0];
}

enum result
child_sql_born_on(struct request *r, const char *day, struct rows *out)
{
	struct query q = { "child.born_that_day", arena_fmt(r->mem,
	    "SELECT %s FROM child WHERE born_on = $1"
	    " AND merged_into IS NULL ORDER BY id LIMIT 200",
	    record_columns(r->mem, &child_record, NULL)) };

	return db_rows(r->db, r->mem, &q, ARGS(v_text(day)), out);
}

enum result
child_merged_into(struct request *r, const char *id, const char **kept)
{
	static const struct query q = {
		"child.merged_into", "SELECT merged_into FROM child WHERE id = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(id)), &rows);

	*kept = !rc && rows.nrows ? rows.cells[0] : NULL;
	return rc;
}
