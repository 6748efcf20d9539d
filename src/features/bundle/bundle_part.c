#include <string.h>

#include "features/bundle/bundle_private.h"
#include "features/directory/directory.h"
#include "features/vacancy/vacancy.h"

/* What hangs on services and rooms: answers and cells, read row by row. */

/* Columns of bundle_answers and of bundle_cells. */
enum { OF_SERVICE, CRITERION, VALUE, TERMS, SOURCE, CONFIRMED_ON };
enum { OF_ROOM, DAY, STATE, REASON, NUMBER, AS_OF };
enum { MAX_COLUMNS = 8, MAX_SLOTS = 100 };

/* One answer of a service, at its slot. */
struct reply {
	enum answered answer; /* ANSWER_UNKNOWN: none that is public */
	const char *source, *terms;
	char confirmed_on[sizeof("2026-04-01")];
};

struct reading {
	struct bundle *b;
	struct pubs *parents;
	struct pub *parent; /* of the row before; NULL: none */
	const char *of;     /* whom it hung on */
	const struct query *insert;
	const struct text_map *slots;	/* by criterion: into b->criteria */
	size_t confirmed_on;		/* the column */
};

/* Rows that hang on the same come mostly one after the other. */
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
confirmed(struct reading *in, struct pub *p, const char *const *cells)
{
	const char **day = &p->cells[in->confirmed_on];

	if (strcmp(cells[SOURCE], source_code(SOURCE_OPEN)) != 0 &&
	    *cells[VALUE] && (!*day || strcmp(cells[CONFIRMED_ON], *day) > 0))
		*day = arena_text(in->b->r->mem, cells[CONFIRMED_ON]);
}

static const char *
source_of(const char *code)
{
	enum source s = SOURCE_OPEN;

	while (s < SOURCE_HAND && strcmp(source_code(s), code) != 0)
		s++;
	return source_code(s);
}

static enum result
each_answer(void *ctx, const char *const *cells, size_t n)
{
	struct reading *in = ctx;
	struct pub *p = parent_of(in, cells[OF_SERVICE]);
	struct arena *mem = in->b->r->mem;
	const char **of;
	enum answered a;
	size_t slot;

	(void)n;
	if (!p)
		return OK;
	of = (const char **)text_map_get(in->slots, cells[CRITERION]);
	a = of ? answer_of(cells[VALUE]) : ANSWER_UNKNOWN;
	if (!of || a != ANSWER_UNKNOWN)
		confirmed(in, p, cells);
	if (a == ANSWER_UNKNOWN)
		return OK;
	slot = (size_t)(of - in->b->criteria);
	p->replies[slot] = (struct reply){ .answer = a,
		.source = source_of(cells[SOURCE]),
		.terms = cells[TERMS] ? arena_text(mem, cells[TERMS]) : NULL };
	snprintf(p->replies[slot].confirmed_on,
	    sizeof(p->replies[slot].confirmed_on), "%s", cells[CONFIRMED_ON]);
	in->b->told->answers++;
	return OK;
}

/* Criteria by slot; one that no list has any more has none. */
static const char **
criteria_of(struct request *r, const struct directory_slots *slots, size_t *n)
{
	static const char *const lists[] = { "care", "criterion" };
	const char **all = arena_array(r->mem, MAX_SLOTS, sizeof(*all));
	size_t nlist;

	*n = 0;
	for (size_t l = 0; l < COUNT(lists); l++) {
		const struct code *list =
		    codes_list(r->codes, lists[l], &nlist);

		for (size_t i = 0; i < nlist; i++) {
			int slot = directory_slot(slots, list[i].code);

			if (slot == NO_SLOT || slot >= MAX_SLOTS)
				continue;
			all[slot] = list[i].code;
			if ((size_t)slot >= *n)
				*n = (size_t)slot + 1;
		}
	}
	return all;
}

enum result
bundle_answers_load(struct bundle *b)
{
	struct directory_slots *slots;
	enum result rc = directory_slots(b->r, &slots);
	struct text_map *by_criterion = text_map_new(b->r->mem, MAX_SLOTS);
	struct reading in = { .b = b, .parents = &b->services,
	    .slots = by_criterion, .confirmed_on =
	    bundle_column(&bundle_services, "confirmed_on") };

	if (rc)
		return rc;
	b->criteria = criteria_of(b->r, slots, &b->ncriteria);
	for (size_t i = 0; i < b->ncriteria; i++) {
		if (b->criteria[i])
			text_map_put(by_criterion, b->criteria[i],
			    &b->criteria[i]);
	}
	for (size_t i = 0; i < b->services.n; i++)
		b->services.at[i].replies = arena_array(b->r->mem,
		    b->ncriteria + 1, sizeof(struct reply));
	return bundle_sql_each(b->r, &bundle_answers, each_answer, &in);
}

/* Many rows in one statement: what a statement costs beside its rows is most
 * of what it costs. */
static void
add_some(struct bundle *b, const char *const *cells, size_t nrows)
{
	while (nrows) {
		size_t k = 0;

		while (k + 1 < COUNT(b->insert_answers) &&
		    (size_t)2 << k <= nrows)
			k++;
		if (!b->insert_answers[k])
			b->insert_answers[k] = bundle_sql_insert(b->r->mem,
			    &bundle_answers, (size_t)1 << k);
		bundle_add(b, b->insert_answers[k], cells,
		    bundle_answers.n << k);
		cells += bundle_answers.n << k;
		nrows -= (size_t)1 << k;
	}
}

void
bundle_answers_add(struct bundle *b, struct pub *p)
{
	const char *cells[MAX_SLOTS * 6], **row = cells;
	char *letters = arena_take(b->r->mem, b->ncriteria + 1);

	memset(letters, '-', b->ncriteria);
	*bundle_cell(&b->services, p, "answers") = letters;
	for (size_t i = 0; i < b->ncriteria; i++) {
		const struct reply *a = &p->replies[i];

		if (a->answer == ANSWER_UNKNOWN || !b->criteria[i])
			continue;
		letters[i] = *directory_letters(a->answer, REACH_PUBLIC);
		row[OF_SERVICE] = p->id;
		row[CRITERION] = b->criteria[i];
		row[VALUE] = answer_code(a->answer);
		row[TERMS] = a->terms;
		row[SOURCE] = a->source;
		row[CONFIRMED_ON] = a->confirmed_on;
		bundle_digest(&p->digest, row + 1, bundle_answers.n - 1);
		row += bundle_answers.n;
	}
	add_some(b, cells, (size_t)(row - cells) / bundle_answers.n);
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
	const char *out[MAX_COLUMNS];
	struct vacancy_shown shown;

	if (!p || n > MAX_COLUMNS)
		return OK;
	shown = vacancy_show(vacancy_of(cells[STATE]), cells[AS_OF],
	    in->b->r->now, number(*bundle_cell(in->parents, p, "fresh_days")),
	    number(*bundle_cell(in->parents, p, "grey_days")));
	if (shown.state == VACANCY_UNKNOWN)
		return OK;
	in->b->told->cells++;
	memcpy(out, cells, n * sizeof(*out));
	out[OF_ROOM] = p->id;
	bundle_digest(&p->digest, out + 1, n - 1);
	bundle_add(in->b, in->insert, out, n);
	return OK;
}

enum result
bundle_cells_load(struct bundle *b)
{
	struct reading in = { .b = b,
		.parents = &b->rooms,
		.insert = bundle_sql_insert(b->r->mem, &bundle_cells, 1) };

	return bundle_sql_each(b->r, &bundle_cells, each_cell, &in);
}
