#include <string.h>

#include "app/audit.h"
#include "app/site.h"

/* The log of before there were seals goes into the chain, oldest row first. */

enum { ROWS = 500 };

static const struct record *
record_of(const struct site *site, const char *name)
{
	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		for (size_t k = 0; k < f->nrecords; k++) {
			if (strcmp(f->records[k]->name, name) == 0)
				return f->records[k];
		}
	}
	return NULL;
}

/* Whom the row was about, as far as that can still be told. */
static enum result
child_of(struct request *r, struct arena *mem, struct audit_row *row)
{
	const struct record *rec = record_of(r->site, row->record);
	struct query q = { "audit.adopt_child", NULL };
	struct rows rows = { 0 };
	enum result rc;

	if (!rec || !rec->child)
		return OK;
	q.sql = arena_fmt(mem, "SELECT %s FROM %s WHERE id = $1", rec->child,
	    rec->name);
	rc = db_rows(r->db, mem, &q, ARGS(v_text(row->record_id)), &rows);
	if (!rc && rows.nrows)
		row->children = rows.cells[0];
	return rc;
}

static enum result
adopt_row(struct request *r, struct arena *mem, const char *const *cells)
{
	struct audit_row row = { .at = cells[0], .person = cells[2],
		.login = cells[3], .verb = cells[4], .record = cells[5],
		.record_id = cells[6], .what = cells[7] };
	enum result rc = child_of(r, mem, &row);

	return rc ? rc : audit_write(r->audit, &row);
}

static enum result
adopt_all(struct request *r, struct arena *mem)
{
	static const struct query q = {
		"audit.adopt",
		"SELECT at, id, person, login, verb, record, record_id, what"
		" FROM audit_unsealed WHERE at > $1 OR (at = $1 AND id > $2)"
		" ORDER BY at, id LIMIT 500"
	};
	struct rows rows = { .nrows = ROWS };
	const char *at = "", *id = "";
	enum result rc = OK;

	while (!rc && rows.nrows == ROWS) {
		rows = (struct rows){ 0 };
		rc = db_rows(r->db, mem, &q, ARGS(v_text(at), v_text(id)),
		    &rows);
		for (size_t i = 0; !rc && i < rows.nrows; i++) {
			const char *const *cells = rows.cells + i * rows.ncols;

			rc = adopt_row(r, mem, cells);
			at = arena_text(r->mem, cells[0]);
			id = arena_text(r->mem, cells[1]);
		}
		arena_reset(mem);
	}
	return rc;
}

enum result
audit_adopt(struct request *r)
{
	static const struct query count = {
		"audit.adopt_count", "SELECT count(*) FROM audit_unsealed"
	};
	static const struct query forget = {
		"audit.adopt_forget", "DELETE FROM audit_unsealed"
	};
	struct arena *mem;
	int64_t n = 0;
	enum result rc = db_number(r->db, r->mem, &count, NO_ARGS, &n);

	if (rc || !n)
		return rc;
	/* The first row of the chain says where the next ones come from. */
	rc = audit_note_plain(r, "adopt", "audit", "-",
	    arena_fmt(r->mem, "rows %lld", (long long)n));
	if (rc)
		return rc;
	mem = arena_new();
	rc = adopt_all(r, mem);
	arena_free(mem);
	return rc ? rc : db_exec(r->db, &forget, NO_ARGS);
}
