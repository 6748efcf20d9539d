#include <string.h>

#include "app/sealed.h"
#include "app/verify_part.h"
#include "base/json.h"
#include "base/seal.h"

/* Every sealed text is opened where it lies. */

struct opening {
	struct verify *v;
	struct seal_keys *keys;
	struct arena *scratch;		/* of one row */
	int64_t texts;
	/* Of a record's table: the columns after id. */
	const struct record *rec;
	const struct field **fields;
	size_t nfields;
	const struct sealed_column *column;	/* outside of records */
};

static void
open_text(struct opening *o, const char *table, const char *id,
    const char *column, const char *stored, const char *where)
{
	struct seal_place place = { table, id, column };
	const char *plain;

	if (!stored || !*stored)
		return;
	o->texts++;
	if (!seal_read(o->scratch, o->keys, &place, stored, &plain))
		return;
	verify_fault(o->v, "%s %s: %s%s %s", table, id, column, where,
	    seal_is_sealed(stored) ? "does not open: changed, moved here, or"
	    " sealed with a key that is gone" : "is not sealed");
}

static enum result
see_record(void *ctx, const char *const *cells, size_t n)
{
	struct opening *o = ctx;

	for (size_t i = 1; i < n; i++)
		open_text(o, o->rec->name, cells[0], o->fields[i - 1]->name,
		    cells[i], "");
	arena_reset(o->scratch);
	return OK;
}

static void
see_records(struct opening *o, const struct record *rec)
{
	struct buffer columns = buffer_new(o->v->mem);
	struct query q = { "verify.sealed", NULL };

	o->rec = rec;
	o->nfields = 0;
	o->fields = arena_array(o->v->mem, rec->nfields, sizeof(*o->fields));
	for (size_t i = 0; i < rec->nfields; i++) {
		if (!(rec->fields[i].flags & PERSONAL))
			continue;
		o->fields[o->nfields++] = &rec->fields[i];
		buffer_fmt(&columns, ", %s", rec->fields[i].name);
	}
	if (!o->nfields)
		return;
	q.sql = arena_fmt(o->v->mem, "SELECT id%s FROM %s", columns.s,
	    rec->name);
	if (db_each(o->v->db, &q, NO_ARGS, see_record, o))
		verify_fault(o->v, "%s: cannot be read to the end", rec->name);
}

static const struct record *
record_named(const struct verify *v, const char *name)
{
	for (size_t i = 0; i < v->nfeatures; i++) {
		const struct feature *f = v->features[i];

		if (f->unlisted && strcmp(f->unlisted->name, name) == 0)
			return f->unlisted;
		for (size_t k = 0; k < f->nrecords; k++) {
			if (strcmp(f->records[k]->name, name) == 0)
				return f->records[k];
		}
	}
	return NULL;
}

/* record, record_id, version, body. */
static enum result
see_revision(void *ctx, const char *const *cells, size_t n)
{
	struct opening *o = ctx;
	const struct record *rec = record_named(o->v, cells[0]);
	const char *why, *where = arena_fmt(o->scratch, " of version %s",
	    cells[2]);
	struct pairs texts = { 0 };

	(void)n;
	if (!rec)
		verify_fault(o->v, "revision %s %s: of a record that there is"
		    " not", cells[0], cells[1]);
	else if (json_read(o->scratch, cells[3], strlen(cells[3]), &texts, &why))
		verify_fault(o->v, "revision %s %s: version %s cannot be read",
		    cells[0], cells[1], cells[2]);
	for (size_t i = 0; i < texts.n; i++) {
		const struct field *f = record_field(rec, texts.at[i].name);

		if (f && f->flags & PERSONAL)
			open_text(o, cells[0], cells[1], f->name,
			    texts.at[i].value, where);
	}
	arena_reset(o->scratch);
	return OK;
}

static void
see_revisions(struct opening *o)
{
	static const struct query q = {
		"verify.revisions",
		"SELECT record, record_id, version, body FROM revision"
	};

	if (db_each(o->v->db, &q, NO_ARGS, see_revision, o))
		verify_fault(o->v, "revision: cannot be read to the end");
}

/* key, second, text. */
static enum result
see_other(void *ctx, const char *const *cells, size_t n)
{
	struct opening *o = ctx;
	const char *id = o->column->second ? arena_fmt(o->scratch, "%s %s",
	    cells[0], cells[1]) : cells[0];

	(void)n;
	open_text(o, o->column->table, id, o->column->column, cells[2], "");
	arena_reset(o->scratch);
	return OK;
}

static void
see_others(struct opening *o)
{
	const struct sealed_column *c = o->column;
	struct query q = { "verify.others", arena_fmt(o->v->mem,
	    "SELECT %s AS a, %s AS b, %s FROM %s", c->key,
	    c->second ? c->second : c->key, c->column, c->table) };

	if (db_each(o->v->db, &q, NO_ARGS, see_other, o))
		verify_fault(o->v, "%s: cannot be read to the end", c->table);
}

void
verify_sealed(struct verify *v)
{
	struct opening o = { .v = v, .keys = seal_open(v->dir, false) };

	if (!o.keys) {
		verify_fault(v, "fields.key: no key can be read, so no sealed"
		    " text can");
		return;
	}
	o.scratch = arena_new();
	for (size_t i = 0; i < v->nfeatures; i++) {
		if (v->features[i]->unlisted)
			see_records(&o, v->features[i]->unlisted);
		for (size_t k = 0; k < v->features[i]->nrecords; k++)
			see_records(&o, v->features[i]->records[k]);
	}
	see_revisions(&o);
	for (size_t i = 0; i < nsealed_columns; i++) {
		o.column = &sealed_columns[i];
		see_others(&o);
	}
	verify_note(v, "sealed texts: %lld opened", (long long)o.texts);
	arena_free(o.scratch);
	seal_close(o.keys);
}
