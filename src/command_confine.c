#include <libpq-fe.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/log.h"
#include "base/sandbox.h"
#include "base/smtp_process.h"
#include "command.h"

/* What the serving process is left with, from the address of its database. */

enum { MAX_PORTS = 8, MAX_READABLE = 24, DATABASE_PORT = 5432, DNS_PORT = 53,
	MAX_FILES = 8192 };

/* Character sets and what else glibc and others load as they need it; the
 * fonts of base/pdf.c. */
static const char *const always[] = { "/usr/lib", "/usr/lib64",
	"/sys/devices/system/cpu", "/dev/null", "/dev/urandom",
	"/usr/share/fonts/truetype/bizud-gothic",
	"/usr/share/fonts/truetype/ipamj", NULL };

/* How a name becomes an address, and who may be trusted there. */
static const char *const to_connect[] = { "/etc/hosts", "/etc/resolv.conf",
	"/run/systemd/resolve", "/etc/nsswitch.conf", "/etc/host.conf",
	"/etc/gai.conf", "/etc/services", "/etc/ssl", "/usr/share/ca-certificates",
	"/usr/local/share/ca-certificates", NULL };

struct confines {
	struct sandbox sandbox;
	const char *writable[5];	/* the database's, the keys', the bundle's */
	const char *readable[MAX_READABLE + 1];
	size_t nreadable;
	unsigned short ports[MAX_PORTS + 1];
};

static void
read_only(struct confines *c, const char *path)
{
	if (path && *path == '/' && c->nreadable < MAX_READABLE)
		c->readable[c->nreadable++] = path;
}

static void
read_only_all(struct confines *c, const char *const *paths)
{
	for (; *paths; paths++)
		read_only(c, *paths);
}

static const char *
sqlite_path(const char *url)
{
	static const char sqlite[] = "sqlite:";

	return strncmp(url, sqlite, strlen(sqlite)) == 0 ?
	    url + strlen(sqlite) : NULL;
}

/* Where the database lies, and so its journal, its lock and its copies. */
static bool
find_folder(const char *path, char folder[PATH_MAX])
{
	char *slash;

	if (!realpath(path, folder))
		return false;
	slash = strrchr(folder, '/');
	slash[slash == folder ? 1 : 0] = '\0';
	return true;
}

/*
 * SQLite sorts and libxlsxwriter packs in temporary files. They hold what the
 * database holds, so they lie beside it; SQLite asks where only once.
 */
void
command_confine_prepare(const struct command_line *cl)
{
	const char *path = sqlite_path(cl->db);
	char folder[PATH_MAX];
	struct rlimit files;

	if (path && find_folder(path, folder)) {
		setenv("SQLITE_TMPDIR", folder, 1);
		setenv("TMPDIR", folder, 1);
	}
	if (getrlimit(RLIMIT_NOFILE, &files) != 0 ||
	    files.rlim_cur >= MAX_FILES)
		return;
	files.rlim_cur = files.rlim_max < MAX_FILES ? files.rlim_max :
	    MAX_FILES;
	if (setrlimit(RLIMIT_NOFILE, &files) != 0)
		log_note("serve", "few connections: no more files may be open");
}

/* As the URL has it, or else the environment, or else libpq. */
static const char *
told(const PQconninfoOption *url, const PQconninfoOption *defaults,
    const char *name)
{
	for (; url && url->keyword; url++) {
		if (strcmp(url->keyword, name) == 0 && url->val)
			return url->val;
	}
	for (; defaults && defaults->keyword; defaults++) {
		if (strcmp(defaults->keyword, name) == 0)
			return defaults->val;
	}
	return NULL;
}

/* "5432,5433". A service file may say anything, so then any port will do. */
static void
read_ports(struct confines *c, const char *list, const char *service)
{
	size_t n = 0;
	char *end;

	c->ports[n++] = DNS_PORT;
	for (; list && *list && n < MAX_PORTS; list = *end ? end + 1 : end) {
		c->ports[n++] = (unsigned short)strtoul(list, &end, 10);
		if (*end && *end != ',')
			return;
	}
	if (n == 1)
		c->ports[n++] = DATABASE_PORT;
	if (!service)
		c->sandbox.ports = c->ports;
}

static void
read_postgresql(struct confines *c, struct arena *mem, const char *url)
{
	static const char *const files[] = { "sslrootcert", "sslcert", "sslkey",
		"sslcrl", "sslcrldir", "passfile" };
	PQconninfoOption *in_url = PQconninfoParse(url, NULL);
	PQconninfoOption *defaults = PQconndefaults();
	const char *user = told(in_url, defaults, "user");
	const char *home = getenv("HOME"), *tmp = getenv("TMPDIR");

	/* Later, libpq could not look up who we are. */
	if (user)
		setenv("PGUSER", user, 1);
	read_ports(c, told(in_url, defaults, "port"),
	    told(in_url, defaults, "service"));
	for (size_t i = 0; i < COUNT(files); i++) {
		const char *file = told(in_url, defaults, files[i]);

		if (file)
			read_only(c, arena_text(mem, file));
	}
	if (home) {
		read_only(c, arena_fmt(mem, "%s/.pgpass", home));
		read_only(c, arena_fmt(mem, "%s/.postgresql", home));
	}
	read_only_all(c, to_connect);
	c->sandbox.connects = true;
	c->writable[0] = tmp ? tmp : "/tmp";
	PQconninfoFree(in_url);
	PQconninfoFree(defaults);
}

/* It writes no file and reads none of ours; to any port, for it serves whatever
 * server the administrator names. */
struct smtp_process *
command_confine_mail(const struct command_line *cl)
{
	struct confines c = { .sandbox = {
		.readable = c.readable,
		.connects = true,
	} };

	if (cl->no_sandbox)
		return smtp_process_start(NULL);
	read_only_all(&c, always);
	read_only_all(&c, to_connect);
	read_only(&c, getenv("SSL_CERT_FILE"));
	return smtp_process_start(&c.sandbox);
}

/* The folder of a file that may not be there yet. */
static const char *
folder_of(struct arena *mem, const char *path)
{
	const char *slash = strrchr(path, '/');
	char folder[PATH_MAX];

	return realpath(!slash ? "." : slash == path ? "/" : arena_bytes(mem,
	    path, (size_t)(slash - path)), folder) ? arena_text(mem, folder) :
	    NULL;
}

/* False: none was asked for. */
static bool
begin(struct confines *c, const struct command_line *cl)
{
	c->sandbox.writable = c->writable;
	c->sandbox.readable = c->readable;
	c->sandbox.notifies = getenv("NOTIFY_SOCKET");
	if (cl->no_sandbox) {
		log_note("sandbox", "none: asked for");
		return false;
	}
	read_only_all(c, always);
	return true;
}

bool
command_confine(const struct workplace *w, const struct command_line *cl)
{
	const char *path = sqlite_path(cl->db);
	char folder[PATH_MAX];
	struct confines c = { 0 };

	if (!begin(&c, cl))
		return true;
	if (!path)
		read_postgresql(&c, w->mem, cl->db);
	else if (find_folder(path, folder))
		c.writable[0] = folder;
	c.writable[1] = w->keys->dir;
	if (cl->bundle)
		c.writable[2] = folder_of(w->mem, cl->bundle);
	if (cl->inbox)
		read_only(&c, folder_of(w->mem, cl->inbox));
	return c.writable[0] && sandbox_enter(&c.sandbox);
}

/* Of the bundle's folder it reads, for a new one comes by rename; of the inbox's
 * it writes. */
bool
command_confine_public(const struct command_line *cl)
{
	char bundle[PATH_MAX], inbox[PATH_MAX];
	struct confines c = { 0 };

	if (!begin(&c, cl))
		return true;
	if (!find_folder(cl->bundle, bundle))
		return false;
	read_only(&c, bundle);
	if (cl->inbox && find_folder(cl->inbox, inbox))
		c.writable[0] = inbox;
	return sandbox_enter(&c.sandbox);
}
