#include "base/csv.h"
#include "base/xlsx.h"
#include "features/directory/directory_sheet.h"
#include "tests/kit_rows.h"


static const char *
make(struct town *t, const char *name, const char *town, const char *kind,
    const char *number, const char *visibility)
{
	const char *at, *id;

	post(t, "/places", "name", name, "kana", "カクウ", "municipality",
	    town, "phone", "0178-00-0000", "visibility", visibility,
	    "told_by", "電話", "provider_name", "架空会", "sure", "1", NULL);
	at = id_at(t, "/places/");
	post(t, arena_fmt(t->mem, "/places/%s/services", at), "kind", kind,
	    "number", number, "status", "active", "capacity", "4",
	    "from_age", "0歳", "below_age", "18歳", "opening-mon",
	    "9:00-17:00", "contact", "架空 担当", "memo", "秘密のメモ",
	    "visibility", "public", "told_by", "電話", "confirmed_on",
	    "2026-03-20", NULL);
	id = id_at(t, "/services/");
	post(t, arena_fmt(t->mem, "/services/%s/answers", id), "version", "1",
	    "told_by", "電話", "a-ventilator", "terms", "t-ventilator",
	    "=昼だけ", "a-suction", "yes", "v-suction", "centre", "a-oxygen",
	    "terms", "t-oxygen", "内緒の条件", "v-oxygen", "centre", NULL);
	EXPECT_STATUS(t, 303);
	return id;
}

static struct table
sheet(struct town *t, const char *url)
{
	struct table all;
	const char *why;
	size_t line;

	get(t, url);
	EXPECT_STATUS(t, 200);
	EXPECT(csv_read(t->mem, t->body, t->nbody, &all, &why, &line) == OK);
	return all;
}

static const char *
cell(const struct table *all, size_t row, const char *heading)
{
	for (size_t i = 0; i < all->ncols; i++) {
		if (strcmp(all->cells[i], heading) == 0)
			return all->cells[row * all->ncols + i];
	}
	return "no such column";
}

TEST(directory_sheet_holds_the_rows_of_the_list_and_their_answers)
{
	struct table all;

	make(t, "架空のいえ", "02203", "short_stay", "0210000001", "public");
	make(t, "例示の里", "02201", "after_school", "0210000002", "public");
	all = sheet(t, "/services.csv");
	EXPECT(all.nrows == 3);
	EXPECT(strncmp(t->body, "\xef\xbb\xbf", 3) == 0);
	EXPECT(strcmp(header(t, "Content-Disposition"),
	    "attachment; filename=\"services-2026-04-01.csv\"") == 0);
	all = sheet(t, "/services.csv?region=hachinohe");
	EXPECT(all.nrows == 2);
	EXPECT(strcmp(cell(&all, 1, "事業所・施設の名前"), "架空のいえ") == 0);
	EXPECT(strcmp(cell(&all, 1, "市町村"), "八戸市") == 0);
	EXPECT(strcmp(cell(&all, 1, "事業所番号"), "0210000001") == 0);
	EXPECT(strcmp(cell(&all, 1, "法人名"), "架空会") == 0);
	EXPECT(strcmp(cell(&all, 1, "受け入れる年齢"),
	    "0歳から18歳になるまで") == 0);
	EXPECT(strcmp(cell(&all, 1, "利用できる曜日と時間"), "月 9:00-17:00")
	    == 0);
	EXPECT(strcmp(cell(&all, 1, "最後に確認した日"), "2026-04-01") == 0);
	EXPECT_SEES(t, "条件付き（=昼だけ）");
	EXPECT_NOT_SEES(t, "秘密のメモ");
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb ="
	    " 'export' AND record = 'service' AND what = 'rows=1'") == 1);
	get(t, "/services?region=hachinohe");
	EXPECT_SEES(t, "href=\"/services.csv?region=hachinohe\"");
	EXPECT_SEES(t, "href=\"/services.xlsx?region=hachinohe\"");
}

TEST(directory_sheet_gives_others_only_what_their_pages_show)
{
	const char *home;
	struct table all;

	make(t, "架空のいえ", "02203", "short_stay", "0210000001", "public");
	make(t, "内密の病院", "02203", "hospital", "0210000002", "centre");
	all = sheet(t, "/services.csv");
	EXPECT(all.nrows == 3);
	EXPECT_SEES(t, "内緒の条件");
	home = town_agency(t, "見本事業所", "consultation");
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "調整 海", "role",
	    "coordinator", "agency", home, NULL);
	sign_in(t, "umi");
	all = sheet(t, "/services.csv");
	EXPECT(all.nrows == 2);
	EXPECT_NOT_SEES(t, "内密の病院");
	EXPECT_NOT_SEES(t, "内緒の条件");
	EXPECT(strcmp(cell(&all, 1, "担当者"), "架空 担当") == 0);
	EXPECT_SEES(t, "条件付き（=昼だけ）");
}

TEST(directory_sheet_is_a_workbook_too)
{
	struct table all;
	const char *why;

	make(t, "架空のいえ", "02203", "short_stay", "0210000001", "public");
	get(t, "/services.xlsx");
	EXPECT_STATUS(t, 200);
	EXPECT(xlsx_read(t->mem, t->body, t->nbody, &all, &why) == OK);
	EXPECT(all.nrows == 2);
	EXPECT(strcmp(cell(&all, 1, "事業所番号"), "0210000001") == 0);
}

/* More than one piece, and none of them twice. */
TEST(directory_sheet_goes_out_in_pieces_without_gaps)
{
	static const struct wish everything;
	struct buffer b = buffer_new(t->mem);
	struct service first;
	struct table all;
	size_t rows;

	make(t, "架空のいえ", "02203", "short_stay", "0210000001", "public");
	EXPECT(directory_by_number(town_request(t), "0210000001",
	    "short_stay", &first) == OK);
	for (int i = 0; i < 1200; i++) {
		post(t, arena_fmt(t->mem, "/places/%s/services", first.place),
		    "kind", "after_school", "number", arena_fmt(t->mem,
		    "02%08d", i), "status", "active", "visibility", "public",
		    "told_by", "電話", NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(directory_sheet_csv(town_request(t), &everything, &b, &rows)
	    == OK);
	EXPECT(rows == 1201);
	all = sheet(t, "/services.csv");
	EXPECT(all.nrows == 1202 && b.len == t->nbody &&
	    memcmp(b.s, t->body, b.len) == 0);
}
