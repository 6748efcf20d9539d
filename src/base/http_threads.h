#ifndef BASE_HTTP_THREADS_H
#define BASE_HTTP_THREADS_H

#include <pthread.h>

#include "base/http_call.h"

/*
 * The server and its threads: libmicrohttpd's readers, the workers of
 * http_worker.c, and the doorkeeper of http_door.c, who lets connections in
 * and shows slow ones out. http_server.c starts and stops them.
 */
enum http_door { DOOR_OPEN, DOOR_CLOSED, DOOR_GONE };
enum { HTTP_COUNTERS = 4096, HTTP_HASH_KEY = 16 };

struct http_server {
	struct http_config config;
	struct MHD_Daemon *daemon;
	int port;
	struct http_lane *lanes;	/* readers first, then workers */
	size_t nlanes;
	pthread_key_t lane_key;
	atomic_size_t nreaders;		/* that have taken their lane */
	atomic_size_t busy[2];		/* of readers, of workers */
	atomic_ulong answered;
	unsigned long answered_before;	/* http_is_alive */

	pthread_mutex_t lock;		/* of everything up to `stopping` */
	pthread_cond_t quiet;
	struct http_call *first, **last;
	size_t nqueued;
	bool closed;			/* the queue takes nothing more */
	pthread_t *workers;
	size_t nworkers;
	struct http_worker *idle;	/* who was at work last is first */
	bool shut;			/* nobody is let in any more */

	atomic_bool stopping;
	atomic_bool ending;		/* no handler is run any more */
	atomic_size_t away;		/* calls with a handler, or held */
	atomic_size_t held;		/* bytes of bodies */
	atomic_size_t nopen;		/* connections, and those about to be */
	atomic_uint counters[HTTP_COUNTERS];	/* the same by address */
	unsigned char hash_key[HTTP_HASH_KEY];
	pthread_mutex_t guests_lock;
	struct http_call *guests;	/* all connections */

	_Atomic(enum http_door) door;
	atomic_llong looked;		/* when the doorkeeper last went round */
	pthread_t doorkeeper;
	bool has_doorkeeper;
	bool exhausted;			/* no descriptors for a guest */
	int listening, bell;
};

/* Before a call goes to a handler, and once its answer may leave; false: the
 * server ends. libmicrohttpd must not be stopped in between. */
bool	http_server_enter(struct http_server *);
void	http_server_leave(struct http_server *);

int64_t	http_now(void);			/* ms; only goes forward */
bool	http_door_open(struct http_server *);
/* DOOR_GONE waits for the doorkeeper to go. */
void	http_door_set(struct http_server *, enum http_door);
size_t	http_counter_of(const struct http_server *, const struct sockaddr *);

bool	http_worker_start(struct http_server *);
/* Suspends the connection; false when too many wait already. */
bool	http_worker_add(struct http_call *);
/* Runs what is queued, then ends the threads. */
void	http_worker_stop(struct http_server *);

#endif
