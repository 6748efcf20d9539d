/*
 * Rows of the audit log as a busy centre makes them: log URL N [PER_COMMIT].
 * For how long `tsunagu verify` and the pages about the log take. About the
 * children and people of the database as far as there are any, a row every
 * half minute, the last one now. Prints microseconds a row.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/audit.h"
#include "app/desk.h"
#include "app/ledger.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/instant.h"

static double
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

enum { CHILDREN = 500, PEOPLE = 40, EVERY = 30 };

struct centre {
	const char *children[CHILDREN], *people[PEOPLE];
	const char *from;		/* instant of the first row */
};

/* Mostly somebody looks at one child; of nine rows one is a change, of ninety
 * one is a list of twenty children, of a thousand one is an export. */
static struct audit_row
row_of(struct arena *mem, const struct centre *c, long i)
{
	struct buffer many = buffer_new(mem);
	const char *one = c->children[i * 7919 % CHILDREN];
	bool list = i % 90 == 0, export = i % 1000 == 999;

	for (long k = 0; list && k < 20; k++)
		buffer_fmt(&many, "%s%s", k ? " " : "",
		    c->children[(i + k) % CHILDREN]);
	return (struct audit_row){ .at = instant_add(mem, c->from, i * EVERY),
		.request = crypto_uuid(mem), .person = c->people[i % PEOPLE],
		.login = "hana_nurse", .verb = list ? "list" : export ?
		    "export" : i % 9 ? "view" : "change", .record = "child",
		.record_id = list || export ? "" : one, .path = "centre",
		.classes = "identity,contact,care,clinical",
		.children = list ? many.s : export ? NULL : one,
		.what = export ? "rows=100" : "/children" };
}

static bool
write_some(struct site *site, struct db *db, struct arena *mem,
    const struct centre *c, long from, long n)
{
	struct audit_writer w = { .db = db, .mem = mem,
		.chain = site->keys->chain };

	db_begin(db);
	for (long i = 0; i < n; i++) {
		struct audit_row row = row_of(mem, c, from + i);

		(void)audit_write(&w, &row);
	}
	(void)audit_close(&w);
	return !db_commit(db);
}

/* Ids from the table, and made up ones behind them. */
static bool
fill(struct db *db, struct arena *mem, const char *table, const char **ids,
    size_t n)
{
	struct query q = { "log.ids", arena_fmt(mem,
	    "SELECT id FROM %s ORDER BY id LIMIT %zu", table, n) };
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q, NO_ARGS, &rows);

	for (size_t i = 0; i < n; i++)
		ids[i] = i < rows.nrows ? rows.cells[i] : crypto_uuid(mem);
	return rc == OK;
}

int
main(int argc, char **argv)
{
	struct arena *mem = arena_new(), *scratch = arena_new();
	struct store *store = argc > 2 && crypto_start() ?
	    store_open(argv[1], true) : NULL;
	const char *keys = getenv("TSUNAGU_KEYS");
	struct site *site = store ? site_new(mem, store, keys_open(mem,
	    keys ? keys : keys_beside(mem, argv[1]), false), all_features,
	    nall_features) : NULL;
	struct db *db = site ? db_open(store) : NULL;
	long n = db ? atol(argv[2]) : 0, per = argc > 3 ? atol(argv[3]) : 1000;
	struct centre c;
	double from = now_us();

	if (n < 1 || per < 1)
		return 2;
	if (!fill(db, mem, "child", c.children, CHILDREN) ||
	    !fill(db, mem, "person", c.people, PEOPLE))
		return 1;
	c.from = instant_add(mem, date_now(mem), -n * EVERY);
	for (long i = 0; i < n; i += per) {
		if (!write_some(site, db, scratch, &c, i,
		    n - i < per ? n - i : per))
			return 1;
		arena_reset(scratch);
	}
	printf("log row %.1f\n", (now_us() - from) / (double)n);
	if (!ledger_checkpoint(site, db, mem))
		return 1;
	db_close(db);
	site_free(site);
	store_close(store);
	arena_free(scratch);
	arena_free(mem);
	return 0;
}
