#include "features/outage/outage_report.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"

enum { MAX_MINUTES = 4096 };

static int64_t
minutes(const char *from, const char *to)
{
	int64_t m = instant_seconds_between(from, to) / 60;

	return m < 0 ? 0 : m;
}

static int
order(const void *a, const void *b)
{
	const struct outage_reached *x = a, *y = b;

	if (!x->reached_at != !y->reached_at)
		return x->reached_at ? -1 : 1;
	if (x->reached_at && strcmp(x->reached_at, y->reached_at) != 0)
		return strcmp(x->reached_at, y->reached_at);
	return strcmp(x->child, y->child);
}

/* Who needs power but was never taken on has no case. */
static size_t
add_lines(const struct rows *cases, const struct outage_line *lines, size_t n,
    struct outage_reached *out)
{
	size_t made = 0, k;

	for (size_t i = 0; i < n; i++) {
		if (lines[i].rank == OUTAGE_NONE)
			continue;
		for (k = 0; k < cases->nrows; k++) {
			if (strcmp(rows_cell(cases, k, "child"),
			    lines[i].child) == 0)
				break;
		}
		if (k == cases->nrows)
			out[made++] = (struct outage_reached){
				.child = lines[i].child,
				.municipality = lines[i].municipality,
				.since_cut = -1, .since_declared = -1 };
	}
	return made;
}

static size_t
add_cases(struct request *r, const struct outage *o, const struct rows *cases,
    struct outage_reached *out)
{
	struct outage_case c;
	size_t made = 0;

	for (size_t i = 0; i < cases->nrows; i++) {
		if (!record_load(r, &outage_case_record, cases, i, &c))
			continue;
		out[made++] = (struct outage_reached){ c.child,
			rows_cell(cases, i, "municipality"),
			outage_status_of(c.status), c.reached_at, c.told_by,
			c.reached_at ? minutes(rows_cell(cases, i, "cut_at"),
			c.reached_at) : -1, c.reached_at ? minutes(
			o->declared_at, c.reached_at) : -1 };
	}
	return made;
}

enum result
outage_report_load(struct request *r, const char *id,
    struct outage_report *out)
{
	struct rows cases = { 0 };
	struct outage_line *lines = NULL;
	size_t n = 0;
	enum result rc = outage_get(r, id, &out->outage);

	if (!rc)
		rc = outage_sql_areas(r, id, &out->areas);
	if (!rc)
		rc = outage_sql_turns(r, id, &out->turns);
	if (!rc)
		rc = outage_sql_all_cases(r, id, &cases);
	if (!rc)
		rc = outage_sql_lines(r, id, true, &lines, &n);
	if (rc)
		return rc;
	out->all = arena_array(r->mem, cases.nrows + n + 1, sizeof(*out->all));
	out->n = add_cases(r, &out->outage, &cases, out->all);
	out->n += add_lines(&cases, lines, n, out->all + out->n);
	qsort(out->all, out->n, sizeof(*out->all), order);
	for (size_t i = 0; i < out->n; i++) {
		out->counts[out->all[i].status]++;
		out->reached += out->all[i].reached_at != NULL;
	}
	return OK;
}

static int
by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

struct outage_figures
outage_report_figures(const struct outage_report *p, const char *municipality)
{
	struct outage_figures f = { .middle = -1, .most = -1 };
	int64_t all[MAX_MINUTES];
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct outage_reached *c = &p->all[i];

		if (municipality && (!c->municipality ||
		    strcmp(c->municipality, municipality) != 0))
			continue;
		f.n++;
		if (!c->reached_at)
			continue;
		f.reached++;
		if (c->since_cut > f.most)
			f.most = c->since_cut;
		if (n < MAX_MINUTES)
			all[n++] = c->since_cut;
	}
	if (n) {
		qsort(all, n, sizeof(*all), by_number);
		f.middle = all[(n - 1) / 2];
	}
	return f;
}
