
#include <string.h>

#include "app/deed.h"
#include "features/directory/directory.h"
#include "tests/kit_rows.h"

/* From what was looked for to a record of what was not had. */

static const char *
open_service(struct town *t)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_HAND, "2026-03-20", "電話" };
	struct place p = { .name = "架空第一", .kana = "カクウ",
		.municipality = "02203", .visibility = "public" };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public" };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &by) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, s.id);
}

TEST(search_without_a_place_becomes_a_record_about_nobody)
{
	post(t, "/matching/unmet", "profile", "kinds=short_stay,day_care\n"
	    "age=3歳\ncare=ventilator\nmunicipality=02203\n"
	    "from_on=2026-04-20\nchild=x\n", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "action=\"/unmet\"");
	EXPECT_SEES(t, "<option value=\"short_stay\" selected>");
	EXPECT_SEES(t, "<option value=\"a0_3\" selected>");
	EXPECT_SEES(t, "<option value=\"hachinohe\" selected>");
	EXPECT_SEES(t, "value=\"ventilator\" checked");
	EXPECT_SEES(t, "R8.4.20");
	EXPECT(town_number(t, "SELECT count(*) FROM unmet") == 0);
}

TEST(refusal_becomes_a_record_with_its_reason)
{
	const char *service = open_service(t), *inquiry;

	post(t, "/needs", "child", "", "profile", "kinds=short_stay\n"
	    "age=10歳\n", "label", "架空の相談", "service", service, NULL);
	EXPECT_STATUS(t, 303);
	inquiry = town_text(t, "SELECT id FROM inquiry");
	post(t, "/matching/unmet", "inquiry", inquiry, NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "/inquiries/%s/answer", inquiry), "answer",
	    "no", "reason", "full", NULL);
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "使えなかった相談として書く");
	post(t, "/matching/unmet", "inquiry", inquiry, NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "<option value=\"full\" selected>");
	EXPECT_SEES(t, "<option value=\"a7_12\" selected>");
	EXPECT_NOT_SEES(t, "架空の相談");
	EXPECT_NOT_SEES(t, service);
	post(t, "/matching/unmet", "inquiry",
	    "01a00000-0000-7000-8000-000000000000", NULL);
	EXPECT_STATUS(t, 404);
}
