#include "base/db_pages.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/kit.h"

enum { PAGE = 4096, EVERY = 61 };

/* A file of its own, with a table in it. */
struct paper {
	struct arena *mem;
	char dir[40];
	const char *path;
	struct store *store;
	struct db *db;
};

static void
paper_open(struct paper *p)
{
	p->store = store_open(arena_fmt(p->mem, "sqlite:%s", p->path), true);
	EXPECT(p->store != NULL);
	p->db = db_open(p->store);
	EXPECT(p->db != NULL);
}

/* All that is in the log goes into the file. */
static void
paper_close(struct paper *p)
{
	db_close(p->db);
	store_close(p->store);
}

static void
paper_new(struct paper *p)
{
	*p = (struct paper){ .mem = arena_new(),
		.dir = "/tmp/tsunagu-page.XXXXXX" };
	EXPECT(mkdtemp(p->dir) != NULL);
	p->path = arena_fmt(p->mem, "%s/a.db", p->dir);
	paper_open(p);
	db_begin(p->db);
	EXPECT(db_script(p->db, "CREATE TABLE note (id INTEGER PRIMARY KEY,"
	    " text TEXT NOT NULL, on_day TEXT) STRICT;"
	    " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
	    " WHERE i < 60) INSERT INTO note SELECT i, 'text ' || i ||"
	    " hex(zeroblob(i * 7)), '2026-04-01' FROM n") == OK);
	EXPECT(db_commit(p->db) == OK);
	paper_close(p);
}

static void
paper_end(struct paper *p)
{
	static const char *const files[] = { "", "-wal", "-shm", "-lock" };

	for (size_t i = 0; i < COUNT(files); i++)
		unlink(arena_fmt(p->mem, "%s%s", p->path, files[i]));
	EXPECT(rmdir(p->dir) == 0);
	arena_free(p->mem);
}

struct told {
	int64_t page;
	int n;
};

static enum result
hear(void *ctx, int64_t page)
{
	struct told *told = ctx;

	told->page = page;
	told->n++;
	return OK;
}

static struct told
wrong_pages(struct db *db)
{
	struct told told = { 0 };

	EXPECT(db_pages(db, hear, &told) == OK);
	return told;
}

static void
flip(int fd, off_t bit)
{
	unsigned char byte;

	EXPECT(pread(fd, &byte, 1, bit / 8) == 1);
	byte = (unsigned char)(byte ^ 1 << bit % 8);
	EXPECT(pwrite(fd, &byte, 1, bit / 8) == 1);
}

UNIT(every_bit_that_flips_in_a_database_file_is_found)
{
	struct paper p;
	struct stat about;
	int fd;

	paper_new(&p);
	paper_open(&p);
	EXPECT(wrong_pages(p.db).n == 0);
	fd = open(p.path, O_RDWR | O_CLOEXEC);
	EXPECT(fd >= 0 && fstat(fd, &about) == 0 && about.st_size > 4 * PAGE);
	/* What says how large a page is, and that it has a sum, is apart. */
	for (off_t bit = 21 * 8; bit < about.st_size * 8;
	     bit += getenv("TSUNAGU_FLIPS") ? 1 : EVERY) {
		struct told told;

		flip(fd, bit);
		told = wrong_pages(p.db);
		EXPECT(told.n == 1 && told.page == bit / 8 / PAGE + 1);
		flip(fd, bit);
	}
	EXPECT(wrong_pages(p.db).n == 0);
	paper_close(&p);
	close(fd);
	paper_end(&p);
}

/* The sum knows where its page lies. */
UNIT(page_that_lies_where_another_did_is_found)
{
	unsigned char page[PAGE];
	struct paper p;
	int fd;

	paper_new(&p);
	fd = open(p.path, O_RDWR | O_CLOEXEC);
	EXPECT(pread(fd, page, PAGE, 2 * PAGE) == PAGE);
	EXPECT(pwrite(fd, page, PAGE, 3 * PAGE) == PAGE);
	close(fd);
	paper_open(&p);
	EXPECT(wrong_pages(p.db).page == 4);
	paper_close(&p);
	paper_end(&p);
}

UNIT(pages_that_are_written_again_and_given_back_have_their_sums)
{
	struct paper p;

	paper_new(&p);
	for (int i = 0; i < 5; i++) {
		paper_open(&p);
		db_begin(p.db);
		EXPECT(db_script(p.db, "INSERT INTO note SELECT id +"
		    " (SELECT max(id) FROM note), text || text, NULL FROM note"
		    " WHERE id % 2 = 0; DELETE FROM note WHERE id % 3 = 0;"
		    " UPDATE note SET on_day = '2026-05-01'") == OK);
		EXPECT(db_commit(p.db) == OK);
		EXPECT(wrong_pages(p.db).n == 0);
		paper_close(&p);
	}
	paper_open(&p);
	EXPECT(wrong_pages(p.db).n == 0);
	paper_close(&p);
	paper_end(&p);
}
