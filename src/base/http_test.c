#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/http_site_test.h"
#include "tests/kit.h"

UNIT(http_request_reaches_the_handler_whole)
{
	struct http_site s;
	char answer[ANSWER];
	int fd;

	http_site_open(&s, 2, 2);
	fd = peer_call(http_port(s.server));
	peer_say(fd, "POST /a%2f%E9%9D%92?q=%20&r HTTP/1.1\r\nHost: t\r\n"
		     "X-TOWN: Aomori\r\nContent-Length: 3\r\n\r\nxyz");
	EXPECT(strcmp(peer_hear(fd, answer, true),
		   "POST /a/青 [q=%20&r] 127.0.0.1 Aomori [xyz]") == 0);
	EXPECT(answer_status(answer) == 200);
	EXPECT(strstr(answer, "Content-Type: text/plain; charset=utf-8\r\n"));
	peer_say(fd, "BREW /" HOST "\r\n");
	EXPECT(strcmp(peer_hear(fd, answer, true),
		   "BREW / [] 127.0.0.1 - []") == 0);
	peer_say(fd, "PUT /" HOST "Content-Length: 3\r\n\r\nabc");
	EXPECT(strcmp(peer_hear(fd, answer, true),
		   "PUT / [] 127.0.0.1 - [abc]") == 0);
	close(fd);
	http_site_close(&s);
}

UNIT(http_connection_is_kept_and_pipelined_gets_come_in_order)
{
	struct http_site s;
	char answer[ANSWER];
	int fd;

	http_site_open(&s, 1, 1);
	fd = peer_call(http_port(s.server));
	peer_say(fd, GET("/0"));
	EXPECT(strncmp(peer_hear(fd, answer, true), "GET /0 ", 7) == 0);
	peer_say(fd,
	    GET("/1") GET("/2") "POST /3" HOST
				"Content-Length: 1\r\n\r\nx" GET("/4"));
	EXPECT(strncmp(peer_hear(fd, answer, true), "GET /1 ", 7) == 0);
	EXPECT(strncmp(peer_hear(fd, answer, true), "GET /2 ", 7) == 0);
	EXPECT(strncmp(peer_hear(fd, answer, true), "POST /3 ", 8) == 0);
	EXPECT(strncmp(peer_hear(fd, answer, true), "GET /4 ", 7) == 0);
	peer_say(fd, "HEAD /5" HOST "\r\n" GET("/6"));
	peer_hear(fd, answer, false);
	EXPECT(answer_status(answer) == 200 &&
	       answer_header(answer, "Content-Length: "));
	EXPECT(strncmp(peer_hear(fd, answer, true), "GET /6 ", 7) == 0);
	close(fd);
	http_site_close(&s);
}

UNIT(http_request_may_come_in_single_bytes)
{
	static const char request[] =
	    "POST /slow" HOST "Content-Length: 2\r\n\r\nok";
	struct http_site s;
	char answer[ANSWER];
	int fd;

	http_site_open(&s, 2, 1);
	fd = peer_call(http_port(s.server));
	for (size_t i = 0; request[i]; i++)
		peer_send(fd, request + i, 1);
	EXPECT(strncmp(peer_hear(fd, answer, true), "POST /slow ", 11) == 0);
	close(fd);
	http_site_close(&s);
}

UNIT(http_slow_handler_does_not_hold_up_reads)
{
	struct http_site s;
	char answer[ANSWER];
	int slow;

	http_site_open(&s, 1, 1);
	slow = peer_call(http_port(s.server));
	peer_say(slow, "POST /gate" HOST "Content-Length: 0\r\n\r\n");
	gate_wait(&s, 1);
	EXPECT(http_site_ask(&s, GET("/meanwhile")) == 200);
	gate_open(&s);
	EXPECT(strncmp(peer_hear(slow, answer, true), "POST /gate ", 11) == 0);
	close(slow);
	http_site_close(&s);
}

UNIT(http_server_with_all_hands_full_is_not_alive)
{
	struct http_site s;
	char answer[ANSWER];
	int slow;

	http_site_open(&s, 1, 1);
	EXPECT(http_site_ask(&s, GET("/")) == 200);
	EXPECT(http_is_alive(s.server) && http_is_alive(s.server));
	slow = peer_call(http_port(s.server));
	peer_say(slow, "POST /gate" HOST "Content-Length: 0\r\n\r\n");
	gate_wait(&s, 1);
	EXPECT(!http_is_alive(s.server));
	EXPECT(http_site_ask(&s, GET("/")) == 200);
	EXPECT(http_is_alive(s.server) && !http_is_alive(s.server));
	gate_open(&s);
	peer_hear(slow, answer, true);
	EXPECT(http_is_alive(s.server) && http_is_alive(s.server));
	close(slow);
	http_site_close(&s);
}

/* Whom the server takes for the one who asks. */
static bool
asks_as(struct http_site *s, const char *headers, const char *address)
{
	char request[300], answer[ANSWER], wanted[100];
	int fd = peer_call(http_port(s->server));

	snprintf(request, sizeof(request), "GET /" HOST "%s\r\n", headers);
	snprintf(wanted, sizeof(wanted), "GET / [] %s - []", address);
	peer_say(fd, request);
	peer_hear(fd, answer, true);
	close(fd);
	return strstr(answer, wanted) != NULL;
}

UNIT(http_proxy_is_believed_and_nobody_else)
{
	struct http_site s;

	http_site_open(&s, 1, 1);
	EXPECT(asks_as(&s, "X-Forwarded-For: 192.0.2.1\r\n", "127.0.0.1"));
	http_site_close(&s);
	http_site_new(&s, 1, 1);
	s.config.proxy = "127.0.0.1";
	s.server = http_start(&s.config);
	EXPECT(s.server);
	EXPECT(asks_as(&s, "", "127.0.0.1"));
	EXPECT(asks_as(&s, "X-Forwarded-For: 192.0.2.1\r\n", "192.0.2.1"));
	EXPECT(asks_as(
	    &s, "X-Forwarded-For: 6.6.6.6, 192.0.2.1\r\n", "192.0.2.1"));
	EXPECT(asks_as(&s,
	    "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 192.0.2.1\r\n",
	    "192.0.2.1"));
	EXPECT(
	    asks_as(&s, "X-Forwarded-For: 2001:DB8:0::1\r\n", "2001:db8::1"));
	EXPECT(asks_as(&s, "X-Forwarded-For: nobody\r\n", "127.0.0.1"));
	EXPECT(asks_as(&s, "X-Forwarded-For:\r\n", "127.0.0.1"));
	http_site_close(&s);
}

/* Whether the answer tells the browser to stay with https. */
static bool
stays(struct http_site *s, const char *headers)
{
	char request[400], answer[ANSWER];
	int fd = peer_call(http_port(s->server));

	snprintf(request, sizeof(request), "GET /" HOST "%s\r\n", headers);
	peer_say(fd, request);
	peer_hear(fd, answer, true);
	close(fd);
	return answer_header(answer, "Strict-Transport-Security") != NULL;
}

UNIT(http_browsers_are_told_to_stay_with_tls_only_where_there_is_some)
{
	struct http_site s;

	http_site_open(&s, 1, 1);
	EXPECT(!stays(&s, ""));
	EXPECT(!stays(&s, "X-Forwarded-Proto: https\r\n"));
	http_site_close(&s);
	http_site_new(&s, 1, 1);
	s.config.proxy = "127.0.0.1";
	s.server = http_start(&s.config);
	EXPECT(s.server);
	EXPECT(stays(&s, "X-Forwarded-Proto: https\r\n"));
	EXPECT(!stays(&s, "X-Forwarded-Proto: http\r\n"));
	EXPECT(!stays(&s, ""));
	http_site_close(&s);
	http_site_new(&s, 1, 1);
	s.config.proxy = "127.0.0.2";
	s.server = http_start(&s.config);
	EXPECT(s.server);
	EXPECT(!stays(&s, "X-Forwarded-Proto: https\r\n"));
	http_site_close(&s);
}

UNIT(http_too_many_waiting_are_told_so)
{
	struct http_site s;
	char answer[ANSWER];
	int fds[QUEUED + 1];

	http_site_open(&s, 1, 1);
	for (size_t i = 0; i < COUNT(fds); i++) {
		fds[i] = peer_call(http_port(s.server));
		peer_say(fds[i], "POST /gate" HOST "Content-Length: 0\r\n\r\n");
		if (i == 0)
			gate_wait(&s, 1);
	}
	/* One thread reads all: when it answers again, it has seen the rest. */
	EXPECT(http_site_ask(&s, GET("/")) == 200);
	EXPECT(http_site_ask(&s, GET("/")) == 200);
	EXPECT(http_site_ask(&s, "POST /" HOST "Content-Length: 0\r\n\r\n") ==
	       503);
	gate_open(&s);
	for (size_t i = 0; i < COUNT(fds); i++) {
		peer_hear(fds[i], answer, true);
		EXPECT(answer_status(answer) == 200);
		close(fds[i]);
	}
	http_site_close(&s);
}

UNIT(http_long_answer_arrives_whole)
{
	struct http_site s;
	char bytes[4096];
	size_t total = 0;
	ssize_t n;
	int fd;

	http_site_open(&s, 2, 1);
	fd = peer_call(http_port(s.server));
	peer_say(fd, "GET /long" HOST "Connection: close\r\n\r\n");
	while ((n = recv(fd, bytes, sizeof(bytes), 0)) > 0)
		total += (size_t)n;
	EXPECT(total > 3000000 && total < 3000500);
	close(fd);
	http_site_close(&s);
}

UNIT(http_answer_headers_cannot_be_split)
{
	struct http_site s;
	char answer[ANSWER];
	int fd;

	http_site_open(&s, 2, 1);
	fd = peer_call(http_port(s.server));
	peer_say(fd, GET("/split"));
	peer_hear(fd, answer, true);
	EXPECT(answer_status(answer) == 200 && !strstr(answer, "X-B"));
	close(fd);
	http_site_close(&s);
}

static void *
stop(void *arg)
{
	struct http_site *s = arg;

	http_stop(s->server);
	return NULL;
}

UNIT(http_stop_answers_what_runs_and_refuses_the_rest)
{
	struct http_site s;
	char answer[ANSWER];
	pthread_t stopper;
	int running, idle, late, port;

	http_site_open(&s, 2, 2);
	port = http_port(s.server);
	idle = peer_call(port);
	peer_say(idle, GET("/"));
	peer_hear(idle, answer, true);
	running = peer_call(port);
	peer_say(running, "POST /gate" HOST "Content-Length: 0\r\n\r\n");
	gate_wait(&s, 1);
	pthread_create(&stopper, NULL, stop, &s);
	while ((late = peer_call(port)) >= 0)
		close(late);
	gate_open(&s);
	EXPECT(
	    strncmp(peer_hear(running, answer, true), "POST /gate ", 11) == 0);
	EXPECT(strcasestr(answer, "Connection: close"));
	EXPECT(peer_ended(running) && peer_ended(idle));
	pthread_join(stopper, NULL);
	EXPECT(atomic_load(&s.threads) == 0);
	close(running);
	close(idle);
}

struct held {
	struct http_site *site;
	void (*then)(void *, bool);
	void *ctx;
};

static void *
let_go(void *arg)
{
	struct held h = *(struct held *)arg;

	free(arg);
	pthread_mutex_lock(&h.site->lock);
	h.site->waiting++;
	pthread_cond_broadcast(&h.site->turned);
	while (!h.site->open)
		pthread_cond_wait(&h.site->turned, &h.site->lock);
	pthread_mutex_unlock(&h.site->lock);
	h.then(h.ctx, true);
	return NULL;
}

/* Somebody else has the answer, until the gate opens. */
static void
hold(void *app, void *what, void (*then)(void *, bool), void *ctx)
{
	struct held *h = malloc(sizeof(*h));
	pthread_t keeper;

	EXPECT(h && what == app);
	*h = (struct held){ app, then, ctx };
	EXPECT(pthread_create(&keeper, NULL, let_go, h) == 0);
	pthread_detach(keeper);
}

UNIT(http_stop_waits_for_an_answer_that_is_held)
{
	struct http_site s;
	struct timespec until;
	pthread_t stopper;
	int held;

	http_site_new(&s, 1, 1);
	s.config.timeout = 1;
	s.config.settle = hold;
	s.server = http_start(&s.config);
	EXPECT(s.server);
	held = peer_call(http_port(s.server));
	peer_say(held, GET("/held"));
	gate_wait(&s, 1);
	pthread_create(&stopper, NULL, stop, &s);
	/* Longer than it waits for peers, and it has not stopped. */
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 4;
	EXPECT(pthread_timedjoin_np(stopper, NULL, &until) == ETIMEDOUT);
	gate_open(&s);
	EXPECT(pthread_join(stopper, NULL) == 0);
	EXPECT(atomic_load(&s.threads) == 0);
	close(held);
}

UNIT(http_half_a_request_does_not_hold_up_the_stop_for_ever)
{
	struct http_site s;
	struct timeval before, after;
	int head, body;

	http_site_new(&s, 1, 1);
	s.config.timeout = 1;
	s.server = http_start(&s.config);
	EXPECT(s.server);
	head = peer_call(http_port(s.server));
	peer_say(head, "GET / HTTP/1.1\r\nHo");
	body = peer_call(http_port(s.server));
	peer_say(body, "POST /" HOST "Content-Length: 10\r\n\r\nhalf");
	EXPECT(http_site_ask(&s, GET("/")) == 200);
	gettimeofday(&before, NULL);
	http_site_close(&s);
	gettimeofday(&after, NULL);
	EXPECT(after.tv_sec - before.tv_sec < 20);
	close(head);
	close(body);
}

UNIT(http_does_not_start_half)
{
	struct http_site s, other;

	http_site_open(&s, 2, 3);
	EXPECT(atomic_load(&s.opened) == 5);
	http_site_new(&other, 2, 3);
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
	http_site_close(&s);
}
