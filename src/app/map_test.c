#include "app/map.h"

#include <expat.h>
#include <stdlib.h>

#include "app/boundary.h"
#include "app/codes.h"
#include "app/text_map.h"
#include "tests/kit.h"

#define REAL_FILE "../shared/data/geo/N03-21_02.topo.json"

/* What an XML parser finds in a picture. */
struct seen {
	struct text_map *ids;
	struct arena *mem;
	size_t depth, links, paths, titles, circles, rects;
	const char *names[64];		/* of links, in the order of the keyboard */
};

static const char *
attribute(const XML_Char **at, const char *name)
{
	for (; at[0]; at += 2) {
		if (strcmp(at[0], name) == 0)
			return at[1];
	}
	return "";
}

static void
see_start(void *data, const XML_Char *name, const XML_Char **at)
{
	struct seen *s = data;
	const char *id = attribute(at, "id");

	s->depth++;
	EXPECT(!*attribute(at, "style"));
	if (*id) {
		EXPECT(!text_map_get(s->ids, id));
		text_map_put(s->ids, arena_text(s->mem, id), "");
	}
	if (strcmp(name, "a") == 0) {
		EXPECT(*attribute(at, "aria-label") && *attribute(at, "href"));
		if (s->links < COUNT(s->names))
			s->names[s->links] = arena_text(s->mem,
			    attribute(at, "aria-label"));
		s->links++;
	}
	s->paths += strcmp(name, "path") == 0 && *id;
	s->titles += strcmp(name, "title") == 0;
	s->circles += strcmp(name, "circle") == 0;
	s->rects += strcmp(name, "rect") == 0;
}

static void
see_end(void *data, const XML_Char *name)
{
	(void)name;
	((struct seen *)data)->depth--;
}

/* Fails the test when the picture is not well-formed. */
static struct seen
look(struct arena *mem, const struct html *picture)
{
	XML_Parser parser = XML_ParserCreate("UTF-8");
	const char *s = html_text(picture);
	struct seen seen = { .mem = mem, .ids = text_map_new(mem, 400) };
	enum XML_Status status;

	EXPECT(parser != NULL);
	XML_SetUserData(parser, &seen);
	XML_SetElementHandler(parser, see_start, see_end);
	status = XML_Parse(parser, s, (int)strlen(s), 1);
	XML_ParserFree(parser);
	EXPECT(status == XML_STATUS_OK && seen.depth == 0);
	EXPECT(!strstr(s, "nan") && !strstr(s, "inf\""));
	EXPECT(strstr(s, "role=\"group\"") || !seen.links);
	return seen;
}

static const struct html *
draw(struct request *r, const struct map_view *v)
{
	const struct html *out;

	EXPECT(map_draw(r, v, &out) == OK);
	return out;
}

static void
import_outlines(struct town *t, size_t *found)
{
	struct boundary_counts n;
	const char *text = file_bytes(t->mem, REAL_FILE, found);

	*found = text != NULL;
	if (text)
		EXPECT(boundary_import(town_request(t), text, strlen(text), false,
		    &n) == OK);
}

static const struct map_area regions[] = {
	{ "shimokita", 2, "/x?region=shimokita", "14人" },
	{ "aomori", 3, "/x?region=aomori&a=<b>", "11人" },
};

static const char *const shade_names[] = { "0人", "1〜10人", "11〜20人" };

static const struct map_view by_region = {
	.title = "圏域ごとの人数", .by_region = true, .areas = regions,
	.nareas = COUNT(regions), .shades = shade_names,
	.nshades = COUNT(shade_names),
};

TEST(map_of_tiles_links_regions_by_name_in_the_order_of_the_list)
{
	struct request *r = town_request(t);
	const struct html *picture = draw(r, &by_region);
	struct seen seen = look(t->mem, picture);

	EXPECT(seen.links == 2 && seen.paths == 40);
	EXPECT(strcmp(seen.names[0], "青森圏域 11人") == 0);
	EXPECT(strcmp(seen.names[1], "下北圏域 14人") == 0);
	EXPECT(strstr(html_text(picture), "市町村をますで表した図"));
	EXPECT(!strstr(html_text(picture), "国土交通省"));
	EXPECT(strstr(html_text(picture), "11〜20人</span>"));
	EXPECT(strstr(html_text(picture), "&amp;a=&lt;b&gt;"));
	EXPECT(strlen(html_text(picture)) < 12000);
}

TEST(map_of_outlines_is_small_and_names_the_ministry)
{
	struct request *r;
	const struct html *picture;
	struct seen seen;
	size_t found;

	import_outlines(t, &found);
	if (!found)
		return;
	r = town_request(t);
	picture = draw(r, &by_region);
	seen = look(t->mem, picture);
	EXPECT(seen.links == 2 && seen.paths == 40);
	EXPECT(strlen(html_text(picture)) < 40000);
	EXPECT(strstr(html_text(picture),
	    "「国土数値情報（行政区域データ）」（国土交通省）を加工して作成"));
	EXPECT(!strstr(html_text(picture), "市町村をますで表した図"));
}

/* All forty can be told apart and reached; one region fills the drawing. */
TEST(map_of_municipalities_shows_a_region_large)
{
	struct request *r = town_request(t);
	struct map_area areas[40];
	struct map_view view = { .title = "市町村", .areas = areas,
		.nareas = COUNT(areas) };
	const struct municipality *m;
	struct seen seen;
	size_t n;

	m = codes_municipalities(r->codes, &n);
	EXPECT(n == COUNT(areas));
	for (size_t i = 0; i < n; i++)
		areas[i] = (struct map_area){ .code = m[i].code,
			.url = "/list", .number = "3件" };
	seen = look(t->mem, draw(r, &view));
	EXPECT(seen.links == 40);
	view.region = "shimokita";
	seen = look(t->mem, draw(r, &view));
	EXPECT(seen.links >= 5 && seen.links < 25);
	EXPECT(strstr(html_text(draw(r, &view)), "大間町 3件"));
	EXPECT(strlen(html_text(draw(r, &view))) < 20000);
}

TEST(map_draws_pins_by_how_well_their_place_is_known)
{
	static const struct map_pin pins[] = {
		{ "02201", { 4082200, 14074700 }, MAP_EXACT, "青い空<b>", "#r1",
		    "1" },
		{ "02203", { 4051000, 14149000 }, MAP_MANUAL, "港", "#r2", "2" },
		{ "02208", { 0, 0 }, MAP_CITY, "林", "#r3", NULL },
		{ "99999", { 0, 0 }, MAP_CITY, "どこか", "#r4", NULL },
	};
	struct request *r = town_request(t);
	struct map_view view = by_region;
	const struct html *picture;
	struct seen seen;

	view.pins = pins;
	view.npins = COUNT(pins);
	picture = draw(r, &view);
	seen = look(t->mem, picture);
	EXPECT(seen.links == 5);
	EXPECT(strcmp(seen.names[2], "1 青い空<b>（正確な位置）") == 0);
	EXPECT(strcmp(seen.names[3], "2 港（職員が置いた位置）") == 0);
	EXPECT(strcmp(seen.names[4], "林（市町村の中ほど）") == 0);
	/* Two marks on the land, two in the legend; a square for one by hand. */
	EXPECT(seen.circles == 4);
	EXPECT_OF(t, strstr(html_text(picture), "地図にないものが1件あります"),
	    "the one without a place is said");
	EXPECT(!strstr(html_text(picture), "青い空<b>"));
}

TEST(map_puts_pins_that_cover_one_another_under_one_number)
{
	enum { MANY = 300 };
	struct map_pin pins[MANY];
	struct request *r = town_request(t);
	struct map_view view = by_region;
	struct seen seen;
	size_t found;

	for (size_t i = 0; i < MANY; i++)
		pins[i] = (struct map_pin){ i % 3 ? "02201" : "02208",
			{ 4082000 + (int64_t)i, 14074000 }, MAP_OAZA,
			arena_fmt(t->mem, "その%zu", i), "#r", "1" };
	for (size_t i = 0; i < MANY; i += 3)
		pins[i].at = (struct geo){ 4129000, 14121000 };
	view.pins = pins;
	view.npins = MANY;
	seen = look(t->mem, draw(r, &view));
	EXPECT(seen.links == 4);
	EXPECT(strcmp(seen.names[2],
	    "むつ市 100件: その0、その3、その6、その9、その12 ほか") == 0);
	EXPECT(strncmp(seen.names[3], "青森市 200件: ", 18) == 0);
	import_outlines(t, &found);
	seen = look(t->mem, draw(town_request(t), &view));
	EXPECT(seen.links == 4 && strncmp(seen.names[2], "むつ市 100件", 15) == 0);
}

UNIT(map_shades_have_round_bounds_and_none_for_nothing)
{
	static const struct {
		int64_t counts[3];
		const char *last;
		size_t n, shade;
	} cases[] = {
		{ { 0, 0, 0 }, "0件", 1, 1 }, { { 1, 0, 0 }, "1件", 2, 2 },
		{ { 3, 4, 0 }, "4件", 5, 4 }, { { 24, 4, 0 }, "21〜30件", 4, 4 },
		{ { 40, 0, 0 }, "31〜40件", 5, 5 },
		{ { 900, 41, 2 }, "501〜1000件", 3, 3 },
	};
	struct arena *mem = arena_new();

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct map_area areas[3] = { { .code = "a" } };
		size_t n;
		const char *const *names = map_shades(mem, areas,
		    cases[i].counts, 3, "件", &n);

		EXPECT_OF(NULL, n == cases[i].n, cases[i].last);
		EXPECT_OF(NULL, !strcmp(names[n - 1], cases[i].last),
		    names[n - 1]);
		EXPECT(areas[0].shade == cases[i].shade && areas[2].shade >= 1);
		EXPECT(n <= MAP_MAX_SHADES);
	}
	arena_free(mem);
}

UNIT(map_precision_of_an_unknown_word_promises_nothing)
{
	EXPECT(map_precision_read("exact") == MAP_EXACT);
	EXPECT(map_precision_read("manual") == MAP_MANUAL);
	EXPECT(map_precision_read("precise") == MAP_CITY);
	EXPECT(map_precision_read(NULL) == MAP_CITY);
}
