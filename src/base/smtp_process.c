#include "base/smtp_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/log.h"

enum { MAX_PACKET = 64 << 10, SOCKET = 3, REST_MS = 3000 };

/* What goes over, each ending in NUL. */
enum { HOST, PORT, SECURITY, USER, PASSWORD, FROM, TO, MESSAGE, PARTS };

struct smtp_process {
	int fd;
	pid_t pid;
	atomic_bool left;
};

/* False when it is no packet of ours. */
static bool
split(char *packet, size_t n, const char *parts[PARTS])
{
	size_t at = 0;

	if (n && packet[n - 1] != '\0')
		return false;
	for (int i = 0; i < PARTS; i++) {
		if (at >= n)
			return false;
		parts[i] = packet + at;
		at += strlen(packet + at) + 1;
	}
	return at == n;
}

static struct smtp_answer
pass_on(struct smtp *smtp, char *packet, size_t n)
{
	const char *p[PARTS];
	struct smtp_server server;

	if (!split(packet, n, p))
		return (struct smtp_answer){ .outcome = SMTP_NO_SERVER };
	server = (struct smtp_server){ .host = p[HOST],
		.port = (int)strtol(p[PORT], NULL, 10),
		.security = (enum smtp_security)strtol(p[SECURITY], NULL, 10),
		.user = p[USER],
		.password = p[PASSWORD],
		.from = p[FROM] };
	return smtp_send(smtp, &server, p[TO], p[MESSAGE]);
}

/* Until the other end is closed, by whatever death. */
static void
work(struct smtp *smtp, char *packet)
{
	struct pollfd wait = { .fd = SOCKET, .events = POLLIN };
	bool talked = false;

	for (;;) {
		struct smtp_answer answer;
		ssize_t n;
		int ready = poll(&wait, 1, talked ? REST_MS : -1);

		if (ready == 0) {
			smtp_rest(smtp);
			talked = false;
			continue;
		}
		n = recv(SOCKET, packet, MAX_PACKET, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		answer = pass_on(smtp, packet, (size_t)n);
		explicit_bzero(packet, (size_t)n);
		talked = true;
		if (send(SOCKET, &answer, sizeof(answer), MSG_NOSIGNAL) < 0)
			return;
	}
}

/* Nothing of the other process but the socket and the log; it tells when to
 * end, not the terminal. */
static bool
leave_home(int fd)
{
	int nothing = open("/dev/null", O_RDWR);

	signal(SIGTERM, SIG_IGN);
	signal(SIGINT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	prctl(PR_SET_NAME, "tsunagu-mail", 0, 0, 0);
	return nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
	       dup2(nothing, STDOUT_FILENO) >= 0 && dup2(fd, SOCKET) >= 0 &&
	       close_range(SOCKET + 1, ~0U, 0) == 0;
}

static _Noreturn void
live(int fd, const struct sandbox *confines)
{
	char *packet = malloc(MAX_PACKET);
	struct smtp *smtp;

	if (!packet || !leave_home(fd))
		_exit(1);
	smtp = smtp_open();
	if (!smtp || (confines && !sandbox_enter(confines)))
		_exit(1);
	work(smtp, packet);
	_exit(0);
}

struct smtp_process *
smtp_process_start(const struct sandbox *confines)
{
	struct smtp_process *p = calloc(1, sizeof(*p));
	int ends[2];

	if (!p)
		abort();
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0) {
		p->fd = ends[0];
		p->pid = fork();
		if (p->pid == 0)
			live(ends[1], confines);
		close(ends[1]);
		if (p->pid > 0)
			return p;
		close(ends[0]);
	}
	log_error("smtp", "no process for mail: %s", strerror(errno));
	free(p);
	return NULL;
}

/* In a sandbox it cannot be waited for, and its end is left to init. */
void
smtp_process_stop(struct smtp_process *p)
{
	if (!p)
		return;
	close(p->fd);
	(void)waitpid(p->pid, NULL, WNOHANG);
	free(p);
}

void
smtp_process_leave(struct smtp_process *p)
{
	atomic_store(&p->left, true);
	shutdown(p->fd, SHUT_RDWR);
}

static void
add_part(struct buffer *b, const char *s)
{
	buffer_bytes(b, s ? s : "", s ? strlen(s) + 1 : 1);
}

static bool
ask(struct smtp_process *p, const struct buffer *b, struct smtp_answer *answer)
{
	ssize_t n;

	if (b->len > MAX_PACKET ||
	    send(p->fd, b->s, b->len, MSG_NOSIGNAL) != (ssize_t)b->len)
		return false;
	do
		n = recv(p->fd, answer, sizeof(*answer), 0);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof(*answer);
}

struct smtp_answer
smtp_process_send(struct smtp_process *p, const struct smtp_server *server,
    const char *to, const char *message)
{
	struct arena *mem = arena_new();
	struct buffer b = buffer_sized(mem, MAX_PACKET);
	struct smtp_answer answer;
	bool done;

	add_part(&b, server->host);
	add_part(&b, arena_fmt(mem, "%d", server->port));
	add_part(&b, arena_fmt(mem, "%d", (int)server->security));
	add_part(&b, server->user);
	add_part(&b, server->password);
	add_part(&b, server->from);
	add_part(&b, to);
	add_part(&b, message);
	done = ask(p, &b, &answer);
	explicit_bzero(b.s, b.len);
	arena_free(mem);
	if (done)
		return answer;
	if (atomic_load(&p->left))
		return (struct smtp_answer){ .outcome = SMTP_UNKNOWN };
	log_error("smtp", "the process for mail is gone: no mail is sent until"
			  " the server is started again");
	return (struct smtp_answer){ .outcome = SMTP_NO_SERVER };
}
