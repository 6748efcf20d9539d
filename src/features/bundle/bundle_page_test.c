#include <stdlib.h>
#include <unistd.h>

#include "app/site.h"
#include "base/asset.h"
#include "features/bundle/bundle.h"
#include "tests/kit_files.h"

static const char *
begin(struct town *t)
{
	const char *path = file_free(t->mem);

	db_begin(t->db);
	EXPECT(db_script(t->db, "INSERT INTO place (id, version, changed, name,"
	    " visibility) VALUES ('p', 1, 1, '架空園', 'public'), ('q', 1, 1,"
	    " '内緒園', 'centre');"
	    "INSERT INTO service (id, version, changed, place, kind, status,"
	    " visibility, shown_to) VALUES ('s', 1, 1, 'p', 'nursery',"
	    " 'active', 'public', 'public'), ('h', 1, 1, 'q', 'nursery',"
	    " 'active', 'public', 'centre')") == OK);
	EXPECT(db_commit(t->db) == OK);
	t->site->bundle = path;
	return path;
}

TEST(publishing_writes_the_file_and_says_what_changed)
{
	const char *path = begin(t);
	size_t n;

	get(t, "/publish");
	EXPECT_SEES(t, "公表ファイルはまだありません");
	EXPECT_SEES(t, "この内容で公表する");
	post(t, "/publish", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(file_bytes(t->mem, path, &n) != NULL);
	EXPECT(town_number(t, "SELECT services FROM bundle") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb ="
	    " 'publish' AND record = 'bundle'") == 1);
	get(t, t->location);
	EXPECT_SEES(t, "公表しました");
	EXPECT_NOT_SEES(t, "前の公表から変わるもの");
	db_begin(t->db);
	EXPECT(db_script(t->db, "UPDATE place SET visibility = 'centre';"
	    "UPDATE service SET shown_to = 'centre'") == OK);
	EXPECT(db_commit(t->db) == OK);
	get(t, "/publish");
	EXPECT_SEES(t, "消える</span> サービス：架空園");
	EXPECT_NOT_SEES(t, "内緒園");
	EXPECT(unlink(path) == 0);
}

TEST(publishing_twice_by_a_double_click_counts_once)
{
	const char *path = begin(t);

	post_raw(t, "/publish", "csrf", t->csrf, "once", "abc", NULL);
	post_raw(t, "/publish", "csrf", t->csrf, "once", "abc", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM bundle") == 1);
	EXPECT(unlink(path) == 0);
}

TEST(publishing_that_cannot_write_says_so)
{
	t->site->bundle = "/nowhere/public.db";
	post(t, "/publish", NULL);
	EXPECT_STATUS(t, 500);
	EXPECT(town_number(t, "SELECT count(*) FROM bundle") == 0);
	t->site->bundle = NULL;
	get(t, "/publish");
	EXPECT_SEES(t, "書き出し先のファイルが決まっていません");
	post(t, "/publish", NULL);
	EXPECT_STATUS(t, 404);
}

TEST(publishing_gives_how_to_reach_the_centre)
{
	post(t, "/publish/centre", "centre_phone", "017-000-0000",
	    "centre_url", "javascript:x", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "017-000-0000");
	post(t, "/publish/centre", "centre_phone", "017-000-0000",
	    "centre_url", "https://centre.example.jp/", "phone_hours",
	    "平日", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/publish");
	EXPECT_SEES(t, "017-000-0000");
	EXPECT_SEES(t, "平日");
}
