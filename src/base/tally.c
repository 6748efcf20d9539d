#include "base/tally.h"

#include <string.h>

enum { FIRST_CAP = 64 };

struct tally
tally_new(struct arena *mem)
{
	return (struct tally){ .mem = mem, .cap = FIRST_CAP,
	    .at = arena_array(mem, FIRST_CAP, sizeof(struct tally_entry)) };
}

/* Eight bytes a step: ids are 36 bytes long and met once a contact. */
static uint64_t
hash_of(const char *key, size_t n)
{
	uint64_t h = 0x9e3779b97f4a7c15U ^ n, part;

	for (; n >= sizeof(part); key += sizeof(part), n -= sizeof(part)) {
		memcpy(&part, key, sizeof(part));
		h = (h ^ part) * 0xff51afd7ed558ccdU;
		h ^= h >> 32;
	}
	part = 0;
	memcpy(&part, key, n);
	h = (h ^ part) * 0xff51afd7ed558ccdU;
	return h ^ h >> 32;
}

/* The place of the key, or the free place where it belongs. */
static struct tally_entry *
place_of(const struct tally *t, const char *key, uint64_t hash)
{
	size_t i = hash & (t->cap - 1);

	while (t->at[i].key && (t->at[i].hash != hash ||
	    strcmp(t->at[i].key, key) != 0))
		i = (i + 1) & (t->cap - 1);
	return &t->at[i];
}

static void
grow(struct tally *t)
{
	struct tally bigger = { t->mem, arena_array(t->mem, t->cap * 2,
	    sizeof(struct tally_entry)), t->n, t->cap * 2 };

	for (size_t i = 0; i < t->cap; i++) {
		if (t->at[i].key)
			*place_of(&bigger, t->at[i].key, t->at[i].hash) =
			    t->at[i];
	}
	*t = bigger;
}

struct tally_entry *
tally_enter(struct tally *t, const char *key, bool *fresh)
{
	size_t len = strlen(key);
	uint64_t hash = hash_of(key, len);
	struct tally_entry *e = place_of(t, key, hash);

	*fresh = !e->key;
	if (e->key)
		return e;
	if (t->n * 2 >= t->cap) {
		grow(t);
		e = place_of(t, key, hash);
	}
	e->key = arena_bytes(t->mem, key, len);
	e->hash = hash;
	t->n++;
	return e;
}

struct tally_entry *
tally_find(const struct tally *t, const char *key)
{
	struct tally_entry *e = place_of(t, key, hash_of(key, strlen(key)));

	return e->key ? e : NULL;
}
