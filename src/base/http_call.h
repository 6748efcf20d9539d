#ifndef BASE_HTTP_CALL_H
#define BASE_HTTP_CALL_H

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdatomic.h>
#include <stdint.h>

#include "base/http.h"
#include "base/http_meter.h"

/*
 * One connection and the request under way on it: http_head.c judges it by its
 * headers, http_call.c leads it to its answer. The threads that do so are in
 * http_threads.h.
 */
struct http_server;

/* What one thread owns. The arena is empty between requests. */
struct http_lane {
	struct arena *mem;
	void *thread;		/* from config.thread_open */
};

enum http_stage { STAGE_IDLE, STAGE_READING, STAGE_WAITING, STAGE_ANSWERED };

/*
 * It belongs to the thread that reads the connection; from http_worker_add to
 * MHD_resume_connection, to the workers.
 */
struct http_call {
	struct http_server *server;
	struct MHD_Connection *connection;
	struct http_call *next;		/* in the queue */
	enum http_stage stage;
	const char *method;
	bool secure;			/* the request came by TLS */
	char *target;			/* raw: path and query */
	size_t target_room;
	char *body;
	size_t nbody, body_room, most;	/* this request may have */
	size_t ndropped;		/* of a body that is */
	unsigned refused;		/* with this status, once it is read */
	struct MHD_Response *response;
	unsigned status;
	void *hold;			/* of the answer */
	struct http_mark mark;
	size_t nanswer;
	char address[INET6_ADDRSTRLEN];

	/* Of the connection; http_door.c looks at them from its thread. */
	struct http_call *earlier, *later;	/* guests_lock */
	int fd;
	size_t counter;			/* of its address */
	atomic_llong until;		/* ms of http_now; 0: no limit */
	atomic_llong idle_since;	/* 0: a request is under way */
};

enum {
	HTTP_MAX_HEADERS = 64,
	/* Bytes a millisecond that a peer is expected to take. */
	HTTP_TAKE_RATE = 16
};

/* 0, or the status to refuse the request with before its body is read. Sets
 * *nbody to the length that was announced. */
unsigned http_head_check(const struct http_call *, const char *version,
    unsigned long long *nbody);

/* Who asks: the peer, or whom the proxy that is believed names last. */
const char *http_head_address(struct arena *, const struct http_call *,
    const struct pairs *headers);
/* Whether nobody could read along: TLS here, or at the proxy that is believed. */
bool	http_head_secure(const struct http_call *, const struct pairs *headers);

/* Fills call->response and call->status; nothing of the lane is kept. */
void	http_call_run(struct http_call *, struct http_lane *);
/* What the reader has on whose thread this is. */
struct http_lane *http_call_lane(struct http_server *);
/* From now on the peer has so long for what it is about to do. */
void	http_call_allow(struct http_call *, int64_t seconds, uint64_t more_ms);
/* A response that the stream is asked for, and that ends it. */
struct MHD_Response *http_stream_response(struct http_call *,
    const struct http_stream *);
/* Resumes a suspended connection, once its answer may leave. */
void	http_call_settle(struct http_call *);

/* libmicrohttpd's side of a connection's life. */
void	http_call_connect(void *server, struct MHD_Connection *, void **call,
    enum MHD_ConnectionNotificationCode);
void	*http_call_target(void *server, const char *, struct MHD_Connection *);
enum MHD_Result http_call_step(void *server, struct MHD_Connection *,
    const char *url, const char *method, const char *version,
    const char *bytes, size_t *n, void **call);
void	http_call_end(void *server, struct MHD_Connection *, void **call,
    enum MHD_RequestTerminationCode);

#endif
