#include <stdlib.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/http_site_test.h"
#include "tests/kit.h"

static int
send_body(struct http_site *s, const char *target, size_t n)
{
	char head[200], *body = calloc(1, n + 1), answer[ANSWER];
	int fd = peer_call(http_port(s->server));

	memset(body, 'x', n);
	snprintf(head, sizeof(head),
	    "POST %s" HOST "Content-Length: %zu\r\n\r\n", target, n);
	peer_say(fd, head);
	peer_send(fd, body, n);
	peer_hear(fd, answer, true);
	if (answer_status(answer) == 413)
		EXPECT(peer_ended(fd) && strstr(answer, "大きすぎ"));
	close(fd);
	free(body);
	return answer_status(answer);
}

static bool
is_upload(const char *target)
{
	return strcmp(target, "/upload") == 0;
}

UNIT(http_body_over_the_limit_is_413)
{
	struct http_site s;

	http_site_new(&s, 2, 1);
	s.config.max_upload = MAX_BODY * 3;
	s.config.is_upload = is_upload;
	s.server = http_start(&s.config);
	EXPECT(s.server);
	EXPECT(send_body(&s, "/", MAX_BODY) == 200);
	EXPECT(send_body(&s, "/", MAX_BODY + 1) == 413);
	EXPECT(send_body(&s, "/", MAX_BODY * 4) == 413);
	EXPECT(send_body(&s, "/upload", MAX_BODY * 3) == 200);
	EXPECT(send_body(&s, "/upload", MAX_BODY * 3 + 1) == 413);
	EXPECT(http_site_ask(
		   &s, "POST /" HOST "Content-Length: 9999999\r\n\r\n") == 413);
	EXPECT(http_site_ask(&s, "POST /" HOST "Expect: 100-continue\r\n"
				 "Content-Length: 1001\r\n\r\n") == 413);
	http_site_close(&s);
}

UNIT(http_bodies_together_take_no_more_than_their_share)
{
	struct http_site s;
	char answer[ANSWER], body[MAX_BODY];
	int first;

	http_site_new(&s, 1, 1);
	s.config.max_held = 3 * MAX_BODY;
	s.server = http_start(&s.config);
	EXPECT(s.server);
	memset(body, 'x', sizeof(body));
	first = peer_call(http_port(s.server));
	peer_say(first, "POST /" HOST "Content-Length: 1000\r\n\r\n");
	peer_send(first, body, sizeof(body) - 1);
	/* One thread reads all: when it answers, it has the first's bytes. */
	EXPECT(http_site_ask(&s, GET("/")) == 200);
	EXPECT(send_body(&s, "/", MAX_BODY) == 503);
	peer_send(first, body, 1);
	peer_hear(first, answer, true);
	EXPECT(answer_status(answer) == 200);
	close(first);
	/* The server learns in its own time that the first one is gone. */
	while (send_body(&s, "/", MAX_BODY) != 200)
		continue;
	http_site_close(&s);
}

UNIT(http_broken_targets_are_400)
{
	static const char *const broken[] = { GET("/%"), GET("/%zz"),
		GET("/a%4"), GET("/%00"), GET("/%ff"), GET("/%C0%AF"),
		GET("/%ED%A0%80"), GET("/\xe3\x81"), GET("x"), GET("http://t/"),
		"POST /%zz" HOST "Content-Length: 0\r\n\r\n" };
	struct http_site s;

	http_site_open(&s, 2, 1);
	for (size_t i = 0; i < COUNT(broken); i++)
		EXPECT(http_site_ask(&s, broken[i]) == 400);
	EXPECT(http_site_ask(&s, GET("/%25?%zz")) == 200);
	http_site_close(&s);
}

static const struct raw {
	const char *bytes;
	size_t n;
} broken[] = {
#define RAW(text) \
	{ \
		text, sizeof(text) - 1 \
	}
	/* The body's length, said twice or falsely. */
	RAW("POST /" HOST "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx"),
	RAW("POST /" HOST "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx"),
	RAW("POST /" HOST "Content-Length: 5\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	RAW("POST /" HOST "Transfer-Encoding: chunked\r\n"
	    "Content-Length: 5\r\n\r\n0\r\n\r\n"),
	RAW("POST /" HOST "Transfer-Encoding: chunked\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
	RAW("POST /" HOST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
	RAW("POST /" HOST "Transfer-Encoding: xchunked\r\n\r\n"),
	RAW("POST /" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n"),
	RAW("POST /" HOST "Transfer-Encoding: identity\r\n\r\n"),
	RAW("POST /" HOST "Content-Length: x\r\n\r\n"),
	RAW("POST /" HOST "Content-Length: -1\r\n\r\n"),
	RAW("POST /" HOST "Content-Length: +1\r\n\r\nx"),
	RAW("POST /" HOST "Content-Length: 0x1\r\n\r\nx"),
	RAW("POST /" HOST "Content-Length: 1 \r\n\r\nx"),
	RAW("POST /" HOST "Content-Length: 1, 1\r\n\r\nx"),
	RAW("POST /" HOST "Content-Length:\r\n\r\n"),
	/* Lines folded, or ended otherwise than by CR LF. */
	RAW("POST /" HOST "Transfer-Encoding:\r\n chunked\r\n\r\n"),
	RAW("POST /" HOST "Content-Length:\r\n 3\r\n\r\n"),
	RAW("GET /" HOST "X: a\r\n\tb\r\n\r\n"),
	RAW("GET / HTTP/1.1\nHost: t\r\n\r\n"),
	RAW("GET / HTTP/1.1\r\nHost: t\n\r\n"),
	RAW("GET /" HOST "A: b\nC: d\r\n\r\n"),
	RAW("GET /" HOST "\n"),
	RAW("GET / HTTP/1.1\nHost: t\n\n"),
	RAW("GET /" HOST "A: b\rC: d\r\n\r\n"),
	RAW("GET /" HOST "A: b\r\r\n\r\n"),
	/* Bytes that do not belong there. */
	RAW("GET /" HOST "A: b\0c\r\n\r\n"),
	RAW("GET /" HOST "A\0b: c\r\n\r\n"),
	RAW("GET /a\0b" HOST "\r\n"),
	RAW("GET /a?\0b" HOST "\r\n"),
	RAW("G\0T /" HOST "\r\n"),
	RAW("GET /\x01" HOST "\r\n"),
	RAW("GET /" HOST "A: \x01\r\n\r\n"),
	RAW("GET /" HOST "A: \x7f\r\n\r\n"),
	RAW("GET /" HOST "A b: c\r\n\r\n"),
	RAW("GET /" HOST "A : c\r\n\r\n"),
	RAW("GET /" HOST ": c\r\n\r\n"),
	RAW("GET /" HOST "no colon\r\n\r\n"),
	RAW("GET /" HOST "A(b): c\r\n\r\n"),
	RAW("G{T /" HOST "\r\n"),
	RAW("GET / HTTP/1.1\r\n Host: t\r\n\r\n"),
	/* Blanks too many, words too few. */
	RAW("GET  /" HOST "\r\n"),
	RAW("GET / a" HOST "\r\n"),
	RAW("GET /  HTTP/1.1\r\nHost: t\r\n\r\n"),
	RAW("GET / HTTP/1.1 \r\nHost: t\r\n\r\n"),
	RAW(" GET /" HOST "\r\n"),
	RAW("GET /\r\nHost: t\r\n\r\n"),
	RAW("GET \r\nHost: t\r\n\r\n"),
	RAW("GET\r\n\r\n"),
	RAW("GET / HTTP/2.0\r\nHost: t\r\n\r\n"),
	RAW("GET / HTTP/1.1x\r\nHost: t\r\n\r\n"),
	RAW("GET / http/1.1\r\nHost: t\r\n\r\n"),
	RAW("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
	RAW("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
	/* Whose request is it? */
	RAW("GET /" HOST "Host: u\r\n\r\n"),
	RAW("GET / HTTP/1.1\r\n\r\n"),
#undef RAW
};

/* Answered 400, or in the worst cases not at all, and in every case over. */
static bool
is_refused(struct http_site *s, const struct raw *r)
{
	char answer[ANSWER] = "";
	int fd = peer_call(http_port(s->server)), status;
	size_t n = 0;
	ssize_t got;

	peer_send(fd, r->bytes, r->n);
	peer_say(fd, GET("/smuggled"));
	while (n + 1 < sizeof(answer) &&
	       (got = recv(fd, answer + n, sizeof(answer) - n - 1, 0)) > 0)
		n += (size_t)got;
	EXPECT(got == 0 || errno == ECONNRESET);
	status = answer_status(answer);
	close(fd);
	if ((status == 400 || status == 505 || !n) &&
	    !strstr(answer, "/smuggled"))
		return true;
	printf("let through: %s\n%s\n", r->bytes, answer);
	return false;
}

UNIT(http_requests_that_may_be_read_two_ways_are_400)
{
	struct http_site s;
	size_t passed = 0;

	http_site_open(&s, 2, 1);
	for (size_t i = 0; i < COUNT(broken); i++)
		passed += !is_refused(&s, &broken[i]);
	EXPECT(passed == 0);
	EXPECT(http_site_ask(&s, GET("/")) == 200);
	EXPECT(http_site_ask(&s, "\r\n" GET("/")) == 200);
	EXPECT(http_site_ask(&s, "GET / HTTP/1.0\r\n\r\n") == 200);
	EXPECT(http_site_ask(
		   &s, "GET /" HOST "A:b\r\nC: d\r\nD: \t e\r\n\r\n") == 200);
	EXPECT(http_site_ask(&s, "POST /" HOST "Transfer-Encoding: chunked\r\n"
				 "\r\n1\r\nx\r\n0\r\n\r\n") == 411);
	http_site_close(&s);
}

UNIT(http_headers_over_the_limit_are_431)
{
	struct http_site s;
	char request[40000] = "GET /" HOST "X-Long: ";
	size_t n = strlen(request);

	http_site_open(&s, 2, 1);
	memset(request + n, 'x', 15000);
	memcpy(request + n + 15000, "\r\n\r\n", 5);
	EXPECT(http_site_ask(&s, request) == 200);
	memset(request + n, 'x', 17000);
	memcpy(request + n + 17000, "\r\n\r\n", 5);
	EXPECT(http_site_ask(&s, request) == 431);
	memset(request + n, 'x', 39000);
	memcpy(request + n + 39000, "\r\n\r\n", 5);
	EXPECT(http_site_ask(&s, request) == 431);
	for (size_t i = 0; i < 65; i++)
		memcpy(request + strlen("GET /" HOST) + i * 6, "A: b\r\n", 7);
	memcpy(request + strlen("GET /" HOST) + 65 * 6, "\r\n", 3);
	EXPECT(http_site_ask(&s, request) == 431);
	http_site_close(&s);
}
