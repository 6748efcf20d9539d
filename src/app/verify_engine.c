#include <string.h>

#include "app/verify_part.h"

/* What the engine itself can tell, and how much there is. */

static enum result
say_damage(void *ctx, const char *const *cells, size_t n)
{
	(void)n;
	if (cells[0] && strcmp(cells[0], "ok") != 0)
		verify_fault(ctx, "database: %s", cells[0]);
	return OK;
}

/* table, rowid or NULL, the table it points to, which key. */
static enum result
say_dangling(void *ctx, const char *const *cells, size_t n)
{
	(void)n;
	verify_fault(ctx, "%s, row %s: points to a row of %s that is not there",
	    cells[0], cells[1] ? cells[1] : "?", cells[2]);
	return OK;
}

void
verify_engine(struct verify *v)
{
	static const struct query whole = {
		"verify.integrity", "PRAGMA integrity_check(1000)"
	};
	static const struct query keys = {
		"verify.foreign_keys", "PRAGMA foreign_key_check"
	};

	if (!db_is_sqlite(v->db)) {
		verify_note(v, "database: foreign keys and pages are checked by"
		    " the server itself");
		return;
	}
	if (db_each(v->db, &whole, NO_ARGS, say_damage, v))
		verify_fault(v, "database: damaged, it cannot be read to the"
		    " end");
	if (db_each(v->db, &keys, NO_ARGS, say_dangling, v))
		verify_fault(v, "database: foreign keys cannot be checked");
}

static void
count(struct verify *v, const char *table)
{
	struct query q = { "verify.count", arena_fmt(v->mem,
	    "SELECT count(*) AS n FROM %s", table) };
	int64_t n;

	if (db_number(v->db, v->mem, &q, NO_ARGS, &n))
		verify_fault(v, "%s: cannot be counted", table);
	else
		verify_note(v, "%s: %lld rows", table, (long long)n);
}

void
verify_counts(struct verify *v)
{
	static const char *const ours[] = { "audit", "audit_seen", "revision",
		"draft", "import_job", "person", "code", "municipality" };

	for (size_t i = 0; i < v->nfeatures; i++) {
		for (size_t k = 0; k < v->features[i]->nrecords; k++)
			count(v, v->features[i]->records[k]->name);
	}
	for (size_t i = 0; i < COUNT(ours); i++)
		count(v, ours[i]);
}
