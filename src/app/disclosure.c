#include "app/disclosure.h"

#include <assert.h>

#include "app/disclosure_private.h"

/* The cells and the equations between them. */

struct disclosure_model *
disclosure_new(struct arena *mem, int64_t k, bool zeros)
{
	struct disclosure_model *d = arena_take(mem, sizeof(*d));

	assert(k >= 2);
	d->mem = mem;
	d->k = k;
	d->zeros = zeros;
	return d;
}

/* Room for one more; grows by doubling. */
static void *
grown(struct arena *mem, void *at, size_t n, size_t size)
{
	size_t room = n ? 2 * n : 64;
	char *more;

	if (n && (n < 64 || (n & (n - 1))))
		return at;
	more = arena_array(mem, room, size);
	for (size_t i = 0; i < n * size; i++)
		more[i] = ((const char *)at)[i];
	return more;
}

size_t
disclosure_add(struct disclosure_model *d, const char *name, int64_t value,
    enum disclosure_kind kind)
{
	assert(d->ncells < DISCLOSURE_MAX_CELLS && value >= 0);
	d->known = false;
	d->cells = grown(d->mem, d->cells, d->ncells, sizeof(*d->cells));
	d->cells[d->ncells] = (struct disclosure_cell){ .name = name,
		.value = value,
		.kind = kind,
		.least = value,
		.most = value };
	return d->ncells++;
}

static void
add_sum(struct disclosure_model *d, const struct disclosure_sum *like)
{
	struct disclosure_sum *to;
	size_t *parts = arena_array(d->mem, like->nparts + 1, sizeof(*parts));

	assert(d->nsums < DISCLOSURE_MAX_SUMS && like->whole < d->ncells);
	d->known = false;
	for (size_t i = 0; i < like->nparts; i++) {
		assert(like->parts[i] < d->ncells);
		parts[i] = like->parts[i];
	}
	d->sums = grown(d->mem, d->sums, d->nsums, sizeof(*d->sums));
	to = &d->sums[d->nsums++];
	*to = *like;
	to->parts = parts;
}

void
disclosure_sum(struct disclosure_model *d, const char *name, size_t whole,
    const size_t *parts, size_t n)
{
	add_sum(
	    d, &(struct disclosure_sum){
		   .name = name, .whole = whole, .parts = parts, .nparts = n });
}

void
disclosure_at_most(struct disclosure_model *d, const char *name, size_t whole,
    const size_t *parts, size_t n)
{
	add_sum(d, &(struct disclosure_sum){ .name = name,
		       .whole = whole,
		       .parts = parts,
		       .nparts = n,
		       .at_most = true });
}

bool
disclosure_adds_up(const struct disclosure_model *d)
{
	for (size_t i = 0; i < d->nsums; i++) {
		const struct disclosure_sum *sum = &d->sums[i];
		int64_t whole = d->cells[sum->whole].value, parts = 0;

		for (size_t k = 0; k < sum->nparts; k++)
			parts += d->cells[sum->parts[k]].value;
		if (sum->at_most ? whole > parts : whole != parts)
			return false;
	}
	return true;
}

bool
disclosure_small(const struct disclosure_model *d, int64_t value)
{
	return value < d->k && (value > 0 || !d->zeros);
}

/* What is in no table, or was hidden as a zero before, may be 0. */
int64_t
disclosure_floor(const struct disclosure_model *d, size_t cell)
{
	const struct disclosure_cell *c = &d->cells[cell];

	return d->zeros && c->value > 0 && c->kind != DISCLOSURE_UNTOLD ? 1 : 0;
}

int64_t
disclosure_ceiling(const struct disclosure_model *d)
{
	int64_t sum = 4 * d->k;

	for (size_t i = 0; i < d->ncells; i++)
		sum += d->cells[i].value;
	return sum;
}

int64_t
disclosure_width(const struct disclosure_model *d)
{
	return d->k - (d->zeros ? 2 : 1);
}

int64_t
disclosure_least(const struct disclosure_model *d, size_t cell)
{
	int64_t known = d->cells[cell].known;

	return d->zeros && known < 1 ? 1 : known;
}

bool
disclosure_wide(const struct disclosure_model *d, size_t cell)
{
	const struct disclosure_cell *c = &d->cells[cell];
	int64_t least = disclosure_least(d, cell);

	if (disclosure_small(d, c->value))
		return c->least <= least &&
		       c->most >= least + disclosure_width(d);
	if (c->kind == DISCLOSURE_UNTOLD ||
	    (c->kind == DISCLOSURE_HELD && c->value == 0))
		return true;
	return c->most - c->least >= disclosure_width(d);
}

void
disclosure_hide_small(struct disclosure_model *d)
{
	for (size_t i = 0; i < d->ncells; i++) {
		struct disclosure_cell *c = &d->cells[i];
		bool small = disclosure_small(d, c->value);

		c->fate = DISCLOSURE_SHOWN;
		if (c->kind == DISCLOSURE_OUT)
			continue;
		if (small)
			c->fate = DISCLOSURE_SMALL;
		else if (c->kind == DISCLOSURE_HELD)
			c->fate = DISCLOSURE_SECOND;
	}
}
