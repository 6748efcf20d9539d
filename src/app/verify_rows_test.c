#include "app/verify_town_test.h"

#include <sodium.h>

/*
 * The log beside a copy of it: any row that is altered in any column, deleted,
 * put in or swapped with any other is found, and named.
 */
enum { DRAWS = 60 };

static void
copy_make(struct log_town *a)
{
	log_do(a, "CREATE TABLE test_copy AS SELECT * FROM audit");
}

static void
put_back(struct log_town *a)
{
	log_do(a, "DELETE FROM audit; INSERT INTO audit SELECT * FROM test_copy");
	EXPECT(log_is_whole(a));
}

/* As one row of its own, or as the first of several. */
static bool
names(struct log_town *a, int64_t row)
{
	struct arena *mem = a->t->mem;

	return log_says(a, arena_fmt(mem, "WRONG: audit row %lld:",
	    (long long)row)) || log_says(a, arena_fmt(mem, "WRONG: audit row"
	    " %lld is", (long long)row)) || log_says(a, arena_fmt(mem, "WRONG:"
	    " audit rows %lld to", (long long)row));
}

static void
expect_named(struct log_town *a, int64_t row, const char *sql)
{
	log_do(a, sql);
	if (log_is_whole(a) || !names(a, row))
		test_fail(a->t, __FILE__, __LINE__, arena_fmt(a->t->mem,
		    "row %lld to be named after %s; it said\n%s",
		    (long long)row, sql, a->said.s));
	put_back(a);
}

/* Made another text, and what it was with a space behind it. */
TEST(every_column_of_a_row_is_sealed)
{
	static const struct query q = {
		"test.columns", "SELECT * FROM audit WHERE seq = 17"
	};
	struct log_town a;
	struct rows rows = { 0 };

	log_town_open(&a, t);
	copy_make(&a);
	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.ncols == 15);
	for (size_t i = 0; i < rows.ncols; i++) {
		bool is_seq = strcmp(rows.names[i], "seq") == 0;

		expect_named(&a, 17, arena_fmt(t->mem, "UPDATE audit SET %s = %s"
		    " WHERE seq = 17", rows.names[i], is_seq ? "1017" :
		    "'x'"));
		if (rows.cells[i] && !is_seq)
			expect_named(&a, 17, arena_fmt(t->mem, "UPDATE audit SET"
			    " %s = '%s ' WHERE seq = 17", rows.names[i],
			    rows.cells[i]));
	}
	log_do(&a, "DROP TABLE test_copy");
	log_town_close(&a);
}

enum deed { ALTERED, DELETED, SWAPPED, REPLACED, DEEDS };

static const char *
sql_of(struct log_town *a, enum deed deed, long long row, long long other)
{
	struct arena *mem = a->t->mem;

	switch (deed) {
	case ALTERED:
		return arena_fmt(mem, "UPDATE audit SET at ="
		    " '2026-04-02T03:00:00Z' WHERE seq = %lld", row);
	case SWAPPED:
		return arena_fmt(mem, "UPDATE audit SET seq = -1 WHERE seq ="
		    " %lld; UPDATE audit SET seq = %lld WHERE seq = %lld;"
		    " UPDATE audit SET seq = %lld WHERE seq = -1", row, row,
		    other, other);
	case REPLACED:
		return arena_fmt(mem, "DELETE FROM audit WHERE seq = %lld;"
		    " INSERT INTO audit SELECT %lld, at, request, person, login,"
		    " agency, verb, record, record_id, path, classes, consent,"
		    " children, what, seal FROM audit WHERE seq = %lld", row,
		    row, other);
	default:
		return arena_fmt(mem, "DELETE FROM audit WHERE seq = %lld", row);
	}
}

TEST(any_row_that_is_altered_deleted_swapped_or_replaced_is_named)
{
	struct log_town a;

	log_town_open(&a, t);
	copy_make(&a);
	for (size_t i = 0; i < DRAWS; i++) {
		uint32_t row = 1 + randombytes_uniform(LOG_ROWS - 1);
		uint32_t other = row + 1 + randombytes_uniform(LOG_ROWS - row);

		expect_named(&a, row, sql_of(&a, i % DEEDS, row, other));
	}
	log_do(&a, "DROP TABLE test_copy");
	log_town_close(&a);
}
