#include "base/http.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "tests/kit.h"

enum { MAX_BODY = 1000, ANSWER = 8192, QUEUED = 64 };

/* A server whose /gate waits until the test opens the gate. */
struct site {
	struct http_config config;
	struct http_server *server;
	pthread_mutex_t lock;
	pthread_cond_t turned;
	bool open;
	size_t waiting;
	atomic_int threads, opened;
	int threads_at_most;
};

static void *
thread_open(void *app)
{
	struct site *s = app;

	if (atomic_load(&s->threads) == s->threads_at_most)
		return NULL;
	atomic_fetch_add(&s->opened, 1);
	atomic_fetch_add(&s->threads, 1);
	return s;
}

static void
thread_close(void *app, void *thread)
{
	struct site *s = app;

	EXPECT(thread == app);
	atomic_fetch_sub(&s->threads, 1);
}

static void
wait_at_gate(struct site *s)
{
	pthread_mutex_lock(&s->lock);
	s->waiting++;
	pthread_cond_broadcast(&s->turned);
	while (!s->open)
		pthread_cond_wait(&s->turned, &s->lock);
	pthread_mutex_unlock(&s->lock);
}

static void
wait_for_guests(struct site *s, size_t n)
{
	pthread_mutex_lock(&s->lock);
	while (s->waiting < n)
		pthread_cond_wait(&s->turned, &s->lock);
	pthread_mutex_unlock(&s->lock);
}

static void
open_gate(struct site *s)
{
	pthread_mutex_lock(&s->lock);
	s->open = true;
	pthread_cond_broadcast(&s->turned);
	pthread_mutex_unlock(&s->lock);
}

/* Answers what it was asked: "METHOD PATH QUERY ADDRESS X-TOWN BODY". */
static void
echo(void *app, void *thread, struct arena *mem, const struct http_request *q,
    struct http_answer *a)
{
	const char *town = pairs_get(&q->headers, "x-town");

	EXPECT(thread == app && q->body[q->nbody] == '\0');
	if (strcmp(q->path, "/gate") == 0)
		wait_at_gate(app);
	a->status = 200;
	a->type = "text/plain; charset=utf-8";
	a->body = arena_fmt(mem, "%s %s [%s] %s %s [%s]", q->method, q->path,
	    q->query, q->address, town ? town : "-", q->body);
	a->nbody = strlen(a->body);
	if (strcmp(q->path, "/long") == 0) {
		a->nbody = 3000000;
		a->body = arena_take(mem, a->nbody);
	}
	if (strcmp(q->path, "/split") == 0) {
		a->headers.at = arena_array(mem, 1, sizeof(struct pair));
		a->headers.at[a->headers.n++] = (struct pair){ "X-A",
			"1\r\nX-B: 2" };
	}
}

static void
site_new(struct site *s, unsigned readers, unsigned workers)
{
	memset(s, 0, sizeof(*s));
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->turned, NULL);
	s->threads_at_most = 100;
	s->config = (struct http_config){ .host = "127.0.0.1",
		.readers = readers, .workers = workers, .max_body = MAX_BODY,
		.max_connections = 200, .timeout = 5,
		.thread_open = thread_open, .thread_close = thread_close,
		.handle = echo, .app = s };
}

static void
site_open(struct site *s, unsigned readers, unsigned workers)
{
	site_new(s, readers, workers);
	s->server = http_start(&s->config);
	EXPECT(s->server && http_port(s->server) > 0);
}

static void
site_close(struct site *s)
{
	http_stop(s->server);
	EXPECT(atomic_load(&s->threads) == 0);
	pthread_mutex_destroy(&s->lock);
	pthread_cond_destroy(&s->turned);
}

/* A socket, or -1 when the connection is refused. */
static int
call(int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval patience = { .tv_sec = 10 };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (connect(fd, (const struct sockaddr *)&to, sizeof(to)) == 0)
		return fd;
	close(fd);
	return -1;
}

static void
say_bytes(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t sent = send(fd, s, n, MSG_NOSIGNAL);

		if (sent <= 0)
			return;
		s += sent;
		n -= (size_t)sent;
	}
}

static void
say(int fd, const char *s)
{
	say_bytes(fd, s, strlen(s));
}

static const char *
header(const char *answer, const char *name)
{
	const char *at = strcasestr(answer, name);

	return at ? at + strlen(name) : NULL;
}

/* One whole answer, byte by byte so as to leave the next one alone. */
static const char *
hear(int fd, char answer[ANSWER], bool with_body)
{
	size_t n = 0, body = 0, wanted = ANSWER;
	const char *length;

	while (n + 1 < ANSWER && n < wanted && recv(fd, answer + n, 1, 0) == 1) {
		answer[++n] = '\0';
		if (body || n < 4 || memcmp(answer + n - 4, "\r\n\r\n", 4) != 0)
			continue;
		body = n;
		length = header(answer, "Content-Length: ");
		wanted = n + (with_body && length
		    ? strtoul(length, NULL, 10) : 0);
	}
	answer[n] = '\0';
	return answer + body;
}

static int
status(const char *answer)
{
	return strncmp(answer, "HTTP/1.1 ", 9) == 0
	    ? (int)strtol(answer + 9, NULL, 10) : 0;
}

static bool
ended(int fd)
{
	char more;

	return recv(fd, &more, 1, 0) <= 0;
}

#define HOST " HTTP/1.1\r\nHost: t\r\n"
#define GET(target) "GET " target HOST "\r\n"

/* The status of a request alone on its connection. */
static int
ask(struct site *s, const char *request)
{
	char answer[ANSWER];
	int fd = call(http_port(s->server));

	say(fd, request);
	hear(fd, answer, true);
	close(fd);
	return status(answer);
}

UNIT(http_request_reaches_the_handler_whole)
{
	struct site s;
	char answer[ANSWER];
	int fd;

	site_open(&s, 2, 2);
	fd = call(http_port(s.server));
	say(fd, "POST /a%2f%E9%9D%92?q=%20&r HTTP/1.1\r\nHost: t\r\n"
	    "X-TOWN: Aomori\r\nContent-Length: 3\r\n\r\nxyz");
	EXPECT(strcmp(hear(fd, answer, true),
	    "POST /a/青 [q=%20&r] 127.0.0.1 Aomori [xyz]") == 0);
	EXPECT(status(answer) == 200);
	EXPECT(strstr(answer, "Content-Type: text/plain; charset=utf-8\r\n"));
	say(fd, "BREW /" HOST "\r\n");
	EXPECT(strcmp(hear(fd, answer, true), "BREW / [] 127.0.0.1 - []") == 0);
	say(fd, "PUT /" HOST "Transfer-Encoding: chunked\r\n\r\n"
	    "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
	EXPECT(strcmp(hear(fd, answer, true), "PUT / [] 127.0.0.1 - [abc]")
	    == 0);
	close(fd);
	site_close(&s);
}

UNIT(http_connection_is_kept_and_pipelined_gets_come_in_order)
{
	struct site s;
	char answer[ANSWER];
	int fd;

	site_open(&s, 1, 1);
	fd = call(http_port(s.server));
	say(fd, GET("/0"));
	EXPECT(strncmp(hear(fd, answer, true), "GET /0 ", 7) == 0);
	say(fd, GET("/1") GET("/2") "POST /3" HOST
	    "Content-Length: 1\r\n\r\nx" GET("/4"));
	EXPECT(strncmp(hear(fd, answer, true), "GET /1 ", 7) == 0);
	EXPECT(strncmp(hear(fd, answer, true), "GET /2 ", 7) == 0);
	EXPECT(strncmp(hear(fd, answer, true), "POST /3 ", 8) == 0);
	EXPECT(strncmp(hear(fd, answer, true), "GET /4 ", 7) == 0);
	say(fd, "HEAD /5" HOST "\r\n" GET("/6"));
	hear(fd, answer, false);
	EXPECT(status(answer) == 200 && header(answer, "Content-Length: "));
	EXPECT(strncmp(hear(fd, answer, true), "GET /6 ", 7) == 0);
	close(fd);
	site_close(&s);
}

UNIT(http_request_may_come_in_single_bytes)
{
	static const char request[] = "POST /slow" HOST
	    "Content-Length: 2\r\n\r\nok";
	struct site s;
	char answer[ANSWER];
	int fd;

	site_open(&s, 2, 1);
	fd = call(http_port(s.server));
	for (size_t i = 0; request[i]; i++)
		say_bytes(fd, request + i, 1);
	EXPECT(strncmp(hear(fd, answer, true), "POST /slow ", 11) == 0);
	close(fd);
	site_close(&s);
}

UNIT(http_slow_handler_does_not_hold_up_reads)
{
	struct site s;
	char answer[ANSWER];
	int slow;

	site_open(&s, 1, 1);
	slow = call(http_port(s.server));
	say(slow, "POST /gate" HOST "Content-Length: 0\r\n\r\n");
	wait_for_guests(&s, 1);
	EXPECT(ask(&s, GET("/meanwhile")) == 200);
	open_gate(&s);
	EXPECT(strncmp(hear(slow, answer, true), "POST /gate ", 11) == 0);
	close(slow);
	site_close(&s);
}

UNIT(http_too_many_waiting_are_told_so)
{
	struct site s;
	char answer[ANSWER];
	int fds[QUEUED + 1];

	site_open(&s, 1, 1);
	for (size_t i = 0; i < COUNT(fds); i++) {
		fds[i] = call(http_port(s.server));
		say(fds[i], "POST /gate" HOST "Content-Length: 0\r\n\r\n");
		if (i == 0)
			wait_for_guests(&s, 1);
	}
	/* One thread reads all: when it answers again, it has seen the rest. */
	EXPECT(ask(&s, GET("/")) == 200);
	EXPECT(ask(&s, GET("/")) == 200);
	EXPECT(ask(&s, "POST /" HOST "Content-Length: 0\r\n\r\n") == 503);
	open_gate(&s);
	for (size_t i = 0; i < COUNT(fds); i++) {
		hear(fds[i], answer, true);
		EXPECT(status(answer) == 200);
		close(fds[i]);
	}
	site_close(&s);
}

static int
send_body(struct site *s, size_t n, bool chunked)
{
	char head[200], *body = calloc(1, n + 1), answer[ANSWER];
	int fd = call(http_port(s->server));

	memset(body, 'x', n);
	snprintf(head, sizeof(head), chunked
	    ? "POST /" HOST "Transfer-Encoding: chunked\r\n\r\n%zx\r\n"
	    : "POST /" HOST "Content-Length: %zu\r\n\r\n", n);
	say(fd, head);
	say_bytes(fd, body, n);
	if (chunked)
		say(fd, "\r\n0\r\n\r\n");
	hear(fd, answer, true);
	if (status(answer) == 413)
		EXPECT(ended(fd) && strstr(answer, "大きすぎ"));
	close(fd);
	free(body);
	return status(answer);
}

UNIT(http_body_over_the_limit_is_413)
{
	struct site s;

	site_open(&s, 2, 1);
	EXPECT(send_body(&s, MAX_BODY, false) == 200);
	EXPECT(send_body(&s, MAX_BODY + 1, false) == 413);
	EXPECT(send_body(&s, MAX_BODY * 4, false) == 413);
	EXPECT(send_body(&s, MAX_BODY, true) == 200);
	EXPECT(send_body(&s, MAX_BODY + 1, true) == 413);
	EXPECT(send_body(&s, MAX_BODY * 100, true) == 0);
	EXPECT(ask(&s, "POST /" HOST "Content-Length: 9999999\r\n\r\n") == 413);
	EXPECT(ask(&s, "POST /" HOST "Expect: 100-continue\r\n"
	    "Content-Length: 1001\r\n\r\n") == 413);
	site_close(&s);
}

UNIT(http_broken_targets_are_400)
{
	static const char *const broken[] = { GET("/%"), GET("/%zz"),
		GET("/a%4"), GET("/%00"), GET("/%ff"), GET("/%C0%AF"),
		GET("/%ED%A0%80"), GET("/\xe3\x81"), GET("x"),
		GET("http://t/"), "POST /%zz" HOST "Content-Length: 0\r\n\r\n" };
	struct site s;

	site_open(&s, 2, 1);
	for (size_t i = 0; i < COUNT(broken); i++)
		EXPECT(ask(&s, broken[i]) == 400);
	EXPECT(ask(&s, GET("/%25?%zz")) == 200);
	site_close(&s);
}

UNIT(http_requests_of_two_lengths_are_400)
{
	static const char *const broken[] = {
		"POST /" HOST "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx",
		"POST /" HOST "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
		"POST /" HOST "Content-Length: 5\r\n"
		"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"POST /" HOST "Transfer-Encoding: chunked\r\n"
		"Content-Length: 5\r\n\r\n0\r\n\r\n",
		"POST /" HOST "Content-Length: x\r\n\r\n",
		"POST /" HOST "Content-Length: -1\r\n\r\n",
		"GET / HTTP/1.1\r\n\r\n" };
	struct site s;

	site_open(&s, 2, 1);
	for (size_t i = 0; i < COUNT(broken); i++)
		EXPECT(ask(&s, broken[i]) == 400);
	EXPECT(ask(&s, GET("/")) == 200);
	site_close(&s);
}

UNIT(http_headers_over_the_limit_are_431)
{
	struct site s;
	char request[40000] = "GET /" HOST "X-Long: ";
	size_t n = strlen(request);

	site_open(&s, 2, 1);
	memset(request + n, 'x', 15000);
	memcpy(request + n + 15000, "\r\n\r\n", 5);
	EXPECT(ask(&s, request) == 200);
	memset(request + n, 'x', 17000);
	memcpy(request + n + 17000, "\r\n\r\n", 5);
	EXPECT(ask(&s, request) == 431);
	memset(request + n, 'x', 39000);
	memcpy(request + n + 39000, "\r\n\r\n", 5);
	EXPECT(ask(&s, request) == 431);
	for (size_t i = 0; i < 65; i++)
		memcpy(request + strlen("GET /" HOST) + i * 6, "A: b\r\n", 7);
	memcpy(request + strlen("GET /" HOST) + 65 * 6, "\r\n", 3);
	EXPECT(ask(&s, request) == 431);
	site_close(&s);
}

UNIT(http_long_answer_arrives_whole)
{
	struct site s;
	char bytes[4096];
	size_t total = 0;
	ssize_t n;
	int fd;

	site_open(&s, 2, 1);
	fd = call(http_port(s.server));
	say(fd, "GET /long" HOST "Connection: close\r\n\r\n");
	while ((n = recv(fd, bytes, sizeof(bytes), 0)) > 0)
		total += (size_t)n;
	EXPECT(total > 3000000 && total < 3000500);
	close(fd);
	site_close(&s);
}

UNIT(http_answer_headers_cannot_be_split)
{
	struct site s;
	char answer[ANSWER];
	int fd;

	site_open(&s, 2, 1);
	fd = call(http_port(s.server));
	say(fd, GET("/split"));
	hear(fd, answer, true);
	EXPECT(status(answer) == 200 && !strstr(answer, "X-B"));
	close(fd);
	site_close(&s);
}

static void *
stop(void *arg)
{
	struct site *s = arg;

	http_stop(s->server);
	return NULL;
}

UNIT(http_stop_answers_what_runs_and_refuses_the_rest)
{
	struct site s;
	char answer[ANSWER];
	pthread_t stopper;
	int running, idle, late, port;

	site_open(&s, 2, 2);
	port = http_port(s.server);
	idle = call(port);
	say(idle, GET("/"));
	hear(idle, answer, true);
	running = call(port);
	say(running, "POST /gate" HOST "Content-Length: 0\r\n\r\n");
	wait_for_guests(&s, 1);
	pthread_create(&stopper, NULL, stop, &s);
	while ((late = call(port)) >= 0)
		close(late);
	open_gate(&s);
	EXPECT(strncmp(hear(running, answer, true), "POST /gate ", 11) == 0);
	EXPECT(strcasestr(answer, "Connection: close"));
	EXPECT(ended(running) && ended(idle));
	pthread_join(stopper, NULL);
	EXPECT(atomic_load(&s.threads) == 0);
	close(running);
	close(idle);
}

UNIT(http_half_a_request_does_not_hold_up_the_stop_for_ever)
{
	struct site s;
	struct timeval before, after;
	int head, body;

	site_new(&s, 1, 1);
	s.config.timeout = 1;
	s.server = http_start(&s.config);
	EXPECT(s.server);
	head = call(http_port(s.server));
	say(head, "GET / HTTP/1.1\r\nHo");
	body = call(http_port(s.server));
	say(body, "POST /" HOST "Content-Length: 10\r\n\r\nhalf");
	EXPECT(ask(&s, GET("/")) == 200);
	gettimeofday(&before, NULL);
	site_close(&s);
	gettimeofday(&after, NULL);
	EXPECT(after.tv_sec - before.tv_sec < 20);
	close(head);
	close(body);
}

UNIT(http_does_not_start_half)
{
	struct site s, other;

	site_open(&s, 2, 3);
	EXPECT(atomic_load(&s.opened) == 5);
	site_new(&other, 2, 3);
	other.threads_at_most = 4;
	EXPECT(!http_start(&other.config));
	EXPECT(atomic_load(&other.threads) == 0);
	other.threads_at_most = 5;
	other.config.port = http_port(s.server);
	EXPECT(!http_start(&other.config));
	other.config.port = 0;
	other.config.host = "no.address";
	EXPECT(!http_start(&other.config));
	EXPECT(atomic_load(&other.threads) == 0);
	site_close(&s);
}
