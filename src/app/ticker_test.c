#include "app/ticker.h"

#include <pthread.h>

#include "tests/kit.h"

struct rounds {
	pthread_mutex_t lock;
	pthread_cond_t moved;
	int n, wanted;
};

/* Asks for another round at once until there were enough. */
static bool
count(struct desk *d, struct arena *mem, void *ctx)
{
	struct rounds *all = ctx;
	bool more;

	EXPECT(d->db && *d->site->clock(mem));
	pthread_mutex_lock(&all->lock);
	more = ++all->n < all->wanted;
	pthread_cond_signal(&all->moved);
	pthread_mutex_unlock(&all->lock);
	return more;
}

TEST(ticker_does_rounds_until_it_is_told_to_end)
{
	struct rounds all = { PTHREAD_MUTEX_INITIALIZER,
	    PTHREAD_COND_INITIALIZER, 0, 3 };
	struct ticker *ticker = ticker_start(t->site, &(struct ticker_work){
	    .name = "test", .seconds = 3600, .run = count, .ctx = &all });

	EXPECT(ticker);
	pthread_mutex_lock(&all.lock);
	while (all.n < all.wanted)
		pthread_cond_wait(&all.moved, &all.lock);
	pthread_mutex_unlock(&all.lock);
	/* It waits for an hour, and yet ends. */
	EXPECT(ticker_end(ticker, 60));
	ticker_stop(ticker);
	EXPECT(all.n == 3);
	ticker_stop(NULL);
}
