#include "app/ticker.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"

struct ticker {
	struct ticker_work work;
	struct desk *desk;
	struct arena *mem;		/* of one round */
	pthread_t thread;
	pthread_mutex_t lock;		/* of what follows */
	pthread_cond_t moved;
	bool stopping, ended;
};

/* So many seconds, or less when `until` has come; whether it has. */
static bool
wait_for(struct ticker *t, const bool *until, int seconds)
{
	struct timespec end;
	bool come;

	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += seconds;
	pthread_mutex_lock(&t->lock);
	while (!*until && !pthread_cond_timedwait(&t->moved, &t->lock, &end))
		continue;
	come = *until;
	pthread_mutex_unlock(&t->lock);
	return come;
}

static void
tell(struct ticker *t, bool *what)
{
	pthread_mutex_lock(&t->lock);
	*what = true;
	pthread_cond_broadcast(&t->moved);
	pthread_mutex_unlock(&t->lock);
}

static void *
run(void *arg)
{
	struct ticker *t = arg;
	bool more = true;

	while (!wait_for(t, &t->stopping, more ? 0 : t->work.seconds)) {
		more = t->work.run(t->desk, t->mem, t->work.ctx);
		arena_reset(t->mem);
	}
	tell(t, &t->ended);
	return NULL;
}

static void
release(struct ticker *t)
{
	desk_close(t->desk);
	arena_free(t->mem);
	pthread_cond_destroy(&t->moved);
	pthread_mutex_destroy(&t->lock);
	free(t);
}

struct ticker *
ticker_start(struct site *site, const struct ticker_work *work)
{
	struct ticker *t = calloc(1, sizeof(*t));
	pthread_condattr_t monotonic;

	if (!t)
		abort();
	t->work = *work;
	t->mem = arena_new();
	t->desk = desk_open(site);
	pthread_mutex_init(&t->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&t->moved, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (t->desk && pthread_create(&t->thread, NULL, run, t) == 0)
		return t;
	log_error(work->name, "its thread cannot start");
	release(t);
	return NULL;
}

bool
ticker_end(struct ticker *t, int seconds)
{
	tell(t, &t->stopping);
	return wait_for(t, &t->ended, seconds);
}

void
ticker_stop(struct ticker *t)
{
	if (!t)
		return;
	tell(t, &t->stopping);
	pthread_join(t->thread, NULL);
	release(t);
}
