#ifndef APP_STREAM_H
#define APP_STREAM_H

#include "app/request.h"

/*
 * An answer too long to hold, made piece by piece while it is sent. Each piece
 * has a request of its own, of whom and when the first one was; what goes on
 * from piece to piece lives in `mem`. Nothing of a child may be in it: what is
 * shown of children is written down before an answer leaves, not after.
 */
struct stream {
	struct arena *mem;
	/* Appends the next piece to the body of the answer, nothing at the end.
	 * A result other than OK breaks the answer off. */
	enum result (*more)(struct request *, void *ctx);
	void *ctx;
	struct person who;
	bool nobody;			/* signed in: a site open to all */
	const char *today, *now, *path;
};

/* This request's answer from now on; `more` and `ctx` are for the handler to
 * set. Freed when it is sent, or when the handler fails after all. */
struct stream *stream_new(struct request *);
void	stream_free(struct stream *);		/* NULL is fine */
/* What the server asks for the pieces. */
struct http_stream stream_body(struct stream *);

#endif
