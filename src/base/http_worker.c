#include <stdlib.h>

#include "base/http_threads.h"

/* Longer, and those at the end would have given up before their turn. */
enum { QUEUED_A_WORKER = 64 };

static struct http_call *
next_call(struct http_server *s)
{
	struct http_call *c;

	pthread_mutex_lock(&s->lock);
	while (!s->first && !s->closed)
		pthread_cond_wait(&s->filled, &s->lock);
	c = s->first;
	if (c) {
		s->first = c->next;
		s->nqueued--;
		if (!s->first)
			s->last = &s->first;
	}
	pthread_mutex_unlock(&s->lock);
	return c;
}

struct worker {
	struct http_server *server;
	struct http_lane *lane;
};

static void *
work(void *arg)
{
	struct worker w = *(struct worker *)arg;
	struct http_call *c;

	free(arg);
	while ((c = next_call(w.server))) {
		http_call_run(c, w.lane);
		http_call_settle(c);
	}
	return NULL;
}

bool
http_worker_start(struct http_server *s)
{
	struct http_lane *lanes = s->lanes + s->config.readers;

	for (size_t i = 0; i < s->config.workers; i++) {
		struct worker *w = malloc(sizeof(*w));

		if (!w)
			abort();
		*w = (struct worker){ s, &lanes[i] };
		if (pthread_create(&s->workers[i], NULL, work, w) != 0) {
			free(w);
			return false;
		}
		s->nworkers++;
	}
	return true;
}

/* Suspended under the lock: no worker may resume before that. Nothing ends
 * before the queue is closed, so that http_server_enter lets it in. */
bool
http_worker_add(struct http_call *c)
{
	struct http_server *s = c->server;
	bool fits;

	pthread_mutex_lock(&s->lock);
	fits = !s->closed &&
	    s->nqueued < s->config.workers * QUEUED_A_WORKER &&
	    http_server_enter(s);
	if (fits) {
		c->stage = STAGE_WAITING;
		c->next = NULL;
		MHD_suspend_connection(c->connection);
		*s->last = c;
		s->last = &c->next;
		s->nqueued++;
		pthread_cond_signal(&s->filled);
	}
	pthread_mutex_unlock(&s->lock);
	return fits;
}

void
http_worker_stop(struct http_server *s)
{
	pthread_mutex_lock(&s->lock);
	s->closed = true;
	pthread_cond_broadcast(&s->filled);
	pthread_mutex_unlock(&s->lock);
	for (size_t i = 0; i < s->nworkers; i++)
		pthread_join(s->workers[i], NULL);
	s->nworkers = 0;
}
