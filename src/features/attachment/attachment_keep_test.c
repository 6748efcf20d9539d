#include "features/attachment/attachment_test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app/deed.h"
#include "app/reseal.h"
#include "app/site.h"
#include "app/verify_town_test.h"
#include "base/db_copy.h"

/* Where the bytes lie: sealed, and nowhere else. */

struct hunt {
	const char *word;
	int64_t cells, found;
};

static enum result
look(void *ctx, const char *const *cells, size_t n)
{
	struct hunt *h = ctx;

	for (size_t i = 0; i < n; i++) {
		h->cells++;
		h->found += cells[i] && strstr(cells[i], h->word);
	}
	return OK;
}

/* In any cell of any table. */
static int64_t
cells_with(struct town *t, const char *word)
{
	struct hunt h = { .word = word };
	struct copy_table *all;
	size_t n;

	EXPECT(copy_tables(t->db, t->mem, &all, &n) == OK);
	for (size_t i = 0; i < n; i++)
		EXPECT(copy_walk(t->db, t->mem, &all[i], NULL, look, &h) == OK);
	EXPECT(h.cells > 1000);
	return h.found;
}

/* In the files of an SQLite database, its log ahead of writing among them. */
static int64_t
files_with(struct town *t, const char *word)
{
	static const char *const ends[] = { "", "-wal" };
	static const struct query q = { "test.file",
	    "SELECT file FROM pragma_database_list WHERE name = 'main'" };
	struct rows rows = { 0 };
	int64_t found = 0;

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	for (size_t i = 0; i < COUNT(ends); i++) {
		size_t n = 0;
		const char *bytes = file_bytes(t->mem, arena_fmt(t->mem,
		    "%s%s", rows.cells[0], ends[i]), &n);

		EXPECT(i || n);
		found += bytes && memmem(bytes, n, word, strlen(word));
	}
	return found;
}

/* What the program says on its log while a letter comes, goes and is refused. */
static const char *
said_meanwhile(struct town *t, const char *child)
{
	const char *path = arena_fmt(t->mem, "/tmp/tsunagu-said.%ld",
	    (long)getpid());
	struct buffer pdf = letter_of_town(t);
	const char *where, *said;
	int kept = dup(STDERR_FILENO);
	size_t n;

	EXPECT(kept >= 0 && freopen(path, "w", stderr));
	where = letter_add(t, child);
	get(t, arena_fmt(t->mem, "%s/file", where));
	(void)!*file_add(t, child, pdf.s, pdf.len - 9, "identity", NULL);
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
	said = file_bytes(t->mem, path, &n);
	unlink(path);
	EXPECT(said != NULL);
	return said;
}

TEST(attachment_lies_nowhere_in_clear)
{
	const char *child = child_of_town(t, "見本 さくら"), *said;

	said = said_meanwhile(t, child);
	EXPECT(!strstr(said, LETTER_WORD) && !strstr(said, "見本"));
	EXPECT(town_number(t, "SELECT count(*) FROM attachment_body") == 1);
	EXPECT(cells_with(t, LETTER_WORD) == 0);
	EXPECT(cells_with(t, "JVBERi0xLj") == 0);	/* %PDF-1. in base64 */
	EXPECT(cells_with(t, "letter.html") == 0);
	EXPECT(cells_with(t, "見本の手紙") == 0);
	EXPECT(cells_with(t, child) > 0);
	if (!db_is_sqlite(t->db))
		return;
	EXPECT(files_with(t, LETTER_WORD) == 0);
	EXPECT(files_with(t, "letter.html") == 0);
	EXPECT(files_with(t, "見本の手紙") == 0);
	EXPECT(files_with(t, child) > 0);
}

static struct reseal
reseal(struct town *t)
{
	struct request *r = town_request(t);
	struct reseal n;

	deed_begin(r);
	EXPECT(reseal_all(r, &n) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return n;
}

/* Of the only file, as it is stored. */
static const char *
body_of(struct town *t)
{
	static const struct query q = { "test.body",
	    "SELECT body FROM attachment_body" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return rows.cells[0];
}

TEST(attachment_takes_up_the_newest_key_and_stays_the_same)
{
	const char *child = child_of_town(t, "見本 さくら"), *where;
	struct keys *keys = t->site->keys;
	struct buffer pdf = letter_of_town(t);
	struct reseal n;

	where = letter_add(t, child);
	EXPECT(!seal_is_old(keys->seal, body_of(t)));
	EXPECT(seal_renew(keys->dir));
	seal_close(keys->seal);
	keys->seal = seal_open(keys->dir, false);
	EXPECT(seal_is_old(keys->seal, body_of(t)));
	n = reseal(t);
	EXPECT(n.old > 1 && n.plain == 0 && n.broken == 0);
	EXPECT(!seal_is_old(keys->seal, body_of(t)));
	get(t, arena_fmt(t->mem, "%s/file", where));
	EXPECT(t->nbody == pdf.len && memcmp(t->body, pdf.s, pdf.len) == 0);
}

TEST(attachment_with_one_bit_turned_is_named_by_verify_and_not_sent)
{
	const char *child, *where;
	struct log_town a;

	log_town_open(&a, t);
	child = child_of_town(t, "見本 さくら");
	where = letter_add(t, child);
	EXPECT(log_is_whole(&a));
	log_do(&a, "UPDATE attachment_body SET body = substr(body, 1, 200)"
	    " || CASE substr(body, 201, 1) WHEN 'A' THEN 'B' ELSE 'A' END"
	    " || substr(body, 202)");
	EXPECT(!log_is_whole(&a));
	EXPECT_SAYS(&a, arena_fmt(t->mem,
	    "attachment_body %s: body does not open", where + 13));
	get(t, arena_fmt(t->mem, "%s/file", where));
	EXPECT_STATUS(t, 500);
	EXPECT_NOT_SEES(t, LETTER_WORD);
	log_town_close(&a);
}
