#include <errno.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/sandbox.h"

/* What a server does all day. Starting programs, tracing, mounting, loading
 * and every way of opening a new socket are not here. */
static const int allowed[] = {
	/* files */
	SCMP_SYS(access),
	SCMP_SYS(close),
	SCMP_SYS(dup),
	SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2),
	SCMP_SYS(fadvise64),
	SCMP_SYS(fallocate),
	SCMP_SYS(fchmod),
	SCMP_SYS(fcntl),
	SCMP_SYS(fdatasync),
	SCMP_SYS(flock),
	SCMP_SYS(fstat),
	SCMP_SYS(fsync),
	SCMP_SYS(ftruncate),
	SCMP_SYS(getcwd),
	SCMP_SYS(lseek),
	SCMP_SYS(lstat),
	SCMP_SYS(memfd_create),
	SCMP_SYS(newfstatat),
	SCMP_SYS(open),
	SCMP_SYS(openat),
	SCMP_SYS(pipe2),
	SCMP_SYS(pread64),
	SCMP_SYS(pwrite64),
	SCMP_SYS(read),
	SCMP_SYS(readlink),
	SCMP_SYS(readlinkat),
	SCMP_SYS(readv),
	SCMP_SYS(rename),
	SCMP_SYS(renameat),
	SCMP_SYS(renameat2),
	SCMP_SYS(stat),
	SCMP_SYS(statx),
	SCMP_SYS(unlink),
	SCMP_SYS(unlinkat),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	/* connections that are there already, and what waits for them */
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
	SCMP_SYS(epoll_create1),
	SCMP_SYS(epoll_ctl),
	SCMP_SYS(epoll_pwait),
	SCMP_SYS(epoll_wait),
	SCMP_SYS(eventfd2),
	SCMP_SYS(getpeername),
	SCMP_SYS(getsockname),
	SCMP_SYS(getsockopt),
	SCMP_SYS(poll),
	SCMP_SYS(ppoll),
	SCMP_SYS(pselect6),
	SCMP_SYS(recvfrom),
	SCMP_SYS(recvmsg),
	SCMP_SYS(select),
	SCMP_SYS(sendfile),
	SCMP_SYS(sendmmsg),
	SCMP_SYS(sendmsg),
	SCMP_SYS(sendto),
	SCMP_SYS(setsockopt),
	SCMP_SYS(shutdown),
	/* memory and threads */
	SCMP_SYS(brk),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
	SCMP_SYS(futex),
	SCMP_SYS(madvise),
	SCMP_SYS(membarrier),
	SCMP_SYS(mlock),
	SCMP_SYS(mremap),
	SCMP_SYS(munlock),
	SCMP_SYS(munmap),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(rseq),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigtimedwait),
	SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_yield),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(sigaltstack),
	/* questions about oneself and the time */
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_nanosleep),
	SCMP_SYS(getegid),
	SCMP_SYS(geteuid),
	SCMP_SYS(getgid),
	SCMP_SYS(getpid),
	SCMP_SYS(getrandom),
	SCMP_SYS(getrusage),
	SCMP_SYS(gettid),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(getuid),
	SCMP_SYS(nanosleep),
	SCMP_SYS(sysinfo),
	SCMP_SYS(time),
	SCMP_SYS(uname),
};

/* Allowed when the bits of `mask` in one argument have this value. */
struct allowance {
	int call;
	unsigned argument;
	scmp_datum_t mask, value;
};

#define WHOLE (~(scmp_datum_t)0)

static struct scmp_arg_cmp
compare(unsigned argument, scmp_datum_t mask, scmp_datum_t value)
{
	return (struct scmp_arg_cmp){ .arg = argument,
		.op = SCMP_CMP_MASKED_EQ,
		.datum_a = mask,
		.datum_b = value };
}

static bool
allow(scmp_filter_ctx filter, const struct allowance *a, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct scmp_arg_cmp arg =
		    compare(a[i].argument, a[i].mask, a[i].value);

		if (seccomp_rule_add_array(
			filter, SCMP_ACT_ALLOW, a[i].call, 1, &arg) != 0)
			return false;
	}
	return true;
}

/*
 * New threads but no new processes: glibc takes clone where clone3, whose flags
 * a filter cannot see, does not exist. No memory is both written and run.
 */
static bool
allow_with_care(scmp_filter_ctx filter)
{
	const struct allowance careful[] = {
		{ SCMP_SYS(clone), 0, CLONE_THREAD, CLONE_THREAD },
		{ SCMP_SYS(mmap), 2, PROT_EXEC, 0 },
		{ SCMP_SYS(mmap), 2, PROT_EXEC | PROT_WRITE, PROT_EXEC },
		{ SCMP_SYS(mprotect), 2, PROT_EXEC, 0 },
		{ SCMP_SYS(ioctl), 1, WHOLE, FIONREAD },
		{ SCMP_SYS(ioctl), 1, WHOLE, FIONBIO },
		{ SCMP_SYS(ioctl), 1, WHOLE, TCGETS },
		{ SCMP_SYS(prctl), 0, WHOLE, PR_SET_NAME },
		{ SCMP_SYS(prlimit64), 2, WHOLE, 0 },
		{ SCMP_SYS(tgkill), 0, WHOLE, (scmp_datum_t)getpid() },
	};

	return allow(filter, careful, COUNT(careful)) &&
	       seccomp_rule_add(
		   filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

static bool
allow_sockets(scmp_filter_ctx filter, const struct sandbox *s)
{
	const struct allowance to_database[] = {
		{ SCMP_SYS(socket), 0, WHOLE, AF_UNIX },
		{ SCMP_SYS(socket), 0, WHOLE, AF_INET },
		{ SCMP_SYS(socket), 0, WHOLE, AF_INET6 },
		{ SCMP_SYS(socket), 0, WHOLE, AF_NETLINK },
		/* libcurl's own, between its threads */
		{ SCMP_SYS(socketpair), 0, WHOLE, AF_UNIX },
	};
	const struct scmp_arg_cmp datagrams[] = {
		compare(0, WHOLE, AF_UNIX),
		compare(1, 0xf, SOCK_DGRAM),
	};

	if (s->connects)
		return allow(filter, to_database, COUNT(to_database)) &&
		       seccomp_rule_add(
			   filter, SCMP_ACT_ALLOW, SCMP_SYS(connect), 0) == 0;
	return !s->notifies ||
	       seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket),
		   COUNT(datagrams), datagrams) == 0;
}

bool
sandbox_calls(const struct sandbox *s)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool fine =
	    filter && seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0;
	int rc;

	for (size_t i = 0; fine && i < COUNT(allowed); i++)
		fine = seccomp_rule_add(
			   filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	fine = fine && allow_with_care(filter) && allow_sockets(filter, s);
	rc = fine ? seccomp_load(filter) : -EINVAL;
	seccomp_release(filter);
	if (rc)
		log_error("sandbox", "seccomp: %s", strerror(-rc));
	return rc == 0;
}
