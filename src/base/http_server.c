#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/http_call.h"
#include "base/log.h"

/* Of each connection, for its headers and what is being read or sent. */
enum { CONNECTION_MEMORY = 32 * 1024 };

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

static bool
read_address(const struct http_config *config, struct sockaddr_storage *to)
{
	struct sockaddr_in *v4 = (void *)to;
	struct sockaddr_in6 *v6 = (void *)to;

	memset(to, 0, sizeof(*to));
	if (inet_pton(AF_INET, config->host, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)config->port);
		return true;
	}
	if (inet_pton(AF_INET6, config->host, &v6->sin6_addr) == 1) {
		v6->sin6_family = AF_INET6;
		v6->sin6_port = htons((uint16_t)config->port);
		return true;
	}
	return false;
}

static bool
listen_start(struct http_server *s)
{
	const struct http_config *config = &s->config;
	unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD |
			 MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO;
	struct sockaddr_storage address;
	unsigned readers = config->readers > 1 ? config->readers : 0;

	if (!read_address(config, &address)) {
		errno = EADDRNOTAVAIL;
		return false;
	}
	if (address.ss_family == AF_INET6)
		flags |= MHD_USE_IPv6;
	s->daemon = MHD_start_daemon(flags, (uint16_t)config->port, NULL, NULL,
	    http_call_step, s, MHD_OPTION_SOCK_ADDR,
	    (struct sockaddr *)&address, MHD_OPTION_THREAD_POOL_SIZE, readers,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
	    MHD_OPTION_CONNECTION_LIMIT, config->max_connections,
	    MHD_OPTION_CONNECTION_TIMEOUT, config->timeout,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_CONNECTION,
	    http_call_connect, s, MHD_OPTION_URI_LOG_CALLBACK, http_call_target,
	    s, MHD_OPTION_NOTIFY_COMPLETED, http_call_end, s, MHD_OPTION_END);
	return s->daemon;
}

static bool
start(struct http_server *s)
{
	const union MHD_DaemonInfo *info;

	if (!lanes_open(s)) {
		log_error("http", "a thread could not be made ready");
		return false;
	}
	if (!http_worker_start(s)) {
		log_error("http", "a thread could not be started");
		return false;
	}
	if (!listen_start(s)) {
		log_error("http", "cannot listen on %s:%d: %s", s->config.host,
		    s->config.port, strerror(errno));
		return false;
	}
	info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
	s->port = info ? info->port : s->config.port;
	return true;
}

static void
destroy(struct http_server *s)
{
	http_worker_stop(s);
	if (s->daemon)
		MHD_stop_daemon(s->daemon);
	lanes_close(s);
	pthread_key_delete(s->lane_key);
	pthread_mutex_destroy(&s->lock);
	pthread_cond_destroy(&s->filled);
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
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->filled, NULL);
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

static void
wait_until_quiet(struct http_server *s, unsigned seconds)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += seconds;
	pthread_mutex_lock(&s->lock);
	while (atomic_load(&s->under_way) > 0) {
		if (pthread_cond_timedwait(&s->quiet, &s->lock, &until) != 0)
			break;
	}
	pthread_mutex_unlock(&s->lock);
}

/*
 * A peer that dawdles holds up the stop no longer than it may dawdle. A
 * handler is always waited for, and its answer given a second to leave.
 */
void
http_stop(struct http_server *s)
{
	int listening = MHD_quiesce_daemon(s->daemon);

	atomic_store(&s->stopping, true);
	if (listening >= 0)
		shutdown(listening, SHUT_RDWR);
	wait_until_quiet(s, s->config.timeout);
	http_worker_stop(s);
	wait_until_quiet(s, 1);
	destroy(s);
	if (listening >= 0)
		close(listening);
}
