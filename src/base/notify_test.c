#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/http.h"
#include "base/notify.h"
#include "base/sandbox.h"
#include "tests/kit.h"

/* A manager's socket to be told at, in a folder of its own. */
static int
manager_open(char folder[], struct sockaddr_un *at)
{
	struct timeval patience = { .tv_sec = 10 };
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	EXPECT(mkdtemp(folder));
	*at = (struct sockaddr_un){ .sun_family = AF_UNIX };
	snprintf(at->sun_path, sizeof(at->sun_path), "%s/notify", folder);
	EXPECT(fd >= 0 &&
	       bind(fd, (const struct sockaddr *)at, sizeof(*at)) == 0 &&
	       setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience,
		   sizeof(patience)) == 0);
	setenv("NOTIFY_SOCKET", at->sun_path, 1);
	return fd;
}

static const char *
manager_hears(int fd, char said[100])
{
	ssize_t n = recv(fd, said, 99, 0);

	said[n > 0 ? n : 0] = '\0';
	return said;
}

UNIT(notify_tells_the_manager_from_within_the_sandbox)
{
	char folder[] = "/tmp/tsunagu-notify-XXXXXX", said[100];
	const struct sandbox sandbox = { .notifies = true };
	struct sockaddr_un at;
	int fd = manager_open(folder, &at), status = 0;
	pid_t child = fork();

	if (child == 0) {
		notify_ready();
		if (!sandbox_enter(&sandbox))
			_exit(1);
		notify_alive();
		notify_stopping();
		_exit(0);
	}
	EXPECT(strcmp(manager_hears(fd, said), "READY=1") == 0);
	EXPECT(strcmp(manager_hears(fd, said), "WATCHDOG=1") == 0);
	EXPECT(strcmp(manager_hears(fd, said), "STOPPING=1") == 0);
	EXPECT(waitpid(child, &status, 0) == child && status == 0);
	unsetenv("NOTIFY_SOCKET");
	unlink(at.sun_path);
	EXPECT(rmdir(folder) == 0);
	close(fd);
}

/* 0: what was handed over came as it should. */
static int
taken(int fd, const char *count)
{
	char pid[20];
	int status, wanted = strcmp(count, "1") == 0 ? 3 : -1;
	pid_t child = fork();

	if (child == 0) {
		snprintf(pid, sizeof(pid), "%d", getpid());
		setenv("LISTEN_PID", pid, 1);
		setenv("LISTEN_FDS", count, 1);
		if (fd != 3)
			dup2(fd, 3);
		dup2(3, 4);
		_exit(notify_listening() != wanted || getenv("LISTEN_FDS"));
	}
	EXPECT(child > 0 && waitpid(child, &status, 0) == child);
	return status;
}

UNIT(notify_takes_one_listening_socket_and_nothing_else)
{
	int listening = http_listen("127.0.0.1", 0);
	int other = socket(AF_UNIX, SOCK_DGRAM, 0);

	EXPECT(notify_listening() == 0);
	EXPECT(taken(listening, "1") == 0);
	EXPECT(taken(listening, "2") == 0);
	EXPECT(taken(other, "1") != 0);
	close(listening);
	close(other);
}

UNIT(notify_knows_the_watchdog)
{
	char pid[20];

	EXPECT(notify_patience() == 0);
	snprintf(pid, sizeof(pid), "%d", getpid());
	setenv("WATCHDOG_USEC", "90000000", 1);
	setenv("WATCHDOG_PID", pid, 1);
	EXPECT(notify_patience() == 90000);
	setenv("WATCHDOG_PID", "1", 1);
	EXPECT(notify_patience() == 0);
	unsetenv("WATCHDOG_USEC");
	unsetenv("WATCHDOG_PID");
}
