#include "tests/smtp_box.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/kit.h"

enum { MAX_LINE = 1024, MAX_TEXT = 64 << 10 };

struct smtp_box {
	int listening, port;
	int talking;			/* of the connection; -1 */
	const char *login;
	pthread_t thread;
	pthread_mutex_t lock;		/* of what follows, and of talking */
	char *mails[SMTP_BOX_MAILS];
	size_t n;
	bool closing;
};

struct talk {
	FILE *in, *out;
	char to[MAX_LINE];
	bool signed_in, lost;
};

static void
say(struct talk *t, const char *line)
{
	fprintf(t->out, "%s\r\n", line);
	fflush(t->out);
}

static bool
begins(const char *line, const char *with)
{
	return strncasecmp(line, with, strlen(with)) == 0;
}

/* The line after "AUTH PLAIN": base64 of NUL user NUL password. */
static bool
knows(const struct smtp_box *box, const char *line)
{
	char got[MAX_LINE] = "", want[MAX_LINE];
	size_t n = 0, length;

	sodium_base642bin((unsigned char *)got, sizeof(got), line,
	    strlen(line), "\r\n", &n, NULL,
	    sodium_base64_VARIANT_ORIGINAL);
	length = (size_t)snprintf(want, sizeof(want), " %s", box->login);
	for (size_t i = 0; i < n; i++)
		got[i] = got[i] ? got[i] : ' ';
	return n == length && strcmp(got, want) == 0;
}

static void
keep(struct smtp_box *box, char *text)
{
	pthread_mutex_lock(&box->lock);
	if (box->n < SMTP_BOX_MAILS)
		box->mails[box->n++] = text;
	pthread_mutex_unlock(&box->lock);
}

static void
take_text(struct smtp_box *box, struct talk *t)
{
	char line[MAX_LINE], *text = calloc(1, MAX_TEXT);
	size_t n = 0;

	say(t, "354 go on");
	while (text && fgets(line, sizeof(line), t->in) &&
	    strcmp(line, ".\r\n") != 0 && n + strlen(line) < MAX_TEXT) {
		memcpy(text + n, line, strlen(line) + 1);
		n += strlen(line);
	}
	if (begins(t->to, "RCPT TO:<full@")) {
		say(t, "552 too much");
		free(text);
		return;
	}
	keep(box, text);
	t->lost = begins(t->to, "RCPT TO:<lost@");
	if (!t->lost)
		say(t, "250 taken");
}

static void
take_recipient(struct talk *t, const char *line)
{
	static const struct {
		const char *name, *answer;
	} answers[] = { { "refused", "550 5.1.1 nobody of that name" },
		{ "later", "451 4.7.1 come back later" },
		{ "busy", "421 too busy" } };

	snprintf(t->to, sizeof(t->to), "%s", line);
	for (size_t i = 0; i < 3; i++) {
		if (begins(line + strlen("RCPT TO:<"), answers[i].name)) {
			say(t, answers[i].answer);
			return;
		}
	}
	say(t, "250 fine");
}

static void
answer(struct smtp_box *box, struct talk *t, const char *line)
{
	if (begins(line, "EHLO"))
		say(t, box->login ? "250-box\r\n250 AUTH PLAIN" : "250 box");
	else if (begins(line, "AUTH PLAIN\r") && box->login) {
		char secret[MAX_LINE] = "";

		say(t, "334 ");
		t->signed_in = fgets(secret, sizeof(secret), t->in) &&
		    knows(box, secret);
		say(t, t->signed_in ? "235 welcome" : "535 who?");
	} else if (begins(line, "MAIL FROM:<nobody@"))
		say(t, "553 not from here");
	else if (begins(line, "MAIL"))
		say(t, box->login && !t->signed_in ? "530 who?" : "250 fine");
	else if (begins(line, "RCPT"))
		take_recipient(t, line);
	else if (begins(line, "DATA"))
		take_text(box, t);
	else
		say(t, begins(line, "QUIT") ? "221 bye" : "250 fine");
}

static void
serve(struct smtp_box *box, int fd)
{
	struct talk t = { .in = fdopen(fd, "r"), .out = fdopen(dup(fd), "w") };
	char line[MAX_LINE];

	say(&t, "220 box");
	while (!t.lost && fgets(line, sizeof(line), t.in) && !feof(t.in))
		answer(box, &t, line);
	fclose(t.out);
	pthread_mutex_lock(&box->lock);
	fclose(t.in);
	box->talking = -1;
	pthread_mutex_unlock(&box->lock);
}

static void *
run(void *arg)
{
	struct smtp_box *box = arg;

	for (;;) {
		int fd = accept(box->listening, NULL, NULL);

		pthread_mutex_lock(&box->lock);
		if (fd < 0 || box->closing) {
			pthread_mutex_unlock(&box->lock);
			if (fd >= 0)
				close(fd);
			return NULL;
		}
		box->talking = fd;
		pthread_mutex_unlock(&box->lock);
		serve(box, fd);
	}
}

struct smtp_box *
smtp_box_open(int port, const char *login)
{
	struct smtp_box *box = calloc(1, sizeof(*box));
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	const int yes = 1;

	EXPECT(box);
	box->login = login;
	box->talking = -1;
	pthread_mutex_init(&box->lock, NULL);
	box->listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(box->listening, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	EXPECT(bind(box->listening, (struct sockaddr *)&at, n) == 0 &&
	    listen(box->listening, 16) == 0 &&
	    getsockname(box->listening, (struct sockaddr *)&at, &n) == 0);
	box->port = ntohs(at.sin_port);
	EXPECT(pthread_create(&box->thread, NULL, run, box) == 0);
	return box;
}

int
smtp_box_port(const struct smtp_box *box)
{
	return box->port;
}

void
smtp_box_close(struct smtp_box *box)
{
	pthread_mutex_lock(&box->lock);
	box->closing = true;
	if (box->talking >= 0)
		shutdown(box->talking, SHUT_RDWR);
	pthread_mutex_unlock(&box->lock);
	shutdown(box->listening, SHUT_RDWR);
	pthread_join(box->thread, NULL);
	close(box->listening);
	for (size_t i = 0; i < box->n; i++)
		free(box->mails[i]);
	pthread_mutex_destroy(&box->lock);
	free(box);
}

size_t
smtp_box_count(struct smtp_box *box)
{
	size_t n;

	pthread_mutex_lock(&box->lock);
	n = box->n;
	pthread_mutex_unlock(&box->lock);
	return n;
}

const char *
smtp_box_mail(struct smtp_box *box, size_t i)
{
	EXPECT(i < smtp_box_count(box));
	return box->mails[i];
}
