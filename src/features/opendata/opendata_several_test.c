#include "features/directory/directory.h"
#include "features/opendata/opendata.h"
#include "tests/kit.h"

/* Most of what a file says is kept in one row of where values come from: what is
 * seen and what becomes of it is as if each had a row of its own. */

#define HEAD \
    "都道府県コード又は市区町村コード,サービス種別,事業所の名称,事業所番号," \
    "事業所住所（市区町村）,事業所住所（番地以降）,事業所電話番号,定員\r\n"
#define HOUSE(capacity) \
    "022039,短期入所,例示の家,0210300012,青森県八戸市,内丸2-1,0178-01-0001," \
    capacity "\r\n"
#define OTHER \
    "022039,短期入所,仮名の家,0210300020,青森県八戸市,内丸3-1,0178-01-0002,2\r\n"

static struct open_run run;

static void
take(struct town *t, const char *text)
{
	EXPECT(opendata_run(town_request(t), open_format_find("wamnet"),
	    "f.csv", text, strlen(text), false, &run) == OK);
}

static const char *
house(struct town *t)
{
	struct service s;

	EXPECT(directory_by_number(town_request(t), "0210300012",
	    "short_stay", &s) == OK);
	return arena_text(t->mem, s.id);
}

static void
correct_capacity(struct town *t, const char *id)
{
	post(t, arena_fmt(t->mem, "/services/%s", id), "version", "1", "kind",
	    "short_stay", "number", "0210300012", "status", "active",
	    "capacity", "6", "visibility", "public", "told_by", "電話",
	    "confirmed_on", "2026-03-31", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(values_of_a_file_share_a_row_until_one_of_them_is_said_by_another)
{
	const char *id;

	take(t, HEAD HOUSE("4"));
	EXPECT(town_number(t, "SELECT count(*) FROM directory_value") == 2);
	id = house(t);
	get(t, arena_fmt(t->mem, "/services/%s", id));
	EXPECT_SEES(t, "4人");
	EXPECT_SEES(t, "公開情報・今日確認");
	correct_capacity(t, id);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_value"
	    " WHERE field <> '*'") == 1);
	get(t, arena_fmt(t->mem, "/services/%s", id));
	EXPECT_SEES(t, "6人");
	EXPECT_SEES(t, "確認・1日前に確認");
	get(t, arena_fmt(t->mem, "/services/%s/history", id));
	EXPECT_SEES(t, "4人");

	set_today(t, "2026-05-01");
	take(t, HEAD HOUSE("9"));
	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE capacity = 6") == 1);
	get(t, "/services/proposals");
	EXPECT_SEES(t, "9人");
	EXPECT_SEES(t, "6人");
}

TEST(proposal_against_a_value_of_a_shared_row_tells_it_and_can_be_refused)
{
	const char *form;

	take(t, HEAD HOUSE("4") OTHER);
	take(t, HEAD OTHER);
	EXPECT(run.fates[OPEN_ABSENT] == 1);
	get(t, "/services/proposals");
	EXPECT_SEES(t, "<td class=\"lines\">運営中</td>");
	form = strstr(t->body, "action=\"/services/proposals/");
	EXPECT(form);
	if (!form)
		return;
	form += strlen("action=\"");
	post(t, arena_bytes(t->mem, form, strcspn(form, "\"")), "decision",
	    "refused", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_value"
	    " WHERE field = 'status' AND value = 'active'"
	    " AND source = 'hand'") == 1);
}
