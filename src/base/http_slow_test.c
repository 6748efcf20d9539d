#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/http_site_test.h"
#include "tests/kit.h"

/* Peers that take their time, and what the others notice of it. */

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Sends a byte every 20 ms; how long it took until the server had enough. */
static double
trickle(struct http_site *s, const char *beginning, double most)
{
	double began = seconds();
	int fd = peer_call(http_port(s->server));
	struct pollfd wait = { .fd = fd, .events = POLLIN };

	peer_say(fd, beginning);
	while (seconds() < began + most) {
		peer_send(fd, "x", 1);
		if (poll(&wait, 1, 20) > 0 && peer_ended(fd))
			break;
	}
	close(fd);
	return seconds() - began;
}

UNIT(http_peer_that_trickles_is_shown_out)
{
	struct http_site s;

	http_site_new(&s, 1, 1);
	s.config.timeout = 2;
	s.config.head_time = s.config.body_time = 1;
	s.server = http_start(&s.config);
	EXPECT(s.server);
	EXPECT(trickle(&s, "GET /", 15) < 10);
	EXPECT(trickle(&s, "GET /" HOST "A: ", 15) < 10);
	EXPECT(
	    trickle(&s, "POST /" HOST "Content-Length: 999\r\n\r\n", 15) < 10);
	EXPECT(trickle(&s, GET("/") "GET /", 15) < 10);
	http_site_close(&s);
}

UNIT(http_one_address_does_not_get_all_connections)
{
	struct http_site s;
	char answer[ANSWER];
	int fds[3];

	http_site_new(&s, 2, 1);
	s.config.max_of_address = COUNT(fds);
	s.server = http_start(&s.config);
	EXPECT(s.server);
	for (size_t i = 0; i < COUNT(fds); i++) {
		fds[i] = peer_call(http_port(s.server));
		peer_say(fds[i], GET("/"));
		peer_hear(fds[i], answer, true);
		EXPECT(answer_status(answer) == 200);
	}
	EXPECT(http_site_ask(&s, GET("/")) == 0);
	for (size_t i = 0; i < COUNT(fds); i++)
		close(fds[i]);
	/* The server learns of it in its own time. */
	while (http_site_ask(&s, GET("/")) != 200)
		continue;
	http_site_close(&s);
}

UNIT(http_full_house_lets_in_who_comes_when_somebody_goes)
{
	struct http_site s;
	char answer[ANSWER];
	int fds[4], late;

	http_site_new(&s, 1, 1);
	s.config.max_connections = COUNT(fds);
	s.server = http_start(&s.config);
	EXPECT(s.server);
	for (size_t i = 0; i < COUNT(fds); i++) {
		fds[i] = peer_call(http_port(s.server));
		peer_say(fds[i], "GET /half");
	}
	late = peer_call(http_port(s.server));
	peer_say(late, GET("/late"));
	/* Those with half a request do not wait for their ten seconds. */
	EXPECT(strncmp(peer_hear(late, answer, true), "GET /late ", 10) == 0);
	close(late);
	for (size_t i = 0; i < COUNT(fds); i++)
		close(fds[i]);
	http_site_close(&s);
}

enum { SLOW = 300, ASKED = 400, ROUNDS = 5 };

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Of new connections with one request each; the slow ones send a byte more. */
static double
p99(struct http_site *s, const int *slow, size_t nslow)
{
	double took[ASKED];

	for (size_t i = 0; i < ASKED; i++) {
		double began = seconds();

		EXPECT(http_site_ask(s, GET("/")) == 200);
		took[i] = seconds() - began;
		if (nslow)
			peer_send(slow[i % nslow], "x", 1);
	}
	qsort(took, ASKED, sizeof(*took), by_size);
	return took[ASKED * 99 / 100];
}

UNIT(http_three_hundred_slow_peers_hold_nobody_up)
{
	struct http_site s;
	double alone, among;
	int slow[SLOW];

	http_site_new(&s, 2, 2);
	s.config.max_connections = 2 * SLOW;
	s.server = http_start(&s.config);
	EXPECT(s.server);
	alone = p99(&s, NULL, 0);
	for (size_t i = 0; i < SLOW; i++) {
		slow[i] = peer_call(http_port(s.server));
		peer_say(slow[i], i % 2 ? "GET / HTTP/1.1\r\nA: "
					: "POST /" HOST
					  "Content-Length: 900\r\n\r\n");
	}
	/* Twice as long, and what a busy machine adds to either; what somebody
	 * else did in one round he does not do in all. */
	among = p99(&s, slow, SLOW);
	for (int i = 1; i < ROUNDS && among >= 2 * alone + 0.02; i++)
		among = p99(&s, slow, SLOW);
	printf("p99 %.2f ms alone, %.2f ms among %d slow peers\n", alone * 1e3,
	    among * 1e3, SLOW);
	EXPECT(among < 2 * alone + 0.02);
	for (size_t i = 0; i < SLOW; i++)
		close(slow[i]);
	http_site_close(&s);
}
