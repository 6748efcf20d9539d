#include <string.h>

#include "app/site.h"
#include "base/uuid5.h"
#include "features/bundle/bundle_private.h"

/* Sessions of trainings that are told of. Their feature stands below this one,
 * so its record is found by its name. */

static const struct record *
record_of(struct request *r, const char *name)
{
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];

		for (size_t k = 0; k < f->nrecords; k++) {
			if (strcmp(f->records[k]->name, name) == 0)
				return f->records[k];
		}
	}
	return NULL;
}

static const char *
published(struct bundle *b, const struct record *rec, const struct allowed *c,
    const char *id, const char *cell)
{
	struct arena *mem = b->r->mem;

	switch (c->as) {
	case AS_TOLD: return cell;
	case AS_ID: return cell ? uuid5(mem, UUID5_TSUNAGU, cell) : NULL;
	case AS_OPENED:
		return cell ? record_open_cell(b->r, mem, rec,
		    record_field(rec, c->column), id, cell) : NULL;
	case AS_TEXT: case AS_NUMBER: case AS_MADE: break;
	}
	return NULL;
}

enum result
bundle_trainings_load(struct bundle *b)
{
	const struct allowed_table *t = &bundle_trainings;
	const struct record *rec = record_of(b->r, t->from);
	const struct query *insert = bundle_sql_insert(b->r->mem, t, 1);
	const char **out = arena_array(b->r->mem, t->n, sizeof(*out));
	struct rows rows = { 0 };
	enum result rc = rec ? bundle_sql_rows(b->r, t, &rows) : OK;

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *const *from = rows.cells + i * rows.ncols;

		for (size_t k = 0; k < t->n; k++)
			out[k] = published(b, rec, &t->columns[k], from[0],
			    from[k]);
		bundle_add(b, insert, out, t->n);
		b->told->trainings++;
	}
	return !rc && b->r->damaged ? BROKEN : rc;
}
