#include "app/disclosure_private.h"

/*
 * What is told by the zeros shown and by nothing else: the least a small cell
 * can be when every other number is hidden. No rule of hiding can keep that.
 */
static void
put_row(struct disclosure_model *d, struct linear *linear, size_t row)
{
	const struct disclosure_sum *sum = &d->sums[row];
	size_t *columns =
	    arena_array(d->mem, sum->nparts + 1, sizeof(*columns));
	int64_t *weights =
	    arena_array(d->mem, sum->nparts + 1, sizeof(*weights));

	for (size_t i = 0; i <= sum->nparts; i++) {
		bool whole = i == sum->nparts;

		columns[i] = whole ? sum->whole : sum->parts[i];
		weights[i] = whole ? -1 : 1;
	}
	linear_row(linear, row, 0, sum->at_most ? LINEAR_NONE : 0, columns,
	    weights, sum->nparts + 1);
}

static void
put_all(struct disclosure_model *d, struct linear *linear)
{
	for (size_t i = 0; i < d->ncells; i++) {
		const struct disclosure_cell *c = &d->cells[i];
		bool zero = c->value == 0 && c->kind != DISCLOSURE_UNTOLD &&
			    c->kind != DISCLOSURE_HELD;

		linear_column(linear, i, disclosure_floor(d, i),
		    zero ? 0 : disclosure_ceiling(d));
		linear_cost(linear, i, 1);
	}
	for (size_t i = 0; i < d->nsums; i++)
		put_row(d, linear, i);
}

static enum result
least_of(struct disclosure_model *d, struct linear *linear, int64_t *values)
{
	enum result rc = linear_least(linear, DISCLOSURE_SECONDS, values);

	for (size_t i = 0; !rc && i < d->ncells; i++) {
		if (values[i] < d->cells[i].known)
			d->cells[i].known = values[i];
	}
	return rc ? BROKEN : OK;
}

/* Each answer shows of all cells how small they may be. */
static enum result
know_all(struct disclosure_model *d, struct linear *linear)
{
	int64_t *values = arena_array(d->mem, d->ncells, sizeof(*values));
	enum result rc = least_of(d, linear, values);

	for (size_t i = 0; i < d->ncells; i++)
		linear_cost(linear, i, 0);
	for (size_t i = 0; !rc && i < d->ncells; i++) {
		const struct disclosure_cell *c = &d->cells[i];

		if (!disclosure_small(d, c->value) || c->known <= 1)
			continue;
		linear_cost(linear, i, 1);
		rc = least_of(d, linear, values);
		linear_cost(linear, i, 0);
	}
	return rc;
}

enum result
disclosure_know(struct disclosure_model *d)
{
	struct linear *linear = NULL;
	enum result rc;

	if (d->known || !d->ncells)
		return OK;
	for (size_t i = 0; i < d->ncells; i++)
		d->cells[i].known = d->zeros ? d->cells[i].value : 0;
	d->known = true;
	if (!d->zeros)
		return OK;
	rc = linear_open(d->mem, d->ncells, d->nsums, &linear);
	if (!rc) {
		put_all(d, linear);
		rc = know_all(d, linear);
	}
	linear_close(linear);
	return rc;
}
