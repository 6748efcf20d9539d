#include "features/statistics/statistics_public.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "features/statistics/statistics_lines.h"

/* What of a report the public does not see, and why. */

static bool
is_hidden(const struct public_model *m, const struct report *report,
    const char *table, const char *code, int64_t value)
{
	const struct public_slot like = { report->from, report->to, table, code,
	    value, 0 };
	const struct public_slot *slot = public_model_find(m, &like);

	/* No room for it: then it is not printed. */
	return !slot || m->d->cells[slot->cell].fate != DISCLOSURE_SHOWN;
}

static void
mark(const struct public_model *m, struct report *report)
{
	report->persons_hidden = is_hidden(m, report, "persons", "all",
	    report->persons);
	report->total_hidden = is_hidden(m, report, "total", "all",
	    report->total);
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		struct report_table *t = &report->tables[i];

		for (size_t k = 0; k < t->nrows; k++)
			t->rows[k].hidden = is_hidden(m, report, t->name,
			    t->rows[k].code, t->rows[k].count);
		t->gap_hidden = t->kind == REPORT_SINGLE && t->gap &&
		    is_hidden(m, report, t->name, "gap", t->gap);
		t->total_hidden = is_hidden(m, report, public_total_table(i),
		    "all", t->total);
	}
}

static const char *
why(const struct public_model *m, const struct disclosure_cell *c)
{
	const struct disclosure_model *d = m->d;

	if (c->kind == DISCLOSURE_HELD && c->fate == DISCLOSURE_SECOND)
		return "前の公表で伏せた数です。";
	if (c->fate == DISCLOSURE_SMALL)
		return arena_fmt(m->r->mem, "%lldより少ない数です。",
		    (long long)d->k);
	return arena_fmt(m->r->mem, "「%s」から、伏せた「%s」が分かってしまうためです。",
	    d->sums[c->sum].name, d->cells[c->protects].name);
}

/* The table whose cell stands behind this line. */
static const char *
cell_table(const struct report_line *line)
{
	if (strcmp(line->code, "all") == 0 && line->group > 1)
		return public_total_table(line->group - 2);
	return line->table;
}

static void
tell_line(const struct public_model *m, const struct report *report,
    const struct report_line *line, bool *told, struct report_public *out)
{
	const struct public_slot like = { report->from, report->to,
	    cell_table(line), line->code, line->count, 0 };
	const struct public_slot *slot = public_model_find(m, &like);
	const struct disclosure_cell *c;

	if (!slot)
		return;
	c = &m->d->cells[slot->cell];
	if (line->hidden)
		out->at[out->n++] = (struct report_hidden){ line->table,
		    line->code, line->label, why(m, c),
		    c->fate == DISCLOSURE_SECOND, c->value, c->least,
		    c->most };
	if (told[slot->cell])
		return;
	told[slot->cell] = true;
	out->loss.cells++;
	out->loss.counts += c->value;
	out->loss.small += c->fate == DISCLOSURE_SMALL;
	out->loss.second += c->fate == DISCLOSURE_SECOND;
	out->loss.hidden += c->fate != DISCLOSURE_SHOWN ? c->value : 0;
}

/* A total that three tables share is lost once. */
static void
tell(const struct public_model *m, const struct report *report,
    struct report_public *out)
{
	struct report_lines lines = report_lines_of(m->r->mem, report);
	bool *told = arena_array(m->r->mem, m->d->ncells + 1, sizeof(*told));

	out->at = arena_array(m->r->mem, lines.n + 1, sizeof(*out->at));
	for (size_t i = 0; i < lines.n; i++)
		tell_line(m, report, &lines.at[i], told, out);
}

int64_t
report_threshold(struct request *r)
{
	int64_t k;

	if (!text_number(codes_setting(r->codes, "disclosure_k"), &k) ||
	    k < REPORT_LEAST_K || k > REPORT_MOST_K)
		return 10;
	return k;
}

bool
report_shows_zeros(struct request *r)
{
	return strcmp(codes_setting(r->codes, "disclosure_zeros"),
	    "hidden") != 0;
}

/* Each of them may be what several others are parts of. */
static void
add_parts(struct public_model *m, const struct report *report,
    const struct report *const *earlier, size_t n)
{
	const struct report *all[REPORT_MOST_EARLIER + 1];

	for (size_t i = 0; i < n; i++)
		all[i] = earlier[i];
	all[n] = report;
	for (size_t i = 0; i <= n; i++)
		public_model_parts(m, all, n + 1, all[i]);
}

enum result
report_protect(struct request *r, struct report *report,
    const struct report_rule *rule, const struct report *const *earlier,
    size_t n, struct report_public *out)
{
	struct public_model *m = public_model_new(r, rule, n + 1);
	enum result rc;

	assert(n <= REPORT_MOST_EARLIER);
	*out = (struct report_public){ .n = 0 };
	for (size_t i = 0; i < n; i++)
		public_model_add(m, earlier[i], true);
	public_model_add(m, report, false);
	for (size_t i = 0; i < n; i++) {
		public_model_pair(m, earlier[i], report);
		for (size_t k = i + 1; k < n; k++)
			public_model_pair(m, earlier[i], earlier[k]);
	}
	add_parts(m, report, earlier, n);
	rc = disclosure_protect(m->d);
	if (!rc)
		rc = disclosure_prove(m->d);
	if (rc == INVALID)
		out->weak = m->d->cells[m->d->weak].name;
	if (rc)
		return rc;
	mark(m, report);
	tell(m, report, out);
	return OK;
}
