#include "app/reseal.h"

#include <string.h>

#include "app/audit.h"
#include "app/sealed.h"
#include "app/site.h"
#include "base/json_map.h"
#include "base/log.h"
#include "base/text.h"

enum { ROWS = 500, LEAST_SEALED = 54 };

struct walk {
	struct request *r;
	struct reseal *n;
	struct arena *mem;		/* of some rows */
	bool writes;
};

/* A text that begins with a star is not sealed for that. */
static bool
has_form(const char *s)
{
	size_t n = strlen(s);

	if (!seal_is_sealed(s) || n < LEAST_SEALED)
		return false;
	s += 1 + strspn(s + 1, "0123456789");
	return *s++ == ':' && s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0';
}

/* What should stand there: `stored` itself when it is well. */
static const char *
renewed(struct walk *w, const struct seal_place *place, const char *stored)
{
	const struct seal_keys *keys = w->r->site->keys->seal;
	const char *plain;
	size_t n;

	if (!stored || !*stored)
		return stored;
	w->n->texts++;
	if (!seal_read_bytes(w->mem, keys, place, stored, &plain, &n)) {
		if (!seal_is_old(keys, stored))
			return stored;
		w->n->old++;
		return seal_bytes(w->mem, keys, place, plain, n);
	}
	if (has_form(stored)) {
		log_error("reseal", "%s %s: %s does not open", place->table,
		    place->id, place->column);
		w->n->broken++;
		return stored;
	}
	w->n->plain++;
	return seal_text(w->mem, keys, place, stored);
}

/* "id, version, name, kana, ...": as the fields stand in `at`. */
static size_t
personal(struct arena *mem, const struct record *rec, const struct field **at,
    struct buffer *names)
{
	size_t n = 0;

	*names = buffer_new(mem);
	for (size_t i = 0; i < rec->nfields; i++) {
		if (!(rec->fields[i].flags & PERSONAL))
			continue;
		at[n++] = &rec->fields[i];
		buffer_fmt(names, ", %s", rec->fields[i].name);
	}
	return n;
}

static enum result
put_row(struct walk *w, const struct record *rec, const struct field **at,
    size_t n, const char *const *cells)
{
	struct value *args = arena_array(w->mem, n + 2, sizeof(*args));
	struct buffer sets = buffer_new(w->mem);
	struct query q = { "reseal.row", NULL };
	bool changed = false;
	int64_t version = 0;

	for (size_t i = 0; i < n; i++) {
		struct seal_place place = { rec->name, cells[0], at[i]->name };
		const char *now = renewed(w, &place, cells[i + 2]);

		changed |= now != cells[i + 2];
		args[i + 2] = v_text(now);
		buffer_fmt(&sets, "%s%s = $%zu", i ? ", " : "", at[i]->name,
		    i + 3);
	}
	if (!changed || !w->writes)
		return OK;
	text_number(cells[1], &version);
	args[0] = v_text(cells[0]);
	args[1] = v_int(version);
	q.sql = arena_fmt(w->mem, "UPDATE %s SET %s WHERE id = $1"
	    " AND version = $2 RETURNING id", rec->name, sets.s);
	return db_exec_one(w->r->db, w->mem, &q, args, n + 2);
}

static enum result
put_records(struct walk *w, const struct record *rec)
{
	const struct field **at = arena_array(w->r->mem, rec->nfields,
	    sizeof(*at));
	struct buffer names;
	size_t n = personal(w->r->mem, rec, at, &names);
	struct query q = { "reseal.records", arena_fmt(w->r->mem,
	    "SELECT id, version%s FROM %s WHERE id > $1 ORDER BY id"
	    " LIMIT %d", names.s, rec->name, ROWS) };
	struct rows rows = { .nrows = ROWS };
	const char *last = "";
	enum result rc = OK;

	while (n && !rc && rows.nrows == ROWS) {
		arena_reset(w->mem);
		rows = (struct rows){ 0 };
		rc = db_rows(w->r->db, w->mem, &q, ARGS(v_text(last)), &rows);
		for (size_t i = 0; !rc && i < rows.nrows; i++)
			rc = put_row(w, rec, at, n, rows.cells + i * rows.ncols);
		if (rows.nrows)
			last = arena_text(w->r->mem,
			    rows.cells[(rows.nrows - 1) * rows.ncols]);
	}
	return rc;
}

/* One revision, while its texts are gone through. */
struct revision {
	struct walk *w;
	const struct record *rec;
	const char *id;
};

static enum result
put_revised(void *ctx, const char *name, const char **text)
{
	struct revision *v = ctx;
	const struct field *f = record_field(v->rec, name);
	struct seal_place place = { v->rec->name, v->id, name };

	if (f && f->flags & PERSONAL)
		*text = renewed(v->w, &place, *text);
	return OK;
}

static enum result
put_revision(struct walk *w, const struct record *rec,
    const char *const *cells)
{
	static const struct query q = {
		"reseal.revision",
		"UPDATE revision SET body = $4 WHERE record = $1"
		" AND record_id = $2 AND version = $3 RETURNING record"
	};
	struct revision v = { w, rec, cells[0] };
	const char *body;
	int64_t version = 0;

	if (json_map(w->mem, cells[2], put_revised, &v, &body)) {
		log_error("reseal", "revision %s of %s %s is no object",
		    cells[1], rec->name, cells[0]);
		w->n->broken++;
	}
	if (body == cells[2] || !w->writes)
		return OK;
	text_number(cells[1], &version);
	return db_exec_one(w->r->db, w->mem, &q, ARGS(v_text(rec->name),
	    v_text(cells[0]), v_int(version), v_text(body)));
}

static enum result
put_revisions(struct walk *w, const struct record *rec)
{
	static const struct query q = {
		"reseal.revisions",
		"SELECT record_id, version, body FROM revision"
		" WHERE record = $1 AND (record_id > $2 OR (record_id = $2"
		" AND version > $3)) ORDER BY record_id, version LIMIT 500"
	};
	struct rows rows = { .nrows = ROWS };
	const char *last = "";
	int64_t version = 0;
	enum result rc = OK;

	while (!rc && rows.nrows == ROWS) {
		arena_reset(w->mem);
		rows = (struct rows){ 0 };
		rc = db_rows(w->r->db, w->mem, &q, ARGS(v_text(rec->name),
		    v_text(last), v_int(version)), &rows);
		for (size_t i = 0; !rc && i < rows.nrows; i++) {
			const char *const *cells = rows.cells + i * rows.ncols;

			rc = put_revision(w, rec, cells);
			if (i + 1 < rows.nrows)
				continue;
			last = arena_text(w->r->mem, cells[0]);
			text_number(cells[1], &version);
		}
	}
	return rc;
}

static enum result
put_other(struct walk *w, const struct sealed_column *c, const char *key,
    const char *second)
{
	const char *also = c->second ? c->second : c->key;
	struct query get = { "reseal.get", arena_fmt(w->r->mem,
	    "SELECT %s FROM %s WHERE %s = $1 AND %s = $2", c->column, c->table,
	    c->key, also) };
	struct query put = { "reseal.put", arena_fmt(w->r->mem,
	    "UPDATE %s SET %s = $3 WHERE %s = $1 AND %s = $2 AND %s = $4"
	    " RETURNING %s", c->table, c->column, c->key, also, c->column,
	    c->key) };
	struct seal_place place = { c->table, key, c->column };
	struct rows rows = { 0 };
	const char *now;
	enum result rc;

	if (c->second)
		place.id = arena_fmt(w->r->mem, "%s %s", key, second);
	arena_reset(w->mem);
	rc = db_rows(w->r->db, w->mem, &get,
	    ARGS(v_text(key), v_text(second)), &rows);
	if (rc || !rows.nrows)
		return rc;
	now = renewed(w, &place, rows.cells[0]);
	if (now == rows.cells[0] || !w->writes)
		return OK;
	return db_exec_one(w->r->db, w->mem, &put, ARGS(v_text(key),
	    v_text(second), v_text(now), v_text(rows.cells[0])));
}

/* One at a time: a file that waits may be large. */
static enum result
put_others(struct walk *w, const struct sealed_column *c)
{
	struct query q = { "reseal.others", arena_fmt(w->r->mem,
	    "SELECT %s AS a, %s AS b FROM %s", c->key,
	    c->second ? c->second : c->key, c->table) };
	struct rows rows = { 0 };
	enum result rc = db_rows(w->r->db, w->r->mem, &q, NO_ARGS, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		rc = put_other(w, c, rows.cells[2 * i], rows.cells[2 * i + 1]);
	return rc;
}

static enum result
walk(struct request *r, struct reseal *n, bool writes)
{
	struct walk w = { r, n, arena_new(), writes };
	const struct site *site = r->site;
	enum result rc = OK;

	*n = (struct reseal){ 0 };
	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		for (size_t k = 0; !rc && k < f->nrecords; k++) {
			rc = put_records(&w, f->records[k]);
			if (!rc)
				rc = put_revisions(&w, f->records[k]);
		}
	}
	for (size_t i = 0; !rc && i < nsealed_columns; i++)
		rc = put_others(&w, &sealed_columns[i]);
	arena_free(w.mem);
	return rc;
}

enum result
reseal_begun(struct db *db, struct arena *mem, bool *begun)
{
	static const struct query q = {
		"reseal.begun", "SELECT seq FROM audit_head"
	};
	int64_t rows = 0;
	enum result rc = db_number(db, mem, &q, NO_ARGS, &rows);

	*begun = rows > 0;
	return rc;
}

enum result
reseal_all(struct request *r, struct reseal *n)
{
	enum result rc = walk(r, n, true);

	if (rc || n->plain + n->old == 0)
		return rc;
	return audit_note_plain(r, "reseal", "setting", "-",
	    arena_fmt(r->mem, "plain %lld, old %lld", (long long)n->plain,
	    (long long)n->old));
}
