#include <assert.h>

#include "app/disclosure_private.h"

/*
 * Which other cells to hide. For a hidden cell that can be told too closely a
 * second table is looked for that meets every equation, has the wanted number
 * there and moves the printed cells that are cheapest to lose; those are then
 * hidden. What was hidden more than needed is shown again at the end.
 */
enum { MOST_TRIES = 60 };

/* Column 2i is how far cell i rises, 2i+1 how far it falls. */
struct path {
	struct disclosure_model *d;
	struct linear *linear;
	int64_t *moves; /* [2 * ncells] */
	int64_t ceiling;
};

static bool
may_hide(const struct disclosure_model *d, const struct disclosure_cell *c)
{
	return c->kind == DISCLOSURE_FREE && (c->value > 0 || !d->zeros);
}

static void
put_row(const struct path *p, size_t row, const struct disclosure_sum *sum)
{
	const struct disclosure_model *d = p->d;
	size_t n = 2 * (sum->nparts + 1);
	size_t *columns = arena_array(d->mem, n, sizeof(*columns));
	int64_t *weights = arena_array(d->mem, n, sizeof(*weights));
	int64_t slack = -d->cells[sum->whole].value;

	for (size_t i = 0; i <= sum->nparts; i++) {
		bool whole = i == sum->nparts;
		size_t cell = whole ? sum->whole : sum->parts[i];

		slack += whole ? 0 : d->cells[cell].value;
		columns[2 * i] = 2 * cell;
		weights[2 * i] = whole ? -1 : 1;
		columns[2 * i + 1] = 2 * cell + 1;
		weights[2 * i + 1] = whole ? 1 : -1;
	}
	linear_row(p->linear, row, sum->at_most ? -slack : 0,
	    sum->at_most ? LINEAR_NONE : 0, columns, weights, n);
}

/* How far a cell may move, and what a step costs. */
static void
set_cell(const struct path *p, size_t cell)
{
	const struct disclosure_cell *c = &p->d->cells[cell];
	int64_t down = c->value - disclosure_floor(p->d, cell);
	bool hidden = disclosure_hidden(c), moves = hidden || may_hide(p->d, c);
	/* Small ones first, but never for nothing. */
	double cost = hidden ? 0 : 1 + (double)c->value;

	linear_column(p->linear, 2 * cell, 0, moves ? p->ceiling : 0);
	linear_column(p->linear, 2 * cell + 1, 0, moves ? down : 0);
	linear_cost(p->linear, 2 * cell, cost);
	linear_cost(p->linear, 2 * cell + 1, cost);
}

static enum result
path_open(struct disclosure_model *d, struct path *p)
{
	enum result rc;

	*p = (struct path){ .d = d, .ceiling = disclosure_ceiling(d) };
	p->moves = arena_array(d->mem, 2 * d->ncells + 1, sizeof(*p->moves));
	rc = linear_open(d->mem, 2 * d->ncells, d->nsums, &p->linear);
	if (rc)
		return rc;
	for (size_t i = 0; i < d->ncells; i++)
		set_cell(p, i);
	for (size_t i = 0; i < d->nsums; i++)
		put_row(p, i, &d->sums[i]);
	return OK;
}

/* The table that was found is one an attacker cannot rule out either. */
static void
take_path(const struct path *p, size_t cell)
{
	for (size_t i = 0; i < p->d->ncells; i++) {
		struct disclosure_cell *c = &p->d->cells[i];
		int64_t move = p->moves[2 * i] - p->moves[2 * i + 1];

		if (!move)
			continue;
		if (!disclosure_hidden(c)) {
			c->fate = DISCLOSURE_SECOND;
			c->protects = cell;
			set_cell(p, i);
		}
		if (c->value + move < c->least)
			c->least = c->value + move;
		if (c->value + move > c->most)
			c->most = c->value + move;
	}
}

/* `move` is how far the cell is to go: up, or below 0 down. */
static enum result
find_path(const struct path *p, size_t cell, int64_t move)
{
	enum result rc;

	linear_column(p->linear, 2 * cell, move > 0 ? move : 0,
	    move > 0 ? p->ceiling : 0);
	linear_column(p->linear, 2 * cell + 1, move < 0 ? -move : 0,
	    move < 0 ? p->d->cells[cell].value : 0);
	rc = linear_least(p->linear, DISCLOSURE_SECONDS, p->moves);
	set_cell(p, cell);
	if (!rc)
		take_path(p, cell);
	return rc;
}

/* The two numbers that must both be possible. */
static enum result
protect_small(const struct path *p, size_t cell)
{
	const struct disclosure_model *d = p->d;
	const struct disclosure_cell *c = &d->cells[cell];
	int64_t least = disclosure_least(d, cell);
	int64_t most = least + disclosure_width(d);
	enum result rc = OK;

	if (c->most < most)
		rc = find_path(p, cell, most - c->value);
	if (!rc && c->least > least)
		rc = find_path(p, cell, least - c->value);
	return rc;
}

static enum result
protect_other(const struct path *p, size_t cell)
{
	int64_t width = disclosure_width(p->d);
	enum result rc = find_path(p, cell, width);

	return rc == MISSING ? find_path(p, cell, -width) : rc;
}

/* Those hidden on the way come after; the largest needs are met first. */
static enum result
protect_all(const struct path *p)
{
	struct disclosure_model *d = p->d;
	bool again = true;

	for (size_t i = 0; i < d->ncells; i++)
		d->cells[i].least = d->cells[i].most = d->cells[i].value;
	while (again) {
		again = false;
		for (size_t i = 0; i < d->ncells; i++) {
			const struct disclosure_cell *c = &d->cells[i];
			enum result rc;

			if (!disclosure_hidden(c) || disclosure_wide(d, i))
				continue;
			again = true;
			rc = disclosure_small(d, c->value)
				 ? protect_small(p, i)
				 : protect_other(p, i);
			d->weak = i;
			if (rc)
				return rc == BROKEN ? BROKEN : INVALID;
		}
	}
	return OK;
}

/* The largest second one not tried yet. */
static size_t
largest(const struct disclosure_model *d, const bool *tried)
{
	size_t found = d->ncells;

	for (size_t i = 0; i < d->ncells; i++) {
		const struct disclosure_cell *c = &d->cells[i];

		if (c->fate != DISCLOSURE_SECOND ||
		    c->kind != DISCLOSURE_FREE || tried[i])
			continue;
		if (found == d->ncells || c->value > d->cells[found].value)
			found = i;
	}
	return found;
}

/* Shows again what is not needed, the greatest loss first. */
static enum result
show_again(struct disclosure_model *d)
{
	bool *tried = arena_array(d->mem, d->ncells + 1, sizeof(*tried));

	for (size_t n = 0; n < MOST_TRIES; n++) {
		size_t i = largest(d, tried);
		enum result rc;

		if (i == d->ncells)
			break;
		tried[i] = true;
		d->cells[i].fate = DISCLOSURE_SHOWN;
		rc = disclosure_check(d);
		if (rc == BROKEN)
			return BROKEN;
		if (rc)
			d->cells[i].fate = DISCLOSURE_SECOND;
	}
	return OK;
}

static bool
has(const struct disclosure_sum *sum, size_t cell)
{
	for (size_t i = 0; i < sum->nparts; i++) {
		if (sum->parts[i] == cell)
			return true;
	}
	return sum->whole == cell;
}

/* Over which equation a second one would give a hidden one away. */
static void
tell_why(struct disclosure_model *d, size_t cell)
{
	struct disclosure_cell *c = &d->cells[cell];

	for (size_t i = d->nsums; i-- > 0;) {
		const struct disclosure_sum *sum = &d->sums[i];

		if (!has(sum, cell))
			continue;
		c->sum = i;
		if (has(sum, c->protects))
			return;
	}
}

enum result
disclosure_protect(struct disclosure_model *d)
{
	struct path p = { .d = d };
	enum result rc;

	disclosure_hide_small(d);
	if (!disclosure_adds_up(d))
		return BROKEN;
	if (!d->ncells)
		return OK;
	rc = disclosure_know(d);
	if (!rc)
		rc = path_open(d, &p);
	if (!rc)
		rc = protect_all(&p);
	linear_close(p.linear);
	if (!rc)
		rc = show_again(d);
	for (size_t i = 0; !rc && i < d->ncells; i++) {
		if (d->cells[i].fate == DISCLOSURE_SECOND)
			tell_why(d, i);
	}
	return rc ? rc : disclosure_check(d);
}
