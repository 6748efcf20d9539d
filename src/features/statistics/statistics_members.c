#include "features/statistics/statistics_members.h"

#include <stdlib.h>
#include <string.h>

#include "features/statistics/statistics_sql.h"

#define NO_SUCH_CLASS "この期間の表にない区分です。"

struct walk {
	struct count count;
	const struct chosen *chosen;
	enum measure_id id;		/* of the chosen's measure */
	uint64_t wanted;		/* the bit of its class */
	int64_t skip, met;		/* members before the page; met so far */
	size_t most;
	struct members *out;
	struct tally days;		/* of contacts: how many each day */
};

static const char *
class_title(struct request *r, const struct measure *m,
    const struct period *p, const char *code)
{
	struct classes classes;

	if (classes_of(r, m->list, p, &classes))
		return NULL;
	for (size_t i = 0; i < classes.n; i++) {
		if (strcmp(classes.at[i]->code, code) == 0)
			return arena_fmt(r->mem, "%s：%s", m->title,
			    classes_label(r->mem, &classes, i));
	}
	return NULL;
}

static enum result
choose_part(struct request *r, const struct period *p, struct chosen *c)
{
	const struct measure *m = c->measure;

	if (!c->code || strcmp(c->code, "all") == 0) {
		c->part = PART_ALL;
		c->title = arena_fmt(r->mem, "%s：合計", m->title);
	} else if (strcmp(c->code, "gap") == 0) {
		c->part = PART_GAP;
		c->title = arena_fmt(r->mem, "%s：記入なし", m->title);
	} else {
		c->title = class_title(r, m, p, c->code);
	}
	if (!c->title)
		request_fault(r, "code", NO_SUCH_CLASS);
	return c->title ? OK : INVALID;
}

/* The two figures above the tables have no classes. */
static enum result
choose_whole(struct request *r, const char *table, struct chosen *c)
{
	const char *code = c->code;

	if (table && strcmp(table, "persons") == 0) {
		*c = (struct chosen){ NULL, SUBJECT_CHILD, PART_ALL, NULL,
		    "実人数", "人", "期間中に1回以上対応した子どもです。" };
	} else if (table && strcmp(table, "total") == 0) {
		*c = (struct chosen){ NULL, SUBJECT_CONTACT, PART_ALL, NULL,
		    "延回数", "回", "期間中の対応です。" };
	} else {
		request_fault(r, "table", "ない表です。統計のページから開いてください。");
		return INVALID;
	}
	if (!code || strcmp(code, "all") == 0)
		return OK;
	request_fault(r, "code", NO_SUCH_CLASS);
	return INVALID;
}

enum result
chosen_read(struct request *r, const struct period *p, struct chosen *c)
{
	const char *table = request_query(r, "table");

	*c = (struct chosen){ .measure = measure_find(table),
	    .code = request_query(r, "code") };
	if (c->measure) {
		c->subject = c->measure->subject;
		c->definition = c->measure->definition;
		c->unit = c->subject == SUBJECT_CHILD ? "人" :
		    c->subject == SUBJECT_CONTACT ? "回" : "件";
		return choose_part(r, p, c);
	}
	return choose_whole(r, table, c);
}

/* How often this answer is in the number; 0: not behind it at all. */
static int64_t
times(const struct walk *w, uint64_t mask)
{
	const struct chosen *c = w->chosen;

	if (!c->measure)
		return 1;
	if (c->part == PART_GAP)
		return !mask;
	if (c->part == PART_CLASS)
		return (mask & w->wanted) != 0;
	return c->measure->kind == REPORT_SINGLE ? 1 :
	    __builtin_popcountll(mask);
}

static void
keep(struct walk *w, const struct member *member)
{
	struct members *out = w->out;

	if (w->met++ < w->skip || out->n == w->most)
		return;
	out->at[out->n] = *member;
	out->at[out->n++].id = arena_text(w->count.r->mem, member->id);
}

static void
meet(struct walk *w, uint64_t mask, const struct member *member)
{
	int64_t n = times(w, mask);

	if (!n)
		return;
	w->out->answers += n;
	w->out->total++;
	keep(w, member);
}

static int64_t
contact_times(struct walk *w, const char *const *cells)
{
	static const size_t of[REPORT_TABLES] = {
		[M_METHOD] = CONTACT_METHOD,
		[M_REQUESTER] = CONTACT_REQUESTER,
		[M_TOPIC] = CONTACT_TOPICS,
		[M_LINKED] = CONTACT_PARTNERS,
	};

	return times(w, w->chosen->measure ? count_mask(&w->count, w->id,
	    cells[of[w->id]]) : 0);
}

static enum result
each_contact(void *ctx, const char *const *cells, size_t ncols)
{
	struct walk *w = ctx;
	int64_t n = contact_times(w, cells);
	bool fresh;

	(void)ncols;
	if (!n)
		return OK;
	w->out->answers += n;
	w->out->total++;
	tally_enter(&w->days, cells[CONTACT_DAY], &fresh)->count++;
	return OK;
}

static enum result
each_contact_id(void *ctx, const char *const *cells, size_t ncols)
{
	struct walk *w = ctx;
	struct member member = { .id = cells[CONTACT_ID] };

	(void)ncols;
	if (contact_times(w, cells))
		keep(w, &member);
	return OK;
}

static int
later_first(const void *a, const void *b)
{
	const struct tally_entry *x = a, *y = b;

	return strcmp(y->key ? y->key : "", x->key ? x->key : "");
}

/* The days the page lies in; members of later days are skipped already. */
static bool
page_days(struct walk *w, struct period *days)
{
	int64_t before = 0, end = w->skip + (int64_t)w->most;

	qsort(w->days.at, w->days.cap, sizeof(*w->days.at), later_first);
	for (size_t i = 0; i < w->days.n && before < end; i++) {
		const struct tally_entry *day = &w->days.at[i];

		if (!days->to && before + day->count > w->skip) {
			days->to = day->key;
			w->met = before;
		}
		if (days->to)
			days->from = day->key;
		before += day->count;
	}
	return days->to != NULL;
}

/*
 * Ids are in no index with what is counted. So the page is found in the index
 * first, and rows are read of its days alone.
 */
static enum result
walk_contacts(struct walk *w)
{
	struct request *r = w->count.r;
	struct period days = { 0 };
	enum result rc;

	w->days = tally_new(r->mem);
	rc = statistics_sql_contacts(r, &w->count.period, each_contact, w);
	if (rc || !page_days(w, &days))
		return rc;
	return statistics_sql_contact_ids(r, &days, each_contact_id, w);
}

static enum result
each_child(void *ctx, const char *const *cells, size_t ncols)
{
	struct walk *w = ctx;
	const struct tally_entry *e = tally_find(&w->count.children,
	    cells[CHILD_ID]);
	struct child_facts facts = { cells[CHILD_BORN],
	    cells[CHILD_MUNICIPALITY], cells[CHILD_CARE], NULL };
	struct member member = { .id = cells[CHILD_ID] };

	(void)ncols;
	if (!e)
		return OK;
	facts.first = member.first = e->first;
	member.contacts = e->count;
	meet(w, w->chosen->measure ? count_mask(&w->count, w->id,
	    count_child_answer(&w->count, w->id, &facts)) : 0, &member);
	return OK;
}

static enum result
each_activity(void *ctx, const char *const *cells, size_t ncols)
{
	struct walk *w = ctx;
	struct member member = { .id = cells[ACTIVITY_ID] };

	(void)ncols;
	meet(w, count_mask(&w->count, w->id, cells[w->id == M_ADVISOR_AREA ?
	    ACTIVITY_REGION : ACTIVITY_KIND]), &member);
	return OK;
}

static enum result
walk_children(struct walk *w)
{
	enum result rc = count_contacts(&w->count);

	return rc ? rc : statistics_sql_child_ids(w->count.r, each_child, w);
}

static void
choose_bit(struct walk *w)
{
	const struct classes *classes;

	if (!w->chosen->measure)
		return;
	w->id = (enum measure_id)(w->chosen->measure - measures);
	classes = &w->count.classes[w->id];
	for (size_t i = 0; w->chosen->code && i < classes->n; i++) {
		if (strcmp(classes->at[i]->code, w->chosen->code) == 0)
			w->wanted = UINT64_C(1) << i;
	}
}

enum result
members_get(struct request *r, const struct period *p,
    const struct chosen *chosen, int64_t skip, size_t most,
    struct members *out)
{
	struct walk *w = arena_take(r->mem, sizeof(*w));
	enum result rc = count_begin(r, p, &w->count);

	if (rc)
		return rc;
	*out = (struct members){ .at = arena_array(r->mem, most,
	    sizeof(*out->at)) };
	w->chosen = chosen;
	w->skip = skip;
	w->most = most;
	w->out = out;
	choose_bit(w);
	if (chosen->subject == SUBJECT_CHILD)
		return walk_children(w);
	if (chosen->subject == SUBJECT_CONTACT)
		return walk_contacts(w);
	return statistics_sql_activity_ids(r, p, each_activity, w);
}
