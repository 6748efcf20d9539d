#include <stdlib.h>

#include "base/http_threads.h"

/* Longer, and those at the end would have given up before their turn. */
enum { QUEUED_A_WORKER = 64 };

struct http_worker {
	struct http_server *server;
	struct http_lane *lane;
	pthread_cond_t called;
	bool idle;
	struct http_worker *below;	/* idle for longer */
};

/* The one that was at work last goes on, and keeps what it has in memory of
 * the database warm: who is never needed never has any. */
static void
call_one(struct http_server *s)
{
	struct http_worker *w = s->idle;

	if (!w)
		return;
	s->idle = w->below;
	w->idle = false;
	pthread_cond_signal(&w->called);
}

static struct http_call *
next_call(struct http_worker *w)
{
	struct http_server *s = w->server;
	struct http_call *c;

	pthread_mutex_lock(&s->lock);
	while (!s->first && !s->closed) {
		w->idle = true;
		w->below = s->idle;
		s->idle = w;
		while (w->idle)
			pthread_cond_wait(&w->called, &s->lock);
	}
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

static void *
work(void *arg)
{
	struct http_worker *w = arg;
	struct http_call *c;

	while ((c = next_call(w))) {
		http_call_run(c, w->lane);
		http_call_settle(c);
	}
	pthread_cond_destroy(&w->called);
	free(w);
	return NULL;
}

bool
http_worker_start(struct http_server *s)
{
	struct http_lane *lanes = s->lanes + s->config.readers;

	for (size_t i = 0; i < s->config.workers; i++) {
		struct http_worker *w = calloc(1, sizeof(*w));

		if (!w)
			abort();
		w->server = s;
		w->lane = &lanes[i];
		pthread_cond_init(&w->called, NULL);
		if (pthread_create(&s->workers[i], NULL, work, w) != 0) {
			pthread_cond_destroy(&w->called);
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
		call_one(s);
	}
	pthread_mutex_unlock(&s->lock);
	return fits;
}

void
http_worker_stop(struct http_server *s)
{
	pthread_mutex_lock(&s->lock);
	s->closed = true;
	while (s->idle)
		call_one(s);
	pthread_mutex_unlock(&s->lock);
	for (size_t i = 0; i < s->nworkers; i++)
		pthread_join(s->workers[i], NULL);
	s->nworkers = 0;
}
