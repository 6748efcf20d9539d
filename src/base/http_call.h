#ifndef BASE_HTTP_CALL_H
#define BASE_HTTP_CALL_H

#include <arpa/inet.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/http.h"

/*
 * What the three files of the HTTP server share: http_server.c starts and
 * stops, http_call.c leads one request from its headers to its answer,
 * http_worker.c runs those that may wait.
 */

/* What one thread owns. The arena is empty between requests. */
struct http_lane {
	struct arena *mem;
	void *thread;		/* from config.thread_open */
};

enum http_stage { STAGE_IDLE, STAGE_READING, STAGE_WAITING, STAGE_ANSWERED };

/*
 * One connection and the request under way on it. It belongs to the thread
 * that reads the connection; from http_worker_add to MHD_resume_connection,
 * to the workers.
 */
struct http_call {
	struct http_server *server;
	struct MHD_Connection *connection;
	struct http_call *next;		/* in the queue */
	enum http_stage stage;
	const char *method;
	char *target;			/* raw: path and query */
	size_t target_room;
	char *body;
	size_t nbody, body_room;
	size_t ndropped;		/* of a body that is */
	bool too_big;
	struct MHD_Response *response;
	unsigned status;
	char address[INET6_ADDRSTRLEN];
};

struct http_server {
	struct http_config config;
	struct MHD_Daemon *daemon;
	int port;
	struct http_lane *lanes;	/* readers first, then workers */
	size_t nlanes;
	pthread_key_t lane_key;
	atomic_size_t nreaders;		/* that have taken their lane */

	pthread_mutex_t lock;		/* of everything below */
	pthread_cond_t filled, quiet;
	struct http_call *first, **last;
	size_t nqueued;
	bool closed;			/* the queue takes nothing more */
	pthread_t *workers;
	size_t nworkers;

	atomic_bool stopping;
	atomic_size_t under_way;	/* requests being read or answered */
};

/* Fills call->response and call->status; nothing of the lane is kept. */
void	http_call_run(struct http_call *, struct http_lane *);
void	http_call_refuse(struct http_call *, unsigned status);

/* libmicrohttpd's side of a connection's life. */
void	http_call_connect(void *server, struct MHD_Connection *, void **call,
    enum MHD_ConnectionNotificationCode);
void	*http_call_target(void *server, const char *, struct MHD_Connection *);
enum MHD_Result http_call_step(void *server, struct MHD_Connection *,
    const char *url, const char *method, const char *version,
    const char *bytes, size_t *n, void **call);
void	http_call_end(void *server, struct MHD_Connection *, void **call,
    enum MHD_RequestTerminationCode);

bool	http_worker_start(struct http_server *);
/* Suspends the connection; false when too many wait already. */
bool	http_worker_add(struct http_call *);
/* Runs what is queued, then ends the threads. */
void	http_worker_stop(struct http_server *);

#endif
