#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "app/ledger.h"
#include "app/mail_send.h"
#include "app/metrics.h"
#include "app/ticker.h"
#include "base/log.h"
#include "command_listen.h"
#include "features/inbox/inbox.h"

/* The staff site, until SIGTERM or SIGINT asks it to end. */

enum { WORKERS = 32, MAX_BODY = 1 << 20, MAX_UPLOAD = 24 << 20,
	MAX_HELD = 256 << 20, MAX_CONNECTIONS = 1000, TIMEOUT = 30 };

enum { LOCK_MS = 30000, LOCK_PAUSE_MS = 20 };

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

/* The files of a register, papers and photographs; everything else is typed by
 * hand. */
static bool
is_upload(const char *target)
{
	return strncmp(target, "/import/", strlen("/import/")) == 0 ||
	    strcmp(target, "/attachments") == 0 ||
	    strncmp(target, "/training-materials?", 20) == 0;
}

static void
settle(void *app, void *hold, void (*then)(void *, bool), void *ctx)
{
	ledger_settle(((struct site *)app)->ledger, hold, then, ctx);
}

static int
run(struct workplace *w, struct listening *l)
{
	const struct ticker_work letters = { .name = "inbox",
	    .seconds = INBOX_SECONDS, .run = inbox_round };
	struct http_server *server = NULL;
	struct ticker *fetcher = NULL;
	struct mail_sender *sender;

	w->site->ledger = ledger_start(w->site);
	sender = mail_sender_start(w->site, w->mail);
	if (w->site->inbox)
		fetcher = ticker_start(w->site, &letters);
	if (w->site->ledger && sender && (fetcher || !w->site->inbox))
		server = command_serve_start(l);
	if (server) {
		command_serve_wait(l, server);
		http_stop(server);
	}
	ticker_stop(fetcher);
	mail_sender_stop(sender);
	ledger_stop(w->site->ledger);
	return server ? EXIT_DONE : EXIT_REFUSED;
}

static int
serve(struct workplace *w, const struct command_line *cl)
{
	struct listening l = { .http = {
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
	} };
	int code = command_listen(w->mem, cl, "127.0.0.1:8080", &l);
	struct metrics *metrics = NULL;

	if (cl->metrics) {
		l.http.meter = http_meter_new(metrics_kind);
		metrics = metrics_new(w->mem, l.http.meter, cl->metrics);
	}
	w->site->metrics = metrics;
	w->site->bundle = cl->bundle;
	w->site->inbox = cl->inbox;
	if (code == EXIT_DONE && !command_confine(w, cl))
		code = EXIT_REFUSED;
	if (code == EXIT_DONE)
		code = run(w, &l);
	metrics_close(metrics);
	http_meter_free(l.http.meter);
	return code;
}

/*
 * Whoever serves an SQLite database holds PATH-lock (base/db.h). One that is
 * being relieved lets go of it when it has answered what it had begun.
 */
static void
wait_for_lock(const char *url)
{
	const struct timespec pause = { 0, LOCK_PAUSE_MS * 1000000 };
	static const char sqlite[] = "sqlite:";
	char name[PATH_MAX];
	int fd, n;

	if (strncmp(url, sqlite, strlen(sqlite)) != 0)
		return;
	n = snprintf(name, sizeof(name), "%s-lock", url + strlen(sqlite));
	fd = n < (int)sizeof(name) ? open(name, O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0)
		return;
	for (int i = 0; i < LOCK_MS / LOCK_PAUSE_MS; i++) {
		if (flock(fd, LOCK_SH | LOCK_NB) == 0)
			break;
		if (i == 0)
			log_note("serve", "waiting for another server to end");
		nanosleep(&pause, NULL);
	}
	close(fd);
}

int
command_serve(const struct command_line *cl)
{
	struct workplace w = { 0 };
	int code = EXIT_REFUSED;

	command_confine_prepare(cl);
	w.mail = command_confine_mail(cl);
	wait_for_lock(cl->db);
	if (w.mail && workplace_open(&w, cl, true))
		code = serve(&w, cl);
	workplace_close(&w);
	smtp_process_stop(w.mail);
	return code;
}
