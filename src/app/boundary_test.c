#include "app/boundary.h"

#include <math.h>
#include <unistd.h>

#include "app/codes.h"
#include "base/buffer.h"
#include "tests/kit.h"

#define REAL_FILE "../shared/data/geo/N03-21_02.topo.json"

/* A prefecture of squares: each municipality where its tile is. `odd` is
 * put in the place of the first code. */
static const char *
squares(struct request *r, const char *odd)
{
	struct buffer b = buffer_new(r->mem);
	size_t n;
	const struct municipality *m = codes_municipalities(r->codes, &n);

	buffer_add(&b, "{\"type\":\"FeatureCollection\",\"features\":[");
	for (size_t i = 0; i < n; i++) {
		double x = 139.5 + (double)m[i].tile_x * 0.2;
		double y = 41.8 - (double)m[i].tile_y * 0.2;

		/* The point in the middle of the south side can be spared. */
		buffer_fmt(&b, "%s{\"type\":\"Feature\",\"properties\":{"
		    "\"N03_007\":\"%s\"},\"geometry\":{\"type\":\"Polygon\","
		    "\"coordinates\":[[[%.2f,%.2f],[%.2f,%.2f],[%.2f,%.2f],"
		    "[%.2f,%.2f],[%.2f,%.2f],[%.2f,%.2f],[%.2f,%.2f]]]}}",
		    i ? "," : "", i || !odd ? m[i].code : odd, x, y, x + 0.1, y,
		    x + 0.2, y, x + 0.2, y + 0.2, x + 0.1, y + 0.2, x, y + 0.2, x, y);
	}
	buffer_add(&b, "]}");
	return b.s;
}

static enum result
import(struct town *t, const char *text, size_t n, bool dry,
    struct boundary_counts *counts, struct request **out)
{
	struct request *r = town_request(t);

	*out = r;
	return boundary_import(r, text, n, dry, counts);
}

TEST(boundaries_are_kept_small_with_who_touches_whom)
{
	struct request *r = town_request(t);
	const char *text = squares(r, NULL);
	struct boundary_counts n;

	EXPECT(import(t, text, strlen(text), true, &n, &r) == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM outline") == 0);
	EXPECT(import(t, text, strlen(text), false, &n, &r) == OK);
	EXPECT(n.municipalities == 40 && n.parts == 40 && n.read == 280);
	EXPECT(n.points >= 160 && n.points < 240);
	EXPECT(town_number(t, "SELECT count(*) FROM outline") == 40);
	EXPECT(town_number(t, "SELECT count(*) FROM neighbour WHERE source ="
	    " 'outline'") == (int64_t)n.neighbours);
	/* 弘前 and 田舎館 lie side by side, 青森 and 八戸 do not. */
	EXPECT(town_number(t, "SELECT count(*) FROM neighbour WHERE source ="
	    " 'outline' AND a = '02202' AND b = '02367'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM neighbour WHERE source ="
	    " 'outline' AND a = '02201' AND b = '02203'") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE record ="
	    " 'outline'") == 1);
}

/* The second file takes the place of the first. */
TEST(boundaries_imported_again_are_the_same)
{
	struct request *r = town_request(t);
	const char *text = squares(r, NULL);
	struct boundary_counts n, again;

	EXPECT(import(t, text, strlen(text), false, &n, &r) == OK);
	EXPECT(import(t, text, strlen(text), false, &again, &r) == OK);
	EXPECT(memcmp(&n, &again, sizeof(n)) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM outline") == 40);
}

TEST(boundaries_of_another_prefecture_or_with_a_town_missing_are_refused)
{
	static const struct {
		const char *odd, *says;
		size_t faults;
	} wrong[] = {
		{ "03201", "03201 is of another prefecture", 2 },
		{ "02999", "02999 is not in the pack", 2 },
		{ "2201", "\"2201\" is no five-digit code", 2 },
		{ "", "02201 青森市 is not in the file", 1 },
	};

	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct request *r = town_request(t);
		const char *text = squares(r, wrong[i].odd);
		struct boundary_counts n;

		EXPECT(import(t, text, strlen(text), false, &n, &r) == INVALID);
		EXPECT(r->nfaults == wrong[i].faults);
		EXPECT(strstr(r->faults[0].says, wrong[i].says));
	}
	EXPECT(town_number(t, "SELECT count(*) FROM outline") == 0);
}

TEST(boundaries_out_of_a_broken_file_are_refused_in_words)
{
	struct boundary_counts n;
	struct request *r;

	EXPECT(import(t, "{", 1, false, &n, &r) == INVALID);
	EXPECT(r->nfaults == 1 && strstr(r->faults[0].says, "not whole"));
	EXPECT(import(t, "{}", 2, false, &n, &r) == INVALID);
	EXPECT(strstr(r->faults[0].says, "neither GeoJSON nor TopoJSON"));
}

/* A wavy border between two, and a wavy coast. */
UNIT(boundary_left_thin_is_still_one_border)
{
	enum { N = 200 };
	struct arena *mem = arena_new();
	struct geo west[N + 2], east[N + 2];
	struct ring rings[2] = { { west, N + 2 }, { east, N + 2 } };
	struct territory t[2] = { { &rings[0], 1 }, { &rings[1], 1 } };
	bool touch[4] = { false };
	size_t shared = 0;

	for (int i = 0; i < N; i++) {
		struct geo wave = { 4000000 + i * 500,
			14000000 + (int64_t)(3000 * sin(i / 9.0)) };

		west[i] = wave;
		east[N - 1 - i] = wave;
	}
	west[N] = (struct geo){ 4099500, 13900000 };
	west[N + 1] = (struct geo){ 4000000, 13900000 };
	east[N] = (struct geo){ 4000000, 14100000 };
	east[N + 1] = (struct geo){ 4099500, 14100000 };
	EXPECT(boundary_simplify(mem, t, 2, 300, touch) < N);
	EXPECT(touch[1] && touch[2] && !touch[0] && !touch[3]);
	for (size_t i = 0; i < t[0].rings->n; i++)
		for (size_t k = 0; k < t[1].rings->n; k++)
			shared += memcmp(&t[0].rings->at[i], &t[1].rings->at[k],
			    sizeof(struct geo)) == 0;
	EXPECT(shared > 20 && shared < N / 2);
	EXPECT(t[0].rings->n == shared + 2 && t[1].rings->n == shared + 2);
	arena_free(mem);
}

/* An island that nobody would see goes; a village that small stays. */
UNIT(boundary_keeps_the_largest_part_whatever_its_size)
{
	struct arena *mem = arena_new();
	struct geo land[] = { { 4000000, 14000000 }, { 4000000, 14100000 },
		{ 4100000, 14100000 }, { 4100000, 14000000 } };
	struct geo rock[] = { { 4050000, 14150000 }, { 4050000, 14150010 },
		{ 4050010, 14150010 } };
	struct geo hamlet[] = { { 4050000, 14160000 }, { 4050000, 14160010 },
		{ 4050010, 14160010 } };
	struct ring first[] = { { rock, 3 }, { land, 4 } };
	struct ring second[] = { { hamlet, 3 } };
	struct territory t[] = { { first, 2 }, { second, 1 } };
	bool touch[4] = { false };

	EXPECT(boundary_simplify(mem, t, 2, 500, touch) == 7);
	EXPECT(t[0].nrings == 1 && t[0].rings->n == 4);
	EXPECT(t[1].nrings == 1 && t[1].rings->n == 3);
	EXPECT(!touch[1]);
	arena_free(mem);
}

/* With the real file, where it is there: what the pack says of neighbours is
 * what the borders say. */
TEST(boundaries_of_the_ministry_agree_with_the_pack)
{
	struct request *r;
	struct boundary_counts n;
	size_t size;
	const char *text = file_bytes(t->mem, REAL_FILE, &size);

	if (!text)
		return;
	EXPECT(import(t, text, size, false, &n, &r) == OK);
	EXPECT(n.municipalities == 40 && n.parts == 43 && n.neighbours == 84);
	EXPECT(n.points < 4000);
	EXPECT(town_number(t, "SELECT count(*) FROM (SELECT a, b FROM neighbour"
	    " GROUP BY a, b HAVING count(*) = 2) AS x") == 84);
	EXPECT(town_number(t, "SELECT sum(length(rings)) FROM outline") < 60000);
}
