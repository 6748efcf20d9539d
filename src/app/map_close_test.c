#include "app/map_close.h"

#include <math.h>
#include <stdlib.h>

#include "app/map_land.h"
#include "tests/kit.h"

static const struct geo aomori = { 4081000, 14074000 };

UNIT(map_close_knows_the_place_under_a_click)
{
	for (int zoom = 0; zoom < MAP_CLOSE_ZOOMS; zoom++) {
		struct map_close v = { .middle = aomori, .zoom = zoom };
		struct geo middle = map_close_at(&v, MAP_CLOSE_WIDTH / 2,
		    MAP_CLOSE_HEIGHT / 2);
		struct geo west = map_close_at(&v, 0, MAP_CLOSE_HEIGHT / 2);
		struct geo east = map_close_at(&v, MAP_CLOSE_WIDTH,
		    MAP_CLOSE_HEIGHT / 2);
		struct geo north = map_close_at(&v, MAP_CLOSE_WIDTH / 2, 0);
		double km = 160 / pow(4, zoom);

		EXPECT(middle.lat == aomori.lat && middle.lng == aomori.lng);
		EXPECT(fabs(geo_km(west, east) - km) < km / 100);
		EXPECT(north.lat > aomori.lat && west.lng < aomori.lng);
		EXPECT(fabs(geo_km(middle, north) / geo_km(west, middle) - 0.75) <
		    0.01);
	}
}

/* What is drawn at a place is clicked at that place. */
TEST(map_close_draws_a_pin_where_it_was_clicked)
{
	struct map_close v = { .middle = aomori, .zoom = 1 };
	struct request *r = town_request(t);
	const char *s;

	v.pin = map_close_at(&v, 123, 77);
	EXPECT(map_close_show(r, &v) == OK);
	s = r->answer.body.s;
	EXPECT(strcmp(r->answer.type, "image/svg+xml") == 0);
	EXPECT(strstr(s, "M123 0v450M0 77h600"));
	EXPECT(strstr(s, ">青森市</text>") && !strstr(s, ">八戸市</text>"));
	EXPECT(strstr(s, ">8km</text>"));
	EXPECT(strncmp(s, "<svg xmlns=", 11) == 0 && !strstr(s, "nan"));
	EXPECT(strlen(s) < 8000);
}

TEST(map_close_writes_what_others_are_called_as_text)
{
	const struct map_pin other = { .at = aomori, .label = CANARY };
	struct map_close v = { .middle = aomori, .zoom = 9, .others = &other,
		.nothers = 1 };
	struct request *r = town_request(t);

	EXPECT(map_close_show(r, &v) == OK);
	EXPECT(!strstr(r->answer.body.s, CANARY));
	EXPECT(strstr(r->answer.body.s, "&lt;b&gt;canary"));
}
