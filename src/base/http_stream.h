#ifndef BASE_HTTP_STREAM_H
#define BASE_HTTP_STREAM_H

#include <stdbool.h>

#include "base/buffer.h"

/*
 * A body that is made while it is sent: for what is too long to hold. It runs
 * on the thread that reads the connection, with what that one has opened.
 */
struct http_stream {
	/* Appends the next piece to `out`, which lives in the arena; nothing:
	 * that was all. False: it cannot go on, and the connection breaks, so
	 * that nobody takes the half for the whole. */
	bool	(*more)(void *ctx, void *thread, struct arena *, struct buffer *out);
	void	(*end)(void *ctx);	/* once, however it ends; any thread */
	void	*ctx;
};

#endif
