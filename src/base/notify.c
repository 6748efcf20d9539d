#include "base/notify.h"

#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "base/log.h"

int
notify_listening(void)
{
	int n = sd_listen_fds(1);

	if (n == 0)
		return 0;
	if (n == 1 &&
	    sd_is_socket(SD_LISTEN_FDS_START, AF_UNSPEC, SOCK_STREAM, 1) > 0)
		return SD_LISTEN_FDS_START;
	log_error("notify",
	    "handed over: %d descriptors, wanted: one listening"
	    " socket",
	    n);
	return -1;
}

/* Not being able to say so is not worth stopping for. */
static void
tell(const char *what)
{
	int rc = sd_notify(0, what);

	if (rc < 0)
		log_note("notify", "%s: %s", what, strerror(-rc));
}

void
notify_ready(void)
{
	tell("READY=1");
}

void
notify_stopping(void)
{
	tell("STOPPING=1");
}

void
notify_alive(void)
{
	tell("WATCHDOG=1");
}

long
notify_patience(void)
{
	uint64_t us = 0;

	return sd_watchdog_enabled(0, &us) > 0 ? (long)(us / 1000) : 0;
}
