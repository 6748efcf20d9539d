#include <string.h>

#include "base/uuid5.h"
#include "features/bundle/bundle_private.h"
#include "features/directory/directory.h"
#include "features/vacancy/vacancy.h"

/* What hangs on services and rooms: answers and cells, read row by row. */

/* Columns of bundle_answers and of bundle_cells. */
enum { OF_SERVICE, CRITERION, VALUE, TERMS, SOURCE, CONFIRMED_ON };
enum { OF_ROOM, DAY, STATE, REASON, NUMBER, AS_OF };
enum { MAX_COLUMNS = 8 };

struct reading {
	struct bundle *b;
	struct pubs *parents;
	struct pub *parent; /* of the row before; NULL: none */
	const char *of;     /* whom it hung on */
	const struct query *insert;
	const struct directory_slots *slots;
};

/* Rows come sorted by what they hang on. */
static struct pub *
parent_of(struct reading *in, const char *id)
{
	const struct pub *p;

	if (in->of && strcmp(in->of, id) == 0)
		return in->parent;
	p = text_map_get(in->parents->by_id, id);
	in->parent = p ? &in->parents->at[p - in->parents->at] : NULL;
	in->of = p ? p->of : arena_text(in->b->r->mem, id);
	return in->parent;
}

static void
add_part(struct reading *in, struct pub *p, const char *const *from, size_t n)
{
	const char *cells[MAX_COLUMNS];

	assert(n <= MAX_COLUMNS);
	memcpy(cells, from, n * sizeof(*cells));
	cells[0] = p->id;
	bundle_digest(&p->digest, cells + 1, n - 1);
	bundle_add(in->b, in->insert, cells, n);
}

static void
confirmed(struct reading *in, struct pub *p, const char *const *cells)
{
	const char **day = bundle_cell(in->parents, p, "confirmed_on");

	if (strcmp(cells[SOURCE], source_code(SOURCE_OPEN)) != 0 &&
	    *cells[VALUE] && (!*day || strcmp(cells[CONFIRMED_ON], *day) > 0))
		*day = arena_text(in->b->r->mem, cells[CONFIRMED_ON]);
}

static enum result
each_answer(void *ctx, const char *const *cells, size_t n)
{
	struct reading *in = ctx;
	struct pub *p = parent_of(in, cells[OF_SERVICE]);
	int slot;
	enum answered a;

	if (!p)
		return OK;
	slot = directory_slot(in->slots, cells[CRITERION]);
	a = slot == NO_SLOT ? ANSWER_UNKNOWN : answer_of(cells[VALUE]);
	if (slot == NO_SLOT || a != ANSWER_UNKNOWN)
		confirmed(in, p, cells);
	if (a == ANSWER_UNKNOWN)
		return OK;
	((char *)*bundle_cell(in->parents, p, "answers"))[slot] =
	    *directory_letters(a, REACH_PUBLIC);
	in->b->told->answers++;
	add_part(in, p, cells, n);
	return OK;
}

/* As many letters as there are slots, nothing known yet. */
static const char *
no_answers(struct request *r, const struct directory_slots *slots)
{
	size_t n = 0, nlists;
	static const char *const lists[] = { "care", "criterion" };
	char *s;

	for (size_t l = 0; l < COUNT(lists); l++) {
		const struct code *list =
		    codes_list(r->codes, lists[l], &nlists);

		for (size_t i = 0; i < nlists; i++) {
			int slot = directory_slot(slots, list[i].code);

			if (slot != NO_SLOT && (size_t)slot >= n)
				n = (size_t)slot + 1;
		}
	}
	s = arena_take(r->mem, n + 1);
	memset(s, '-', n);
	return s;
}

enum result
bundle_answers_load(struct bundle *b)
{
	struct directory_slots *slots;
	enum result rc = directory_slots(b->r, &slots);
	struct reading in = { .b = b,
		.parents = &b->services,
		.slots = slots,
		.insert = bundle_sql_insert(b->r->mem, &bundle_answers) };
	const char *none;

	if (rc)
		return rc;
	none = no_answers(b->r, slots);
	for (size_t i = 0; i < b->services.n; i++)
		*bundle_cell(&b->services, &b->services.at[i], "answers") =
		    arena_text(b->r->mem, none);
	return bundle_sql_each(b->r, &bundle_answers, each_answer, &in);
}

static int64_t
number(const char *s)
{
	return s ? strtoll(s, NULL, 10) : 0;
}

/* What is too old to be shown to anybody stays at home. */
static enum result
each_cell(void *ctx, const char *const *cells, size_t n)
{
	struct reading *in = ctx;
	struct pub *p = parent_of(in, cells[OF_ROOM]);
	struct vacancy_shown shown;

	if (!p)
		return OK;
	shown = vacancy_show(vacancy_of(cells[STATE]), cells[AS_OF],
	    in->b->r->now, number(*bundle_cell(in->parents, p, "fresh_days")),
	    number(*bundle_cell(in->parents, p, "grey_days")));
	if (shown.state == VACANCY_UNKNOWN)
		return OK;
	in->b->told->cells++;
	add_part(in, p, cells, n);
	return OK;
}

enum result
bundle_cells_load(struct bundle *b)
{
	struct reading in = { .b = b,
		.parents = &b->rooms,
		.insert = bundle_sql_insert(b->r->mem, &bundle_cells) };

	return bundle_sql_each(b->r, &bundle_cells, each_cell, &in);
}
