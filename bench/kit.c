#include "bench/kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/crypto.h"

static void
end(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

void
kit_open(struct kit *k, const char *url, uint64_t seed)
{
	const char *keys = getenv("TSUNAGU_KEYS");

	*k = (struct kit){
		.mem = arena_new(), .kept = arena_new(), .dice = dice_new(seed)
	};
	k->store = crypto_start() ? store_open(url, true) : NULL;
	if (!k->store)
		end("the database cannot be opened");
	k->site = site_new(k->kept, k->store,
	    keys_open(k->kept, keys ? keys : keys_beside(k->kept, url), false),
	    all_features, nall_features);
	k->desk = k->site ? desk_open(k->site) : NULL;
	if (!k->desk)
		end("the site cannot be opened");
}

void
kit_close(struct kit *k)
{
	desk_close(k->desk);
	site_free(k->site);
	store_close(k->store);
	arena_free(k->mem);
	arena_free(k->kept);
}

void
kit_renew(struct kit *k)
{
	arena_reset(k->mem);
	k->r = arena_take(k->mem, sizeof(*k->r));
	if (desk_request(k->site, k->desk, k->mem, k->r))
		end("no request");
}

void
kit_must(enum result rc, const char *what)
{
	if (rc)
		end(what);
}

struct ids
kit_ids(struct kit *k, const char *sql)
{
	struct query q = { "bench.ids", sql };
	struct rows rows = { 0 };
	struct ids l = { 0 };

	kit_renew(k);
	kit_must(db_rows(k->r->db, k->mem, &q, NO_ARGS, &rows), sql);
	l.ids = arena_array(k->kept, rows.nrows + 1, sizeof(*l.ids));
	for (; l.n < rows.nrows; l.n++)
		l.ids[l.n] = arena_text(k->kept, rows.cells[l.n * rows.ncols]);
	return l;
}

double
kit_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void
kit_tell(const char *what, double *times, size_t n)
{
	qsort(times, n, sizeof(*times), by_size);
	printf("%s median %.0f\n%s p99 %.0f\n", what, times[n / 2], what,
	    times[n * 99 / 100]);
}
