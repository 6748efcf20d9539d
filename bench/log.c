/*
 * Rows of the audit log as a busy centre makes them: log URL N [PER_COMMIT].
 * For how long `tsunagu verify` takes. Prints microseconds a row.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/audit.h"
#include "app/desk.h"
#include "app/ledger.h"
#include "base/crypto.h"

static double
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* Mostly somebody looks at one child; of nine rows one is a change, of ninety
 * one is a list of twenty children. */
static struct audit_row
row_of(struct arena *mem, const char *const *children, long i)
{
	struct buffer many = buffer_new(mem);
	const char *one = children[i % 500];
	bool list = i % 90 == 0;

	for (long k = 0; list && k < 20; k++)
		buffer_fmt(&many, "%s%s", k ? " " : "",
		    children[(i + k) % 500]);
	return (struct audit_row){ .at = "2026-04-01T03:00:00Z",
		.request = crypto_uuid(mem), .person = children[i % 40],
		.login = "hana_nurse", .verb = list ? "list" :
		    i % 9 ? "view" : "change", .record = "child",
		.record_id = list ? "" : one, .path = "centre",
		.classes = "identity,contact,care,clinical",
		.children = list ? many.s : one, .what = "/children" };
}

static bool
write_some(struct site *site, struct db *db, struct arena *mem,
    const char *const *children, long from, long n)
{
	struct audit_writer w = { .db = db, .mem = mem,
		.chain = site->keys->chain };

	db_begin(db);
	for (long i = 0; i < n; i++) {
		struct audit_row row = row_of(mem, children, from + i);

		(void)audit_write(&w, &row);
	}
	(void)audit_close(&w);
	return !db_commit(db);
}

int
main(int argc, char **argv)
{
	struct arena *mem = arena_new(), *scratch = arena_new();
	struct store *store = argc > 2 && crypto_start() ?
	    store_open(argv[1], true) : NULL;
	struct site *site = store ? site_new(mem, store, keys_open(mem,
	    keys_beside(mem, argv[1]), false), all_features, nall_features) :
	    NULL;
	struct db *db = site ? db_open(store) : NULL;
	long n = db ? atol(argv[2]) : 0, per = argc > 3 ? atol(argv[3]) : 1000;
	const char *children[500];
	double from = now_us();

	if (n < 1 || per < 1)
		return 2;
	for (size_t i = 0; i < COUNT(children); i++)
		children[i] = crypto_uuid(mem);
	for (long i = 0; i < n; i += per) {
		if (!write_some(site, db, scratch, children, i,
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
