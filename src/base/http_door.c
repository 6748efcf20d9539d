#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/http_threads.h"
#include "base/log.h"

/*
 * The thread that lets connections in and shows the slow ones out. It accepts
 * itself rather than letting libmicrohttpd do so, because only then can the
 * listening socket be handed on without a request being lost, and because the
 * library's own timeout begins anew with every byte.
 */
enum { BATCH = 64, TICK = 500, SHORT_TICK = 50 };

/* A full house does not wait for those who have not said what they want. */
enum { CROWDED_MS = 2000, STOPPING_MS = 1000 };

int64_t
http_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool
read_address(const char *host, int port, struct sockaddr_storage *to)
{
	struct sockaddr_in *v4 = (void *)to;
	struct sockaddr_in6 *v6 = (void *)to;

	memset(to, 0, sizeof(*to));
	if (inet_pton(AF_INET, host, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)port);
		return true;
	}
	if (inet_pton(AF_INET6, host, &v6->sin6_addr) == 1) {
		v6->sin6_family = AF_INET6;
		v6->sin6_port = htons((uint16_t)port);
		return true;
	}
	errno = EADDRNOTAVAIL;
	return false;
}

static bool
bind_to(int fd, const struct sockaddr_storage *to)
{
	const int on = 1;

	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    (to->ss_family == AF_INET6 &&
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on))))
		return false;
	return bind(fd, (const struct sockaddr *)to, sizeof(*to)) == 0 &&
	       listen(fd, SOMAXCONN) == 0;
}

int
http_listen(const char *host, int port)
{
	struct sockaddr_storage to;
	int fd = read_address(host, port, &to)
		     ? socket(to.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0)
		     : -1;

	if (fd >= 0 && bind_to(fd, &to))
		return fd;
	log_error(
	    "http", "cannot listen on %s:%d: %s", host, port, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Whoever has many addresses of one /64 is one guest. Two guests may share a
 * counter; which ones, nobody outside can work out. */
size_t
http_counter_of(const struct http_server *s, const struct sockaddr *address)
{
	const struct sockaddr_in *v4 = (const void *)address;
	const struct sockaddr_in6 *v6 = (const void *)address;
	unsigned char who[8] = { 0 };
	union {
		unsigned char bytes[crypto_shorthash_BYTES];
		uint32_t number;
	} hash;

	if (address->sa_family == AF_INET)
		memcpy(who, &v4->sin_addr, 4);
	else if (IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr))
		memcpy(who, v6->sin6_addr.s6_addr + 12, 4);
	else
		memcpy(who, v6->sin6_addr.s6_addr, 8);
	crypto_shorthash(hash.bytes, who, sizeof(who), s->hash_key);
	return hash.number % HTTP_COUNTERS;
}

static void
let_in_one(
    struct http_server *s, int fd, const struct sockaddr *from, socklen_t n)
{
	atomic_uint *count = &s->counters[http_counter_of(s, from)];

	if (s->config.max_of_address &&
	    atomic_load(count) >= s->config.max_of_address) {
		close(fd);
		return;
	}
	atomic_fetch_add(count, 1);
	atomic_fetch_add(&s->nopen, 1);
	if (MHD_add_connection(s->daemon, fd, from, n) == MHD_YES)
		return;
	atomic_fetch_sub(count, 1);
	atomic_fetch_sub(&s->nopen, 1);
}

static bool
has_room(const struct http_server *s)
{
	return atomic_load(&s->nopen) < s->config.max_connections;
}

/* False: there was nothing to let in, or nothing to let it in with. */
static bool
let_in(struct http_server *s)
{
	for (int i = 0; i < BATCH; i++) {
		struct sockaddr_storage from;
		socklen_t n = sizeof(from);
		int fd = has_room(s)
			     ? accept4(s->listening, (struct sockaddr *)&from,
				   &n, SOCK_NONBLOCK | SOCK_CLOEXEC)
			     : -1;

		if (fd < 0) {
			s->exhausted = errno == EMFILE || errno == ENFILE ||
				       errno == ENOBUFS || errno == ENOMEM;
			return false;
		}
		let_in_one(s, fd, (const struct sockaddr *)&from, n);
	}
	return true;
}

/* Ends the connections whose time is up; libmicrohttpd then closes them. */
static void
show_out(struct http_server *s)
{
	const int64_t now = http_now();
	const size_t most = s->config.max_connections;
	const bool crowded = atomic_load(&s->nopen) > most - most / 4;
	const int64_t wait = atomic_load(&s->stopping) ? STOPPING_MS
			     : crowded                 ? CROWDED_MS
						       : 0;

	pthread_mutex_lock(&s->guests_lock);
	for (struct http_call *c = s->guests; c; c = c->later) {
		int64_t until = atomic_load(&c->until);
		int64_t since = atomic_load(&c->idle_since);

		if ((until && now > until) ||
		    (wait && since && now > since + wait))
			shutdown(c->fd, SHUT_RDWR);
	}
	pthread_mutex_unlock(&s->guests_lock);
}

/* Those who have come as far as the door are still let in. */
static void
close_door(struct http_server *s)
{
	while (let_in(s))
		continue;
	close(s->listening);
	s->listening = -1;
	pthread_mutex_lock(&s->lock);
	s->shut = true;
	pthread_cond_signal(&s->quiet);
	pthread_mutex_unlock(&s->lock);
}

/* Until somebody knocks; without room or descriptors, only a moment. */
static void
wait_for_guests(struct http_server *s)
{
	const bool may = s->listening >= 0 && has_room(s) && !s->exhausted;
	struct pollfd on[] = { { .fd = s->bell, .events = POLLIN },
		{ .fd = may ? s->listening : -1, .events = POLLIN } };
	uint64_t rung;

	s->exhausted = false;
	if (poll(on, COUNT(on), may ? TICK : SHORT_TICK) <= 0)
		return;
	if (on[1].revents)
		(void)let_in(s);
	if (on[0].revents && read(s->bell, &rung, sizeof(rung)) < 0)
		log_error("http", "bell: %s", strerror(errno));
}

static void *
keep_door(void *arg)
{
	struct http_server *s = arg;

	while (atomic_load(&s->door) != DOOR_GONE) {
		if (atomic_load(&s->door) == DOOR_CLOSED && s->listening >= 0)
			close_door(s);
		wait_for_guests(s);
		if (http_now() < atomic_load(&s->looked) + SHORT_TICK)
			continue;
		atomic_store(&s->looked, http_now());
		show_out(s);
	}
	return NULL;
}

bool
http_door_open(struct http_server *s)
{
	int flags = fcntl(s->listening, F_GETFL);

	crypto_shorthash_keygen(s->hash_key);
	atomic_store(&s->looked, http_now());
	s->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (s->bell < 0 || flags < 0 ||
	    fcntl(s->listening, F_SETFL, flags | O_NONBLOCK) < 0 ||
	    pthread_create(&s->doorkeeper, NULL, keep_door, s) != 0)
		return false;
	s->has_doorkeeper = true;
	return true;
}

void
http_door_set(struct http_server *s, enum http_door door)
{
	const uint64_t one = 1;

	if (!s->has_doorkeeper)
		return;
	atomic_store(&s->door, door);
	if (write(s->bell, &one, sizeof(one)) < 0)
		log_error("http", "bell: %s", strerror(errno));
	if (door != DOOR_GONE)
		return;
	pthread_join(s->doorkeeper, NULL);
	s->has_doorkeeper = false;
}
