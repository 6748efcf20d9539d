#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>

#include "base/log.h"
#include "base/notify.h"
#include "command_listen.h"

/* A centre may sit behind one address; a proxy on this machine surely does. */
enum { MAX_OF_ADDRESS = 200, MAX_PEM = 64 << 10 };

/* "127.0.0.1:8080"; a bare port listens on the loopback only. */
static bool
read_address(struct arena *mem, const char *listen, struct http_config *c)
{
	const char *colon = strrchr(listen, ':');
	char *end;
	long port = strtol(colon ? colon + 1 : listen, &end, 10);

	c->host = colon ? arena_bytes(mem, listen, (size_t)(colon - listen)) :
	    "127.0.0.1";
	c->port = (int)port;
	return *end == '\0' && port >= 0 && port <= 65535;
}

/* Only this machine can call: a proxy, then, which speaks for many. */
static bool
is_loopback(int listening)
{
	struct sockaddr_storage at = { 0 };
	socklen_t n = sizeof(at);
	const struct sockaddr_in *v4 = (const void *)&at;
	const struct sockaddr_in6 *v6 = (const void *)&at;

	if (getsockname(listening, (struct sockaddr *)&at, &n) != 0)
		return false;
	if (at.ss_family == AF_INET)
		return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
	return at.ss_family == AF_INET6 &&
	    IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
}

/* The whole of a small text; NULL after saying why not. */
static char *
read_pem(struct arena *mem, const char *path)
{
	FILE *f = fopen(path, "re");
	char *text = arena_take(mem, MAX_PEM + 1);
	size_t n = f ? fread(text, 1, MAX_PEM, f) : 0;
	bool fine = f && !ferror(f) && n && n < MAX_PEM;

	if (!fine)
		fprintf(stderr, "%s: cannot be read as PEM\n", path);
	if (f)
		fclose(f);
	return fine ? text : NULL;
}

/* Read now, for later these files are out of reach. */
static bool
read_tls(struct arena *mem, const struct command_line *cl,
    struct http_config *config, char **key)
{
	if (!cl->cert && !cl->key)
		return true;
	if (!cl->cert || !cl->key) {
		fputs("--cert and --key go together\n", stderr);
		return false;
	}
	config->cert = read_pem(mem, cl->cert);
	config->key = *key = read_pem(mem, cl->key);
	return config->cert && config->key;
}

/* One that was handed over, or else of our own. */
static int
find_socket(const struct http_config *config)
{
	int handed = notify_listening();

	return handed ? handed : http_listen(config->host, config->port);
}

/* Until somebody asks for the end; meanwhile the manager hears we live. */
static void
wait_for_end(const sigset_t *set, struct http_server *server)
{
	const long half = notify_patience() / 2;
	const struct timespec pause = { half / 1000, half % 1000 * 1000000 };
	int rc;

	do {
		rc = half ? sigtimedwait(set, NULL, &pause) :
		    sigwaitinfo(set, NULL);
		if (rc < 0 && errno == EAGAIN && http_is_alive(server))
			notify_alive();
	} while (rc < 0);
}

int
command_listen(struct arena *mem, const struct command_line *cl,
    const char *standard, struct listening *l)
{
	if (!read_address(mem, cl->listen ? cl->listen : standard, &l->http)) {
		fprintf(stderr, "--listen: address and port, e.g. %s\n",
		    standard);
		return EXIT_USAGE;
	}
	l->http.proxy = cl->proxy;
	if (!read_tls(mem, cl, &l->http, &l->key))
		return EXIT_USAGE;
	/* Blocked before the threads start, so that only this one is told. */
	sigemptyset(&l->ends);
	sigaddset(&l->ends, SIGTERM);
	sigaddset(&l->ends, SIGINT);
	pthread_sigmask(SIG_BLOCK, &l->ends, NULL);
	l->http.listening = find_socket(&l->http);
	if (l->http.listening < 0)
		return EXIT_REFUSED;
	if (!is_loopback(l->http.listening))
		l->http.max_of_address = MAX_OF_ADDRESS;
	return EXIT_DONE;
}

struct http_server *
command_serve_start(struct listening *l)
{
	struct http_server *server = http_start(&l->http);

	if (l->key)
		explicit_bzero(l->key, strlen(l->key));
	return server;
}

void
command_serve_wait(struct listening *l, struct http_server *server)
{
	printf("%s://%s:%d\n", l->http.cert ? "https" : "http", l->http.host,
	    http_port(server));
	fflush(stdout);
	notify_ready();
	wait_for_end(&l->ends, server);
	log_note("serve", "ending");
	notify_stopping();
}
