#include "base/migrate.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/asset.h"
#include "tests/kit.h"

/* The database of a town has every migration of this program. */
static void
change(struct town *t, const char *sql)
{
	db_begin(t->db);
	EXPECT(db_script(t->db, sql) == OK);
	EXPECT(db_commit(t->db) == OK);
}

static const char folder[] = "migrations/";

/* The assets are in order of name: these stand one after another. */
static const struct asset *
migrations(int64_t *n)
{
	size_t nall;
	const struct asset *all = asset_all(&nall), *first = NULL;

	*n = 0;
	for (size_t i = 0; i < nall; i++) {
		if (strncmp(all[i].name, folder, strlen(folder)) != 0)
			continue;
		if (!first)
			first = &all[i];
		++*n;
	}
	EXPECT(first != NULL);
	return first;
}

#define DONE "SELECT count(*) FROM migration"

TEST(migration_runs_once)
{
	int64_t n;

	(void)migrations(&n);
	EXPECT(town_number(t, DONE) == n);
	change(t, "UPDATE migration SET done_at = 'before'");
	EXPECT(migrate_up(t->db, t->mem) == OK);
	EXPECT(migrate_check(t->db, t->mem) == OK);
	EXPECT(town_number(t, DONE " WHERE done_at = 'before'") == n);
}

TEST(text_that_changed_after_it_was_carried_out_is_refused)
{
	change(t, "UPDATE migration SET hash = 'another'"
	    " WHERE name = '0002_codes.sql'");
	EXPECT(migrate_check(t->db, t->mem) == BROKEN);
	EXPECT(migrate_up(t->db, t->mem) == BROKEN);
	EXPECT(town_number(t, DONE " WHERE hash = 'another'") == 1);
}

TEST(database_newer_than_the_program_is_refused)
{
	change(t, "INSERT INTO migration (name, hash, done_at)"
	    " VALUES ('9999_future.sql', 'h', '2030-01-01T00:00:00Z')");
	EXPECT(migrate_check(t->db, t->mem) == CONFLICT);
	change(t, "DELETE FROM migration WHERE name = '0001_app.sql'");
	EXPECT(migrate_check(t->db, t->mem) == CONFLICT);
}

TEST(migration_that_fails_leaves_nothing_behind)
{
	int64_t n = town_number(t, DONE);

	/* Forgotten, so it is tried again and meets its own tables. */
	change(t, "DELETE FROM migration WHERE name = '0001_app.sql'");
	EXPECT(migrate_check(t->db, t->mem) == CONFLICT);
	change(t, "DROP TABLE audit");
	EXPECT(migrate_up(t->db, t->mem) == BROKEN);
	EXPECT(town_number(t, DONE) == n - 1);
	db_begin(t->db);
	EXPECT(db_script(t->db, "SELECT 1 FROM audit") != OK);
	db_rollback(t->db);
}

TEST(words_of_sqlite_are_said_to_sqlite_alone)
{
	static const char columns[] = "SELECT count(*) FROM"
	    " information_schema.columns WHERE table_name = 'audit'";

	if (!db_is_sqlite(t->db)) {
		EXPECT(town_number(t, columns) == 15);
		return;
	}
	EXPECT(town_number(t, "SELECT count(*) FROM pragma_table_list"
	    " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE"
	    " 'sqlite_%' AND NOT strict") == 0);
	EXPECT(town_number(t, "SELECT wr FROM pragma_table_list"
	    " WHERE name = 'audit_seen'") == 1);
	EXPECT(town_number(t, "SELECT wr FROM pragma_table_list"
	    " WHERE name = 'setting'") == 0);
}

static void
clear_away(struct arena *mem, const char *dir)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-lock" };

	for (size_t i = 0; i < COUNT(ends); i++)
		unlink(arena_fmt(mem, "%s/a.db%s", dir, ends[i]));
	EXPECT(rmdir(dir) == 0);
}

UNIT(new_database_is_brought_up_in_order)
{
	static const struct query order = { "test.order",
	    "SELECT name FROM migration ORDER BY rowid" };
	char dir[] = "/tmp/tsunagu-migrate.XXXXXX";
	struct arena *mem = arena_new();
	struct rows rows = { 0 };
	struct store *store;
	struct db *db;
	const struct asset *first;
	int64_t n;

	EXPECT(mkdtemp(dir) != NULL);
	store = store_open(arena_fmt(mem, "sqlite:%s/a.db", dir), true);
	EXPECT(store != NULL);
	db = db_open(store);
	EXPECT(migrate_check(db, mem) != OK);
	EXPECT(migrate_up(db, mem) == OK);
	EXPECT(migrate_check(db, mem) == OK);
	EXPECT(db_rows(db, mem, &order, NO_ARGS, &rows) == OK);
	first = migrations(&n);
	EXPECT((int64_t)rows.nrows == n);
	for (size_t i = 0; i < rows.nrows; i++)
		EXPECT(strcmp(rows.cells[i], first[i].name + strlen(folder))
		    == 0);
	db_close(db);
	store_close(store);
	clear_away(mem, dir);
	arena_free(mem);
}
