#include "base/db_swap.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/db.h"
#include "tests/kit.h"

/* A database of one table with one row that says `word`. */
static void
make(const char *url, const char *word)
{
	struct store *store = store_open(url, true);
	struct db *db = store ? db_open(store) : NULL;
	struct query q = { "test.put", "INSERT INTO thing (word) VALUES ($1)" };

	EXPECT(db != NULL);
	db_begin(db);
	(void)!db_script(db, "CREATE TABLE thing (word TEXT PRIMARY KEY)");
	(void)db_exec(db, &q, ARGS(v_text(word)));
	EXPECT(db_commit(db) == OK);
	db_close(db);
	store_close(store);
}

static const char *
word_in(struct town *t, const char *url, const char *table)
{
	struct store *store = store_open(url, false);
	struct db *db = store ? db_open(store) : NULL;
	struct query q = { "test.get",
	    arena_fmt(t->mem, "SELECT word FROM %s", table) };
	struct rows rows = { 0 };

	EXPECT(db && !db_rows(db, t->mem, &q, NO_ARGS, &rows) && rows.nrows);
	db_close(db);
	store_close(store);
	return rows.cells[0];
}

static const char *
folder(struct town *t)
{
	char dir[] = "/tmp/tsunagu-swap-XXXXXX";

	EXPECT(mkdtemp(dir) != NULL);
	return arena_text(t->mem, dir);
}

static void
remove_all(struct town *t, const char *dir)
{
	static const char *const names[] = { "a", "a-wal", "a-shm", "a-lock",
		"a.before", "a.before-wal", "a.before-shm" };

	for (size_t i = 0; i < COUNT(names); i++)
		unlink(arena_fmt(t->mem, "%s/%s", dir, names[i]));
	EXPECT(rmdir(dir) == 0);
}

TEST(database_swap_puts_the_old_file_aside_with_its_log)
{
	const char *dir = folder(t), *beside;
	const char *url = arena_fmt(t->mem, "sqlite:%s/a", dir);
	bool there;

	EXPECT(swap_is_there(t->mem, url, &there) == OK && !there);
	beside = swap_beside(t->mem, url);
	make(beside, "first");
	EXPECT(swap_take(t->mem, url, "before") == OK);
	EXPECT(swap_is_there(t->mem, url, &there) == OK && there);
	EXPECT(strcmp(word_in(t, url, "thing"), "first") == 0);
	beside = swap_beside(t->mem, url);
	make(beside, "second");
	EXPECT(swap_take(t->mem, url, "before") == OK);
	EXPECT(strcmp(word_in(t, url, "thing"), "second") == 0);
	EXPECT(strcmp(word_in(t, arena_fmt(t->mem, "%s.before", url), "thing"),
	    "first") == 0);
	remove_all(t, dir);
}

TEST(database_swap_waits_for_nobody_who_writes)
{
	const char *dir = folder(t), *beside;
	const char *url = arena_fmt(t->mem, "sqlite:%s/a", dir);
	struct store *writer;

	make(url, "old");
	beside = swap_beside(t->mem, url);
	make(beside, "new");
	writer = store_open(url, true);
	EXPECT(!swap_is_alone(t->mem, url));
	EXPECT(swap_take(t->mem, url, "before") == CONFLICT);
	EXPECT(strcmp(word_in(t, url, "thing"), "old") == 0);
	store_close(writer);
	EXPECT(swap_is_alone(t->mem, url));
	swap_drop(t->mem, url);
	EXPECT(access(arena_fmt(t->mem, "%s/a.restoring", dir), F_OK) != 0);
	EXPECT(strcmp(word_in(t, url, "thing"), "old") == 0);
	remove_all(t, dir);
}
