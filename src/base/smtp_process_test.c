#include "base/smtp_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/kit.h"
#include "tests/smtp_box.h"

static const char text[] = "Subject: x\r\n\r\nx\r\n";

/* As tsunagu serve does. */
static const char *const readable[] = { "/usr/lib", "/etc/hosts",
	"/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/ssl", "/dev/null",
	"/dev/urandom", NULL };
static const struct sandbox confines = { .readable = readable,
	.connects = true };

static struct smtp_server
server_of(const struct smtp_box *box)
{
	return (struct smtp_server){ .host = "127.0.0.1",
		.port = smtp_box_port(box),
		.security = SMTP_PLAIN,
		.user = "centre",
		.password = "secret",
		.from = "centre@centre.example" };
}

UNIT(smtp_process_sends_from_its_sandbox)
{
	struct smtp_process *p = smtp_process_start(&confines);
	struct smtp_box *box = smtp_box_open(0, "centre secret");
	struct smtp_server server = server_of(box);
	struct smtp_answer a;

	EXPECT(p);
	for (int i = 0; i < 3; i++)
		EXPECT(smtp_process_send(p, &server, "aoi@example.jp", text)
			   .outcome == SMTP_SENT);
	EXPECT(strcmp(smtp_box_mail(box, 2), text) == 0);
	a = smtp_process_send(p, &server, "refused@example.jp", text);
	EXPECT(a.outcome == SMTP_REFUSED && a.reply == 550);
	/* By name: what looks it up works in there too. */
	server.host = "localhost";
	EXPECT(smtp_process_send(p, &server, "aoi@example.jp", text).outcome ==
	       SMTP_SENT);
	smtp_process_stop(p);
	smtp_box_close(box);
}

/* The process has no end of a pipe that was open here. */
UNIT(smtp_process_keeps_nothing_open)
{
	int ends[2];
	struct pollfd end;
	struct smtp_process *p;

	EXPECT(pipe2(ends, O_CLOEXEC) == 0);
	p = smtp_process_start(NULL);
	EXPECT(p);
	close(ends[1]);
	end = (struct pollfd){ .fd = ends[0], .events = POLLIN };
	EXPECT(poll(&end, 1, 5000) == 1 && end.revents == POLLHUP);
	close(ends[0]);
	smtp_process_stop(p);
}

static void *
leave(void *p)
{
	smtp_process_leave(p);
	return NULL;
}

/* A port where somebody listens and never says a word. */
static int
silent_listener(int *port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	EXPECT(fd >= 0);
	EXPECT(bind(fd, (struct sockaddr *)&at, n) == 0 && listen(fd, 8) == 0);
	EXPECT(getsockname(fd, (struct sockaddr *)&at, &n) == 0);
	*port = ntohs(at.sin_port);
	return fd;
}

UNIT(smtp_process_is_not_waited_for_once_left)
{
	struct smtp_process *p = smtp_process_start(NULL);
	struct smtp_server server = { .host = "127.0.0.1",
		.security = SMTP_TLS,
		.from = "centre@centre.example" };
	int listener, port;
	pthread_t thread;

	EXPECT(p);
	listener = silent_listener(&port);
	server.port = port;
	EXPECT(pthread_create(&thread, NULL, leave, p) == 0);
	EXPECT(smtp_process_send(p, &server, "aoi@example.jp", text).outcome ==
	       SMTP_UNKNOWN);
	EXPECT(smtp_process_send(p, &server, "aoi@example.jp", text).outcome ==
	       SMTP_UNKNOWN);
	pthread_join(thread, NULL);
	close(listener);
	smtp_process_stop(p);
}
