#include "features/statistics/statistics.h"

#include "features/statistics/statistics_count.h"
#include "features/statistics/statistics_page.h"

/* Numbers of one table out of what was counted. */
static void
add_up(const struct tally *answers, struct report_table *t)
{
	for (size_t i = 0; i < answers->cap; i++) {
		const struct tally_entry *e = &answers->at[i];

		if (!e->key || !e->count)
			continue;
		t->subjects += e->count;
		if (!e->mask)
			t->gap += e->count;
		for (size_t k = 0; k < t->nrows; k++) {
			if (e->mask >> k & 1) {
				t->rows[k].count += e->count;
				t->total += e->count;
			}
		}
	}
	if (t->kind == REPORT_SINGLE)
		t->total = t->subjects;
}

static struct report_table
table_of(struct count *c, enum measure_id id)
{
	const struct measure *m = &measures[id];
	const struct classes *classes = &c->classes[id];
	struct arena *mem = c->r->mem;
	struct report_table t = { .name = m->name, .title = m->title,
	    .unit = m->unit, .definition = m->definition, .kind = m->kind,
	    .nrows = classes->n };

	t.rows = arena_array(mem, t.nrows, sizeof(*t.rows));
	for (size_t i = 0; i < t.nrows; i++)
		t.rows[i] = (struct report_row){ .code = classes->at[i]->code,
		    .valid_from = classes->at[i]->valid_from,
		    .valid_to = classes->at[i]->valid_to,
		    .label = classes_label(mem, classes, i),
		    .position = classes->position[i],
		    .unknown = classes->at[i]->unknown };
	add_up(&c->answers[id], &t);
	t.footnote = classes_footnote(c->r, classes);
	return t;
}

enum result
statistics_report(struct request *r, const char *from, const char *to,
    int restated, struct report *out)
{
	struct period p = { from, to, restated };
	struct count *c = arena_take(r->mem, sizeof(*c));
	enum result rc = period_check(r, &p);

	if (!rc)
		rc = count_begin(r, &p, c);
	if (!rc)
		rc = count_contacts(c);
	/* After the contacts, so that every child met is there by now. */
	if (!rc)
		rc = count_children(c);
	if (!rc)
		rc = count_activities(c);
	if (rc)
		return rc;
	*out = (struct report){ .from = from, .to = to, .restated = restated,
	    .period = period_label(r->mem, &p),
	    .persons = (int64_t)c->children.n, .total = c->contacts };
	for (size_t i = 0; i < REPORT_TABLES; i++)
		out->tables[i] = table_of(c, (enum measure_id)i);
	return OK;
}

static const struct route routes[] = {
	{ "GET", "/statistics", STATISTICS_READ, statistics_get },
	{ "GET", "/statistics.json", STATISTICS_READ, statistics_json_get },
	{ "GET", "/statistics.csv", STATISTICS_READ, statistics_csv_get },
	{ "GET", "/statistics.xlsx", STATISTICS_READ, statistics_xlsx_get },
	{ "GET", "/statistics/public", STATISTICS_READ,
	    statistics_public_get },
	{ "GET", "/statistics/records", STATISTICS_READ,
	    statistics_records_get },
	{ "GET", "/api/v1/statistics", STATISTICS_READ, statistics_api_get },
};

const struct feature statistics_feature = {
	.name = "statistics",
	.menu = { "統計", "/statistics", STATISTICS_READ, 8 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&statistics_page, &statistics_records_page,
	    &statistics_public_page),
};
