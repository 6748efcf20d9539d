#include <string.h>

#include "app/verify_part.h"
#include "base/db_pages.h"

/* What the engine itself can tell, and how much there is. */

enum { MOST_NAMED = 20 };

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

/* What lies on a page, when SQLite can still tell. */
static const char *
lies_on(struct verify *v, int64_t page)
{
	static const struct query q = {
		"verify.page", "SELECT name FROM dbstat WHERE pageno = $1"
	};
	struct rows rows = { 0 };

	if (v->told >= MOST_NAMED || db_rows(v->db, v->mem, &q,
	    ARGS(v_int(page)), &rows) || !rows.nrows)
		return "what, cannot be told";
	return rows.cells[0];
}

static enum result
say_page(void *ctx, int64_t page)
{
	struct verify *v = ctx;

	verify_fault(v, "database: page %lld is not as it was written: damaged,"
	    " or written by another program (%s)", (long long)page,
	    lies_on(v, page));
	return OK;
}

/* Of the pages of a server's files only the server knows. */
static void
see_server(struct verify *v)
{
	static const struct query q = {
		"verify.checksums", "SELECT count(*) AS n FROM pg_settings"
		" WHERE name = 'data_checksums' AND setting = 'on'"
	};
	int64_t on = 0;

	if (db_number(v->db, v->mem, &q, NO_ARGS, &on))
		verify_fault(v, "database: does not say whether its pages have"
		    " sums");
	else if (on)
		verify_note(v, "database: pages and foreign keys are checked by"
		    " the server itself");
	else
		verify_note(v, "database: the server keeps no sums of its pages"
		    " (pg_checksums --enable): a bit that flips in a column that"
		    " is not sealed cannot be seen");
}

static void
see_pages(struct verify *v)
{
	enum result rc = db_pages(v->db, say_page, v);

	if (rc == MISSING)
		verify_note(v, "database: its pages have no sums: a bit that"
		    " flips in a column that is not sealed cannot be seen");
	else if (rc)
		verify_fault(v, "database: its pages cannot be read to the end");
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
		see_server(v);
		return;
	}
	see_pages(v);
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
