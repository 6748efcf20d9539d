#include "tests/kit_files.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/site.h"
#include "base/text.h"

char *
file_free(struct arena *mem)
{
	char *path = arena_text(mem, "/tmp/tsunagu-test-XXXXXX");
	int fd = mkstemp(path);

	EXPECT(fd >= 0 && close(fd) == 0 && unlink(path) == 0);
	return path;
}

void
published_open(struct town *t)
{
	t->site->bundle = file_free(t->mem);
}

void
published_close(struct town *t)
{
	EXPECT(unlink(t->site->bundle) == 0);
	t->site->bundle = NULL;
}

const char *
published_text(struct town *t, const char *sql)
{
	struct query q = { "kit.published", sql };
	struct store *store = store_open(arena_fmt(t->mem, "sqlite:%s",
	    t->site->bundle), false);
	struct db *db = store ? db_open(store) : NULL;
	struct rows rows = { 0 };

	EXPECT(db && db_rows(db, t->mem, &q, NO_ARGS, &rows) == OK);
	db_close(db);
	store_close(store);
	return rows.nrows && rows.cells[0] ? rows.cells[0] : "";
}

int64_t
published_count(struct town *t, const char *from)
{
	int64_t n = 0;

	EXPECT(text_number(published_text(t, arena_fmt(t->mem,
	    "SELECT count(*) FROM %s", from)), &n));
	return n;
}
