#include "features/opendata/opendata_undo.h"

#include <stdlib.h>
#include <string.h>

#include "app/deed.h"
#include "base/json.h"

enum { MOST_COLUMNS = 60 };

static const char *
versioned(const char *name)
{
	static const char *const names[] = { "provider", "place", "service",
	    "shelter" };

	for (size_t i = 0; i < COUNT(names); i++) {
		if (strcmp(names[i], name) == 0)
			return names[i];
	}
	return NULL;
}

enum result
open_sql_kept(struct request *r, const char *import, struct open_kept **out,
    size_t *n)
{
	static const struct query q = {
		"opendata.kept",
		"SELECT name, record_id, version, cells FROM open_before"
		" WHERE import = $1 ORDER BY position DESC"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(import)),
	    &rows);

	*n = rows.nrows;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *const *c = &rows.cells[i * rows.ncols];

		(*out)[i] = (struct open_kept){ c[0], c[1], c[3],
		    strtoll(c[2], NULL, 10), versioned(c[0]) != NULL };
	}
	return rc;
}

enum result
open_sql_undoable(struct request *r, const char *import, const char **file,
    bool *last)
{
	static const struct query q = {
		"opendata.undoable",
		"SELECT i.file, (SELECT id FROM open_import WHERE undone_at IS"
		" NULL ORDER BY at DESC, id DESC LIMIT 1)"
		" FROM open_import i WHERE i.id = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(import)),
	    &rows);

	if (rc || !rows.nrows)
		return rc ? rc : MISSING;
	*file = rows.cells[0];
	*last = rows.cells[1] && strcmp(rows.cells[1], import) == 0;
	return OK;
}

static enum result
count(struct request *r, const char *sql, const struct open_kept *k,
    bool *some)
{
	struct query q = { "opendata.count", sql };
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &q,
	    ARGS(v_text(k->record_id)), &n);

	*some = n > 0;
	return rc;
}

enum result
open_sql_untouched(struct request *r, const struct open_kept *k, bool *is)
{
	return count(r, arena_fmt(r->mem, "SELECT count(*) FROM %s WHERE id ="
	    " $1 AND version = %lld", k->name, (long long)k->version), k, is);
}

/* Columns of other tables that point to this one: other features have theirs,
 * which this one does not know. */
enum result
open_sql_pointing(struct request *r, const char *name, struct rows *out)
{
	struct query q = { .name = "opendata.pointing" };

	q.sql = db_is_sqlite(r->db) ?
	    "SELECT m.name, f.\"from\" FROM sqlite_master m"
	    " JOIN pragma_foreign_key_list(m.name) f"
	    " WHERE m.type = 'table' AND f.\"table\" = $1" :
	    "SELECT c.conrelid::regclass::text, a.attname::text"
	    " FROM pg_constraint c JOIN pg_attribute a"
	    " ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
	    " WHERE c.contype = 'f' AND c.confrelid = to_regclass($1)";
	return db_rows(r->db, r->mem, &q, ARGS(v_text(name)), out);
}

enum result
open_sql_needed(struct request *r, const struct open_kept *k,
    const struct rows *pointing, bool *is)
{
	enum result rc = OK;

	*is = false;
	for (size_t i = 0; !rc && !*is && i < pointing->nrows; i++)
		rc = count(r, arena_fmt(r->mem, "SELECT count(*) FROM %s"
		    " WHERE %s = $1", pointing->cells[i * 2],
		    pointing->cells[i * 2 + 1]), k, is);
	return rc;
}

static enum result
cells_of(struct request *r, const struct open_kept *k, struct pairs *out)
{
	const char *why;
	enum result rc = json_read(r->mem, k->cells, strlen(k->cells), out,
	    &why);

	return rc || out->n > MOST_COLUMNS ? BROKEN : OK;
}

/* "" is NULL; text comes after its sign. */
static struct value
value_of(const char *cell)
{
	return v_text(*cell ? cell + 1 : NULL);
}

/* What a restored row has of its own; and the columns a service had once, in
 * rows that were kept while it had them. */
static bool
is_left_out(const char *name)
{
	static const char *const names[] = { "id", "version", "changed",
	    "imported", "seen_in", "seen_on" };

	for (size_t i = 0; i < COUNT(names); i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

/* An import before this one finds what it left under the new version. */
static enum result
stands_as(struct request *r, const struct open_kept *k, const char *version)
{
	struct query q = { "opendata.stands_as", arena_fmt(r->mem,
	    "UPDATE open_before SET version = (SELECT version FROM %s"
	    " WHERE id = $1) WHERE record_id = $1 AND name = $2"
	    " AND version = $3", k->name) };

	return db_exec(r->db, &q, ARGS(v_text(k->record_id), v_text(k->name),
	    v_int(version && *version ? strtoll(version + 1, NULL, 10) : 0)));
}

/* As it was, as a new version: what was open meanwhile is stale. */
enum result
open_sql_restore(struct request *r, const struct open_kept *k)
{
	struct value args[MOST_COLUMNS + 2];
	struct buffer sql = buffer_new(r->mem);
	struct pairs cells = { 0 };
	struct query q = { .name = "opendata.restore" };
	size_t n = 2;
	enum result rc = cells_of(r, k, &cells);

	if (rc)
		return rc;
	args[0] = v_text(k->record_id);
	args[1] = v_int(deed_changed(r, versioned(k->name)));
	buffer_fmt(&sql, "UPDATE %s SET version = version + 1, changed = $2",
	    k->name);
	for (size_t i = 0; i < cells.n; i++) {
		if (is_left_out(cells.at[i].name))
			continue;
		buffer_fmt(&sql, ", %s = $%zu", cells.at[i].name, n + 1);
		args[n++] = value_of(cells.at[i].value);
	}
	/* Its next import may write it again. */
	if (strcmp(k->name, "shelter") == 0)
		buffer_add(&sql, ", imported = CASE imported WHEN version THEN"
		    " version + 1 ELSE imported END");
	buffer_add(&sql, " WHERE id = $1");
	q.sql = sql.s;
	rc = db_exec(r->db, &q, args, n);
	return rc ? rc : stands_as(r, k, pairs_get(&cells, "version"));
}

enum result
open_sql_insert(struct request *r, const struct open_kept *k)
{
	struct value args[MOST_COLUMNS];
	struct buffer names = buffer_new(r->mem), marks = buffer_new(r->mem);
	struct pairs cells = { 0 };
	struct query q = { .name = "opendata.insert" };
	enum result rc = cells_of(r, k, &cells);

	for (size_t i = 0; !rc && i < cells.n; i++) {
		buffer_fmt(&names, "%s%s", i ? ", " : "", cells.at[i].name);
		buffer_fmt(&marks, "%s$%zu", i ? ", " : "", i + 1);
		args[i] = value_of(cells.at[i].value);
	}
	q.sql = arena_fmt(r->mem, "INSERT INTO %s (%s) VALUES (%s)", k->name,
	    names.s, marks.s);
	return rc ? rc : db_exec(r->db, &q, args, cells.n);
}

enum result
open_sql_remove(struct request *r, const struct open_kept *k)
{
	struct query q = { "opendata.remove", arena_fmt(r->mem,
	    "DELETE FROM %s WHERE id = $1", k->name) };

	(void)deed_changed(r, versioned(k->name));
	return db_exec(r->db, &q, ARGS(v_text(k->record_id)));
}

enum result
open_sql_strip(struct request *r, const char *record_id)
{
	static const struct query values = {
		"opendata.strip",
		"DELETE FROM directory_value WHERE record_id = $1"
	};
	static const struct query proposals = {
		"opendata.strip_proposals",
		"DELETE FROM directory_proposal WHERE record_id = $1"
	};
	enum result rc = db_exec(r->db, &values, ARGS(v_text(record_id)));

	return rc ? rc : db_exec(r->db, &proposals, ARGS(v_text(record_id)));
}

/* "kind|number": codes of kinds hold no bar. */
static const char *
kind_in(struct request *r, const char *key, const char **number)
{
	size_t n = strcspn(key, "|");

	*number = key[n] ? key + n + 1 : "";
	return arena_bytes(r->mem, key, n);
}

enum result
open_sql_record_of(struct request *r, const char *file, const char *key,
    const char **id)
{
	static const struct query q = {
		"opendata.record_of",
		"SELECT record_id FROM open_entry WHERE file = $1 AND kind = $2"
		" AND number = $3"
	};
	const char *number, *kind = kind_in(r, key, &number);
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(file),
	    v_text(kind), v_text(number)), &rows);

	*id = !rc && rows.nrows ? rows.cells[0] : NULL;
	return rc;
}

enum result
open_sql_forget(struct request *r, const char *file, const char *key)
{
	static const struct query q = {
		"opendata.forget",
		"DELETE FROM open_entry WHERE file = $1 AND kind = $2"
		" AND number = $3"
	};
	const char *number, *kind = kind_in(r, key, &number);

	return db_exec(r->db, &q, ARGS(v_text(file), v_text(kind),
	    v_text(number)));
}

enum result
open_sql_undone(struct request *r, const char *import)
{
	static const struct query q = {
		"opendata.undone",
		"UPDATE open_import SET undone_at = $2, undone_by = $3"
		" WHERE id = $1 AND undone_at IS NULL RETURNING id"
	};
	static const struct query let_go = {
		"opendata.let_go", "DELETE FROM open_before WHERE import = $1"
	};

	(void)db_exec_one(r->db, r->mem, &q, ARGS(v_text(import),
	    v_text(r->now), v_text(r->who ? r->who->login : "cli")));
	return db_exec(r->db, &let_go, ARGS(v_text(import)));
}
