#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "app/ledger.h"
#include "app/mail_send.h"
#include "base/http.h"
#include "base/log.h"
#include "base/notify.h"
#include "command.h"

/* The staff site, until SIGTERM or SIGINT asks it to end. */

enum { WORKERS = 32, MAX_BODY = 1 << 20, MAX_UPLOAD = 24 << 20,
	MAX_HELD = 256 << 20, MAX_CONNECTIONS = 1000, TIMEOUT = 30 };

/* A centre may sit behind one address; a proxy on this machine surely does. */
enum { MAX_OF_ADDRESS = 200 };

enum { LOCK_MS = 30000, LOCK_PAUSE_MS = 20, MAX_PEM = 64 << 10 };

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
	    strcmp(target, "/attachments") == 0;
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
read_tls(struct workplace *w, const struct command_line *cl,
    struct http_config *config, char **key)
{
	if (!cl->cert && !cl->key)
		return true;
	if (!cl->cert || !cl->key) {
		fputs("--cert and --key go together\n", stderr);
		return false;
	}
	config->cert = read_pem(w->mem, cl->cert);
	config->key = *key = read_pem(w->mem, cl->key);
	return config->cert && config->key;
}

/* One that was handed over, or else of our own. */
static int
find_socket(struct http_config *config)
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

static int
run(struct workplace *w, const struct http_config *config, char *key,
    const sigset_t *set)
{
	struct mail_sender *sender = mail_sender_start(w->site, w->mail);
	struct http_server *server;

	w->site->ledger = ledger_start(w->site);
	server = w->site->ledger && sender ? http_start(config) : NULL;
	if (key)
		explicit_bzero(key, strlen(key));
	if (!server) {
		mail_sender_stop(sender);
		ledger_stop(w->site->ledger);
		return EXIT_REFUSED;
	}
	printf("%s://%s:%d\n", config->cert ? "https" : "http", config->host,
	    http_port(server));
	fflush(stdout);
	notify_ready();
	wait_for_end(set, server);
	log_note("serve", "ending");
	notify_stopping();
	http_stop(server);
	mail_sender_stop(sender);
	ledger_stop(w->site->ledger);
	return EXIT_DONE;
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
		.proxy = cl->proxy,
		.app = w->site,
	};
	char *key = NULL;
	sigset_t set;

	if (!read_address(w->mem, cl->listen ? cl->listen : "127.0.0.1:8080",
	    &config)) {
		fputs("--listen: address and port, e.g. 127.0.0.1:8080\n",
		    stderr);
		return EXIT_USAGE;
	}
	if (!read_tls(w, cl, &config, &key))
		return EXIT_USAGE;
	/* Blocked before the threads start, so that only this one is told. */
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	config.listening = find_socket(&config);
	if (config.listening < 0)
		return EXIT_REFUSED;
	if (!is_loopback(config.listening))
		config.max_of_address = MAX_OF_ADDRESS;
	if (!command_confine(w, cl))
		return EXIT_REFUSED;
	return run(w, &config, key, &set);
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
