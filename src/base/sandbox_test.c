#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/charset.h"
#include "base/sandbox.h"
#include "base/xlsx.h"
#include "tests/kit.h"

/*
 * What is done for good is done in a child, which says by its exit code which
 * of its attempts went otherwise than it should.
 */
struct inside {
	const char *folder, *writable[2];
	unsigned short port;
	struct sandbox sandbox;
};

static int
exit_of(int (*attempts)(const struct inside *), const struct inside *in)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(sandbox_enter(&in->sandbox) ? attempts(in) : 99);
	EXPECT(child > 0 && waitpid(child, &status, 0) == child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void
inside_open(struct inside *in, char folder[])
{
	static const char *const libraries[] = { "/usr/lib", "/no/such", NULL };

	EXPECT(mkdtemp(folder));
	*in = (struct inside){ .folder = folder, .writable = { folder, NULL } };
	in->sandbox =
	    (struct sandbox){ .writable = in->writable, .readable = libraries };
	/* As the server does: sheets are put together in small files. */
	setenv("TMPDIR", folder, 1);
}

static void
inside_close(const struct inside *in)
{
	char path[200];

	snprintf(path, sizeof(path), "%s/one", in->folder);
	unlink(path);
	EXPECT(rmdir(in->folder) == 0);
	unsetenv("TMPDIR");
}

/* Number of the first attempt that was let through; 0 when none was. */
#define REFUSED(n, attempt, why) \
	do { \
		errno = 0; \
		if ((long)(attempt) != -1 || errno != (why)) \
			return n; \
	} while (0)

static int
no_program_no_spying(const struct inside *in)
{
	static char word[] = "true";
	char *const words[] = { word, NULL };
	char byte;
	struct iovec here = { &byte, 1 }, there = { &byte, 1 };

	(void)in;
	REFUSED(1, execve("/bin/true", words, NULL), EPERM);
	REFUSED(2, syscall(SYS_execveat, AT_FDCWD, "/bin/true", words, NULL, 0),
	    EPERM);
	REFUSED(3, fork(), EPERM);
	REFUSED(4, ptrace(PTRACE_TRACEME, 0, 0, 0), EPERM);
	REFUSED(5, process_vm_readv(getppid(), &here, 1, &there, 1, 0), EPERM);
	REFUSED(6, kill(getppid(), 0), EPERM);
	REFUSED(7, mount("none", in->folder, "tmpfs", 0, NULL), EPERM);
	REFUSED(8, syscall(SYS_bpf, 0, NULL, 0), EPERM);
	REFUSED(9, syscall(SYS_kexec_load, 0, 0, NULL, 0), EPERM);
	REFUSED(10, syscall(SYS_unshare, 0), EPERM);
	REFUSED(11, syscall(SYS_io_uring_setup, 1, NULL), EPERM);
	REFUSED(12, syscall(SYS_add_key, "user", "x", "y", 1, -1), EPERM);
	REFUSED(13,
	    mmap(NULL, 4096, PROT_WRITE | PROT_EXEC,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
	    EPERM);
	REFUSED(14, prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), EPERM);
	REFUSED(15, setuid(12345), EPERM);
	REFUSED(16, chmod(in->folder, 0777), EPERM);
	return 0;
}

static int
no_socket(const struct inside *in)
{
	(void)in;
	REFUSED(1, socket(AF_INET, SOCK_STREAM, 0), EPERM);
	REFUSED(2, socket(AF_INET6, SOCK_DGRAM, 0), EPERM);
	REFUSED(3, socket(AF_UNIX, SOCK_STREAM, 0), EPERM);
	REFUSED(4, connect(0, NULL, 0), EPERM);
	REFUSED(5, bind(0, NULL, 0), EPERM);
	REFUSED(6, listen(0, 1), EPERM);
	if (!in->sandbox.notifies)
		REFUSED(7, socket(AF_UNIX, SOCK_DGRAM, 0), EPERM);
	else if (socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0) < 0)
		return 8;
	return 0;
}

static int
no_file_outside(const struct inside *in)
{
	char above[200];

	snprintf(above, sizeof(above), "%s/../tsunagu-outside", in->folder);
	REFUSED(1, open("/etc/passwd", O_RDONLY), EACCES);
	REFUSED(2, open("/tmp", O_RDONLY | O_DIRECTORY), EACCES);
	REFUSED(3, open(above, O_WRONLY | O_CREAT, 0600), EACCES);
	REFUSED(4, open("/usr/lib/tsunagu-outside", O_WRONLY | O_CREAT, 0600),
	    EACCES);
	REFUSED(5, open("/proc/self/mem", O_RDWR), EACCES);
	REFUSED(6, open("/proc/self/environ", O_RDONLY), EACCES);
	REFUSED(7, unlink("/etc/hostname"), EACCES);
	REFUSED(8, mkdir(above, 0700), EPERM);
	return 0;
}

/* The child's one attempt at the port that `in` was made for, or another. */
static int
calls_up(const struct inside *in)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(in->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	return connect(fd, (const struct sockaddr *)&to, sizeof(to)) ? errno
								     : 0;
}

static void *
nothing(void *arg)
{
	return arg;
}

static int
work_goes_on(const struct inside *in)
{
	const struct xlsx_cell cell = { .text = "つ" };
	const struct xlsx_sheet sheet = {
		.name = "つ", .cells = &cell, .nrows = 1, .ncols = 1
	};
	struct arena *mem = arena_new();
	struct rlimit core;
	const char *bytes;
	char path[200], above[200], *text;
	pthread_t thread;
	size_t n;
	int fd;

	snprintf(path, sizeof(path), "%s/one", in->folder);
	fd = open(path, O_RDWR | O_CREAT, 0600);
	if (fd < 0 || write(fd, "x", 1) != 1 || fsync(fd) || ftruncate(fd, 0))
		return 1;
	snprintf(above, sizeof(above), "%s/two", in->folder);
	if (rename(path, above) || rename(above, path))
		return 6;
	if (pthread_create(&thread, NULL, nothing, mem) ||
	    pthread_join(thread, NULL))
		return 2;
	if (xlsx_write(mem, &sheet, 1, &bytes, &n) || !n)
		return 3;
	if (charset_decode(mem, "\x96\xbc", 2, &text, &n) ||
	    strcmp(text, "名") != 0)
		return 4;
	if (getrlimit(RLIMIT_CORE, &core) || core.rlim_max != 0)
		return 5;
	arena_free(mem);
	return 0;
}

UNIT(sandbox_starts_no_program_and_reads_no_other_process)
{
	char folder[] = "/tmp/tsunagu-sandbox-XXXXXX";
	struct inside in;

	inside_open(&in, folder);
	EXPECT(exit_of(no_program_no_spying, &in) == 0);
	inside_close(&in);
}

UNIT(sandbox_opens_no_socket_but_to_notify)
{
	char folder[] = "/tmp/tsunagu-sandbox-XXXXXX";
	struct inside in;

	inside_open(&in, folder);
	EXPECT(exit_of(no_socket, &in) == 0);
	in.sandbox.notifies = true;
	EXPECT(exit_of(no_socket, &in) == 0);
	inside_close(&in);
}

UNIT(sandbox_keeps_to_its_folder)
{
	char folder[] = "/tmp/tsunagu-sandbox-XXXXXX";
	struct inside in;

	inside_open(&in, folder);
	if (sandbox_landlock())
		EXPECT(exit_of(no_file_outside, &in) == 0);
	EXPECT(exit_of(work_goes_on, &in) == 0);
	inside_close(&in);
}

static void *
wait_for_byte(void *fd)
{
	char byte;

	EXPECT(read(*(int *)fd, &byte, 1) == 0);
	return NULL;
}

UNIT(sandbox_does_not_leave_a_thread_outside)
{
	const struct sandbox sandbox = { .connects = true };
	pthread_t thread;
	int pipes[2], status;
	pid_t child = fork();

	if (child == 0) {
		if (pipe(pipes) ||
		    pthread_create(&thread, NULL, wait_for_byte, pipes))
			_exit(2);
		_exit(sandbox_enter(&sandbox));
	}
	EXPECT(waitpid(child, &status, 0) == child && status == 0);
}

UNIT(sandbox_calls_up_the_database_and_nobody_else)
{
	char folder[] = "/tmp/tsunagu-sandbox-XXXXXX";
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof(at);
	unsigned short ports[] = { 1, 0 };
	struct inside in;
	int listening = socket(AF_INET, SOCK_STREAM, 0);

	EXPECT(bind(listening, (const struct sockaddr *)&at, n) == 0 &&
	       listen(listening, 4) == 0 &&
	       getsockname(listening, (struct sockaddr *)&at, &n) == 0);
	inside_open(&in, folder);
	in.port = ntohs(at.sin_port);
	in.sandbox.connects = true;
	EXPECT(exit_of(calls_up, &in) == 0);
	in.sandbox.ports = ports;
	if (sandbox_landlock() >= 4)
		EXPECT(exit_of(calls_up, &in) == EACCES);
	ports[0] = in.port;
	EXPECT(exit_of(calls_up, &in) == 0);
	inside_close(&in);
	close(listening);
}
