#include "app/desk.h"
#include "base/db_engine.h"
#include "tests/kit.h"

static long
asked_for(struct town *t, const char *path)
{
	long before = db_asked(t->desk->db);

	get(t, path);
	EXPECT_STATUS(t, 200);
	return db_asked(t->desk->db) - before;
}

static const char *
hana(struct town *t)
{
	static const struct query q = { "test.hana",
	    "SELECT id FROM person WHERE login = 'hana_nurse'" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	return rows.cells[0];
}

TEST(childs_page_asks_no_feature_that_has_nothing_of_her)
{
	const char *page;
	long little;

	post(t, "/children", "name", "見本 さくら", "kana", "みほん さくら",
	    "born_on", "R5.4.12", NULL);
	EXPECT_STATUS(t, 303);
	page = arena_bytes(t->mem, t->location, strlen("/children/") + 36);
	little = asked_for(t, page);
	EXPECT(little <= 16);
	EXPECT_NOT_SEES(t, "ベッドを見に行く");
	post(t, "/tasks", "title", "ベッドを見に行く", "child",
	    page + strlen("/children/"), "owner", hana(t), "due_on", "R8.4.8",
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(asked_for(t, page) > little);
	EXPECT_SEES(t, "ベッドを見に行く");
}
