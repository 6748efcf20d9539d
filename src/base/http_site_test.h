#ifndef BASE_HTTP_SITE_TEST_H
#define BASE_HTTP_SITE_TEST_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/http.h"

enum { MAX_BODY = 1000, ANSWER = 8192, QUEUED = 64 };

/*
 * A real server on a free port, and peers that speak to it over a socket. It
 * answers "METHOD PATH [QUERY] ADDRESS X-TOWN [BODY]"; /gate waits until the
 * test opens the gate, /long is 3 MB, /held is
 * held when there is a config.settle, /split tries to send a broken header.
 */
struct http_site {
	struct http_config config;
	struct http_server *server;
	pthread_mutex_t lock;
	pthread_cond_t turned;
	bool open;
	size_t waiting;
	atomic_int threads, opened;
	int threads_at_most;
};

void	http_site_new(struct http_site *, unsigned readers, unsigned workers);
void	http_site_open(struct http_site *, unsigned readers, unsigned workers);
void	http_site_close(struct http_site *);
/* The status of a request alone on its connection. */
int	http_site_ask(struct http_site *, const char *request);

void	gate_wait(struct http_site *, size_t guests);
void	gate_open(struct http_site *);

int	peer_call(int port);		/* -1: refused */
void	peer_send(int fd, const char *, size_t);
void	peer_say(int fd, const char *);
/* One whole answer; returns its body. */
const char *peer_hear(int fd, char answer[ANSWER], bool with_body);
bool	peer_ended(int fd);
int	answer_status(const char *);
const char *answer_header(const char *, const char *name);

#define HOST " HTTP/1.1\r\nHost: t\r\n"
#define GET(target) "GET " target HOST "\r\n"

#endif
