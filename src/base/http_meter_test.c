#include <string.h>
#include <unistd.h>

#include "base/http_meter.h"
#include "base/http_site_test.h"
#include "tests/kit.h"

/* By the address' second letter: what leaves no trace, and the rest. */
static unsigned
kind(const char *method, const char *target)
{
	return target[1] == 'x' ? HTTP_KINDS : strcmp(method, "GET") != 0;
}

static uint64_t
total(const struct http_figures *f, unsigned k)
{
	uint64_t n = 0;

	for (size_t i = 0; i <= HTTP_STEPS; i++)
		n += f->within[k][i];
	return n;
}

static void
begin(struct http_site *s, struct http_meter *m)
{
	http_site_new(s, 2, 2);
	s->config.meter = m;
	s->server = http_start(&s->config);
	EXPECT(s->server);
}

UNIT(meter_counts_each_answer_once_by_kind_and_status)
{
	struct http_meter *m = http_meter_new(kind);
	struct http_figures f;
	struct http_site s;

	begin(&s, m);
	for (int i = 0; i < 3; i++)
		EXPECT(http_site_ask(&s, GET("/a")) == 200);
	EXPECT(http_site_ask(&s, GET("/x/secret")) == 200);
	EXPECT(http_site_ask(&s, "POST /b" HOST "Content-Length: 1\r\n\r\nx") ==
	    200);
	EXPECT(http_site_ask(&s, "POST /b" HOST
	    "Content-Length: 9000\r\n\r\n") == 413);
	EXPECT(http_site_ask(&s, GET("/%zz")) == 400);
	http_site_close(&s);
	http_meter_read(m, &f);
	EXPECT(f.answers[0][2] == 3 && f.answers[0][4] == 1);
	EXPECT(f.answers[1][2] == 1 && f.answers[1][4] == 1);
	EXPECT(total(&f, 0) == 4 && f.micros[0] > 0);
	EXPECT(f.in_progress == 0 && f.connections == 0);
	http_meter_free(m);
}

UNIT(meter_shows_what_is_under_way_and_forgets_who_went)
{
	struct http_meter *m = http_meter_new(kind);
	struct http_figures f;
	struct http_site s;
	int fd;

	begin(&s, m);
	fd = peer_call(http_port(s.server));
	peer_say(fd, "POST /gate" HOST "Content-Length: 1\r\n\r\nx");
	gate_wait(&s, 1);
	http_meter_read(m, &f);
	EXPECT(f.in_progress == 1 && f.connections == 1);
	EXPECT(total(&f, 1) == 0);
	close(fd);
	gate_open(&s);
	/* Half a request, and the peer is gone. */
	fd = peer_call(http_port(s.server));
	peer_say(fd, "POST /b" HOST "Content-Length: 9\r\n\r\nx");
	close(fd);
	http_site_close(&s);
	http_meter_read(m, &f);
	EXPECT(f.in_progress == 0 && f.connections == 0);
	http_meter_free(m);
}
