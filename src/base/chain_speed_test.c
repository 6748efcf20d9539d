#include "base/chain_test.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

/* Many rows, and many who write them. */

enum { SECONDS = 5 };

#if defined(__SANITIZE_ADDRESS__)
enum { MANY = 50000 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { MANY = 50000 };
#else
enum { MANY = 1000000 };
#endif
#else
enum { MANY = 1000000 };
#endif

struct sealer {
	pthread_t id;
	struct chain *chain;
	struct link last;
	int64_t upto;
	bool forgets, failed;
};

static void *
seal_rows(void *arg)
{
	struct sealer *s = arg;
	char seal[CHAIN_SEAL];

	while (s->last.seq < s->upto) {
		s->failed |= !chain_append(
		    s->chain, &s->last, chain_opened, CHAIN_FIELDS, seal);
		if (s->forgets)
			s->failed |= !chain_forget(s->chain, 100);
	}
	return NULL;
}

UNIT(threads_may_share_a_chain)
{
	struct chain_book *b = chain_book_new(100);
	struct sealer s[4];

	for (size_t i = 0; i < COUNT(s); i++) {
		s[i] = (struct sealer){ .chain = b->chain,
			.last = b->last,
			.upto = 3000,
			.forgets = i == 0 };
		EXPECT(!pthread_create(&s[i].id, NULL, seal_rows, &s[i]));
	}
	for (size_t i = 0; i < COUNT(s); i++) {
		EXPECT(!pthread_join(s[i].id, NULL));
		EXPECT(!s[i].failed);
		EXPECT(memcmp(&s[i].last, &s[0].last, sizeof(s[0].last)) == 0);
	}
	chain_book_free(b);
}

static double
seconds_used(void)
{
	struct timespec at;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
	return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

UNIT(a_million_rows_are_checked_in_seconds)
{
	struct chain_book *b = chain_book_new(0);
	struct chain_check c;
	double checking = 0;

	EXPECT(chain_check_open(&c, b->start));
	for (int done = 0; done < MANY; done += 250) {
		double from;

		b->n = 0;
		chain_book_add(b, 250);
		from = seconds_used();
		for (size_t i = 0; i < b->n; i++)
			EXPECT(!chain_check_row(&c, b->rows[i].seq,
			    b->rows[i].fields, CHAIN_FIELDS, b->rows[i].seal));
		checking += seconds_used() - from;
	}
	EXPECT(c.rows == MANY && c.macs == MANY);
	EXPECT(checking < SECONDS);
	if (getenv("CHAIN_SPEED"))
		printf("%.0f rows/s\n", MANY / checking);
	chain_check_close(&c);
	chain_book_free(b);
}
