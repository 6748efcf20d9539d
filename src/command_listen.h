#ifndef COMMAND_LISTEN_H
#define COMMAND_LISTEN_H

#include <signal.h>

#include "base/http.h"
#include "command.h"

/* What both serving processes do around their server. */
struct listening {
	struct http_config http;	/* the caller fills in the rest of it */
	char *key;			/* of TLS; gone once it serves */
	sigset_t ends;
};

/*
 * --listen (else `standard`), --proxy, --cert and --key, one socket, signals
 * held back: before the process is confined and any thread runs. EXIT_DONE: the
 * rest may go on; else the reason was said.
 */
int	command_listen(struct arena *, const struct command_line *,
    const char *standard, struct listening *);
/* NULL: logged. */
struct http_server *command_serve_start(struct listening *);
/* Says where it serves, and waits until it is asked to end. */
void	command_serve_wait(struct listening *, struct http_server *);

#endif
