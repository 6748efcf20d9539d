#include "tests/kit.h"

#define HEAD "都道府県コード又は市区町村コード,サービス種別,事業所の名称,事業所番号," \
    "事業所住所（市区町村）,定員,見知らぬ列\r\n"
#define HOUSE "022012,短期入所," CANARY "の家,0210100011,青森市,x,1\r\n"
#define OTHER "032018,短期入所,他県の家,0310100011,盛岡市,1,1\r\n"

static void
drop(struct town *t, const char *kind, const char *text)
{
	upload(t, "/opendata/preview", "file", "wam.csv", text, strlen(text),
	    "kind", kind, NULL);
}

/* Of the form on the page: /opendata/jobs/ID/start. */
static const char *
start_of(struct town *t)
{
	const char *at = strstr(t->body, "/opendata/jobs/");

	return at ? arena_bytes(t->mem, at, strcspn(at, "\"")) : "";
}

TEST(file_is_shown_confirmed_taken_in_once_and_taken_back)
{
	const char *start, *import;

	drop(t, "wamnet", HEAD HOUSE OTHER);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "1行（読みません）");
	EXPECT_SEES(t, "見知らぬ列");
	EXPECT_SEES(t, "人数として読めません。");
	EXPECT(town_number(t, "SELECT count(*) FROM service") == 0);
	start = start_of(t);
	EXPECT(*start);
	post(t, start, NULL);
	EXPECT_STATUS(t, 303);
	import = arena_bytes(t->mem, t->location, strcspn(t->location, "?"));
	EXPECT(town_number(t, "SELECT count(*) FROM service") == 1);
	post(t, start, NULL);		/* the button pressed twice */
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM open_import") == 1);

	get(t, import);
	EXPECT_SEES(t, "取り消す");
	get(t, "/opendata");
	EXPECT_SEES(t, "取り込み済み");
	post(t, arena_fmt(t->mem, "%s/undo", import), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM service") == 0);
	get(t, import);
	EXPECT_SEES(t, "取り消し済み");
	EXPECT_NOT_SEES(t, "取り消す</button>");
	post(t, arena_fmt(t->mem, "%s/undo", import), NULL);
	EXPECT_STATUS(t, 409);
}

TEST(file_that_cannot_be_read_says_why_and_changes_nothing)
{
	drop(t, "wamnet", "都道府県コード又は市区町村コード,サービス種別,事業所の名称\r\n"
	    "022012,短期入所,見本\r\n");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "「事業所番号」この列がないので取り込めません。");
	drop(t, "schools", HEAD HOUSE);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "種類とファイルを確かめてください。");
	drop(t, "nothing", HEAD HOUSE);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "ファイルの種類を選んでください。");
	drop(t, "wamnet", "");
	EXPECT_STATUS(t, 422);
	drop(t, "wamnet", HEAD OTHER);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "変わるところはありません。");
	EXPECT(town_number(t, "SELECT count(*) FROM import_job") == 0);
}

TEST(somebody_elses_file_is_not_theirs_to_start)
{
	const char *start;

	drop(t, "wamnet", HEAD HOUSE);
	start = start_of(t);
	sign_in(t, "taro_doctor");
	post(t, start, NULL);
	EXPECT_STATUS(t, 404);
	EXPECT(town_number(t, "SELECT count(*) FROM service") == 0);
}
