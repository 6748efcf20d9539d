#include "base/db_swap.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/db_copy.h"
#include "base/log.h"

#define SCHEMA "tsunagu_restoring"

/* The files of one SQLite database; the lock stays where it is. */
static const char *const files[] = { "", "-wal", "-shm" };

static const char *
path_of(const char *url)
{
	return strncmp(url, "sqlite:", 7) == 0 ? url + 7 : NULL;
}

static bool
failed(const char *path)
{
	log_error("restore", "%s: %s", path, strerror(errno));
	return false;
}

/* Runs with a way into the database at `url`. */
static enum result
with_db(struct arena *mem, const char *url, enum result (*act)(struct db *,
    struct arena *, void *), void *ctx)
{
	struct store *store = store_open(url, false);
	struct db *db = store ? db_open(store) : NULL;
	enum result rc = db ? act(db, mem, ctx) : BROKEN;

	db_close(db);
	store_close(store);
	return rc;
}

static enum result
has_tables(struct db *db, struct arena *mem, void *there)
{
	struct copy_table *all;
	size_t n = 0;
	enum result rc = copy_tables(db, mem, &all, &n);

	*(bool *)there = n > 0;
	return rc;
}

enum result
swap_is_there(struct arena *mem, const char *url, bool *there)
{
	const char *path = path_of(url);

	*there = true;
	if (!path)
		return with_db(mem, url, has_tables, there);
	*there = access(path, F_OK) == 0;
	return OK;
}

static enum result
remake_schema(struct db *db, struct arena *mem, void *ctx)
{
	bool *make = ctx;

	(void)mem;
	db_begin(db);
	(void)!db_script(db, "SET client_min_messages = warning;"
	    " DROP SCHEMA IF EXISTS " SCHEMA " CASCADE");
	if (*make)
		(void)!db_script(db, "CREATE SCHEMA " SCHEMA);
	return db_commit(db);
}

static bool
remove_files(struct arena *mem, const char *path)
{
	static const char *const all[] = { "", "-wal", "-shm", "-lock" };

	for (size_t i = 0; i < COUNT(all); i++) {
		const char *name = arena_fmt(mem, "%s%s", path, all[i]);

		if (unlink(name) && errno != ENOENT)
			return failed(name);
	}
	return true;
}

const char *
swap_beside(struct arena *mem, const char *url)
{
	const char *path = path_of(url), *beside;
	bool make = true;

	if (path) {
		beside = arena_fmt(mem, "%s.restoring", path);
		return remove_files(mem, beside) ?
		    arena_fmt(mem, "sqlite:%s", beside) : NULL;
	}
	if (strstr(url, "options=")) {
		log_error("restore", "an address with options= of its own");
		return NULL;
	}
	if (with_db(mem, url, remake_schema, &make))
		return NULL;
	return arena_fmt(mem, "%s%coptions=-csearch_path%%3D" SCHEMA, url,
	    strchr(url, '?') ? '&' : '?');
}

void
swap_drop(struct arena *mem, const char *url)
{
	const char *path = path_of(url);
	bool make = false;

	if (path)
		(void)remove_files(mem, arena_fmt(mem, "%s.restoring", path));
	else if (with_db(mem, url, remake_schema, &make))
		log_error("restore", "schema " SCHEMA " is still there");
}

/* As db_sqlite.c does, so that no program can begin to write meanwhile. */
static int
take_lock(struct arena *mem, const char *path)
{
	const char *name = arena_fmt(mem, "%s-lock", path);
	int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	(void)failed(name);
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool
sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool synced = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return synced || failed(path);
}

/* Between the first step and the last there is no database at PATH, never a
 * part of one. */
static bool
exchange(struct arena *mem, const char *path, const char *aside)
{
	const char *beside = arena_fmt(mem, "%s.restoring", path);

	for (size_t i = 0; i < COUNT(files); i++) {
		const char *from = arena_fmt(mem, "%s%s", path, files[i]);

		if (rename(from, arena_fmt(mem, "%s.%s%s", path, aside,
		    files[i])) && errno != ENOENT)
			return failed(from);
	}
	if (rename(beside, path))
		return failed(beside);
	return sync_file(dirname(arena_text(mem, path))) &&
	    remove_files(mem, beside);
}

/* Whoever made it has ended: nothing waits in its log. */
static bool
is_settled(struct arena *mem, const char *beside)
{
	const char *log = arena_fmt(mem, "%s-wal", beside);
	struct stat about = { 0 };

	if (stat(log, &about) && errno != ENOENT)
		return failed(log);
	if (about.st_size == 0)
		return sync_file(beside);
	log_error("restore", "%s is not empty", log);
	return false;
}

static enum result
take_files(struct arena *mem, const char *path, const char *aside)
{
	const char *beside = arena_fmt(mem, "%s.restoring", path);
	const char *old = arena_fmt(mem, "%s.%s", path, aside);
	int lock;
	bool done;

	if (access(old, F_OK) == 0) {
		log_error("restore", "%s is there already", old);
		return CONFLICT;
	}
	lock = take_lock(mem, path);
	if (lock < 0)
		return CONFLICT;
	done = is_settled(mem, beside) && exchange(mem, path, aside);
	close(lock);
	return done ? OK : BROKEN;
}

/* A connection that was just closed, ours too, is listed a moment longer. */
enum { LOOKS = 30 };

static enum result
is_alone(struct db *db, struct arena *mem, void *ctx)
{
	static const struct query others = {
		"swap.others",
		"SELECT count(*) FROM pg_stat_activity WHERE datname ="
		" current_database() AND pid <> pg_backend_pid()"
		" AND backend_type = 'client backend'"
	};
	static const struct query wait = {
		"swap.wait", "SELECT pg_sleep(0.1)"
	};
	int64_t n = 0;
	enum result rc = db_number(db, mem, &others, NO_ARGS, &n);

	for (int i = 1; !rc && n && i < LOOKS; i++) {
		rc = db_exec(db, &wait, NO_ARGS);
		if (!rc)
			rc = db_number(db, mem, &others, NO_ARGS, &n);
	}
	*(bool *)ctx = n == 0;
	if (n)
		log_error("restore", "%lld others are connected to the database",
		    (long long)n);
	return rc;
}

bool
swap_is_alone(struct arena *mem, const char *url)
{
	const char *path = path_of(url);
	bool alone = false;
	int lock;

	if (!path)
		return !with_db(mem, url, is_alone, &alone) && alone;
	lock = take_lock(mem, path);
	if (lock >= 0)
		close(lock);
	return lock >= 0;
}

/* Every table and view of one schema goes into another; what a table owns
 * (indexes, sequences, triggers) goes with it. */
static void
move_tables(struct db *db, struct arena *mem, const char *from, const char *to)
{
	static const struct query q = {
		"swap.tables",
		"SELECT CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END,"
		" relname FROM pg_class WHERE relkind IN ('r', 'p', 'v')"
		" AND relnamespace = to_regnamespace(quote_ident($1))"
	};
	struct rows rows = { 0 };

	if (db_rows(db, mem, &q, ARGS(v_text(from)), &rows))
		return;
	for (size_t i = 0; i < rows.nrows; i++)
		(void)!db_script(db, arena_fmt(mem, "ALTER %s \"%s\".\"%s\""
		    " SET SCHEMA \"%s\"", rows.cells[2 * i],
		    from, rows.cells[2 * i + 1], to));
}

static enum result
take_schema(struct db *db, struct arena *mem, void *aside)
{
	static const struct query q = {
		"swap.schema", "SELECT current_schema()"
	};
	struct rows rows = { 0 };
	bool there;
	enum result rc = has_tables(db, mem, &there);

	if (!rc)
		rc = db_rows(db, mem, &q, NO_ARGS, &rows);
	if (rc || !rows.nrows || !rows.cells[0])
		return BROKEN;
	db_begin(db);
	if (there) {
		(void)!db_script(db, arena_fmt(mem, "CREATE SCHEMA \"%s\"",
		    (const char *)aside));
		move_tables(db, mem, rows.cells[0], aside);
	}
	move_tables(db, mem, SCHEMA, rows.cells[0]);
	(void)!db_script(db, "DROP SCHEMA " SCHEMA);
	return db_commit(db);
}

enum result
swap_take(struct arena *mem, const char *url, const char *aside)
{
	const char *path = path_of(url);
	char *copy = arena_text(mem, aside);

	if (path)
		return take_files(mem, path, aside);
	if (!swap_is_alone(mem, url))
		return CONFLICT;
	return with_db(mem, url, take_schema, copy);
}
