#include "app/disclosure_round.h"

#include <assert.h>

#include "base/linear.h"

enum { ROUND_SECONDS = 5 };

static void
put_row(struct disclosure_model *d, struct linear *linear, size_t row)
{
	const struct disclosure_sum *sum = &d->sums[row];
	size_t *columns = arena_array(d->mem, sum->nparts + 1,
	    sizeof(*columns));
	int64_t *weights = arena_array(d->mem, sum->nparts + 1,
	    sizeof(*weights));

	for (size_t i = 0; i <= sum->nparts; i++) {
		columns[i] = i == sum->nparts ? sum->whole : sum->parts[i];
		weights[i] = i == sum->nparts ? -1 : 1;
	}
	linear_row(linear, row, 0, sum->at_most ? LINEAR_NONE : 0, columns,
	    weights, sum->nparts + 1);
}

static enum result
open_model(struct disclosure_model *d, struct linear **out)
{
	enum result rc;

	*out = NULL;
	if (!d->ncells)
		return OK;
	rc = linear_open(d->mem, d->ncells, d->nsums, out);
	for (size_t i = 0; !rc && i < d->nsums; i++)
		put_row(d, *out, i);
	return rc;
}

static bool
adds_up(const struct disclosure_model *d)
{
	for (size_t i = 0; i < d->nsums; i++) {
		const struct disclosure_sum *sum = &d->sums[i];
		int64_t parts = 0, whole = d->cells[sum->whole].value;

		for (size_t k = 0; k < sum->nparts; k++)
			parts += d->cells[sum->parts[k]].value;
		if (sum->at_most ? whole > parts : whole != parts)
			return false;
	}
	return true;
}

/* In steps of base: down or up, whichever is nearer costs less. */
static enum result
choose(struct disclosure_model *d, int64_t base, int64_t *told)
{
	struct linear *linear;
	enum result rc = open_model(d, &linear);

	for (size_t i = 0; !rc && i < d->ncells; i++) {
		int64_t value = d->cells[i].value, rest = value % base;
		int64_t steps = value / base;

		linear_column(linear, i, steps, steps + (rest > 0));
		linear_cost(linear, i, (double)(base - 2 * rest));
	}
	if (!rc && linear)
		rc = linear_least(linear, ROUND_SECONDS, told);
	linear_close(linear);
	for (size_t i = 0; !rc && i < d->ncells; i++)
		told[i] *= base;
	return rc == MISSING || rc == CONFLICT ? INVALID : rc;
}

static enum result
push(struct disclosure_model *d, struct linear *linear, size_t cell,
    double cost, int64_t *values)
{
	enum result rc;

	linear_cost(linear, cell, cost);
	rc = linear_least(linear, ROUND_SECONDS, values);
	linear_cost(linear, cell, 0);
	for (size_t i = 0; !rc && i < d->ncells; i++) {
		struct disclosure_cell *c = &d->cells[i];

		c->least = values[i] < c->least ? values[i] : c->least;
		c->most = values[i] > c->most ? values[i] : c->most;
	}
	return rc ? BROKEN : OK;
}

static enum result
look_at(struct disclosure_model *d, struct linear *linear, int64_t base,
    int64_t *values)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < d->ncells; i++) {
		struct disclosure_cell *c = &d->cells[i];

		rc = push(d, linear, i, -1, values);
		if (!rc)
			rc = push(d, linear, i, 1, values);
		if (rc || c->most - c->least >= base - 1)
			continue;
		d->weak = i;
		rc = INVALID;
	}
	return rc;
}

enum result
disclosure_prove_rounded(struct disclosure_model *d, int64_t base,
    const int64_t *told)
{
	int64_t *values = arena_array(d->mem, d->ncells + 1, sizeof(*values));
	struct linear *linear;
	enum result rc = adds_up(d) ? open_model(d, &linear) : BROKEN;

	if (rc)
		return rc;
	for (size_t i = 0; i < d->ncells; i++) {
		struct disclosure_cell *c = &d->cells[i];
		int64_t least = told[i] - (base - 1);

		c->least = c->most = c->value;
		linear_column(linear, i, least < 0 ? 0 : least,
		    told[i] + base - 1);
	}
	rc = linear ? look_at(d, linear, base, values) : OK;
	linear_close(linear);
	return rc;
}

enum result
disclosure_round(struct disclosure_model *d, int64_t base, int64_t *told)
{
	enum result rc;

	assert(base >= 2);
	rc = adds_up(d) ? choose(d, base, told) : BROKEN;
	return rc ? rc : disclosure_prove_rounded(d, base, told);
}

/* Of the groups as they are: the smallest but one, the smaller class first. */
static size_t
smallest(const int64_t *sums, const size_t *group, size_t n, size_t but,
    bool zeros)
{
	size_t found = n;

	for (size_t i = 0; i < n; i++) {
		if (group[i] != i || i == but || (zeros && !sums[i]))
			continue;
		if (found == n || sums[i] < sums[found])
			found = i;
	}
	return found;
}

static void
join(int64_t *sums, size_t *group, size_t n, size_t a, size_t b)
{
	size_t into = a < b ? a : b, from = a < b ? b : a;

	sums[into] += sums[from];
	for (size_t i = 0; i < n; i++) {
		if (group[i] == from)
			group[i] = into;
	}
}

size_t
disclosure_merge(const int64_t *values, size_t n, int64_t k, bool zeros,
    size_t *group)
{
	int64_t sums[DISCLOSURE_MERGED];
	size_t groups = 0, a;

	assert(n <= DISCLOSURE_MERGED);
	for (size_t i = 0; i < n; i++) {
		group[i] = i;
		sums[i] = values[i];
	}
	while ((a = smallest(sums, group, n, n, zeros)) < n && sums[a] < k) {
		size_t b = smallest(sums, group, n, a, zeros);

		if (b == n)
			return 0;
		join(sums, group, n, a, b);
	}
	for (size_t i = 0; i < n; i++)
		groups += group[i] == i;
	return groups;
}
