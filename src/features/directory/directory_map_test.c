#include "features/directory/directory_map.h"

#include "app/codes.h"
#include "app/deed.h"
#include "features/account/account.h"
#include "tests/kit_rows.h"

struct made {
	const char *place, *service;
};

/* A short stay of that name; somebody said so by hand. */
static struct made
make(struct town *t, const char *name, const char *town, struct geo at,
    const char *visibility)
{
	struct request *r = town_request(t);
	struct origin hand = { SOURCE_HAND, "2026-03-01", "架空の人" };
	struct place p = { .name = name, .municipality = town,
		.address = "中央1-1", .lat = at.lat, .lng = at.lng,
		.precise = "exact", .phone = "017-000-0000",
		.visibility = visibility };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public" };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &hand) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &hand) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return (struct made){ p.id, s.id };
}

static const struct geo in_aomori = { 4081500, 14074000 };
static const struct geo in_hachinohe = { 4051500, 14149000 };

TEST(directory_map_shows_the_same_set_as_its_list)
{
	struct made a = make(t, "架空の家" CANARY, "02201", in_aomori, "public");

	make(t, "例示の里", "02203", in_hachinohe, "public");
	get(t, "/services/map");
	EXPECT(t->status == 200);
	EXPECT_SEES(t, "県内の受入れ先：<b>2件</b>");
	EXPECT_SEES(t, "aria-label=\"青森圏域 1件\"");
	EXPECT_SEES(t, "例示の里（正確な位置）");
	EXPECT_SEES(t, arena_fmt(t->mem, "<tr id=\"s-%s\"", a.service));
	get(t, "/services/map?region=hachinohe&kind=short_stay");
	EXPECT_SEES(t, "八戸圏域・短期入所：<b>1件</b>");
	EXPECT_SEES(t, "aria-label=\"八戸市 1件\"");
	EXPECT_SEES(t, "municipality=02203&amp;kind=short_stay");
	EXPECT_NOT_SEES(t, "架空の家");
	get(t, "/services/map?municipality=02201&q=%E3%81%84%E3%81%88");
	EXPECT_SEES(t, "あてはまる受入れ先はありません。");
	get(t, "/services/map?region=%3Cb%3E&criterion=none&kind=99&page=999999999");
	EXPECT_SEES(t, "県内の受入れ先：<b>2件</b>");
}

TEST(directory_map_hides_what_the_centre_alone_may_see)
{
	make(t, "見える家", "02201", in_aomori, "supporters");
	make(t, "ないしょの家", "02201", in_aomori, "centre");
	get(t, "/services/map");
	EXPECT_SEES(t, "<b>2件</b>");
	/* Somebody of a hospital, who sees what supporters may see. */
	town_somebody(t, "goro", "救急 五郎", "facility", town_agency(t,
	    "見本病院", "hospital"));
	sign_in(t, "goro");
	get(t, "/services/map");
	EXPECT(t->status == 200);
	EXPECT_SEES(t, "<b>1件</b>");
	EXPECT_NOT_SEES(t, "ないしょの家");
	EXPECT_NOT_SEES(t, "/pin");
	get(t, "/services/map?municipality=02201");
	EXPECT_SEES(t, "<b>1件</b>");
}

/* The middle of the picture is the pin; a click left of it goes west. */
TEST(directory_pin_goes_where_the_picture_was_clicked)
{
	struct made a = make(t, "架空の家", "02201", in_aomori, "public");
	const char *url = arena_fmt(t->mem, "/places/%s/pin", a.place);

	get(t, url);
	EXPECT_SEES(t, "value=\"40.81500\"");
	EXPECT_SEES(t, "name=\"zoom\" value=\"2\"");
	get(t, arena_fmt(t->mem, "%s?zoom=2&mid=40.81500,140.74000&at.x=300"
	    "&at.y=225", url));
	EXPECT_SEES(t, "value=\"140.74000\"");
	get(t, arena_fmt(t->mem, "%s?zoom=2&mid=40.81500,140.74000&at.x=100"
	    "&at.y=225", url));
	EXPECT_SEES(t, "value=\"40.81500\"");
	EXPECT_SEES(t, "value=\"140.70");
	get(t, arena_fmt(t->mem, "/places/%s/pin.svg?zoom=2", a.place));
	EXPECT(t->status == 200 && strcmp(t->type, "image/svg+xml") == 0);
}

TEST(directory_pin_by_hand_outlives_an_import)
{
	struct made a = make(t, "架空の家", "02201", in_aomori, "public");
	const char *url = arena_fmt(t->mem, "/places/%s/pin", a.place);
	struct origin file = { SOURCE_OPEN, "2026-04-01", "wam" };
	struct claim other[] = { { .field = "lat", .value = "4000000" } };
	struct request *r = town_request(t);

	post(t, url, "version", "1", "lat", "40.82345", "lng", "140.75", NULL);
	EXPECT(t->status == 303);
	EXPECT(town_number(t, "SELECT lat FROM place") == 4082345);
	EXPECT(town_number(t, "SELECT lng FROM place") == 14075000);
	get(t, url);
	EXPECT_SEES(t, "<dd>地図で確認</dd>");
	deed_begin(r);
	EXPECT(directory_offer(r, &place_record, a.place, 0, &file, other, 1) ==
	    OK);
	EXPECT(other[0].became != OFFER_CHANGED);
	db_rollback(r->db);
	/* Somebody else had the page open before. */
	post(t, url, "version", "1", "lat", "40.9", "lng", "140.75", NULL);
	EXPECT(t->status == 409);
	EXPECT(town_number(t, "SELECT lat FROM place") == 4082345);
}

TEST(directory_pin_in_another_sea_is_refused_with_what_was_typed)
{
	struct made a = make(t, "架空の家", "02201", in_aomori, "public");
	const char *url = arena_fmt(t->mem, "/places/%s/pin", a.place);

	post(t, url, "version", "1", "lat", "140.74", "lng", "40.82", NULL);
	EXPECT(t->status == 422);
	EXPECT_SEES(t, "離れすぎています");
	EXPECT_SEES(t, "value=\"140.74\"");
	post(t, url, "version", "1", "lat", "", "lng", "北" CANARY, NULL);
	EXPECT(t->status == 422);
	EXPECT_SEES(t, "度を小数で入力してください");
	post(t, "/places/0/pin", "version", "1", "lat", "40.8", "lng", "140.7",
	    NULL);
	EXPECT(t->status == 404);
	EXPECT(town_number(t, "SELECT lat FROM place") == in_aomori.lat);
}

/* A copy of the first one, as often as it takes. */
static void
fill(struct town *t, const char *service, int n)
{
	const char *columns = "version, changed, place, kind, status,"
	    " visibility, shown_to, municipality";

	town_change(t, arena_fmt(t->mem, "INSERT INTO service (id, %s)"
	    " WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k"
	    " WHERE i < %d) SELECT 'x' || i, %s FROM service, k"
	    " WHERE id = '%s'", columns, n, columns, service));
}

TEST(directory_map_says_so_where_it_stops)
{
	struct made a = make(t, "架空の家", "02201", in_aomori, "public");

	fill(t, a.service, DIRECTORY_MAP_MOST - 1);
	get(t, "/services/map?q=");
	EXPECT_SEES(t, "県内の受入れ先：<b>5000件</b>");
	EXPECT_NOT_SEES(t, "多いため");
	make(t, "例示の里", "02203", in_hachinohe, "public");
	get(t, "/services/map");
	EXPECT_SEES(t, "県内の受入れ先：<b>5001件</b>");
	EXPECT_SEES(t, "フリガナ順で先の5000件まで");
	EXPECT_SEES(t, "5000件のうち1～50件め");
	get(t, "/services/map?region=hachinohe");
	EXPECT_SEES(t, "<b>1件</b>");
	EXPECT_NOT_SEES(t, "多いため");
}
