#include "features/coordinator/coordinator_offer.h"

#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/text_map.h"

static bool
in_set(const char *set, const char *code, size_t n)
{
	for (const char *at = set; at && *at; at = strchr(at, ',') ?
	    strchr(at, ',') + 1 : NULL) {
		if (strncmp(at, code, n) == 0 && (!at[n] || at[n] == ','))
			return true;
	}
	return false;
}

static bool
shares(const char *a, const char *b)
{
	for (const char *at = a; at && *at; ) {
		size_t n = strcspn(at, ",");

		if (in_set(b, at, n))
			return true;
		at += n + (at[n] == ',');
	}
	return false;
}

/* By how many acts there are, and whether one is severe. */
static enum coordinator_load
load_of(struct request *r, const char *care)
{
	size_t n, acts = 0;
	const struct code *all = codes_list(r->codes, "care", &n);

	if (!care)
		return LOAD_UNKNOWN;
	for (size_t i = 0; i < n; i++) {
		if (!in_set(care, all[i].code, strlen(all[i].code)))
			continue;
		if (all[i].min > 0)
			return LOAD_HARD;
		acts++;
	}
	return acts <= COORDINATOR_EASY_ACTS ? LOAD_EASY : LOAD_HARD;
}

/* What came before, by coordinator: the rows of one stand together. */
struct history {
	struct rows rows;
	struct text_map *first;		/* coordinator -> its first row's index */
};

static enum result
load_history(struct request *r, struct history *h)
{
	enum result rc = coordinator_sql_history(r, &h->rows);
	size_t *at = arena_array(r->mem, h->rows.nrows + 1, sizeof(*at));

	h->first = text_map_new(r->mem, h->rows.nrows);
	for (size_t i = 0; !rc && i < h->rows.nrows; i++) {
		const char *id = rows_cell(&h->rows, i, "coordinator");

		at[i] = i;
		if (!text_map_get(h->first, id))
			text_map_put(h->first, id, &at[i]);
	}
	return rc;
}

static void
count_history(const struct history *h, const struct child *child,
    struct coordinator_offer *o)
{
	const size_t *first = text_map_get(h->first, o->c.id);

	o->facts.experience = o->c.experience;
	for (size_t i = first ? *first : h->rows.nrows; i < h->rows.nrows &&
	    strcmp(rows_cell(&h->rows, i, "coordinator"), o->c.id) == 0; i++) {
		int64_t n = rows_number(&h->rows, i, "n");

		o->facts.experience += n;
		if (shares(child->care, rows_cell(&h->rows, i, "care")))
			o->facts.similar += n;
	}
}

static void
weigh(struct request *r, const struct child *child, int64_t cases,
    bool closed, struct coordinator_offer *o)
{
	const struct coordinator *c = &o->c;
	const char *region = child->municipality ? codes_region(r->codes,
	    child->municipality, r->today) : NULL;

	o->facts.same_place = child->municipality && c->municipality &&
	    strcmp(child->municipality, c->municipality) == 0;
	o->facts.same_region = region && strcmp(region,
	    coordinator_region(r, c)) == 0;
	o->facts.trained = coordinator_yes(c->trained);
	o->facts.willing = coordinator_yes(c->willing);
	o->facts.has_left = closed || coordinator_has_left(r, c);
	o->facts.wishes_easy = coordinator_yes(c->first_wished);
	o->facts.cases = cases;
	o->facts.most = c->most;
	o->excluded = coordinator_exclusion(&o->facts);
}

/* Few enough for a sort by insertion: the register of a prefecture. */
static void
put(struct coordinator_offer *all, size_t n, const struct coordinator_offer *o,
    enum coordinator_load load)
{
	size_t at = n;

	while (at && (!all[at - 1].excluded == !o->excluded ?
	    coordinator_compare(&o->facts, &all[at - 1].facts, load) < 0 :
	    !o->excluded)) {
		all[at] = all[at - 1];
		at--;
	}
	all[at] = *o;
}

enum result
coordinator_offers(struct request *r, const struct child *child,
    enum coordinator_load *load, struct coordinator_offer **out, size_t *n)
{
	struct rows rows = { 0 };
	struct history history = { 0 };
	enum result rc = coordinator_sql_all(r, &rows);

	if (!rc)
		rc = load_history(r, &history);
	if (rc)
		return rc;
	*load = load_of(r, child->care);
	*n = 0;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct coordinator_offer o = { .agency_name = rows_cell(&rows,
		    i, "agency_name") };
		int64_t cases = rows_number(&rows, i, "cases");

		if (!record_load(r, &coordinator_record, &rows, i, &o.c))
			continue;
		weigh(r, child, cases, rows_cell(&rows, i,
		    "account_left_on") != NULL, &o);
		count_history(&history, child, &o);
		put(*out, (*n)++, &o, *load);
	}
	return OK;
}
