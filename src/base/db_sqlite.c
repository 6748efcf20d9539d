#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/db_sqlite.h"
#include "base/db_sqlite_page.h"
#include "base/log.h"

enum { PATH_MAX_HERE = 4096 };

/* Of the header of an SQLite file. */
enum { IMAGE_HEADER = 100, IMAGE_WRITES_AS = 18, IMAGE_READS_AS = 19,
	IMAGE_NO_LOG = 1, IMAGE_MAX = 1 << 30 };

struct sqlite_store {
	char path[PATH_MAX_HERE];
	struct sqlite_writer *writer;	/* NULL: opened for reading only */
	int lock;			/* descriptor of PATH-lock, or -1 */
	unsigned char *image;		/* of "image:PATH": the file's bytes */
	size_t nimage;
};

struct sqlite_place {
	struct sqlite_store *store;
	struct sqlite_conn *reader;
	bool writing;			/* inside a transaction */
	bool snapshot;			/* the reader is inside one */
};

static void
tell_owner(const char *path, int fd)
{
	char owner[32] = "";
	ssize_t n = pread(fd, owner, sizeof(owner) - 1, 0);

	owner[n > 0 ? n : 0] = '\0';
	log_note("sqlite", "%s is being written by process %s", path, owner);
}

/* PATH-lock names the process that owns the writer, while it lives. */
static int
take_lock(const char *path)
{
	char name[PATH_MAX_HERE + 8], pid[32];
	int fd, n;

	snprintf(name, sizeof(name), "%s-lock", path);
	fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0) {
		log_error("sqlite", "%s: %s", name, strerror(errno));
		return -1;
	}
	if (flock(fd, LOCK_EX | LOCK_NB)) {
		tell_owner(path, fd);
		close(fd);
		return -1;
	}
	n = snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	if (ftruncate(fd, 0) || pwrite(fd, pid, (size_t)n, 0) != n)
		log_note("sqlite", "%s: %s", name, strerror(errno));
	return fd;
}

static void
close_store(void *store)
{
	struct sqlite_store *s = store;

	sqlite_writer_close(s->writer);
	if (s->lock >= 0)
		close(s->lock);
	free(s->image);
	free(s);
}

/* A file that is still being copied has fewer pages than it says. */
static bool
is_whole(const struct sqlite_store *s)
{
	const unsigned char *h = s->image;
	size_t page = (size_t)h[16] << 8 | h[17];
	size_t pages = (size_t)h[28] << 24 | (size_t)h[29] << 16 |
	    (size_t)h[30] << 8 | h[31];

	return s->nimage >= (page == 1 ? 65536 : page) * pages;
}

static bool
take_image(struct sqlite_store *s, FILE *f)
{
	struct stat st;

	if (fstat(fileno(f), &st) || !S_ISREG(st.st_mode) ||
	    st.st_size < IMAGE_HEADER || st.st_size > IMAGE_MAX)
		return false;
	s->nimage = (size_t)st.st_size;
	s->image = malloc(s->nimage);
	if (!s->image)
		abort();
	if (fread(s->image, 1, s->nimage, f) != s->nimage ||
	    memcmp(s->image, "SQLite format 3", 16) != 0)
		return false;
	/* What is only in memory has no log beside it. */
	s->image[IMAGE_WRITES_AS] = s->image[IMAGE_READS_AS] = IMAGE_NO_LOG;
	return is_whole(s);
}

static void *
open_image(const char *url)
{
	struct sqlite_store *s = calloc(1, sizeof(*s));
	const char *path = url + strlen("image:");
	FILE *f = fopen(path, "re");
	bool fine;

	if (!s)
		abort();
	s->lock = -1;
	fine = f && take_image(s, f);
	if (f)
		fclose(f);
	if (fine)
		return s;
	close_store(s);
	return NULL;
}

static void *
open_store(const char *url, bool writes)
{
	struct sqlite_store *s;
	const char *path = url + strlen("sqlite:");

	if (strncmp(url, "image:", 6) == 0)
		return writes ? NULL : open_image(url);
	s = calloc(1, sizeof(*s));
	if (!s)
		abort();
	s->lock = -1;
	if (strlen(path) >= sizeof(s->path)) {
		free(s);
		return NULL;
	}
	memcpy(s->path, path, strlen(path) + 1);
	if (!writes)
		return s;
	s->lock = take_lock(path);
	if (s->lock >= 0)
		s->writer = sqlite_writer_open(path);
	if (s->writer)
		return s;
	close_store(s);
	return NULL;
}

static void *
open_place(void *store)
{
	struct sqlite_store *s = store;
	struct sqlite_place *p = calloc(1, sizeof(*p));

	if (!p)
		abort();
	p->store = s;
	p->reader = s->image ? sqlite_conn_image(s->image, s->nimage) :
	    sqlite_conn_open(s->path, false);
	if (p->reader)
		return p;
	free(p);
	return NULL;
}

static void
close_place(void *place)
{
	struct sqlite_place *p = place;

	sqlite_conn_close(p->reader);
	free(p);
}

static void
snapshot(void *place, bool on)
{
	static const struct query begin_read = { "db.snapshot", "BEGIN" };
	static const struct query end_read = { "db.unsnapshot", "COMMIT" };
	struct sqlite_place *p = place;

	if (p->snapshot == on)
		return;
	p->snapshot = on && !sqlite_conn_run(p->reader, NULL, &begin_read,
	    NULL, 0, NULL);
	if (!on && sqlite_conn_run(p->reader, NULL, &end_read, NULL, 0, NULL))
		log_error("sqlite", "a read transaction did not end");
}

static bool
is_free(void *place)
{
	struct sqlite_place *p = place;

	return p->store->writer && sqlite_writer_is_free(p->store->writer);
}

static enum result
begin(void *place)
{
	struct sqlite_place *p = place;

	if (!p->store->writer) {
		log_error("sqlite", "opened for reading only");
		return BROKEN;
	}
	p->writing = true;
	return sqlite_writer_begin(p->store->writer);
}

static enum result
commit(void *place)
{
	struct sqlite_place *p = place;

	p->writing = false;
	return sqlite_writer_commit(p->store->writer);
}

static void
rollback(void *place)
{
	struct sqlite_place *p = place;

	if (p->writing)
		sqlite_writer_rollback(p->store->writer);
	p->writing = false;
}

static struct sqlite_conn *
conn_of(struct sqlite_place *p)
{
	return p->writing ? sqlite_writer_conn(p->store->writer) : p->reader;
}

static enum result
script(void *place, const char *sql)
{
	return sqlite_conn_script(conn_of(place), sql);
}

static enum result
run(void *place, struct arena *mem, const struct query *q,
    const struct value *args, size_t nargs, struct rows *out)
{
	return sqlite_conn_run(conn_of(place), mem, q, args, nargs, out);
}

static enum result
each(void *place, const struct query *q, const struct value *args,
    size_t nargs, db_each_row *row, void *ctx)
{
	return sqlite_conn_each(conn_of(place), q, args, nargs, row, ctx);
}

static enum result
pages(void *place, db_each_page *page, void *ctx)
{
	struct sqlite_place *p = place;

	return page_sums_check(p->reader->sqlite, page, ctx);
}

long
sqlite_commits(const void *store)
{
	const struct sqlite_store *s = store;

	return s->writer ? sqlite_writer_commits(s->writer) : 0;
}

long
sqlite_waiting(const void *store)
{
	const struct sqlite_store *s = store;

	return s->writer ? sqlite_writer_waiting(s->writer) : 0;
}

static int64_t
log_bytes(const void *store)
{
	const struct sqlite_store *s = store;
	char name[PATH_MAX_HERE + 8];
	struct stat st;

	snprintf(name, sizeof(name), "%s-wal", s->path);
	return s->image ? -1 : stat(name, &st) ? 0 : (int64_t)st.st_size;
}

const struct engine engine_sqlite = {
	.store_open = open_store,
	.store_close = close_store,
	.open = open_place,
	.close = close_place,
	.snapshot = snapshot,
	.is_free = is_free,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.script = script,
	.run = run,
	.each = each,
	.pages = pages,
	.log_bytes = log_bytes,
};
