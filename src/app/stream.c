#include "app/stream.h"

#include "app/access.h"
#include "app/desk.h"
#include "base/log.h"

enum { PIECE_BYTES = 256 * 1024 };

static const char *
kept(struct arena *mem, const char *s)
{
	return s ? arena_text(mem, s) : NULL;
}

static struct person
person_kept(struct arena *mem, const struct person *p)
{
	return (struct person){ .id = kept(mem, p->id),
		.login = kept(mem, p->login), .name = kept(mem, p->name),
		.role = kept(mem, p->role), .agency = kept(mem, p->agency),
		.agency_kind = kept(mem, p->agency_kind),
		.agency_place = kept(mem, p->agency_place),
		.rights = p->rights };
}

struct stream *
stream_new(struct request *r)
{
	struct arena *mem = arena_new();
	struct stream *s = arena_take(mem, sizeof(*s));

	*s = (struct stream){ .mem = mem, .nobody = !r->who,
		.who = r->who ? person_kept(mem, r->who) :
		(struct person){ 0 }, .today = arena_text(mem, r->today),
		.now = arena_text(mem, r->now),
		.path = arena_text(mem, r->path) };
	r->answer.stream = s;
	return s;
}

void
stream_free(struct stream *s)
{
	if (s)
		arena_free(s->mem);
}

static bool
more(void *stream, void *thread, struct arena *mem, struct buffer *out)
{
	struct stream *s = stream;
	struct desk *d = thread;
	struct request r = { .mem = mem, .db = d->db, .site = d->site,
		.codes = d->codes, .who = s->nobody ? NULL : &s->who,
		.today = s->today,
		.now = s->now, .method = "GET", .path = s->path,
		.address = "" };
	enum result rc;
	size_t seen;

	r.answer.body = buffer_sized(mem, PIECE_BYTES);
	rc = s->more(&r, s->ctx);
	(void)access_sights(&r, &seen);
	if (seen)
		log_error("stream", "%s tells of children", s->path);
	*out = r.answer.body;
	return !rc && !seen && !r.damaged;
}

static void
end(void *stream)
{
	stream_free(stream);
}

struct http_stream
stream_body(struct stream *s)
{
	return (struct http_stream){ more, end, s };
}
