#include "base/smtp.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <arpa/inet.h>

#include "base/log.h"

enum { CONNECT_SECONDS = 15, SEND_SECONDS = 60, MAX_HOST = 253,
	MAX_URL = 600 };

struct smtp {
	CURL *curl;
	/* Of the mail under way. */
	const char *rest;		/* what the server does not have yet */
	enum smtp_stage stage;
	int reply;
	bool leaving;			/* QUIT was said: that is not about it */
};

/* The commands that are sent tell how far it got; their words stay here. */
static int
see(CURL *curl, curl_infotype type, char *line, size_t n, void *ctx)
{
	static const struct {
		const char *command;
		enum smtp_stage stage;
	} stages[] = { { "AUTH ", SMTP_SIGN_IN }, { "MAIL ", SMTP_FROM },
		{ "RCPT ", SMTP_TO }, { "DATA", SMTP_DATA } };
	struct smtp *s = ctx;

	(void)curl;
	if (type == CURLINFO_HEADER_OUT && n >= 4 && !strncmp(line, "QUIT", 4))
		s->leaving = true;
	if (s->leaving)
		return 0;
	if (type == CURLINFO_HEADER_IN && n >= 3 && *line >= '2' &&
	    *line <= '5')
		s->reply = (line[0] - '0') * 100 + (line[1] - '0') * 10 +
			   line[2] - '0';
	for (size_t i = 0; type == CURLINFO_HEADER_OUT && i < 4; i++) {
		size_t length = strlen(stages[i].command);

		if (n < length || strncmp(line, stages[i].command, length) != 0)
			continue;
		s->stage = stages[i].stage;
		s->reply = 0;
	}
	return 0;
}

static size_t
give(char *to, size_t size, size_t n, void *ctx)
{
	struct smtp *s = ctx;
	size_t length = strnlen(s->rest, size * n);

	memcpy(to, s->rest, length);
	s->rest += length;
	return length;
}

/* A mail that is sent has nothing to say. */
static size_t
take(char *from, size_t size, size_t n, void *ctx)
{
	(void)from;
	(void)ctx;
	return size * n;
}

struct smtp *
smtp_open(void)
{
	struct smtp *s = calloc(1, sizeof(*s));

	if (!s || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		log_error("smtp", "libcurl cannot start");
		free(s);
		return NULL;
	}
	return s;
}

void
smtp_rest(struct smtp *s)
{
	if (s->curl)
		curl_easy_cleanup(s->curl);
	s->curl = NULL;
}

bool
smtp_host_is_near(const char *host)
{
	struct in_addr v4;
	struct in6_addr v6;

	if (strcmp(host, "localhost") == 0)
		return true;
	if (inet_pton(AF_INET, host, &v4) == 1)
		return ntohl(v4.s_addr) >> 24 == 127;
	return inet_pton(AF_INET6, host, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

bool
smtp_host_fits(const char *host)
{
	struct in6_addr v6;
	size_t n = strspn(host, "abcdefghijklmnopqrstuvwxyz"
				"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

	return (n && host[n] == '\0' && n <= MAX_HOST && *host != '-') ||
	       inet_pton(AF_INET6, host, &v6) == 1;
}

/* Behind the slash stands what we call ourselves: the sender's domain. */
static void
set_url(CURL *curl, const struct smtp_server *to)
{
	bool v6 = strchr(to->host, ':') != NULL;
	char url[MAX_URL];

	snprintf(url, sizeof(url), "%s://%s%s%s:%d/%s",
	    to->security == SMTP_TLS ? "smtps" : "smtp", v6 ? "[" : "",
	    to->host, v6 ? "]" : "", to->port, strchr(to->from, '@') + 1);
	curl_easy_setopt(curl, CURLOPT_URL, url);
}

static void
set_server(CURL *curl, const struct smtp_server *to)
{
	const char *authorities = getenv("SSL_CERT_FILE");

	set_url(curl, to);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_USE_SSL,
	    to->security == SMTP_PLAIN ? (long)CURLUSESSL_NONE
				       : (long)CURLUSESSL_ALL);
	curl_easy_setopt(
	    curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (authorities)
		curl_easy_setopt(curl, CURLOPT_CAINFO, authorities);
	if (!to->user || !*to->user)
		return;
	curl_easy_setopt(curl, CURLOPT_USERNAME, to->user);
	curl_easy_setopt(
	    curl, CURLOPT_PASSWORD, to->password ? to->password : "");
}

static void
set_mail(struct smtp *s, const char *from, const char *message)
{
	s->rest = message;
	s->stage = SMTP_CONNECT;
	s->reply = 0;
	s->leaving = false;
	curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM, from);
	curl_easy_setopt(s->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(s->curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(s->curl, CURLOPT_READDATA, s);
	curl_easy_setopt(s->curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(s->curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(s->curl, CURLOPT_DEBUGFUNCTION, see);
	curl_easy_setopt(s->curl, CURLOPT_DEBUGDATA, s);
	curl_easy_setopt(s->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(
	    s->curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(s->curl, CURLOPT_TIMEOUT, (long)SEND_SECONDS);
}

/*
 * What the server says of the recipient or of the text is about this mail; what
 * it says before, or 421 at any time, would hit the next one too.
 */
static enum smtp_outcome
outcome_of(CURLcode rc, enum smtp_stage stage, int reply)
{
	if (rc == CURLE_OK)
		return SMTP_SENT;
	if (stage < SMTP_TO || reply < 400 || reply == 421)
		return SMTP_NO_SERVER;
	return reply >= 500 ? SMTP_REFUSED : SMTP_LATER;
}

static bool
is_about_trust(CURLcode rc)
{
	return rc == CURLE_USE_SSL_FAILED || rc == CURLE_SSL_CONNECT_ERROR ||
	       rc == CURLE_PEER_FAILED_VERIFICATION ||
	       rc == CURLE_SSL_CACERT_BADFILE;
}

struct smtp_answer
smtp_send(struct smtp *s, const struct smtp_server *server, const char *to,
    const char *message)
{
	struct smtp_answer answer = { .outcome = SMTP_NO_SERVER };
	struct curl_slist *recipients = NULL;
	CURLcode rc;

	if (!smtp_host_fits(server->host) || server->port < 1 ||
	    server->port > 65535 || !strchr(server->from, '@') ||
	    (server->security == SMTP_PLAIN &&
		!smtp_host_is_near(server->host)))
		return answer;
	if (s->curl)
		curl_easy_reset(s->curl);
	else
		s->curl = curl_easy_init();
	recipients = s->curl ? curl_slist_append(NULL, to) : NULL;
	if (!recipients)
		return answer;
	set_server(s->curl, server);
	set_mail(s, server->from, message);
	curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, recipients);
	rc = curl_easy_perform(s->curl);
	curl_slist_free_all(recipients);
	answer.stage = s->stage;
	answer.reply = s->reply;
	answer.outcome = outcome_of(rc, answer.stage, answer.reply);
	answer.certificate = is_about_trust(rc);
	return answer;
}
