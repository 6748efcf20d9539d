/*
 * Answers to all services of a database: directory URL. Each of the care items
 * as a survey told it a year ago, half of them again by telephone since, for how
 * long the pages of the directory take (bench/directory-pages).
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/codes.h"
#include "app/deed.h"
#include "app/demo.h"
#include "app/desk.h"
#include "base/crypto.h"
#include "base/date.h"
#include "features/directory/directory.h"

enum { BATCH = 200, MOST = 20 };

struct bench {
	struct site *site;
	struct desk *desk;
	struct arena *mem;
	struct request *r;
	struct dice dice;
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
answer(struct bench *b, const char *service, enum source source, int days_ago,
    size_t one_in)
{
	static const char *const answers[] = { "yes", "terms", "no", "no" };
	struct origin from = { source, date_add_days(b->mem, b->r->today,
	    -days_ago - (int)dice_below(&b->dice, 300)), "調査" };
	struct claim claims[MOST];
	size_t n, k = 0;
	const struct code *care = codes_list(b->r->codes, "care", &n);

	for (size_t i = 0; i < n && k < MOST; i++) {
		const char *says = dice_pick(&b->dice, answers,
		    COUNT(answers));

		if (dice_below(&b->dice, one_in) == 0)
			claims[k++] = (struct claim){ .field = care[i].code,
			    .value = says, .terms = says == answers[1] ?
			    "昼だけ" : NULL };
	}
	if (directory_offer(b->r, &service_record, service, 0, &from, claims,
	    k))
		exit(1);
}

static void
run(struct bench *b, struct arena *kept)
{
	static const struct query q = { "bench.services",
	    "SELECT id FROM service ORDER BY id" };
	struct rows rows = { 0 };

	renew(b);
	if (db_rows(b->r->db, kept, &q, NO_ARGS, &rows))
		exit(1);
	for (size_t i = 0; i < rows.nrows; i += BATCH) {
		renew(b);
		deed_begin(b->r);
		for (size_t k = i; k < rows.nrows && k < i + BATCH; k++) {
			answer(b, rows.cells[k], SOURCE_SURVEY, 400, 1);
			if (k % 2)
				answer(b, rows.cells[k], SOURCE_HAND, 0, 3);
		}
		if (deed_commit(b->r, NULL))
			exit(1);
	}
	printf("%zu services\n", rows.nrows);
}

int
main(int argc, char **argv)
{
	struct arena *mem = arena_new(), *kept = arena_new();
	struct bench b = { .mem = arena_new(), .dice = dice_new(5) };
	struct store *store = argc == 2 && crypto_start() ?
	    store_open(argv[1], true) : NULL;
	const char *keys = getenv("TSUNAGU_KEYS");

	if (!store)
		return 2;
	b.site = site_new(mem, store, keys_open(mem, keys ? keys :
	    keys_beside(mem, argv[1]), false), all_features, nall_features);
	b.desk = b.site ? desk_open(b.site) : NULL;
	if (!b.desk)
		return 1;
	run(&b, kept);
	desk_close(b.desk);
	site_free(b.site);
	store_close(store);
	arena_free(kept);
	arena_free(b.mem);
	arena_free(mem);
	return 0;
}
