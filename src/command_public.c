#include <stdio.h>
#include <string.h>

#include "app/metrics.h"
#include "base/log.h"
#include "command_listen.h"
#include "public/edition.h"

/* The public site, until SIGTERM or SIGINT asks it to end. It never sees the
 * casework database, its keys or a way there. */

enum { WORKERS = 4, MAX_BODY = 64 << 10, MAX_HELD = 8 << 20,
	MAX_CONNECTIONS = 1000, TIMEOUT = 30 };

static void *
thread_open(void *app)
{
	return edition_place_open(app);
}

static void
thread_close(void *app, void *thread)
{
	(void)app;
	edition_place_close(thread);
}

static void
handle(void *app, void *thread, struct arena *mem,
    const struct http_request *in, struct http_answer *out)
{
	(void)app;
	edition_handle(thread, mem, in, out);
}

static int
serve(struct arena *mem, const struct command_line *cl, struct editions *all)
{
	struct listening l = { .http = {
		.workers = WORKERS,
		.max_body = MAX_BODY,
		.max_held = MAX_HELD,
		.max_connections = MAX_CONNECTIONS,
		.timeout = TIMEOUT,
		.thread_open = thread_open,
		.thread_close = thread_close,
		.handle = handle,
		.app = all,
	} };
	int code = command_listen(mem, cl, "127.0.0.1:8081", &l);
	struct http_server *server = NULL;
	struct metrics *metrics = NULL;

	if (code)
		return code;
	if (cl->metrics) {
		l.http.meter = http_meter_new(metrics_kind);
		metrics = metrics_new(mem, l.http.meter, NULL);
		editions_metrics(all, metrics);
	}
	if (command_confine_public(cl))
		server = command_serve_start(&l);
	if (server) {
		command_serve_wait(&l, server);
		http_stop(server);
	}
	metrics_close(metrics);
	http_meter_free(l.http.meter);
	return server ? EXIT_DONE : EXIT_REFUSED;
}

int
command_public(const struct command_line *cl)
{
	struct arena *mem = arena_new();
	struct inbox *inbox = NULL;
	struct editions *all = NULL;
	const char *why = NULL;
	int code = EXIT_REFUSED;

	if (!cl->bundle) {
		fputs("no bundle: give --bundle FILE, as tsunagu bundle wrote"
		    " it\n", stderr);
		arena_free(mem);
		return EXIT_USAGE;
	}
	if (cl->inbox)
		inbox = inbox_open(cl->inbox);
	if (cl->inbox && !inbox)
		fprintf(stderr, "--inbox: cannot open %s\n", cl->inbox);
	if (inbox || !cl->inbox)
		all = editions_open(cl->bundle, inbox, &why);
	if (all) {
		code = serve(mem, cl, all);
		editions_close(all);
	} else if (why) {
		fprintf(stderr, "--bundle %s: %s\n", cl->bundle, why);
	}
	inbox_close(inbox);
	arena_free(mem);
	return code;
}
