#include "features/tabulation/tabulation_count.h"

#include <stdlib.h>
#include <string.h>

#include "features/tabulation/tabulation_sql.h"

/* Children first, then one pass over the contacts of the period. */

const struct amount amounts[] = {
	{ "contacts", "延回数", "回", "対応の回数です。子どもを特定しない相談も数えます。",
	    GRID_CONTACTS, 0 },
	{ "persons", "実人数", "人", "違う子どもの数です（同じ子どもは1つのます目で1人と数えます）。"
	    "計は、区分の数の足し算と合わないことがあります。", GRID_PERSONS, 0 },
	{ "answers", "件数", "件", "複数回答です。1回の対応が当てはまる区分のそれぞれで1件になります。",
	    GRID_ANSWERS, 0 },
	{ "minutes", "対応時間", "分", "対応にかかった時間の合計です。書いていないものは0分です。",
	    GRID_WEIGHT, CELL_MINUTES },
	{ "travel_minutes", "移動時間", "分", "移動にかかった時間の合計です。",
	    GRID_WEIGHT, CELL_TRAVEL },
	{ "km", "移動距離", "km", "移動した距離の合計です。", GRID_WEIGHT, CELL_KM },
};

const size_t namounts = COUNT(amounts);

struct pass {
	struct request *r;
	const struct question *q;
	struct counted *c;
	struct tally index;	/* id of a child: its number */
	struct kid *kids;	/* [cap], by number from 1 */
	size_t cap;
	/* Of a list: what is looked for, and what was found. */
	uint64_t row, column;
	int64_t skip;
	size_t most;
	struct members *out;	/* NULL: counting */
	bool persons;
};

static const char *
kept(struct pass *p, const char *cell)
{
	return cell ? arena_text(p->r->mem, cell) : NULL;
}

static enum result
each_child(void *ctx, const char *const *cells, size_t ncols)
{
	struct pass *p = ctx;
	bool fresh;
	struct tally_entry *e = tally_enter(&p->index, cells[KID_ID], &fresh);
	size_t n = p->index.n;

	(void)ncols;
	if (n >= p->cap) {
		struct kid *more = arena_array(p->r->mem, p->cap * 2,
		    sizeof(*more));

		memcpy(more, p->kids, p->cap * sizeof(*more));
		p->kids = more;
		p->cap *= 2;
	}
	e->count = (int64_t)n;
	p->kids[n] = (struct kid){ .number = (uint32_t)n, .id = e->key,
	    .born_on = kept(p, cells[KID_BORN]),
	    .municipality = kept(p, cells[KID_MUNICIPALITY]),
	    .medical_care = kept(p, cells[KID_MEDICAL_CARE]),
	    .care = kept(p, cells[KID_CARE]) };
	return OK;
}

static struct kid *
kid_of(struct pass *p, const char *id)
{
	const struct tally_entry *e = id ? tally_find(&p->index, id) : NULL;

	return e ? &p->kids[e->count] : NULL;
}

static void
put_day(char day[11], const char *cell)
{
	memcpy(day, cell, strnlen(cell, 10));
}

static enum result
each_first(void *ctx, const char *const *cells, size_t ncols)
{
	struct kid *kid = kid_of(ctx, cells[FIRST_CHILD]);

	(void)ncols;
	if (!kid)
		return OK;
	put_day(kid->first_ever, cells[FIRST_EVER]);
	if (cells[FIRST_WITHIN])
		put_day(kid->first, cells[FIRST_WITHIN]);
	return OK;
}

static enum result
each_severity(void *ctx, const char *const *cells, size_t ncols)
{
	struct kid *kid = kid_of(ctx, cells[SEVERITY_CHILD]);

	(void)ncols;
	if (kid)
		kid->severity = kept(ctx, cells[SEVERITY_CLASS]);
	return OK;
}

static bool
fits(struct pass *p, const char *const *cells, const struct kid *kid)
{
	for (size_t i = 0; i < p->q->nfilters; i++) {
		struct side *s = &p->c->filters[i];
		size_t at = side_find(s, p->q->filters[i].code);

		if (!(side_mask(s, cells, kid) >> at & 1))
			return false;
	}
	return true;
}

static void
list_one(struct pass *p, const char *const *cells, struct kid *kid)
{
	struct members *out = p->out;

	if (p->persons) {
		out->total += kid && !kid->contacts++;
		return;
	}
	if (out->total++ < p->skip || out->n == p->most)
		return;
	out->at[out->n++].id = arena_text(p->r->mem, cells[CELL_ID]);
}

static enum result
each_contact(void *ctx, const char *const *cells, size_t ncols)
{
	struct pass *p = ctx;
	struct kid *kid = kid_of(p, cells[CELL_CHILD]);
	size_t weight = p->q->amount->cell;
	struct fact f = { .child = kid ? kid->number : 0 };

	(void)ncols;
	if (!fits(p, cells, kid))
		return OK;
	f.rows = side_mask(&p->c->rows, cells, kid);
	f.columns = side_mask(&p->c->columns, cells, kid);
	if (p->out) {
		if (f.rows & p->row && f.columns & p->column)
			list_one(p, cells, kid);
		return OK;
	}
	f.weight = weight ? strtoll(cells[weight], NULL, 10) : 0;
	grid_add(&p->c->grid, &f);
	return OK;
}

static enum result
open_sides(struct pass *p)
{
	struct counted *c = p->c;
	const struct question *q = p->q;
	enum result rc = side_open(p->r, q->rows, &q->period, &c->rows);

	if (!rc)
		rc = side_open(p->r, q->columns, &q->period, &c->columns);
	for (size_t i = 0; !rc && i < q->nfilters; i++) {
		rc = side_open(p->r, q->filters[i].of, &q->period,
		    &c->filters[i]);
		if (!rc && side_find(&c->filters[i], q->filters[i].code) ==
		    c->filters[i].n) {
			request_fault(p->r, q->filters[i].of->name,
			    "この期間の表にない区分です。");
			rc = INVALID;
		}
	}
	return rc;
}

static enum result
walk(struct pass *p)
{
	enum { FIRST_KIDS = 256 };
	const struct period *period = &p->q->period;
	enum result rc;

	p->index = tally_new(p->r->mem);
	p->cap = FIRST_KIDS;
	p->kids = arena_array(p->r->mem, p->cap, sizeof(*p->kids));
	rc = tabulation_sql_children(p->r, each_child, p);
	if (!rc)
		rc = tabulation_sql_first(p->r, period, each_first, p);
	if (!rc)
		rc = tabulation_sql_severity(p->r, period, each_severity, p);
	if (!rc)
		rc = p->out ?
		    tabulation_sql_latest(p->r, period, each_contact, p) :
		    tabulation_sql_contacts(p->r, period, each_contact, p);
	return rc;
}

enum result
tabulation_count(struct request *r, const struct question *q,
    struct counted *out)
{
	struct pass p = { .r = r, .q = q, .c = out };
	enum result rc;

	*out = (struct counted){ 0 };
	rc = open_sides(&p);
	if (rc)
		return rc;
	out->grid = grid_new(r->mem, q->amount->measure, out->rows.n,
	    out->columns.n);
	return walk(&p);
}

/* All bits for the sum. */
static enum result
bits_of(const struct side *s, const char *code, uint64_t *bits)
{
	size_t at = code ? side_find(s, code) : 0;

	*bits = code ? UINT64_C(1) << at : ~UINT64_C(0);
	return code && at == s->n ? MISSING : OK;
}

/* The children met, in the order of the register. */
static void
list_children(struct pass *p)
{
	int64_t met = 0;

	for (size_t i = 1; i <= p->index.n; i++) {
		const struct kid *kid = &p->kids[i];

		if (!kid->contacts || met++ < p->skip || p->out->n == p->most)
			continue;
		p->out->at[p->out->n++] = (struct member){ .id = kid->id,
		    .first = kid->first, .contacts = kid->contacts };
	}
}

enum result
tabulation_members(struct request *r, const struct question *q,
    const struct cell_asked *asked, int64_t skip, size_t most,
    struct members *out)
{
	struct counted c = { 0 };
	struct pass p = { .r = r, .q = q, .c = &c, .skip = skip, .most = most,
	    .out = out, .persons = q->amount->measure == GRID_PERSONS };
	enum result rc = open_sides(&p);

	*out = (struct members){ .at = arena_array(r->mem, most,
	    sizeof(*out->at)) };
	if (!rc)
		rc = bits_of(&c.rows, asked->row, &p.row);
	if (!rc)
		rc = bits_of(&c.columns, asked->column, &p.column);
	if (!rc)
		rc = walk(&p);
	if (!rc && p.persons)
		list_children(&p);
	out->answers = out->total;
	return rc;
}
