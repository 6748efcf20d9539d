#include "app/disclosure_private.h"

/*
 * The attacker: knows all that is printed and every equation, and looks for
 * the least and the most each hidden cell can be. Every answer of the solver
 * is a whole table that meets all equations, so what is found possible is
 * possible without trusting the solver; what it does not find counts as
 * impossible, and the release is refused.
 */
struct attack {
	struct disclosure_model *d;
	struct linear *linear;
	size_t *column;  /* [ncells] of a hidden cell */
	size_t *cell;    /* [n] of a column */
	int64_t *values; /* [n] of the last answer */
	size_t n;
};

/* One row an equation: hidden parts - hidden whole, the rest is known. */
static void
put_row(const struct attack *a, size_t row, const struct disclosure_sum *sum)
{
	const struct disclosure_model *d = a->d;
	size_t *columns =
	    arena_array(d->mem, sum->nparts + 1, sizeof(*columns));
	int64_t *weights =
	    arena_array(d->mem, sum->nparts + 1, sizeof(*weights));
	int64_t known = 0;
	size_t n = 0;

	for (size_t i = 0; i <= sum->nparts; i++) {
		bool whole = i == sum->nparts;
		size_t cell = whole ? sum->whole : sum->parts[i];
		int64_t weight = whole ? -1 : 1;

		if (!disclosure_hidden(&d->cells[cell])) {
			known += weight * d->cells[cell].value;
			continue;
		}
		columns[n] = a->column[cell];
		weights[n++] = weight;
	}
	if (n)
		linear_row(a->linear, row, -known,
		    sum->at_most ? LINEAR_NONE : -known, columns, weights, n);
}

static enum result
attack_open(struct disclosure_model *d, struct attack *a)
{
	int64_t ceiling = disclosure_ceiling(d);
	enum result rc = disclosure_know(d);

	*a = (struct attack){ .d = d };
	a->column = arena_array(d->mem, d->ncells + 1, sizeof(*a->column));
	a->cell = arena_array(d->mem, d->ncells + 1, sizeof(*a->cell));
	a->values = arena_array(d->mem, d->ncells + 1, sizeof(*a->values));
	for (size_t i = 0; i < d->ncells; i++) {
		d->cells[i].least = d->cells[i].most = d->cells[i].value;
		if (!disclosure_hidden(&d->cells[i]))
			continue;
		a->cell[a->n] = i;
		a->column[i] = a->n++;
	}
	if (rc || !a->n)
		return rc;
	rc = linear_open(d->mem, a->n, d->nsums, &a->linear);
	if (rc)
		return rc;
	for (size_t i = 0; i < a->n; i++)
		linear_column(
		    a->linear, i, disclosure_floor(d, a->cell[i]), ceiling);
	for (size_t i = 0; i < d->nsums; i++)
		put_row(a, i, &d->sums[i]);
	return OK;
}

/* Every answer tells something of all hidden cells. */
static void
learn(const struct attack *a)
{
	for (size_t i = 0; i < a->n; i++) {
		struct disclosure_cell *c = &a->d->cells[a->cell[i]];

		if (a->values[i] < c->least)
			c->least = a->values[i];
		if (a->values[i] > c->most)
			c->most = a->values[i];
	}
}

/* As far to one side as it goes. */
static enum result
push(const struct attack *a, size_t column, double cost)
{
	enum result rc;

	linear_cost(a->linear, column, cost);
	rc = linear_least(a->linear, DISCLOSURE_SECONDS, a->values);
	linear_cost(a->linear, column, 0);
	if (rc)
		return BROKEN;
	learn(a);
	return OK;
}

static enum result
look_at(const struct attack *a, size_t column, bool all)
{
	size_t cell = a->cell[column];
	enum result rc;

	if (!all && disclosure_wide(a->d, cell))
		return OK;
	rc = push(a, column, -1);
	if (!rc && (all || !disclosure_wide(a->d, cell)))
		rc = push(a, column, 1);
	if (rc)
		return rc;
	if (disclosure_wide(a->d, cell))
		return OK;
	a->d->weak = cell;
	return INVALID;
}

static enum result
attack(struct disclosure_model *d, bool all)
{
	struct attack a;
	enum result rc = attack_open(d, &a), weak = OK;
	size_t first = 0;

	for (size_t i = 0; !rc && i < a.n; i++) {
		rc = look_at(&a, i, all);
		if (rc != INVALID || !all)
			continue;
		/* The bounds of the others are wanted as well. */
		if (!weak)
			first = d->weak;
		weak = INVALID;
		rc = OK;
	}
	linear_close(a.linear);
	if (!rc && weak)
		d->weak = first;
	return rc ? rc : weak;
}

/* A small number that is printed is not hidden at all. */
static enum result
small_are_hidden(struct disclosure_model *d)
{
	for (size_t i = 0; i < d->ncells; i++) {
		const struct disclosure_cell *c = &d->cells[i];

		if (c->kind == DISCLOSURE_OUT || disclosure_hidden(c) ||
		    !disclosure_small(d, c->value))
			continue;
		d->weak = i;
		return INVALID;
	}
	return OK;
}

enum result
disclosure_check(struct disclosure_model *d)
{
	return attack(d, false);
}

enum result
disclosure_prove(struct disclosure_model *d)
{
	enum result rc, printed;

	if (!disclosure_adds_up(d))
		return BROKEN;
	rc = attack(d, true);
	if (rc == BROKEN)
		return BROKEN;
	printed = small_are_hidden(d);
	return printed ? printed : rc;
}
