/*
 * Server time of single things, measured inside the program: inside URL WHAT.
 * Prints microseconds; each line names what and which percentile.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/desk.h"
#include "app/search.h"
#include "base/crypto.h"
#include "features/contact/contact.h"
#include "features/statistics/statistics.h"

#include "app/deed.h"

enum { QUERIES = 600, APPENDS = 400, REPORTS = 7 };

static double
now_us(void)
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

static void
tell(const char *what, double *times, size_t n)
{
	qsort(times, n, sizeof(*times), by_size);
	printf("%s median %.0f\n%s p99 %.0f\n", what, times[n / 2], what,
	    times[n * 99 / 100]);
}

struct bench {
	struct site *site;
	struct desk *desk;
	struct arena *mem;
	struct request *r;
};

static void
renew(struct bench *b)
{
	arena_reset(b->mem);
	b->r = arena_take(b->mem, sizeof(*b->r));
	if (desk_request(b->site, b->desk, b->mem, b->r))
		exit(1);
}

static void
search(struct bench *b, const char *what, const char *const *texts, size_t n)
{
	static double times[QUERIES];
	struct search_hits hits;

	for (size_t i = 0; i < QUERIES; i++) {
		double from;

		renew(b);
		from = now_us();
		if (search_find(b->r, b->site->children, texts[i % n], NULL, 0,
		    50, &hits))
			exit(1);
		times[i] = now_us() - from;
	}
	tell(what, times, QUERIES);
}

static void
report(struct bench *b, const char *what, const char *from, const char *to)
{
	double times[REPORTS];

	for (size_t i = 0; i < REPORTS; i++) {
		struct report *rep;
		double began;

		renew(b);
		rep = arena_take(b->mem, sizeof(*rep));
		began = now_us();
		if (statistics_report(b->r, from, to, 0, rep))
			exit(1);
		times[i] = now_us() - began;
	}
	tell(what, times, REPORTS);
}

static void
append(struct bench *b)
{
	static double times[APPENDS];

	for (size_t i = 0; i < APPENDS; i++) {
		struct contact c;
		double began;

		renew(b);
		c = (struct contact){ .on_day = b->r->today, .method = "phone",
		    .requester = "family", .topics = "daily,school",
		    .body = "測るための記録。" };
		b->r->once = crypto_uuid(b->mem);
		began = now_us();
		deed_begin(b->r);
		record_add(b->r, &contact_record, &c);
		if (deed_commit(b->r, "/"))
			exit(1);
		times[i] = now_us() - began;
	}
	tell("append", times, APPENDS);
}

/* The same row into the same table, and nothing else: one insert, one fsync. */
static void
bare(struct bench *b)
{
	static const struct query q = {
		"bench.bare",
		"INSERT INTO contact (id, version, changed, number, on_day,"
		" method, requester, topics, body)"
		" VALUES ($1, 1, 1, $1, $2, 'phone', 'family', 'daily,school', $3)"
	};
	static double times[APPENDS];

	for (size_t i = 0; i < APPENDS; i++) {
		double began;
		const char *id;

		renew(b);
		id = crypto_uuid(b->mem);
		began = now_us();
		db_begin(b->r->db);
		(void)db_exec(b->r->db, &q, ARGS(v_text(id),
		    v_text(b->r->today), v_text("測るための記録。")));
		if (db_commit(b->r->db))
			exit(1);
		times[i] = now_us() - began;
	}
	tell("bare", times, APPENDS);
}

static void
run(struct bench *b, const char *what)
{
	static const char *const parts[] = { "ミホン", "キラ", "ユウ", "見本", "ハル",
	    "99" };
	static const char *const prefixes[] = { "ア", "カキ", "サ", "ワモ", "B0001",
	    "見" };

	if (strcmp(what, "search") == 0) {
		search(b, "first", parts, 1);
		search(b, "part", parts, COUNT(parts));
		search(b, "prefix", prefixes, COUNT(prefixes));
	} else if (strcmp(what, "year") == 0) {
		report(b, "year", "2024-04-01", "2025-03-31");
	} else if (strcmp(what, "all") == 0) {
		report(b, "all", "2000-04-01", "2040-03-31");
	} else if (strcmp(what, "append") == 0) {
		for (int i = 0; i < 3; i++) {
			bare(b);
			append(b);
		}
	}
}

int
main(int argc, char **argv)
{
	struct arena *mem = arena_new();
	struct bench b = { .mem = arena_new() };
	struct store *store;

	if (argc != 3 || !crypto_start())
		return 2;
	store = store_open(argv[1], true);
	if (!store)
		return 1;
	b.site = site_new(mem, store, keys_open(mem, keys_beside(mem, argv[1]),
	    false), all_features, nall_features);
	b.desk = b.site ? desk_open(b.site) : NULL;
	if (!b.desk)
		return 1;
	run(&b, argv[2]);
	desk_close(b.desk);
	site_free(b.site);
	store_close(store);
	arena_free(b.mem);
	arena_free(mem);
	return 0;
}
