#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/http_site_test.h"
#include "tests/kit.h"

/* A server whose answers are poured out in pieces of one letter. */
enum { PIECE = 100000, PIECES = 200, BREAKS_AT = 3 };

struct pouring {
	struct http_site site;
	atomic_int made, ended;
	bool breaks;
};

struct poured {
	long letters;			/* behind the head */
	char last[6];
};

static bool
more(void *ctx, void *thread, struct arena *mem, struct buffer *out)
{
	struct pouring *p = ctx;
	int n = atomic_fetch_add(&p->made, 1);
	char *letters = arena_take(mem, PIECE);

	EXPECT(thread == &p->site && !out->len);
	if (p->breaks && n == BREAKS_AT)
		return false;
	memset(letters, 'z', PIECE);
	if (n < PIECES)
		buffer_bytes(out, letters, PIECE);
	return true;
}

static void
end(void *ctx)
{
	struct pouring *p = ctx;

	atomic_fetch_add(&p->ended, 1);
}

static void
pour(void *app, void *thread, struct arena *mem, const struct http_request *q,
    struct http_answer *a)
{
	struct pouring *p = app;

	(void)thread;
	(void)mem;
	p->breaks = strcmp(q->path, "/breaks") == 0;
	a->status = 200;
	a->type = "text/csv";
	a->stream = (struct http_stream){ more, end, p };
}

static void
pouring_open(struct pouring *p)
{
	memset(p, 0, sizeof(*p));
	http_site_new(&p->site, 1, 1);
	p->site.config.handle = pour;
	p->site.config.timeout = 1;
	p->site.server = http_start(&p->site.config);
	EXPECT(p->site.server);
}

static int
pour_to(struct pouring *p, const char *request)
{
	int fd = peer_call(http_port(p->site.server));

	peer_say(fd, request);
	return fd;
}

/* All that comes until the other side closes. */
static struct poured
drink(int fd)
{
	struct poured all = { 0 };
	char some[4096];
	bool head = true;
	ssize_t n;

	while ((n = recv(fd, some, sizeof(some), 0)) > 0) {
		for (ssize_t i = 0; i < n; i++) {
			memmove(all.last, all.last + 1, 4);
			all.last[4] = some[i];
			all.letters += !head && some[i] == 'z';
			head = head && memcmp(all.last + 1, "\r\n\r\n", 4) != 0;
		}
	}
	close(fd);
	return all;
}

UNIT(http_stream_comes_whole_and_ends_once)
{
	struct pouring p;
	struct poured all;

	pouring_open(&p);
	all = drink(pour_to(&p, "GET /" HOST "Connection: close\r\n\r\n"));
	EXPECT(all.letters == (long)PIECE * PIECES);
	EXPECT(memcmp(all.last, "0\r\n\r\n", 5) == 0);
	http_site_close(&p.site);
	EXPECT(atomic_load(&p.ended) == 1);
}

UNIT(http_stream_that_breaks_off_does_not_look_whole)
{
	struct pouring p;
	struct poured all;

	pouring_open(&p);
	all = drink(pour_to(&p, GET("/breaks")));
	EXPECT(all.letters == (long)PIECE * BREAKS_AT);
	EXPECT(memcmp(all.last, "0\r\n\r\n", 5) != 0);
	http_site_close(&p.site);
	EXPECT(atomic_load(&p.ended) == 1);
}

UNIT(http_stream_is_not_made_for_a_head)
{
	struct pouring p;
	struct poured all;

	pouring_open(&p);
	all = drink(pour_to(&p, "HEAD /" HOST "Connection: close\r\n\r\n"));
	EXPECT(all.letters == 0);
	http_site_close(&p.site);
	EXPECT(atomic_load(&p.made) == 0 && atomic_load(&p.ended) == 1);
}

UNIT(http_stream_is_made_no_faster_than_it_is_taken)
{
	struct pouring p;
	char some[1];
	int fd;

	pouring_open(&p);
	fd = pour_to(&p, GET("/"));
	EXPECT(recv(fd, some, 1, 0) == 1);
	http_site_ask(&p.site, "HEAD /" HOST "\r\n");
	close(fd);
	http_site_close(&p.site);
	EXPECT(atomic_load(&p.made) < PIECES && atomic_load(&p.ended) == 2);
}
