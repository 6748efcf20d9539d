#include "base/shape.h"

#include <string.h>

#include "tests/kit.h"

#define FEATURE(code, kind, at) \
    "{\"type\":\"Feature\",\"properties\":{\"N03_007\":" code "}," \
    "\"geometry\":{\"type\":\"" kind "\",\"coordinates\":" at "}}"
#define COLLECTION(features) \
    "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define SQUARE "[[[140,40],[141,40],[141,41],[140,41],[140,40]]]"

/* Two squares side by side; the arc between them is walked back by the second. */
#define TOPOLOGY(first) \
    "{\"type\":\"Topology\",\"transform\":{\"scale\":[0.5,0.25]," \
    "\"translate\":[140,40]},\"objects\":{\"x\":{\"type\":" \
    "\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\"," \
    "\"properties\":{\"N03_007\":\"01\"},\"arcs\":[" first "]},{\"type\":" \
    "\"MultiPolygon\",\"properties\":{\"N03_007\":\"02\"}," \
    "\"arcs\":[[[-1,2]]]},{\"type\":null,\"properties\":{}}]}}," \
    "\"arcs\":[[[2,0],[0,4]],[[2,4],[-2,0],[0,-4],[2,0]]," \
    "[[2,0],[2,0],[0,4],[-2,0]]]}"

static enum result
read(struct arena *mem, const char *text, struct shapes *out, const char **why)
{
	return shapes_read(mem, text, strlen(text), "N03_007", out, why);
}

UNIT(shape_of_geojson_has_the_rings_of_all_its_parts)
{
	struct arena *mem = arena_new();
	struct shapes s;
	const char *why;

	EXPECT(read(mem, "\xef\xbb\xbf" COLLECTION(
	    FEATURE("\"02201\"", "Polygon", SQUARE) ","
	    FEATURE("2202", "MultiPolygon", "[" SQUARE "," SQUARE "]") ","
	    FEATURE("null", "Polygon", SQUARE)), &s, &why) == OK);
	EXPECT(s.n == 3 && s.npoints == 20);
	EXPECT(strcmp(s.at[0].name, "02201") == 0 && s.at[0].nrings == 1);
	EXPECT(s.at[0].rings[0].n == 4);
	EXPECT(s.at[0].rings[0].at[1].lat == 40 * GEO_DEGREE);
	EXPECT(s.at[0].rings[0].at[1].lng == 141 * GEO_DEGREE);
	EXPECT(strcmp(s.at[1].name, "2202") == 0 && s.at[1].nrings == 2);
	EXPECT(!s.at[2].name);
	arena_free(mem);
}

UNIT(shape_of_topojson_puts_shared_arcs_together_from_either_end)
{
	struct arena *mem = arena_new();
	struct shapes s;
	const char *why;
	const struct ring *a, *b;

	EXPECT(read(mem, TOPOLOGY("[0,1]"), &s, &why) == OK);
	EXPECT(s.n == 2 && s.at[0].nrings == 1 && s.at[1].nrings == 1);
	a = s.at[0].rings;
	b = s.at[1].rings;
	EXPECT(a->n == 4 && b->n == 4);
	EXPECT(a->at[0].lng == 14100000 && a->at[0].lat == 4000000);
	EXPECT(a->at[1].lng == 14100000 && a->at[1].lat == 4100000);
	/* The other walks the same border the other way. */
	EXPECT(b->at[0].lat == a->at[1].lat && b->at[1].lat == a->at[0].lat);
	EXPECT(b->at[2].lng == 14200000);
	arena_free(mem);
}

UNIT(shape_that_is_none_is_refused_and_says_why)
{
	static const struct {
		const char *text, *why;
	} wrong[] = {
		{ "", "shape_broken" }, { "[]", "shape_kind" },
		{ "{\"type\":\"Feature", "shape_broken" },
		{ "{\"type\":\"FeatureCollection\"}", "shape_kind" },
		{ COLLECTION(FEATURE("1", "Point", "[140,40]")), "shape_kind" },
		{ COLLECTION(FEATURE("1", "Polygon", "7")), "shape_broken" },
		{ COLLECTION(FEATURE("1", "Polygon", "[[[140,40],[141,40]]]")),
		    "shape_broken" },
		{ COLLECTION(FEATURE("1", "Polygon", "[[[1,4],[1,2],[3,4],[5,6]]]")),
		    "shape_broken" },
		{ COLLECTION(FEATURE("1", "Polygon", "[[[\"a\",4]]]")),
		    "shape_broken" },
		{ COLLECTION(FEATURE("1", "Polygon",
		    "[[[40,140],[41,140],[41,141],[40,140]]]")), "shape_place" },
		{ COLLECTION(FEATURE("1", "Polygon",
		    "[[[1e400,4],[1,2],[3,4],[1e400,4]]]")), "shape_broken" },
		{ "{\"type\":\"Topology\"}", "shape_kind" },
		{ TOPOLOGY("[0,9]"), "shape_broken" },
		{ TOPOLOGY("[0,-9223372036854775807]"), "shape_broken" },
		{ TOPOLOGY("[0,\"1\"]"), "shape_broken" },
		{ TOPOLOGY("[0,0]"), "shape_broken" }, { TOPOLOGY("[0]"),
		    "shape_broken" },
	};
	struct arena *mem = arena_new();

	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct shapes s;
		const char *why = "";

		EXPECT(read(mem, wrong[i].text, &s, &why) == INVALID);
		EXPECT_OF(NULL, why && strcmp(why, wrong[i].why) == 0,
		    wrong[i].text);
	}
	arena_free(mem);
}
