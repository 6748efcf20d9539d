#include "app/reseal.h"

#include "app/deed.h"
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

/* A centre of before there were seals: everything can be read. */
static void
plain_centre(struct town *t)
{
	sql(t, "INSERT INTO child (id, version, changed, number, name, kana,"
	    " note) VALUES ('c1', 2, 1, 'R8-0001', '青森 花子',"
	    " 'アオモリ ハナコ', '*1 ほしのしるし'), ('c2', 1, 1, 'R8-0002',"
	    " '弘前 太郎', NULL, NULL)");
	sql(t, "INSERT INTO revision (record, record_id, version, at, login,"
	    " body) VALUES ('child', 'c1', 1, '2026-03-01T00:00:00Z', 'x',"
	    " '{\"id\":\"c1\",\"version\":1,\"number\":\"R8-0001\","
	    "\"name\":\"旧姓 花子\",\"care\":[\"tube\"],\"gone\":\"7\","
	    "\"kana\":null}')");
	sql(t, "INSERT INTO draft (person, form, at, body) SELECT id,"
	    " 'contact-new', '2026-03-31T00:00:00Z', 'body=hidden' FROM person"
	    " WHERE login = 'hana_nurse'");
	sql(t, "INSERT INTO import_job (id, person, made_at, kind, file_name,"
	    " content, state, answer) SELECT 'j1', id, '2026-04-01T00:00:00Z',"
	    " 'children', '青森花子.csv', 'AAAA', 'shown', '' FROM person"
	    " WHERE login = 'hana_nurse'");
	sql(t, "INSERT INTO person_factor (id, person, secret, confirmed_at,"
	    " last_step) SELECT 'f1', id, 'MFRGGZDF', '2026-03-01T00:00:00Z',"
	    " 0 FROM person WHERE login <> 'hana_nurse' ORDER BY id LIMIT 1");
}

static struct reseal
carry_out(struct town *t)
{
	struct request *r = town_request(t);
	struct reseal n;

	deed_begin(r);
	EXPECT(reseal_all(r, &n) == OK);
	if (n.plain + n.old)
		EXPECT(deed_commit(r, NULL) == OK);
	else
		db_rollback(r->db);
	return n;
}

static int64_t
readable(struct town *t)
{
	return town_number(t, "SELECT (SELECT count(*) FROM child WHERE"
	    " name LIKE '%子' OR name LIKE '%郎' OR kana LIKE 'ア%'"
	    " OR note LIKE '*1 %')"
	    " + (SELECT count(*) FROM revision WHERE body LIKE '%旧姓%')"
	    " + (SELECT count(*) FROM draft WHERE body LIKE '%hidden%')"
	    " + (SELECT count(*) FROM import_job WHERE content = 'AAAA')"
	    " + (SELECT count(*) FROM import_job WHERE file_name LIKE '%花%')"
	    " + (SELECT count(*) FROM person_factor WHERE secret LIKE 'M%')");
}

TEST(reseal_seals_what_stood_there_for_all_to_read)
{
	struct reseal n;

	plain_centre(t);
	EXPECT(readable(t) == 7);
	n = carry_out(t);
	EXPECT(n.plain == 9 && n.old == 0 && n.broken == 0);
	EXPECT(readable(t) == 0);
	get(t, "/children/c1");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "青森 花子");
	EXPECT_SEES(t, "*1 ほしのしるし");
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb ="
	    " 'reseal' AND what = 'plain 9, old 0'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM revision WHERE body LIKE"
	    " '%\"care\":[\"tube\"],\"gone\":\"7\",\"kana\":null}'") == 1);
}

TEST(reseal_again_changes_nothing)
{
	struct reseal n;

	plain_centre(t);
	(void)carry_out(t);
	n = carry_out(t);
	EXPECT(n.texts == 9 && n.plain == 0 && n.old == 0 && n.broken == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb ="
	    " 'reseal'") == 1);
}

TEST(reseal_given_up_leaves_everything_as_it_was)
{
	struct request *r = town_request(t);
	struct reseal n;

	plain_centre(t);
	deed_begin(r);
	EXPECT(reseal_all(r, &n) == OK);
	db_rollback(r->db);
	EXPECT(readable(t) == 7);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb ="
	    " 'reseal'") == 0);
}

TEST(reseal_takes_up_the_newest_key)
{
	struct keys *keys = t->site->keys;
	struct reseal n;

	plain_centre(t);
	(void)carry_out(t);
	EXPECT(seal_renew(keys->dir));
	seal_close(keys->seal);
	keys->seal = seal_open(keys->dir, false);
	EXPECT(keys->seal != NULL);
	n = carry_out(t);
	EXPECT(n.plain == 0 && n.old == 9 && n.broken == 0);
	EXPECT(carry_out(t).old == 0);
	get(t, "/children/c1");
	EXPECT_SEES(t, "青森 花子");
}

TEST(reseal_counts_what_does_not_open_and_leaves_it_alone)
{
	struct reseal n;

	plain_centre(t);
	(void)carry_out(t);
	sql(t, "UPDATE child SET name = (SELECT name FROM child WHERE id ="
	    " 'c2') WHERE id = 'c1'");
	n = carry_out(t);
	EXPECT(n.texts == 9 && n.broken == 1 && n.plain == 0 && n.old == 0);
}

TEST(reseal_of_many_rows_takes_every_one)
{
	struct reseal n;

	sql(t, "WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1"
	    " FROM up WHERE n < 1203) INSERT INTO child (id, version, changed,"
	    " number, name) SELECT 'c' || n, 1, 1, 'N' || n, 'plain words' FROM up");
	sql(t, "INSERT INTO revision (record, record_id, version, at, login,"
	    " body) SELECT 'child', id, 1, '2026-03-01T00:00:00Z', 'x',"
	    " '{\"name\":\"plain words\"}' FROM child");
	n = carry_out(t);
	EXPECT(n.plain == 2406 && n.texts == 2406);
	EXPECT(town_number(t, "SELECT (SELECT count(*) FROM child WHERE name ="
	    " 'plain words') + (SELECT count(*) FROM revision WHERE body LIKE"
	    " '%plain words%')") == 0);
}
