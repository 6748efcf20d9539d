#ifndef BASE_HTTP_H
#define BASE_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/http_stream.h"
#include "base/pair.h"

/*
 * The HTTP server: bytes in, one handler call a request, bytes out. It knows
 * nothing of casework. GET and HEAD run on the thread that reads the socket;
 * everything else runs on a pool of workers, so that a handler may wait for a
 * commit without holding up other people's reads.
 */
struct http_request {
	const char *method, *path;	/* path is decoded, valid UTF-8 */
	const char *query;		/* raw, after "?"; "" without */
	struct pairs headers;		/* names in lower case */
	const char *body;		/* NUL after the last byte */
	size_t nbody;
	const char *address;		/* of the peer, or behind the proxy */
	bool secure;			/* TLS to us, or to the proxy */
};

struct http_answer {
	int status;
	const char *type;		/* Content-Type */
	struct pairs headers;
	const char *body;		/* lives in the arena of the call */
	size_t nbody;
	struct http_stream stream;	/* instead of the body; more NULL: none */
	void *hold;			/* see http_config.settle */
};

struct http_config {
	const char *cert, *key;		/* PEM, read at the start; NULL: http */
	const char *proxy;		/* its X-Forwarded-* are believed */
	const char *host;		/* "127.0.0.1" */
	int port;			/* 0: any, see http_port */
	unsigned readers;		/* threads; 0: one a core */
	unsigned workers;		/* threads for everything but GET */
	int listening;			/* taken over; 0: host and port */
	size_t max_body, max_upload;	/* bytes; 413 beyond */
	bool	(*is_upload)(const char *target);	/* NULL: none is */
	size_t max_held;		/* of all bodies; 503 beyond. 0: any */
	unsigned max_connections, max_of_address;	/* latter 0: any */
	/* Seconds: between requests; for a head, a body (0: 10, 30; long: more). */
	unsigned timeout, head_time, body_time;
	/* One per thread, before its first request; NULL ends the start. */
	void	*(*thread_open)(void *app);
	void	(*thread_close)(void *app, void *thread);
	/* Must fill the answer. The arena is the thread's, reset each time. */
	void	(*handle)(void *app, void *thread, struct arena *,
	    const struct http_request *, struct http_answer *);
	/* An answer with `hold` set does not leave before then(ctx, true), which
	 * any thread may call, once; false makes it a 503. May be NULL. */
	void	(*settle)(void *app, void *hold,
	    void (*then)(void *ctx, bool leave), void *ctx);
	void	*app;
	struct http_meter *meter;	/* http_meter.h; NULL: nothing is counted */
};

struct http_server;

/* A socket for `listening`, or -1: logged. */
int	http_listen(const char *host, int port);
struct http_server *http_start(const struct http_config *);	/* NULL: logged */
int	http_port(const struct http_server *);
/* False: since the last call there was nobody left to answer anything. */
bool	http_is_alive(struct http_server *);
/* Answers what has come in, refuses what comes later, ends the threads. A
 * listening socket that others hold too stays open with them. */
void	http_stop(struct http_server *);

/* Splits "a=1&b=2", percent and plus decoded. INVALID: broken escape, broken
 * UTF-8, NUL, more than FORM_MAX_FIELDS. Used for queries and form bodies. */
enum { FORM_MAX_FIELDS = 200, FORM_MAX_UPLOADS = 8 };
enum result form_urlencoded(struct arena *, const char *, size_t,
    struct pairs *) MUST_CHECK;

struct upload {
	const char *name;	/* of the form field */
	const char *file;	/* as the browser called it; never a path */
	const char *bytes;	/* inside the body, not terminated */
	size_t len;
};

struct uploads {
	struct upload at[FORM_MAX_UPLOADS];
	size_t n;
};

/* multipart/form-data; `type` is the Content-Type with its boundary. */
enum result form_multipart(struct arena *, const char *type, const char *,
    size_t, struct pairs *, struct uploads *) MUST_CHECK;
/* Value of one cookie, or NULL. */
const char *http_cookie(struct arena *, const char *header, const char *name);

#endif
