#include "app/search_names.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "tests/kit.h"

/* The packed names against a plain search of the same people, one by one. */

enum { PEOPLE = 400, FIELDS = 3, QUERIES = 600 };

struct someone {
	const char *id;
	const char *key[FIELDS];	/* kana, name, number */
};

/* Few letters, so that queries hit; kana share their first bytes. */
static const char *const letters[] = { "ア", "カ", "サ", "ン", "花", "a" };

static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 16;
}

static const char *
random_key(struct arena *mem, uint32_t *seed, unsigned max)
{
	struct buffer b = buffer_new(mem);
	unsigned n = next(seed) % (max + 1);

	for (unsigned i = 0; i < n; i++)
		buffer_add(&b, letters[next(seed) % COUNT(letters)]);
	return b.s;
}

static void
someone_make(struct arena *mem, uint32_t *seed, struct someone *s)
{
	for (size_t f = 0; f < FIELDS; f++)
		s->key[f] = random_key(mem, seed, 5);
}

static struct name_keys
keys_of(struct arena *mem, const struct someone *s)
{
	struct name_keys k = { .id = s->id };

	k.exact = arena_fmt(mem, "\1%s\1%s\2%s", s->key[0], s->key[1],
	    s->key[2]);
	k.loose = arena_fmt(mem, "\1%s\1%s\1", s->key[0], s->key[1]);
	k.nexact = strlen(k.exact);
	k.nloose = strlen(k.loose);
	return k;
}

static int
plain_fit(const struct someone *s, const char *exact, const char *loose)
{
	int best = FITS_NOT;

	for (size_t f = 0; f < FIELDS; f++) {
		const char *at = strstr(s->key[f], exact);
		int fit = !at ? FITS_NOT : at != s->key[f] ? FITS_PART :
		    at[strlen(exact)] ? FITS_PREFIX : FITS_EXACTLY;

		if (f == 2 && fit == FITS_PART)
			fit = FITS_NOT;
		if (f != 2 && !fit && *loose && strstr(s->key[f], loose))
			fit = FITS_LOOSELY;
		if (fit > best)
			best = fit;
	}
	return best;
}

/* 1 when every entry fits as the plain search says. */
static bool
agrees(struct arena *mem, const struct names *x, const struct someone *all,
    const char *exact, const char *loose)
{
	unsigned char *fits = arena_take(mem, names_count(x) + 1);
	size_t entry;

	names_find(x, exact, loose, fits);
	for (size_t i = 0; i < PEOPLE; i++) {
		if (!names_entry(x, all[i].id, &entry) ||
		    fits[entry] != plain_fit(&all[i], exact, loose))
			return false;
	}
	return true;
}

static struct names *
everybody(struct arena *mem, uint32_t *seed, struct someone *all)
{
	struct name_keys *keys = arena_array(mem, PEOPLE, sizeof(*keys));

	for (size_t i = 0; i < PEOPLE; i++) {
		all[i].id = arena_fmt(mem, "%08x-%zu", next(seed), i);
		someone_make(mem, seed, &all[i]);
		keys[i] = keys_of(mem, &all[i]);
	}
	return names_merge(NULL, keys, PEOPLE);
}

UNIT(packed_names_find_what_a_plain_search_finds)
{
	struct arena *mem = arena_new();
	struct someone *all = arena_array(mem, PEOPLE, sizeof(*all));
	uint32_t seed = 7;
	struct names *x = everybody(mem, &seed, all);
	size_t wrong = 0;

	EXPECT(names_count(x) == PEOPLE);
	for (int i = 0; i < QUERIES; i++) {
		const char *exact = random_key(mem, &seed, 3);

		if (*exact && !agrees(mem, x, all, exact,
		    random_key(mem, &seed, 2)))
			wrong++;
	}
	EXPECT(wrong == 0);
	names_free(x);
	arena_free(mem);
}

static const char *
order_key(const struct someone *s)
{
	return *s->key[0] ? s->key[0] : s->key[1];
}

/* Loose and exact keys are the same here, numbers order nobody. */
static bool
is_in_order(const struct names *x, const struct someone *all)
{
	const struct someone *last = NULL;

	for (size_t e = 0; e < names_count(x); e++) {
		const struct someone *s = NULL;

		for (size_t i = 0; i < PEOPLE; i++) {
			if (strcmp(all[i].id, names_id(x, e)) == 0)
				s = &all[i];
		}
		if (!s)
			return false;
		if (last && *order_key(last) && *order_key(s) &&
		    strcmp(order_key(last), order_key(s)) > 0)
			return false;
		last = s;
	}
	return true;
}

UNIT(packed_names_take_changes_and_stay_in_order)
{
	struct arena *mem = arena_new();
	struct someone *all = arena_array(mem, PEOPLE, sizeof(*all));
	uint32_t seed = 11;
	struct names *x = everybody(mem, &seed, all), *y;

	EXPECT(is_in_order(x, all));
	for (int round = 0; round < 20; round++) {
		struct name_keys some[7];

		for (size_t i = 0; i < COUNT(some); i++) {
			struct someone *s = &all[(i * 57 + next(&seed) % 50) %
			    PEOPLE];

			someone_make(mem, &seed, s);
			some[i] = keys_of(mem, s);
		}
		y = names_merge(x, some, COUNT(some));
		names_free(x);
		x = y;
		EXPECT(names_count(x) == PEOPLE);
		EXPECT(is_in_order(x, all));
		EXPECT(agrees(mem, x, all, "ア", "カ"));
	}
	names_free(x);
	arena_free(mem);
}

UNIT(no_names_at_all_are_searched_without_harm)
{
	struct names *x = names_merge(NULL, NULL, 0);
	unsigned char fits = FITS_NOT;
	size_t entry;

	names_find(x, "ア", "ア", &fits);
	EXPECT(fits == FITS_NOT);
	EXPECT(names_count(x) == 0);
	EXPECT(!names_entry(x, "nobody", &entry));
	names_free(x);
}

UNIT(a_mark_in_the_query_finds_nobody)
{
	struct name_keys one = { "i", "\1ア\1花\2a1", "\1ア\1花\1", 11, 9 };
	struct names *x = names_merge(NULL, &one, 1);
	unsigned char fits = FITS_NOT;

	names_find(x, "\2a", "", &fits);
	EXPECT(fits == FITS_NOT);
	names_find(x, "a", "", &fits);
	EXPECT(fits == FITS_PREFIX);
	names_free(x);
}
