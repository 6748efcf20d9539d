#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/ledger.h"
#include "base/http.h"
#include "base/log.h"
#include "command.h"

/* The staff site, until SIGTERM or SIGINT asks it to end. */

enum { WORKERS = 32, MAX_BODY = 1 << 20, MAX_UPLOAD = 24 << 20,
	MAX_HELD = 256 << 20, MAX_CONNECTIONS = 1000, TIMEOUT = 30 };

/* A centre may sit behind one address; a proxy on this machine surely does. */
enum { MAX_OF_ADDRESS = 200 };

static void *
thread_open(void *app)
{
	return desk_open(app);
}

static void
thread_close(void *app, void *thread)
{
	(void)app;
	desk_close(thread);
}

static void
handle(void *app, void *thread, struct arena *mem,
    const struct http_request *in, struct http_answer *out)
{
	site_handle(app, thread, mem, in, out);
}

/* The files of a register; everything else is typed by hand. */
static bool
is_upload(const char *target)
{
	return strncmp(target, "/import/", strlen("/import/")) == 0;
}

static void
settle(void *app, void *hold, void (*then)(void *, bool), void *ctx)
{
	ledger_settle(((struct site *)app)->ledger, hold, then, ctx);
}

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

static int
serve(struct workplace *w, const struct command_line *cl)
{
	struct http_config config = {
		.workers = WORKERS,
		.max_body = MAX_BODY,
		.max_upload = MAX_UPLOAD,
		.is_upload = is_upload,
		.max_held = MAX_HELD,
		.max_connections = MAX_CONNECTIONS,
		.timeout = TIMEOUT,
		.thread_open = thread_open,
		.thread_close = thread_close,
		.handle = handle,
		.settle = settle,
		.app = w->site,
	};
	struct http_server *server;
	sigset_t set;
	int signal;

	if (!read_address(w->mem, cl->listen ? cl->listen : "127.0.0.1:8080",
	    &config)) {
		fputs("--listen: address and port, e.g. 127.0.0.1:8080\n",
		    stderr);
		return EXIT_USAGE;
	}
	if (strcmp(config.host, "127.0.0.1") != 0 &&
	    strcmp(config.host, "::1") != 0)
		config.max_of_address = MAX_OF_ADDRESS;
	/* Blocked before the threads start, so that only this one is told. */
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	config.listening = http_listen(config.host, config.port);
	if (config.listening < 0 || !command_confine(w, cl))
		return EXIT_REFUSED;
	w->site->ledger = ledger_start(w->site);
	server = w->site->ledger ? http_start(&config) : NULL;
	if (!server) {
		ledger_stop(w->site->ledger);
		return EXIT_REFUSED;
	}
	printf("http://%s:%d\n", config.host, http_port(server));
	fflush(stdout);
	sigwait(&set, &signal);
	log_note("serve", "ending");
	http_stop(server);
	ledger_stop(w->site->ledger);
	return EXIT_DONE;
}

int
command_serve(const struct command_line *cl)
{
	struct workplace w = { 0 };
	int code = EXIT_REFUSED;

	command_confine_prepare(cl);
	if (workplace_open(&w, cl, true))
		code = serve(&w, cl);
	workplace_close(&w);
	return code;
}
