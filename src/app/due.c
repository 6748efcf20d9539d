#include "app/due.h"

#include <string.h>

#include "app/charge.h"
#include "app/site.h"

enum { FIRST_ROOM = 32 };

void
due_add(struct request *r, struct due_list *list, const struct due *due)
{
	if (list->n == list->room) {
		size_t room = list->room ? list->room * 2 : FIRST_ROOM;
		struct due *dues = arena_array(r->mem, room, sizeof(*dues));

		if (list->n)
			memcpy(dues, list->dues, list->n * sizeof(*dues));
		list->dues = dues;
		list->room = room;
	}
	list->dues[list->n++] = *due;
}

static bool
comes_first(const struct due *a, const struct due *b)
{
	return strcmp(a->on_day, b->on_day) <= 0;
}

/* [from, middle) and [middle, to) are in order: so is then all of it. */
static void
merge(struct due *dues, struct due *beside, size_t from, size_t middle,
    size_t to)
{
	size_t a = from, b = middle;

	for (size_t i = from; i < to; i++) {
		bool first = b == to ||
		    (a < middle && comes_first(&dues[a], &dues[b]));

		beside[i] = first ? dues[a++] : dues[b++];
	}
	memcpy(dues + from, beside + from, (to - from) * sizeof(*dues));
}

/* Those of one day stay as they came. */
static void
sort(struct request *r, struct due_list *list)
{
	struct due *beside = arena_array(r->mem, list->n + 1, sizeof(*beside));

	for (size_t half = 1; half < list->n; half *= 2)
		for (size_t i = 0; i + half < list->n; i += 2 * half) {
			size_t to = i + 2 * half;

			merge(list->dues, beside, i, i + half,
			    to < list->n ? to : list->n);
		}
}

enum result
due_all(struct request *r, const struct due_ask *ask, struct due_list *list)
{
	*list = (struct due_list){ 0 };
	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];
		size_t before = list->n;
		enum result rc = f->due && charge_shows(r, f) ? f->due(r, ask, list) : OK;

		if (rc)
			return rc;
		list->cut |= list->n - before >= DUE_MAX_EACH;
	}
	sort(r, list);
	return OK;
}
