#include "base/db_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/db_sqlite.h"
#include "base/log.h"

struct db_file {
	struct arena *mem;
	const char *path, *made;	/* PATH, PATH.new */
	const char *indexes;		/* or "" */
	struct sqlite_conn *conn;
	enum result rc;
};

static enum result
failed(const char *path, const char *what)
{
	log_error("db_file", "%s: %s: %s", path, what, strerror(errno));
	return BROKEN;
}

static void
script(struct db_file *f, const char *sql)
{
	if (!f->rc)
		f->rc = sqlite_conn_script(f->conn, sql);
}

/* What an earlier attempt left, with all that SQLite puts beside a file. */
static void
sweep(struct db_file *f)
{
	static const char *const beside[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < COUNT(beside); i++)
		(void)unlink(arena_fmt(f->mem, "%s%s", f->made, beside[i]));
}

/* Nobody reads it before it is whole, so nothing is kept for a crash; and the
 * finished file needs no others beside it to be read. */
struct db_file *
db_file_new(struct arena *mem, const char *path, const char *schema, size_t n)
{
	struct db_file *f = arena_take(mem, sizeof(*f));
	char *tables, *indexes;

	f->mem = mem;
	f->path = arena_text(mem, path);
	f->made = arena_fmt(mem, "%s.new", path);
	sweep(f);
	f->conn = sqlite_conn_open_plain(f->made);
	if (!f->conn)
		return NULL;
	script(f, "PRAGMA journal_mode = OFF;"
		  " PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;"
		  " PRAGMA locking_mode = EXCLUSIVE; BEGIN");
	tables = arena_bytes(mem, schema, n);
	indexes = strstr(tables, "CREATE INDEX");
	f->indexes = indexes ? arena_text(mem, indexes) : "";
	if (indexes)
		*indexes = '\0';
	script(f, tables);
	return f;
}

void
db_file_add(struct db_file *f, const struct query *q, const struct value *args,
    size_t n)
{
	if (f->rc)
		return;
	f->rc = sqlite_conn_run(f->conn, f->mem, q, args, n, NULL);
	if (f->rc == CONFLICT) {
		log_error("db_file", "%s: a row that may not be", q->name);
		f->rc = BROKEN;
	}
}

/* Who reads it is another user, who has no right to write. */
static enum result
keep(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	bool kept = fd >= 0 && (flags & O_DIRECTORY || !fchmod(fd, 0644)) &&
		    fsync(fd) == 0;

	if (!kept)
		(void)failed(path, "fsync");
	if (fd >= 0)
		close(fd);
	return kept ? OK : BROKEN;
}

static enum result
take_place(struct db_file *f)
{
	const char *slash = strrchr(f->path, '/');
	const char *folder =
	    !slash ? "."
	    : slash == f->path
		? "/"
		: arena_bytes(f->mem, f->path, (size_t)(slash - f->path));
	enum result rc = keep(f->made, O_RDWR);

	if (!rc && rename(f->made, f->path))
		rc = failed(f->path, "rename");
	return rc ? rc : keep(folder, O_RDONLY | O_DIRECTORY);
}

enum result
db_file_put(struct db_file *f)
{
	script(f, f->indexes);
	script(f, "COMMIT");
	sqlite_conn_close(f->conn);
	f->conn = NULL;
	if (!f->rc)
		f->rc = take_place(f);
	if (f->rc)
		sweep(f);
	return f->rc;
}

void
db_file_drop(struct db_file *f)
{
	if (!f)
		return;
	sqlite_conn_close(f->conn);
	f->conn = NULL;
	sweep(f);
}
