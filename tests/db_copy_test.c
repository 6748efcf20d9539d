#include "base/db_copy.h"

#include "app/site.h"
#include "tests/kit.h"

static void
sql(struct town *t, const char *text)
{
	struct query q = { "test.sql", text };

	db_begin(t->db);
	(void)db_exec(t->db, &q, NO_ARGS);
	EXPECT(db_commit(t->db) == OK);
}

/* All rows of a table, kept outside the database. */
struct kept {
	struct arena *mem;
	const char **cells[2000];
	size_t n;
};

static enum result
keep(void *ctx, const char *const *cells, size_t n)
{
	struct kept *k = ctx;
	const char **row = arena_array(k->mem, n, sizeof(*row));

	EXPECT(k->n < COUNT(k->cells));
	for (size_t i = 0; i < n; i++)
		row[i] = cells[i] ? arena_text(k->mem, cells[i]) : NULL;
	k->cells[k->n++] = row;
	return OK;
}

static void
some_rows(struct town *t)
{
	sql(t, "INSERT INTO child (id, version, changed, number, name,"
	    " municipality) SELECT 'c' || code, 1, 1, code, 'a \"b\" ''c''',"
	    " code FROM municipality");
	sql(t, "INSERT INTO contact (id, version, changed, number, on_day,"
	    " child) SELECT 'k' || id, 1, 7, 'n' || id, '2026-04-01', id FROM"
	    " child");
}

/* Loads everything back, but for the first row of `without`. */
static enum result
copy_onto_itself(struct town *t, const char *without)
{
	struct copy_table *all;
	struct copy_load load;
	struct kept *kept;
	size_t n;
	enum result rc;

	EXPECT(copy_tables(t->db, t->mem, &all, &n) == OK);
	kept = arena_array(t->mem, n, sizeof(*kept));
	EXPECT(copy_hold(t->db) == OK);
	for (size_t i = 0; i < n; i++) {
		kept[i].mem = t->mem;
		EXPECT(copy_walk(t->db, t->mem, &all[i], NULL, keep,
		    &kept[i]) == OK);
	}
	copy_release(t->db);
	db_begin(t->db);
	(void)copy_open(&load, t->db, t->mem);
	for (size_t i = 0; i < n; i++) {
		(void)copy_begin(&load, &all[i]);
		for (size_t k = strcmp(all[i].name, without) == 0; k <
		    kept[i].n; k++)
			(void)copy_put(&load, kept[i].cells[k]);
	}
	rc = copy_close(&load);
	if (!rc)
		return db_commit(t->db);
	db_rollback(t->db);
	return rc;
}

static struct copy_sum
sum_of(struct town *t, struct db *db, const char *name)
{
	struct copy_table *all;
	struct copy_sum sum = { 0 };
	size_t n;

	EXPECT(copy_tables(db, t->mem, &all, &n) == OK);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].name, name) == 0)
			EXPECT(copy_walk(db, t->mem, &all[i], &sum, NULL,
			    NULL) == OK);
	}
	return sum;
}

TEST(copy_knows_every_table_and_column)
{
	struct copy_table *all;
	size_t n, found = 0;

	EXPECT(copy_tables(t->db, t->mem, &all, &n) == OK);
	for (size_t i = 0; i < n; i++) {
		EXPECT(all[i].ncolumns > 0);
		EXPECT(strncmp(all[i].name, "sqlite_", 7) != 0);
		EXPECT(!i || strcmp(all[i - 1].name, all[i].name) < 0);
		found += strcmp(all[i].name, "child") == 0 ||
		    strcmp(all[i].name, "migration") == 0;
	}
	EXPECT(found == 2);
}

TEST(copy_loads_back_the_rows_it_walked)
{
	static const char *const names[] = { "child", "contact", "code",
		"migration", "person", "session", "municipality" };
	struct copy_sum before[COUNT(names)], after;

	some_rows(t);
	for (size_t i = 0; i < COUNT(names); i++) {
		before[i] = sum_of(t, t->db, names[i]);
		EXPECT(before[i].rows > 0);
	}
	EXPECT(copy_onto_itself(t, "") == OK);
	for (size_t i = 0; i < COUNT(names); i++) {
		after = sum_of(t, t->db, names[i]);
		EXPECT(copy_same(&before[i], &after));
	}
}

TEST(copy_refuses_a_row_that_points_nowhere_and_leaves_all_as_it_was)
{
	struct copy_sum before, after;

	some_rows(t);
	before = sum_of(t, t->db, "contact");
	EXPECT(copy_onto_itself(t, "child") == CONFLICT);
	after = sum_of(t, t->db, "contact");
	EXPECT(copy_same(&before, &after));
	EXPECT(copy_onto_itself(t, "") == OK);
}

UNIT(copy_sum_tells_rows_apart_but_not_their_order)
{
	const char *const a[] = { "1", NULL }, *const b[] = { "", "1" };
	const char *const c[] = { "1", "" };
	struct copy_sum x = { 0 }, y = { 0 }, z = { 0 };

	copy_add(&x, a, 2);
	copy_add(&x, b, 2);
	copy_add(&y, b, 2);
	copy_add(&y, a, 2);
	copy_add(&z, c, 2);
	copy_add(&z, b, 2);
	EXPECT(copy_same(&x, &y));
	EXPECT(!copy_same(&x, &z));
	copy_add(&y, a, 2);
	EXPECT(!copy_same(&x, &y));
}

TEST(copy_sees_one_state_while_others_write)
{
	struct db *db = db_open(t->site->store);
	struct copy_sum before, after;

	EXPECT(db != NULL);
	some_rows(t);
	EXPECT(copy_hold(db) == OK);
	before = sum_of(t, db, "child");
	post(t, "/children", "name", "あと", "number", "X-1", NULL);
	after = sum_of(t, db, "child");
	EXPECT(copy_same(&before, &after));
	copy_release(db);
	after = sum_of(t, db, "child");
	EXPECT(after.rows == before.rows + 1);
	db_close(db);
}
