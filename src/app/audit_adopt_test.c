#include "app/audit.h"
#include "app/deed.h"
#include "app/site.h"
#include "base/text.h"
#include "tests/kit.h"

static void
sql(struct town *t, const char *text)
{
	struct query q = { "test.sql", text };

	db_begin(t->db);
	(void)db_exec(t->db, &q, NO_ARGS);
	EXPECT(db_commit(t->db) == OK);
}

static void
adopt(struct town *t)
{
	struct request *r = town_request(t);

	deed_begin(r);
	EXPECT(audit_adopt(r) == OK);
	EXPECT(audit_note_plain(r, "init", "setting", "-", "") == OK);
	EXPECT(deed_commit(r, NULL) == OK);
}

static enum result
check_row(void *ctx, const char *const *cells, size_t n)
{
	struct chain_check *check = ctx;
	int64_t seq = 0;

	(void)text_number(cells[0], &seq);
	EXPECT(n == AUDIT_FIELDS + 2);
	EXPECT(chain_check_row(check, seq, cells + 1, AUDIT_FIELDS,
	    cells[AUDIT_FIELDS + 1]) == CHAIN_FINE);
	return OK;
}

/* Every row as it was sealed, none missing. */
static int64_t
whole_chain(struct town *t)
{
	static const struct query q = { "test.chain",
	    "SELECT seq, at, request, person, login, agency, verb, record,"
	    " record_id, path, classes, consent, children, what, seal"
	    " FROM audit ORDER BY seq" };
	struct chain_check check = { 0 };

	EXPECT(db_each(t->db, &q, NO_ARGS, check_row, &check) == OK);
	EXPECT(check.rows == town_number(t, "SELECT seq FROM audit_head"));
	return check.rows;
}

TEST(adopted_rows_of_the_old_log_stand_in_the_chain)
{
	int64_t before = whole_chain(t);

	sql(t, "INSERT INTO child (id, version, changed, number, name)"
	    " VALUES ('c1', 1, 1, 'R8-0001', 'x')");
	sql(t, "INSERT INTO audit_unsealed (id, at, person, login, verb,"
	    " record, record_id, what) VALUES"
	    " ('b', '2026-01-02T00:00:00Z', NULL, '-', 'init', 'setting', '-',"
	    " ''), ('a', '2026-01-02T00:00:00Z', 'p', 'x', 'add', 'child',"
	    " 'c1', ''), ('z', '2026-01-01T00:00:00Z', 'p', 'x', 'change',"
	    " 'child', 'c1', 'name,kana')");
	adopt(t);
	EXPECT(whole_chain(t) == before + 5);
	EXPECT(town_number(t, "SELECT count(*) FROM audit_unsealed") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM audit_seen WHERE child ="
	    " 'c1'") == 2);
	EXPECT(town_number(t, "SELECT (SELECT seq FROM audit WHERE verb ="
	    " 'change' AND at = '2026-01-01T00:00:00Z') - (SELECT seq FROM"
	    " audit WHERE verb = 'adopt')") == 1);
	adopt(t);
	EXPECT(whole_chain(t) == before + 6);
}

TEST(adopted_log_of_many_rows_keeps_its_order)
{
	int64_t before = whole_chain(t);

	sql(t, "WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1"
	    " FROM up WHERE n < 1100) INSERT INTO audit_unsealed (id, at,"
	    " person, login, verb, record, record_id, what) SELECT"
	    " 'i' || (10000 + n), '2026-01-01T00:00:00Z', NULL, '-', 'add',"
	    " 'contact', 'k' || n, '' FROM up");
	adopt(t);
	EXPECT(whole_chain(t) == before + 1102);
	EXPECT(town_number(t, "SELECT (SELECT seq FROM audit WHERE record_id ="
	    " 'k1100') - (SELECT seq FROM audit WHERE record_id = 'k1')") ==
	    1099);
}
