#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"

/*
 * Landlock by its system calls: glibc has no functions for them, and the
 * header of Debian 12 knows only the first two of the seven versions.
 */
enum { RULE_PATH = 1, RULE_PORT = 2, ASK_VERSION = 1 };

enum {
	EXECUTE = 1 << 0,
	WRITE_FILE = 1 << 1,
	READ_FILE = 1 << 2,
	READ_DIR = 1 << 3,
	REMOVE_FILE = 1 << 5,
	MAKE_FILE = 1 << 8,
	REFER = 1 << 13,
	TRUNCATE = 1 << 14,
	IOCTL_DEV = 1 << 15,
	ALL_OF_VERSION_1 = (1 << 13) - 1
};

enum { BIND_TCP = 1, CONNECT_TCP = 2 };
enum { ABSTRACT_SOCKETS = 1, SIGNALS = 2 };

struct ruleset {
	uint64_t files, ports, scopes;
};

struct path_rule {
	uint64_t may;
	int32_t fd;
} __attribute__((packed));

struct port_rule {
	uint64_t may, port;
};

int
sandbox_landlock(void)
{
	long version =
	    syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);

	return version > 0 ? (int)version : 0;
}

/* What is named here is refused, unless a rule allows it. */
static struct ruleset
refused(const struct sandbox *s, int version)
{
	struct ruleset r = { .files = ALL_OF_VERSION_1 };

	if (version >= 2)
		r.files |= REFER;
	if (version >= 3)
		r.files |= TRUNCATE;
	if (version >= 4)
		r.ports =
		    BIND_TCP | (s->connects && !s->ports ? 0 : CONNECT_TCP);
	if (version >= 5)
		r.files |= IOCTL_DEV;
	if (version >= 6)
		r.scopes = SIGNALS |
			   (s->connects || s->notifies ? 0 : ABSTRACT_SOCKETS);
	return r;
}

static bool
allow_path(int rules, const char *path, uint64_t may)
{
	struct path_rule rule = { .may = may };
	struct stat st;
	bool done;

	rule.fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
	if (fstat(rule.fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.may &= READ_FILE | WRITE_FILE | TRUNCATE;
	done = syscall(SYS_landlock_add_rule, rules, RULE_PATH, &rule, 0) == 0;
	close(rule.fd);
	return done;
}

static bool
allow_all(int rules, const struct sandbox *s, const struct ruleset *known)
{
	const uint64_t write = READ_FILE | READ_DIR | WRITE_FILE | MAKE_FILE |
			       REMOVE_FILE | TRUNCATE;

	for (const char *const *p = s->writable; p && *p; p++) {
		if (!allow_path(rules, *p, write & known->files))
			return false;
	}
	for (const char *const *p = s->readable; p && *p; p++) {
		if (!allow_path(rules, *p, READ_FILE | READ_DIR))
			return false;
	}
	if (!(known->ports & CONNECT_TCP) || !s->connects)
		return true;
	for (const unsigned short *p = s->ports; *p; p++) {
		struct port_rule rule = { CONNECT_TCP, *p };

		if (syscall(SYS_landlock_add_rule, rules, RULE_PORT, &rule, 0))
			return false;
	}
	return true;
}

static bool
restrict_files(const struct sandbox *s)
{
	int version = sandbox_landlock(), rules;
	struct ruleset r = refused(s, version);
	bool done;

	if (!version) {
		log_note("sandbox", "this kernel has no Landlock: files are"
				    " guarded by their owners alone");
		return true;
	}
	rules = (int)syscall(SYS_landlock_create_ruleset, &r, sizeof(r), 0);
	done = rules >= 0 && allow_all(rules, s, &r) &&
	       syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	if (!done)
		log_error("sandbox", "landlock: %s", strerror(errno));
	if (rules >= 0)
		close(rules);
	return done;
}

/* Memory holds names and keys: no core file, no debugger of the same user. */
bool
sandbox_memory(void)
{
	const struct rlimit none = { 0, 0 };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    setrlimit(RLIMIT_CORE, &none) == 0 &&
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
		return true;
	log_error("sandbox", "%s", strerror(errno));
	return false;
}

/* Landlock holds for this thread and those it starts. */
static bool
alone(void)
{
	struct stat tasks;

	if (stat("/proc/self/task", &tasks) != 0 || tasks.st_nlink <= 3)
		return true;
	log_error("sandbox", "too late: threads run already");
	return false;
}

bool
sandbox_enter(const struct sandbox *s)
{
	if (!alone())
		return false;
	tzset(); /* Or gmtime_r would want to read a file later. */
	return sandbox_memory() && restrict_files(s) && sandbox_calls(s);
}
