#include "app/search_names.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

/* All keys of one kind, entry after entry, with a mark behind the last. */
struct keys {
	char *bytes;
	uint32_t *starts;		/* [n + 1] */
	size_t often[256];		/* how often each byte stands in it */
};

struct names {
	size_t n;
	struct keys exact, loose;
	char *ids;
	uint32_t *id_starts;		/* [n + 1] */
	uint32_t *slots;		/* entry + 1 by hash of id; 0: free */
	size_t nslots;			/* a power of two */
};

static void *
take(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size);

	if (!p) {
		log_error("search", "out of memory");
		abort();
	}
	return p;
}

static bool
is_mark(char c)
{
	return (unsigned char)c <= MARK_NUMBER;
}

struct span {
	const char *s;
	size_t n;
};

/* The first key that is not empty: kana, or the name of who has none. */
static struct span
first_key(const char *keys, size_t n)
{
	size_t from = 0, to;

	while (from < n && is_mark(keys[from]))
		from++;
	for (to = from; to < n && !is_mark(keys[to]); to++)
		;
	return (struct span){ keys + from, to - from };
}

static int
span_compare(struct span a, struct span b)
{
	int order = memcmp(a.s, b.s, a.n < b.n ? a.n : b.n);

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

/* As in a Japanese dictionary: voicing and small kana count only between
 * names otherwise the same. */
static int
keys_compare(const void *left, const void *right)
{
	const struct name_keys *a = left, *b = right;
	int order = span_compare(first_key(a->loose, a->nloose),
	    first_key(b->loose, b->nloose));

	if (!order)
		order = span_compare(first_key(a->exact, a->nexact),
		    first_key(b->exact, b->nexact));
	return order ? order : strcmp(a->id, b->id);
}

static uint64_t
hash_of(const char *id)
{
	uint64_t h = 0x9e3779b97f4a7c15U;

	for (; *id; id++)
		h = (h ^ (unsigned char)*id) * 0x100000001b3U;
	return h ^ h >> 29;
}

static void
slot_take(struct names *x, size_t entry)
{
	size_t at = hash_of(names_id(x, entry)) & (x->nslots - 1);

	while (x->slots[at])
		at = (at + 1) & (x->nslots - 1);
	x->slots[at] = (uint32_t)entry + 1;
}

bool
names_entry(const struct names *x, const char *id, size_t *entry)
{
	size_t at = hash_of(id) & (x->nslots - 1);

	for (; x->slots[at]; at = (at + 1) & (x->nslots - 1)) {
		*entry = x->slots[at] - 1;
		if (strcmp(names_id(x, *entry), id) == 0)
			return true;
	}
	return false;
}

static struct name_keys
keys_of(const struct names *x, size_t i)
{
	return (struct name_keys){
		.id = names_id(x, i),
		.exact = x->exact.bytes + x->exact.starts[i],
		.nexact = x->exact.starts[i + 1] - x->exact.starts[i],
		.loose = x->loose.bytes + x->loose.starts[i],
		.nloose = x->loose.starts[i + 1] - x->loose.starts[i],
	};
}

/* Old entries that stay and changed ones, both in order, into one order. */
static size_t
interleave(const struct names *old, const bool *gone,
    const struct name_keys *changed, size_t n, struct name_keys *all)
{
	size_t from = 0, to = 0, count = 0, nold = old ? old->n : 0;

	while (from < nold || to < n) {
		struct name_keys k;

		if (from < nold && gone[from]) {
			from++;
			continue;
		}
		if (from < nold)
			k = keys_of(old, from);
		if (from < nold && (to == n ||
		    keys_compare(&k, &changed[to]) < 0)) {
			all[count++] = k;
			from++;
		} else {
			if (changed[to].nexact)
				all[count++] = changed[to];
			to++;
		}
	}
	return count;
}

static void
keys_room(struct keys *k, size_t n, size_t bytes)
{
	assert(bytes < UINT32_MAX);
	k->bytes = take(bytes + 1, 1);
	k->starts = take(n + 1, sizeof(*k->starts));
	k->bytes[bytes] = MARK_NAME;
}

static void
keys_put(struct keys *k, size_t entry, const char *keys, size_t n)
{
	uint32_t at = k->starts[entry];

	memcpy(k->bytes + at, keys, n);
	k->starts[entry + 1] = at + (uint32_t)n;
	for (size_t i = 0; i < n; i++)
		k->often[(unsigned char)keys[i]]++;
}

static void
pack(struct names *x, const struct name_keys *all)
{
	size_t nexact = 0, nloose = 0, nids = 0;

	for (size_t i = 0; i < x->n; i++) {
		nexact += all[i].nexact;
		nloose += all[i].nloose;
		nids += strlen(all[i].id) + 1;
	}
	assert(nids < UINT32_MAX);
	keys_room(&x->exact, x->n, nexact);
	keys_room(&x->loose, x->n, nloose);
	x->ids = take(nids, 1);
	x->id_starts = take(x->n + 1, sizeof(*x->id_starts));
	for (size_t i = 0; i < x->n; i++) {
		size_t n = strlen(all[i].id) + 1;

		keys_put(&x->exact, i, all[i].exact, all[i].nexact);
		keys_put(&x->loose, i, all[i].loose, all[i].nloose);
		memcpy(x->ids + x->id_starts[i], all[i].id, n);
		x->id_starts[i + 1] = x->id_starts[i] + (uint32_t)n;
		slot_take(x, i);
	}
}

struct names *
names_merge(const struct names *old, struct name_keys *changed, size_t n)
{
	size_t nold = old ? old->n : 0, entry;
	struct name_keys *all = take(nold + n, sizeof(*all));
	bool *gone = take(nold, sizeof(*gone));
	struct names *x = take(1, sizeof(*x));

	for (size_t i = 0; old && i < n; i++) {
		if (names_entry(old, changed[i].id, &entry))
			gone[entry] = true;
	}
	if (n)
		qsort(changed, n, sizeof(*changed), keys_compare);
	x->n = interleave(old, gone, changed, n, all);
	for (x->nslots = 16; x->nslots < 2 * x->n; x->nslots *= 2)
		;
	x->slots = take(x->nslots, sizeof(*x->slots));
	pack(x, all);
	free(gone);
	free(all);
	return x;
}

void
names_free(struct names *x)
{
	if (!x)
		return;
	free(x->exact.bytes);
	free(x->exact.starts);
	free(x->loose.bytes);
	free(x->loose.starts);
	free(x->ids);
	free(x->id_starts);
	free(x->slots);
	free(x);
}

size_t
names_count(const struct names *x)
{
	return x->n;
}

const char *
names_id(const struct names *x, size_t entry)
{
	return x->ids + x->id_starts[entry];
}

/*
 * Walks over the places where `needle` stands. It looks for the needle's byte
 * that is rarest in these keys: of Japanese text in UTF-8 two bytes in three
 * are nearly the same everywhere, and hold a plain search up.
 */
struct walk {
	const struct keys *keys;
	const char *needle;
	size_t n, rare;
	size_t from, end;		/* in keys->bytes */
	size_t hit, entry;
};

static struct walk
walk_new(const struct keys *k, size_t nentries, const char *needle)
{
	struct walk w = { .keys = k, .needle = needle, .n = strlen(needle),
	    .end = k->starts[nentries] };

	for (size_t i = 1; i < w.n; i++) {
		if (k->often[(unsigned char)needle[i]] <
		    k->often[(unsigned char)needle[w.rare]])
			w.rare = i;
	}
	return w;
}

static bool
walk_next(struct walk *w)
{
	const char *bytes = w->keys->bytes, *at;

	while (w->from + w->n <= w->end) {
		at = memchr(bytes + w->from + w->rare, w->needle[w->rare],
		    w->end - w->from - w->rare);
		if (!at)
			return false;
		w->hit = (size_t)(at - bytes) - w->rare;
		w->from = w->hit + 1;
		if (w->hit + w->n > w->end)
			return false;
		if (memcmp(bytes + w->hit, w->needle, w->n) != 0)
			continue;
		while (w->keys->starts[w->entry + 1] <= w->hit)
			w->entry++;
		return true;
	}
	return false;
}

/* What is left of this entry needs no look. */
static void
walk_on(struct walk *w)
{
	w->from = w->keys->starts[w->entry + 1];
}

static unsigned char
fits_here(const struct walk *w)
{
	const char *s = w->keys->bytes + w->hit, *before = s - 1;

	if (is_mark(*before))
		return is_mark(s[w->n]) ? FITS_EXACTLY : FITS_PREFIX;
	while (!is_mark(*before))
		before--;
	return *before == MARK_NUMBER ? FITS_NOT : FITS_PART;
}

static bool
has_mark(const char *key)
{
	for (; *key; key++) {
		if (is_mark(*key))
			return true;
	}
	return false;
}

void
names_find(const struct names *x, const char *exact, const char *loose,
    unsigned char *fits)
{
	struct walk w;

	if (!*exact || has_mark(exact) || has_mark(loose))
		return;
	for (w = walk_new(&x->exact, x->n, exact); walk_next(&w);) {
		unsigned char f = fits_here(&w);

		if (f > fits[w.entry])
			fits[w.entry] = f;
		if (f == FITS_EXACTLY)
			walk_on(&w);
	}
	if (!*loose)
		return;
	for (w = walk_new(&x->loose, x->n, loose); walk_next(&w);
	    walk_on(&w)) {
		if (!fits[w.entry])
			fits[w.entry] = FITS_LOOSELY;
	}
}
