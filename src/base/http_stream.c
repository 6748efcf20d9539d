#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/http_threads.h"

/* What libmicrohttpd asks for at once, and so has in memory of one answer. */
enum { BLOCK = 64 * 1024 };

/* An answer under way: the piece that was made last, and how far it is sent. */
struct sending {
	struct http_stream stream;
	struct http_call *call;
	struct arena *mem;		/* of the piece */
	struct buffer piece;
	size_t sent;
};

/* The peer has so long for each piece as for an answer of that length. */
static bool
make_piece(struct sending *s)
{
	struct http_server *server = s->call->server;
	struct http_lane *lane = http_call_lane(server);

	arena_reset(s->mem);
	s->piece = buffer_new(s->mem);
	s->sent = 0;
	if (!s->stream.more(s->stream.ctx, lane->thread, s->mem, &s->piece))
		return false;
	http_call_allow(s->call, server->config.body_time,
	    s->piece.len / HTTP_TAKE_RATE);
	return true;
}

static ssize_t
give(void *sending, uint64_t at, char *to, size_t most)
{
	struct sending *s = sending;
	size_t n;

	(void)at;
	if (s->sent == s->piece.len && !make_piece(s)) {
		/* The library would let the peer wait for its next look. */
		shutdown(s->call->fd, SHUT_RDWR);
		return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	n = s->piece.len - s->sent;
	if (!n)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (n > most)
		n = most;
	memcpy(to, s->piece.s + s->sent, n);
	s->sent += n;
	return (ssize_t)n;
}

static void
end(void *sending)
{
	struct sending *s = sending;

	s->stream.end(s->stream.ctx);
	arena_free(s->mem);
	free(s);
}

struct MHD_Response *
http_stream_response(struct http_call *c, const struct http_stream *stream)
{
	struct sending *s = calloc(1, sizeof(*s));

	if (!s)
		abort();
	*s = (struct sending){ .stream = *stream, .call = c,
		.mem = arena_new() };
	return MHD_create_response_from_callback(
	    MHD_SIZE_UNKNOWN, BLOCK, give, s, end);
}
