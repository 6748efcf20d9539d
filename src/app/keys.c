#include "app/keys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/chain_key.h"
#include "base/date.h"
#include "base/log.h"

const char *
keys_beside(struct arena *mem, const char *url)
{
	static const char sqlite[] = "sqlite:";
	const char *name, *slash;
	size_t n;

	if (strncmp(url, sqlite, sizeof(sqlite) - 1) == 0)
		return arena_fmt(mem, "%s.keys", url + sizeof(sqlite) - 1);
	name = strstr(url, "dbname=");
	slash = strrchr(url, '/');
	name = name ? name + strlen("dbname=") : slash ? slash + 1 : "";
	n = strcspn(name, "?& ");
	return arena_fmt(mem, "%s.keys", n ? arena_bytes(mem, name, n) :
	    "tsunagu");
}

static bool
is_there(struct arena *mem, const char *dir, const char *name)
{
	return access(arena_fmt(mem, "%s/%s", dir, name), F_OK) == 0;
}

/* Of one log, in the order they are put aside: cut short in between, it is seen
 * that the rest has to go. */
static const char *const of_log[] = { CHAIN_KEY_POINTS, CHAIN_KEY_START,
	CHAIN_KEY_SIGN, CHAIN_KEY_PUBLIC, CHAIN_KEY_LINK };

static enum result
log_is_empty(struct arena *mem, struct db *db, bool *empty)
{
	static const struct query q = {
		"keys.log", "SELECT count(*) AS n FROM audit_head WHERE seq > 0"
	};
	int64_t n = 0;
	enum result rc = db_number(db, mem, &q, NO_ARGS, &n);

	*empty = n == 0;
	return rc;
}

/* All there, but for audit.start, and no row was sealed with them yet. */
static bool
are_unused(struct arena *mem, const char *dir)
{
	struct stat about;
	char epoch[2] = "";
	int fd;

	for (size_t i = 0; i < COUNT(of_log); i++) {
		if (strcmp(of_log[i], CHAIN_KEY_START) != 0 &&
		    !is_there(mem, dir, of_log[i]))
			return false;
	}
	fd = open(arena_fmt(mem, "%s/%s", dir, CHAIN_KEY_LINK),
	    O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	if (read(fd, epoch, sizeof(epoch)) != (ssize_t)sizeof(epoch))
		epoch[0] = '\0';
	close(fd);
	return epoch[0] == '0' && epoch[1] == ' ' &&
	    stat(arena_fmt(mem, "%s/%s", dir, CHAIN_KEY_POINTS), &about) == 0 &&
	    about.st_size == 0;
}

static bool
failed(const char *path)
{
	log_error("keys", "%s: %s", path, strerror(errno));
	return false;
}

/* A new folder DIR/old-INSTANT for what is put aside. */
static const char *
folder_make(struct arena *mem, const char *dir)
{
	const char *path = arena_fmt(mem, "%s/old-%s", dir, date_now(mem));
	const char *first = path;

	for (int n = 2; mkdir(path, 0700) != 0; n++) {
		if (errno != EEXIST) {
			(void)failed(path);
			return NULL;
		}
		path = arena_fmt(mem, "%s-%d", first, n);
	}
	return path;
}

static bool
folder_sync(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced = fd >= 0 && fsync(fd) == 0;

	if (!synced)
		(void)failed(path);
	if (fd >= 0)
		close(fd);
	return synced;
}

static bool
put_aside(struct arena *mem, const char *dir)
{
	const char *aside = folder_make(mem, dir);

	for (size_t i = 0; aside && i < COUNT(of_log); i++) {
		const char *from = arena_fmt(mem, "%s/%s", dir, of_log[i]);

		if (rename(from, arena_fmt(mem, "%s/%s", aside, of_log[i])) != 0 &&
		    errno != ENOENT)
			return failed(from);
	}
	if (!aside || !folder_sync(aside) || !folder_sync(dir))
		return false;
	log_note("keys", "this database is new: what its folder of keys held"
	    " for the log of another was put into %s", aside);
	return true;
}

bool
keys_make_room(struct arena *mem, struct db *db, const char *dir)
{
	bool empty, any = false;

	for (size_t i = 0; i < COUNT(of_log); i++)
		any |= is_there(mem, dir, of_log[i]);
	if (!any || are_unused(mem, dir))
		return true;
	if (log_is_empty(mem, db, &empty))
		return false;
	return !empty || put_aside(mem, dir);
}

struct keys *
keys_open(struct arena *mem, const char *dir, bool make)
{
	struct keys *keys = arena_take(mem, sizeof(*keys));

	keys->dir = arena_text(mem, dir);
	if (make && !is_there(mem, dir, CHAIN_KEY_LINK) && !chain_make(dir))
		return NULL;
	keys->seal = seal_open(dir, make);
	keys->chain = keys->seal ? chain_open(dir) : NULL;
	keys->points = keys->chain ? checkpoint_open(dir) : NULL;
	if (keys->points)
		return keys;
	keys_close(keys);
	return NULL;
}

void
keys_close(struct keys *keys)
{
	if (!keys)
		return;
	checkpoint_close(keys->points);
	chain_close(keys->chain);
	seal_close(keys->seal);
}
