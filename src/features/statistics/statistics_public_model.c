#include "features/statistics/statistics_public.h"

#include <string.h>

/* The tables of a report as cells and equations. */

struct public_model *
public_model_new(struct request *r, const struct report_rule *rule,
    size_t reports)
{
	struct public_model *m = arena_take(r->mem, sizeof(*m));

	m->r = r;
	m->alone = reports == 1;
	m->d = disclosure_new(r->mem, rule->k, rule->zeros);
	m->room = (reports + 1) * (reports + 1) *
	    REPORT_TABLES * (CLASSES_MOST + 3);
	m->at = arena_array(r->mem, m->room, sizeof(*m->at));
	return m;
}

static bool
same_slot(const struct public_slot *a, const struct public_slot *b)
{
	return *a->from && strcmp(a->table, b->table) == 0 &&
	    strcmp(a->code, b->code) == 0 && strcmp(a->from, b->from) == 0 &&
	    strcmp(a->to, b->to) == 0 && a->value == b->value;
}

const struct public_slot *
public_model_find(const struct public_model *m, const struct public_slot *like)
{
	for (size_t i = 0; i < m->n; i++) {
		if (same_slot(&m->at[i], like))
			return &m->at[i];
	}
	return NULL;
}

/* Its cell; one that is there already stays, and stays printed. */
size_t
public_model_cell(struct public_model *m, const struct public_slot *like,
    const char *name, enum disclosure_kind kind)
{
	const struct public_slot *had = public_model_find(m, like);

	if (had) {
		if (kind == DISCLOSURE_OUT)
			m->d->cells[had->cell].kind = kind;
		return had->cell;
	}
	m->at[m->n] = *like;
	m->at[m->n].cell = disclosure_add(m->d, name, like->value, kind);
	return m->at[m->n++].cell;
}

/* Tables of the same children, contacts or activities share one total. */
const char *
public_total_table(size_t table)
{
	const struct measure *m = &measures[table];

	if (m->kind == REPORT_MULTI)
		return m->name;
	return m->subject == SUBJECT_CHILD ? "persons" :
	    m->subject == SUBJECT_CONTACT ? "total" : "advisor";
}

static enum disclosure_kind
kind_of(bool earlier, bool hidden)
{
	return !earlier ? DISCLOSURE_FREE :
	    hidden ? DISCLOSURE_HELD : DISCLOSURE_OUT;
}

/* Which report it is of, where there is more than one. */
static const char *
public_of(const struct public_model *m, const struct report *report)
{
	return m->alone ? "" : arena_fmt(m->r->mem, "%s ", report->period);
}

static const char *
name_of(struct public_model *m, const struct report *report,
    const char *title, const char *label)
{
	return arena_fmt(m->r->mem, "%s%s：%s", public_of(m, report), title,
	    label);
}

static size_t
add_cell(struct public_model *m, const struct report *report,
    const char *table, const char *code, const char *name, int64_t value,
    enum disclosure_kind kind)
{
	const struct public_slot like = { report->from, report->to, table, code,
	    value, 0 };

	return public_model_cell(m, &like, name, kind);
}

/* The whole may be told by parts that overlap: then it is at most their sum. */
static void
add_sum(struct public_model *m, const char *name, size_t whole,
    const size_t *parts, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += m->d->cells[parts[i]].value;
	if (sum == m->d->cells[whole].value)
		disclosure_sum(m->d, name, whole, parts, n);
	else if (sum > m->d->cells[whole].value)
		disclosure_at_most(m->d, name, whole, parts, n);
}

static void
add_table(struct public_model *m, const struct report *report, size_t table,
    bool earlier, size_t contacts)
{
	const struct report_table *t = &report->tables[table];
	size_t parts[CLASSES_MOST + 1], n = 0, whole;

	whole = add_cell(m, report, public_total_table(table), "all",
	    name_of(m, report, t->title, "合計"), t->total,
	    kind_of(earlier, t->total_hidden));
	for (size_t i = 0; i < t->nrows; i++) {
		const struct report_row *row = &t->rows[i];

		parts[n++] = add_cell(m, report, t->name, row->code,
		    name_of(m, report, t->title, row->label), row->count,
		    kind_of(earlier, row->hidden));
		if (t->kind == REPORT_MULTI)
			disclosure_at_most(m->d, arena_fmt(m->r->mem,
			    "%s：延回数をこえない", t->title), parts[i], &contacts,
			    1);
	}
	if (t->kind == REPORT_SINGLE && t->gap)
		parts[n++] = add_cell(m, report, t->name, "gap",
		    name_of(m, report, t->title, "記入なし"), t->gap,
		    kind_of(earlier, t->gap_hidden));
	add_sum(m, arena_fmt(m->r->mem, "%s%sの合計", public_of(m, report),
	    t->title),
	    whole, parts, n);
}

void
public_model_add(struct public_model *m, const struct report *report,
    bool earlier)
{
	size_t persons, contacts;

	persons = add_cell(m, report, "persons", "all",
	    name_of(m, report, "全体", "実人数"), report->persons,
	    kind_of(earlier, report->persons_hidden));
	contacts = add_cell(m, report, "total", "all",
	    name_of(m, report, "全体", "延回数"), report->total,
	    kind_of(earlier, report->total_hidden));
	disclosure_at_most(m->d, "実人数は延回数をこえない", persons, &contacts, 1);
	for (size_t i = 0; i < REPORT_TABLES; i++)
		add_table(m, report, i, earlier, contacts);
}
