#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "features/charge/charge_private.h"

/* The table of one year, put together from its rows. */

const char **
charge_cell(const struct charge_table *t, size_t f, size_t b)
{
	return &t->parts[f * CHARGE_BODIES + b];
}

/* Functions of that year that somebody does in this prefecture. */
static void
take_functions(struct request *r, struct charge_table *t)
{
	size_t n;
	const struct code *all = codes_list(r->codes, "charge_function", &n);
	const char *from = arena_fmt(r->mem, "%d-04-01", t->year);
	const char *to = arena_fmt(r->mem, "%d-03-31", t->year + 1);

	t->functions = arena_array(r->mem, n + 1, sizeof(*t->functions));
	for (size_t i = 0; i < n; i++) {
		if (code_within(&all[i], from, to) &&
		    charge_is_done(r->codes, all[i].code))
			t->functions[t->nfunctions++] = &all[i];
	}
	t->parts = arena_array(r->mem, t->nfunctions * CHARGE_BODIES + 1,
	    sizeof(*t->parts));
	for (size_t i = 0; i < t->nfunctions * CHARGE_BODIES; i++)
		t->parts[i] = "";
}

static void
take_cell(struct charge_table *t, const struct rows *rows, size_t i)
{
	const char *agency = rows_cell(rows, i, "agency");
	const char *function = rows_cell(rows, i, "function");

	for (size_t f = 0; f < t->nfunctions; f++) {
		for (size_t b = 0; b < t->nbodies; b++) {
			if (strcmp(t->functions[f]->code, function) == 0 &&
			    strcmp(t->bodies[b].agency, agency) == 0)
				*charge_cell(t, f, b) = rows_cell(rows, i,
				    "part");
		}
	}
}

enum result
charge_load(struct request *r, int year, struct charge_table *t)
{
	struct rows bodies = { 0 }, cells = { 0 };
	enum result rc;

	*t = (struct charge_table){ .year = year };
	take_functions(r, t);
	rc = charge_sql_version(r, year, &t->version);
	if (!rc)
		rc = charge_sql_bodies(r, year, &bodies);
	if (!rc)
		rc = charge_sql_cells(r, year, &cells);
	for (size_t i = 0; !rc && i < bodies.nrows && i < CHARGE_BODIES; i++)
		t->bodies[t->nbodies++] = (struct charge_body){
			rows_cell(&bodies, i, "agency"),
			rows_cell(&bodies, i, "name"),
			rows_cell(&bodies, i, "person"),
			rows_cell(&bodies, i, "person_name") };
	for (size_t i = 0; !rc && i < cells.nrows; i++)
		take_cell(t, &cells, i);
	return rc;
}

const char *
charge_gaps(struct request *r, const struct charge_table *t)
{
	struct buffer b = buffer_new(r->mem);

	for (size_t f = 0; t->nbodies && f < t->nfunctions; f++) {
		bool led = false;

		for (size_t k = 0; k < t->nbodies; k++)
			led |= strcmp(*charge_cell(t, f, k), "lead") == 0;
		if (!led)
			buffer_fmt(&b, "%s%s", b.len ? "・" : "",
			    t->functions[f]->label_short);
	}
	return b.len ? b.s : NULL;
}

enum result
charge_year(struct request *r, const char *typed, int *year)
{
	int now = date_fiscal_year(r->today);
	int64_t n;

	*year = now;
	if (!typed)
		return OK;
	if (!text_number(typed, &n) || n < CHARGE_FIRST_YEAR || n > now + 1)
		return MISSING;
	*year = (int)n;
	return OK;
}
