#include "app/text_map.h"

#include <stdint.h>
#include <string.h>

struct slot_of_text {
	const char *key;
	const void *value;
};

struct text_map {
	struct arena *mem;
	struct slot_of_text *slots;
	size_t size, used;		/* size is a power of two */
};

static uint64_t
hash(const char *s)
{
	uint64_t h = 14695981039346656037U;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211U;
	return h ^ (h >> 29);
}

struct text_map *
text_map_new(struct arena *mem, size_t about)
{
	struct text_map *m = arena_take(mem, sizeof(*m));

	m->mem = mem;
	m->size = 64;
	while (m->size < about * 2)
		m->size *= 2;
	m->slots = arena_array(mem, m->size, sizeof(*m->slots));
	return m;
}

static struct slot_of_text *
place(const struct text_map *m, const char *key)
{
	size_t i = hash(key) & (m->size - 1);

	while (m->slots[i].key && strcmp(m->slots[i].key, key) != 0)
		i = (i + 1) & (m->size - 1);
	return &m->slots[i];
}

static void
grow(struct text_map *m)
{
	struct slot_of_text *old = m->slots;
	size_t n = m->size;

	m->size *= 2;
	m->slots = arena_array(m->mem, m->size, sizeof(*m->slots));
	for (size_t i = 0; i < n; i++) {
		if (old[i].key)
			*place(m, old[i].key) = old[i];
	}
}

void
text_map_put(struct text_map *m, const char *key, const void *value)
{
	struct slot_of_text *slot = place(m, key);

	if (!slot->key && m->used * 3 > m->size * 2) {
		grow(m);
		slot = place(m, key);
	}
	m->used += !slot->key;
	*slot = (struct slot_of_text){ key, value };
}

const void *
text_map_get(const struct text_map *m, const char *key)
{
	return place(m, key)->value;
}
