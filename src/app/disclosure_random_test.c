#include "app/disclosure_test.h"

#include "tests/kit.h"

/* A thousand random tables: 2-way, 3-way, and two that share a margin. */

enum { WAYS = 3, MOST = 4 };

struct cube {
	struct disclosure_model *d;
	size_t size[WAYS]; /* 1: this way has no classes */
	size_t at[MOST + 1][MOST + 1][MOST + 1]; /* size: the total */
	int64_t value[MOST + 1][MOST + 1][MOST + 1];
};

/* Each person is in one inner cell and in every total over it. */
static void
cube_person(struct cube *c, const size_t *who)
{
	for (size_t all = 0; all < 8; all++) {
		size_t at[WAYS];
		bool once = true;

		for (size_t w = 0; w < WAYS; w++) {
			at[w] = all >> w & 1 ? c->size[w] : who[w];
			once &= !(all >> w & 1) || c->size[w] > 1;
		}
		if (once)
			c->value[at[0]][at[1]][at[2]]++;
	}
}

static bool
cube_next(const struct cube *c, size_t *at)
{
	for (size_t w = 0; w < WAYS; w++) {
		size_t last = c->size[w] > 1 ? c->size[w] : 0;

		if (at[w]++ < last)
			return true;
		at[w] = 0;
	}
	return false;
}

static void
cube_sums(struct cube *c, const size_t *at)
{
	for (size_t w = 0; w < WAYS; w++) {
		size_t parts[MOST], of[WAYS] = { at[0], at[1], at[2] };

		if (c->size[w] == 1 || at[w] != c->size[w])
			continue;
		for (of[w] = 0; of[w] < c->size[w]; of[w]++)
			parts[of[w]] = c->at[of[0]][of[1]][of[2]];
		disclosure_sum(
		    c->d, "sum", c->at[at[0]][at[1]][at[2]], parts, c->size[w]);
	}
}

/* The totals of the first way may be those of another table. */
static void
cube_tell(struct cube *c, const struct cube *shares)
{
	size_t at[WAYS] = { 0 };

	do {
		bool shared = shares && at[1] == c->size[1] && at[2] == 0;

		c->at[at[0]][at[1]][at[2]] =
		    shared
			? shares->at[at[0]][shares->size[1]][0]
			: disclosure_add(c->d, "cell",
			      c->value[at[0]][at[1]][at[2]], DISCLOSURE_FREE);
	} while (cube_next(c, at));
	do {
		cube_sums(c, at);
	} while (cube_next(c, at));
}

static void
fill(struct cube *c, struct cube *other, uint64_t *seed, size_t people)
{
	for (size_t i = 0; i < people; i++) {
		size_t who[WAYS] = { 0 }, first;

		for (size_t w = 0; w < WAYS; w++) {
			/* Some classes have few, some nobody. */
			size_t a = disclosure_test_dice(seed, c->size[w]);
			size_t b = disclosure_test_dice(seed, c->size[w]);

			who[w] = a < b ? a : b;
		}
		cube_person(c, who);
		if (!other)
			continue;
		first = who[0];
		who[1] = disclosure_test_dice(seed, other->size[1]);
		cube_person(other, (size_t[]){ first, who[1], 0 });
	}
}

/* What every safe table must be. */
static void
look(struct arena *mem, uint64_t *seed, size_t *hidden, size_t *refused)
{
	static const int64_t thresholds[] = { 3, 5, 10 };
	int64_t k = thresholds[disclosure_test_dice(seed, 3)];
	struct disclosure_model *d = disclosure_new(mem, k, disclosure_test_dice(seed, 2));
	size_t kind = disclosure_test_dice(seed, 3), people = disclosure_test_dice(seed, 400);
	struct cube *c = arena_take(mem, sizeof(*c));
	struct cube *other = arena_take(mem, sizeof(*other));
	struct disclosure_loss loss;
	enum result rc;

	c->d = other->d = d;
	for (size_t w = 0; w < WAYS; w++) {
		c->size[w] = 2 + disclosure_test_dice(seed, MOST - 1);
		other->size[w] = 2 + disclosure_test_dice(seed, MOST - 1);
	}
	if (kind != 1)
		c->size[2] = 1;
	other->size[0] = c->size[0];
	other->size[2] = 1;
	fill(c, kind == 2 ? other : NULL, seed, people);
	cube_tell(c, NULL);
	if (kind == 2)
		cube_tell(other, c);
	rc = disclosure_protect(d);
	EXPECT(rc == OK || rc == INVALID);
	if (rc == INVALID) {
		++*refused;
		return;
	}
	EXPECT(disclosure_prove(d) == OK);
	loss = disclosure_test_lost(d);
	*hidden += loss.small + loss.second;
	for (size_t i = 0; i < d->ncells; i++) {
		const struct disclosure_cell *cell = &d->cells[i];

		if (cell->value < k && cell->value > (d->zeros ? 0 : -1))
			EXPECT(cell->fate == DISCLOSURE_SMALL);
		EXPECT(cell->least <= cell->value && cell->value <= cell->most);
		EXPECT((cell->fate == DISCLOSURE_SHOWN) ==
		       (cell->least == cell->most));
	}
}

UNIT(disclosure_keeps_the_small_numbers_of_a_thousand_random_tables)
{
	uint64_t seed = 20261121;
	size_t hidden = 0, refused = 0;

	for (size_t i = 0; i < 1000; i++) {
		struct arena *mem = arena_new();

		look(mem, &seed, &hidden, &refused);
		arena_free(mem);
	}
	EXPECT(hidden > 5000);
	EXPECT(refused == 0);
}
