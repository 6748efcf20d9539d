#include "base/http_site_test.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "tests/kit.h"

static void *
thread_open(void *app)
{
	struct http_site *s = app;

	if (atomic_load(&s->threads) == s->threads_at_most)
		return NULL;
	atomic_fetch_add(&s->opened, 1);
	atomic_fetch_add(&s->threads, 1);
	return s;
}

static void
thread_close(void *app, void *thread)
{
	struct http_site *s = app;

	EXPECT(thread == app);
	atomic_fetch_sub(&s->threads, 1);
}

static void
wait_at_gate(struct http_site *s)
{
	pthread_mutex_lock(&s->lock);
	s->waiting++;
	pthread_cond_broadcast(&s->turned);
	while (!s->open)
		pthread_cond_wait(&s->turned, &s->lock);
	pthread_mutex_unlock(&s->lock);
}

void
gate_wait(struct http_site *s, size_t n)
{
	pthread_mutex_lock(&s->lock);
	while (s->waiting < n)
		pthread_cond_wait(&s->turned, &s->lock);
	pthread_mutex_unlock(&s->lock);
}

void
gate_open(struct http_site *s)
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
	if (strcmp(q->path, "/held") == 0)
		a->hold = app;
	if (strcmp(q->path, "/long") == 0) {
		a->nbody = 3000000;
		a->body = arena_take(mem, a->nbody);
	}
	if (strcmp(q->path, "/split") == 0) {
		a->headers.at = arena_array(mem, 1, sizeof(struct pair));
		a->headers.at[a->headers.n++] =
		    (struct pair){ "X-A", "1\r\nX-B: 2" };
	}
}

void
http_site_new(struct http_site *s, unsigned readers, unsigned workers)
{
	memset(s, 0, sizeof(*s));
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->turned, NULL);
	s->threads_at_most = 100;
	s->config = (struct http_config){ .host = "127.0.0.1",
		.readers = readers,
		.workers = workers,
		.max_body = MAX_BODY,
		.max_connections = 200,
		.timeout = 5,
		.thread_open = thread_open,
		.thread_close = thread_close,
		.handle = echo,
		.app = s };
}

void
http_site_open(struct http_site *s, unsigned readers, unsigned workers)
{
	http_site_new(s, readers, workers);
	s->server = http_start(&s->config);
	EXPECT(s->server && http_port(s->server) > 0);
}

void
http_site_close(struct http_site *s)
{
	http_stop(s->server);
	EXPECT(atomic_load(&s->threads) == 0);
	pthread_mutex_destroy(&s->lock);
	pthread_cond_destroy(&s->turned);
}

/* A socket, or -1 when the connection is refused. */
int
peer_call(int port)
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

void
peer_send(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t sent = send(fd, s, n, MSG_NOSIGNAL);

		if (sent <= 0)
			return;
		s += sent;
		n -= (size_t)sent;
	}
}

void
peer_say(int fd, const char *s)
{
	peer_send(fd, s, strlen(s));
}

const char *
answer_header(const char *answer, const char *name)
{
	const char *at = strcasestr(answer, name);

	return at ? at + strlen(name) : NULL;
}

/* One whole answer, byte by byte so as to leave the next one alone. */
const char *
peer_hear(int fd, char answer[ANSWER], bool with_body)
{
	size_t n = 0, body = 0, wanted = ANSWER;
	const char *length;

	while (
	    n + 1 < ANSWER && n < wanted && recv(fd, answer + n, 1, 0) == 1) {
		answer[++n] = '\0';
		if (body || n < 4 || memcmp(answer + n - 4, "\r\n\r\n", 4) != 0)
			continue;
		body = n;
		length = answer_header(answer, "Content-Length: ");
		wanted =
		    n + (with_body && length ? strtoul(length, NULL, 10) : 0);
	}
	answer[n] = '\0';
	return answer + body;
}

int
answer_status(const char *answer)
{
	return strncmp(answer, "HTTP/1.1 ", 9) == 0
		   ? (int)strtol(answer + 9, NULL, 10)
		   : 0;
}

bool
peer_ended(int fd)
{
	char more;

	return recv(fd, &more, 1, 0) <= 0;
}

/* The status of a request alone on its connection. */
int
http_site_ask(struct http_site *s, const char *request)
{
	char answer[ANSWER];
	int fd = peer_call(http_port(s->server));

	peer_say(fd, request);
	peer_hear(fd, answer, true);
	close(fd);
	return answer_status(answer);
}
