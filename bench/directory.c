/*
 * Answers to all services of a database: directory URL. Each of the care items
 * as a survey told it a year ago, half of them again by telephone since, for how
 * long the pages of the directory take (bench/directory-pages).
 */
#include <stdio.h>
#include <stdlib.h>

#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "bench/kit.h"
#include "features/directory/directory.h"

enum { BATCH = 200, MOST = 20 };

static void
answer(struct kit *b, const char *service, enum source source, int days_ago,
    size_t one_in)
{
	static const char *const answers[] = { "yes", "terms", "no", "no" };
	struct origin from = { source,
		date_add_days(b->mem, b->r->today,
		    -days_ago - (int)dice_below(&b->dice, 300)),
		"調査" };
	struct claim claims[MOST];
	size_t n, k = 0;
	const struct code *care = codes_list(b->r->codes, "care", &n);

	for (size_t i = 0; i < n && k < MOST; i++) {
		const char *says = dice_pick(&b->dice, answers, COUNT(answers));

		if (dice_below(&b->dice, one_in) == 0)
			claims[k++] = (struct claim){ .field = care[i].code,
				.value = says,
				.terms = says == answers[1] ? "昼だけ" : NULL };
	}
	if (directory_offer(
		b->r, &service_record, service, 0, &from, claims, k))
		exit(1);
}

static void
run(struct kit *b)
{
	struct ids services = kit_ids(b, "SELECT id FROM service ORDER BY id");

	for (size_t i = 0; i < services.n; i += BATCH) {
		kit_renew(b);
		deed_begin(b->r);
		for (size_t k = i; k < services.n && k < i + BATCH; k++) {
			answer(b, services.ids[k], SOURCE_SURVEY, 400, 1);
			if (k % 2)
				answer(b, services.ids[k], SOURCE_HAND, 0, 3);
		}
		kit_must(deed_commit(b->r, NULL), "the answers");
	}
	printf("%zu services\n", services.n);
}

int
main(int argc, char **argv)
{
	struct kit b;

	if (argc != 2)
		return 2;
	kit_open(&b, argv[1], 5);
	run(&b);
	kit_close(&b);
	return 0;
}
