#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/http_threads.h"
#include "base/log.h"

/* Of each connection, for its headers and what is being read or sent. */
enum { CONNECTION_MEMORY = 32 * 1024 };

/* libmicrohttpd counts a connection that is closing longer than we do. */
enum { SPARE = 64 };

/* Longer, and the doorkeeper no longer goes his rounds. */
enum { DOOR_MS = 20000 };

enum { HEAD_TIME = 10, BODY_TIME = 30 }; /* seconds */

static bool
lanes_open(struct http_server *s)
{
	const struct http_config *config = &s->config;

	s->lanes = calloc(config->readers + config->workers, sizeof(*s->lanes));
	s->workers = calloc(config->workers, sizeof(*s->workers));
	if (!s->lanes || !s->workers)
		abort();
	while (s->nlanes < config->readers + config->workers) {
		struct http_lane *lane = &s->lanes[s->nlanes];

		lane->thread = config->thread_open(config->app);
		if (!lane->thread)
			return false;
		lane->mem = arena_new();
		s->nlanes++;
	}
	return true;
}

static void
lanes_close(struct http_server *s)
{
	for (size_t i = 0; i < s->nlanes; i++) {
		s->config.thread_close(s->config.app, s->lanes[i].thread);
		arena_free(s->lanes[i].mem);
	}
	free(s->lanes);
	free(s->workers);
}

/* What all browsers of the last ten years speak, and no more. */
static const char ciphers[] = "NONE:+VERS-TLS1.3:+VERS-TLS1.2:+AEAD"
			      ":+AES-256-GCM:+AES-128-GCM:+CHACHA20-POLY1305"
			      ":+ECDHE-ECDSA:+ECDHE-RSA:+GROUP-X25519"
			      ":+GROUP-SECP256R1:+GROUP-SECP384R1"
			      ":+SIGN-ALL:-SIGN-RSA-SHA1:-SIGN-ECDSA-SHA1"
			      ":+COMP-NULL:+CTYPE-X509:%SERVER_PRECEDENCE";

static bool
daemon_start(struct http_server *s)
{
	const struct http_config *config = &s->config;
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC |
			 MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME |
			 MHD_USE_TURBO;
	unsigned readers = config->readers > 1 ? config->readers : 0;
	struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_CERT, 0,
		    (void *)(uintptr_t)config->cert },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)config->key },
		{ MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)ciphers },
		{ MHD_OPTION_END, 0, NULL },
	};

	if (config->cert)
		flags |= MHD_USE_TLS;
	s->daemon = MHD_start_daemon(flags, 0, NULL, NULL, http_call_step, s,
	    MHD_OPTION_THREAD_POOL_SIZE, readers,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
	    MHD_OPTION_CONNECTION_LIMIT, config->max_connections + SPARE,
	    MHD_OPTION_CONNECTION_TIMEOUT, config->timeout,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_CONNECTION,
	    http_call_connect, s, MHD_OPTION_URI_LOG_CALLBACK, http_call_target,
	    s, MHD_OPTION_NOTIFY_COMPLETED, http_call_end, s, MHD_OPTION_ARRAY,
	    config->cert ? tls : tls + COUNT(tls) - 1, MHD_OPTION_END);
	return s->daemon;
}

static int
port_of(int fd)
{
	struct sockaddr_storage at;
	socklen_t n = sizeof(at);
	const struct sockaddr_in *v4 = (const void *)&at;
	const struct sockaddr_in6 *v6 = (const void *)&at;

	if (getsockname(fd, (struct sockaddr *)&at, &n) != 0)
		return 0;
	return ntohs(at.ss_family == AF_INET6 ? v6->sin6_port : v4->sin_port);
}

static bool
start(struct http_server *s)
{
	if (!s->config.listening)
		s->listening = http_listen(s->config.host, s->config.port);
	if (s->listening < 0)
		return false;
	s->port = port_of(s->listening);
	if (!lanes_open(s)) {
		log_error("http", "a thread could not be made ready");
		return false;
	}
	if (!http_worker_start(s)) {
		log_error("http", "a thread could not be started");
		return false;
	}
	if (!daemon_start(s)) {
		log_error("http", "%s",
		    s->config.cert
			? "certificate and key cannot be used together"
			: "the readers could not be started");
		return false;
	}
	if (!http_door_open(s)) {
		log_error("http", "nobody can be let in: %s", strerror(errno));
		return false;
	}
	return true;
}

bool
http_server_enter(struct http_server *s)
{
	atomic_fetch_add(&s->away, 1);
	if (!atomic_load(&s->ending))
		return true;
	http_server_leave(s);
	return false;
}

void
http_server_leave(struct http_server *s)
{
	if (atomic_fetch_sub(&s->away, 1) != 1 || !atomic_load(&s->ending))
		return;
	pthread_mutex_lock(&s->lock);
	pthread_cond_signal(&s->quiet);
	pthread_mutex_unlock(&s->lock);
}

/* An answer that is held comes, for whoever holds it ends after us. */
static void
wait_until_back(struct http_server *s)
{
	atomic_store(&s->ending, true);
	pthread_mutex_lock(&s->lock);
	while (atomic_load(&s->away) > 0)
		pthread_cond_wait(&s->quiet, &s->lock);
	pthread_mutex_unlock(&s->lock);
}

static void
destroy(struct http_server *s)
{
	http_worker_stop(s);
	wait_until_back(s);
	http_door_set(s, DOOR_GONE);
	if (s->daemon)
		MHD_stop_daemon(s->daemon);
	lanes_close(s);
	if (s->listening >= 0)
		close(s->listening);
	if (s->bell >= 0)
		close(s->bell);
	pthread_key_delete(s->lane_key);
	pthread_mutex_destroy(&s->lock);
	pthread_mutex_destroy(&s->guests_lock);
	pthread_cond_destroy(&s->quiet);
	free(s);
}

struct http_server *
http_start(const struct http_config *config)
{
	struct http_server *s = calloc(1, sizeof(*s));
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	assert(config->workers && config->max_body && config->max_connections);
	if (!s || pthread_key_create(&s->lane_key, NULL) != 0)
		abort();
	s->config = *config;
	if (!s->config.readers)
		s->config.readers = cores > 0 ? (unsigned)cores : 1;
	if (s->config.max_connections < s->config.readers)
		s->config.max_connections = s->config.readers;
	if (!s->config.head_time)
		s->config.head_time = HEAD_TIME;
	if (!s->config.body_time)
		s->config.body_time = BODY_TIME;
	s->listening = s->config.listening;
	s->bell = -1;
	pthread_mutex_init(&s->lock, NULL);
	pthread_mutex_init(&s->guests_lock, NULL);
	pthread_cond_init(&s->quiet, NULL);
	s->last = &s->first;
	if (start(s))
		return s;
	destroy(s);
	return NULL;
}

int
http_port(const struct http_server *s)
{
	return s->port;
}

bool
http_is_alive(struct http_server *s)
{
	unsigned long answered = atomic_load(&s->answered);
	bool moved = answered != s->answered_before;

	s->answered_before = answered;
	return http_now() < atomic_load(&s->looked) + DOOR_MS &&
	       (moved || (atomic_load(&s->busy[0]) < s->config.readers &&
			     atomic_load(&s->busy[1]) < s->config.workers));
}

static void
wait_until_quiet(struct http_server *s, unsigned seconds)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += seconds;
	pthread_mutex_lock(&s->lock);
	while (!s->shut || atomic_load(&s->nopen) > 0) {
		if (pthread_cond_timedwait(&s->quiet, &s->lock, &until) != 0)
			break;
	}
	pthread_mutex_unlock(&s->lock);
}

/*
 * Whoever has been let in is answered; whoever then says nothing for a second
 * is shown out by the doorkeeper. A peer that dawdles holds up the stop no
 * longer than the timeout. A handler is always waited for, and its answer given
 * a second to leave.
 */
void
http_stop(struct http_server *s)
{
	atomic_store(&s->stopping, true);
	http_door_set(s, DOOR_CLOSED);
	wait_until_quiet(s, s->config.timeout);
	http_worker_stop(s);
	wait_until_quiet(s, 1);
	destroy(s);
}
