#include "features/statistics/statistics_count.h"

#include <string.h>

#include "features/statistics/statistics_sql.h"

/*
 * The counting itself. Contacts stream by once; what is kept is how often each
 * recorded answer came, and each child's first day. Classes are looked up at
 * the end, once for every different answer.
 */
static const struct {
	enum measure_id id;
	size_t cell;
} contact_cells[] = {
	{ M_METHOD, CONTACT_METHOD },
	{ M_REQUESTER, CONTACT_REQUESTER },
	{ M_TOPIC, CONTACT_TOPICS },
	{ M_LINKED, CONTACT_PARTNERS },
};

enum result
count_begin(struct request *r, const struct period *p, struct count *c)
{
	*c = (struct count){ .r = r, .period = *p,
	    .children = tally_new(r->mem) };
	for (size_t i = 0; i < REPORT_TABLES; i++) {
		enum result rc = classes_of(r, measures[i].list, p, &c->classes[i]);

		if (rc)
			return rc;
		c->answers[i] = tally_new(r->mem);
	}
	return OK;
}

static struct tally_entry *
answer_entry(struct count *c, enum measure_id id, const char *answer)
{
	bool fresh;
	struct tally_entry *e = tally_enter(&c->answers[id],
	    answer ? answer : "", &fresh);

	if (fresh)
		e->mask = classes_mask(c->r, &c->classes[id], e->key);
	return e;
}

uint64_t
count_mask(struct count *c, enum measure_id id, const char *answer)
{
	return answer_entry(c, id, answer)->mask;
}

static void
count_answer(struct count *c, enum measure_id id, const char *answer)
{
	answer_entry(c, id, answer)->count++;
}

static void
meet_child(struct count *c, const char *id, const char *day)
{
	bool fresh;
	struct tally_entry *e = tally_enter(&c->children, id, &fresh);

	e->count++;
	if (fresh || strcmp(day, e->first) < 0)
		memcpy(e->first, day, strnlen(day, sizeof(e->first) - 1));
}

static enum result
each_contact(void *ctx, const char *const *cells, size_t ncols)
{
	struct count *c = ctx;

	(void)ncols;
	c->contacts++;
	for (size_t i = 0; i < COUNT(contact_cells); i++)
		count_answer(c, contact_cells[i].id,
		    cells[contact_cells[i].cell]);
	if (cells[CONTACT_CHILD])
		meet_child(c, cells[CONTACT_CHILD], cells[CONTACT_DAY]);
	return OK;
}

enum result
count_contacts(struct count *c)
{
	return statistics_sql_contacts(c->r, &c->period, each_contact, c);
}

const char *
count_child_answer(struct count *c, enum measure_id id,
    const struct child_facts *f)
{
	if (id == M_AGE)
		return classes_band(&c->classes[M_AGE], f->born_on, f->first);
	if (id == M_CARE)
		return f->medical_care;
	return f->municipality ?
	    codes_region(c->r->codes, f->municipality, f->first) : NULL;
}

static enum result
each_child(void *ctx, const char *const *cells, size_t ncols)
{
	static const enum measure_id asked[] = { M_AGE, M_AREA, M_CARE };
	struct count *c = ctx;
	const struct tally_entry *e = tally_find(&c->children, cells[CHILD_ID]);
	struct child_facts facts = { cells[CHILD_BORN],
	    cells[CHILD_MUNICIPALITY], cells[CHILD_CARE], NULL };

	(void)ncols;
	if (!e)
		return OK;
	facts.first = e->first;
	for (size_t i = 0; i < COUNT(asked); i++)
		count_answer(c, asked[i],
		    count_child_answer(c, asked[i], &facts));
	return OK;
}

enum result
count_children(struct count *c)
{
	return statistics_sql_children(c->r, each_child, c);
}

static enum result
each_activity(void *ctx, const char *const *cells, size_t ncols)
{
	struct count *c = ctx;

	(void)ncols;
	count_answer(c, M_ADVISOR_AREA, cells[ACTIVITY_REGION]);
	count_answer(c, M_ADVISOR_KIND, cells[ACTIVITY_KIND]);
	return OK;
}

enum result
count_activities(struct count *c)
{
	return statistics_sql_activities(c->r, &c->period, each_activity, c);
}
