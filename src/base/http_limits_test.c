#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/http_site_test.h"
#include "tests/kit.h"

static int
send_body(struct http_site *s, size_t n, bool chunked)
{
	char head[200], *body = calloc(1, n + 1), answer[ANSWER];
	int fd = peer_call(http_port(s->server));

	memset(body, 'x', n);
	snprintf(head, sizeof(head),
	    chunked ? "POST /" HOST "Transfer-Encoding: chunked\r\n\r\n%zx\r\n"
		    : "POST /" HOST "Content-Length: %zu\r\n\r\n",
	    n);
	peer_say(fd, head);
	peer_send(fd, body, n);
	if (chunked)
		peer_say(fd, "\r\n0\r\n\r\n");
	peer_hear(fd, answer, true);
	if (answer_status(answer) == 413)
		EXPECT(peer_ended(fd) && strstr(answer, "大きすぎ"));
	close(fd);
	free(body);
	return answer_status(answer);
}

UNIT(http_body_over_the_limit_is_413)
{
	struct http_site s;

	http_site_open(&s, 2, 1);
	EXPECT(send_body(&s, MAX_BODY, false) == 200);
	EXPECT(send_body(&s, MAX_BODY + 1, false) == 413);
	EXPECT(send_body(&s, MAX_BODY * 4, false) == 413);
	EXPECT(send_body(&s, MAX_BODY, true) == 200);
	EXPECT(send_body(&s, MAX_BODY + 1, true) == 413);
	EXPECT(send_body(&s, MAX_BODY * 100, true) == 0);
	EXPECT(http_site_ask(
		   &s, "POST /" HOST "Content-Length: 9999999\r\n\r\n") == 413);
	EXPECT(http_site_ask(&s, "POST /" HOST "Expect: 100-continue\r\n"
				 "Content-Length: 1001\r\n\r\n") == 413);
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

UNIT(http_requests_that_may_be_read_two_ways_are_400)
{
	static const char *const broken[] = {
		"POST /" HOST "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx",
		"POST /" HOST "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
		"POST /" HOST "Content-Length: 5\r\n"
		"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"POST /" HOST "Transfer-Encoding: chunked\r\n"
		"Content-Length: 5\r\n\r\n0\r\n\r\n",
		"POST /" HOST "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
		"POST /" HOST "Transfer-Encoding: xchunked\r\n\r\n",
		"POST /" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n",
		"POST /" HOST "Transfer-Encoding:\r\n chunked\r\n\r\n",
		"POST /" HOST "Content-Length:\r\n 3\r\n\r\n",
		"GET /" HOST "X: a\r\n\tb\r\n\r\n",
		"GET /" HOST "Host: u\r\n\r\n",
		"POST /" HOST "Content-Length: x\r\n\r\n",
		"POST /" HOST "Content-Length: -1\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n"
	};
	struct http_site s;

	http_site_open(&s, 2, 1);
	for (size_t i = 0; i < COUNT(broken); i++)
		EXPECT(http_site_ask(&s, broken[i]) == 400);
	EXPECT(http_site_ask(&s, GET("/")) == 200);
	EXPECT(http_site_ask(&s, "GET /" HOST "A:b\r\nC:\r\nD: \t e\r\n\r\n") ==
	       200);
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
