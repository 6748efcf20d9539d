#ifndef STATISTICS_COUNT_H
#define STATISTICS_COUNT_H

#include "app/classes.h"
#include "base/tally.h"
#include "features/statistics/statistics.h"

/*
 * How the tables are counted, for the files of this feature. The lists behind
 * the numbers ask the same functions, so a list is as long as its number.
 */
enum measure_id { M_AGE, M_AREA, M_METHOD, M_REQUESTER, M_TOPIC, M_LINKED,
	M_CARE, M_ADVISOR_AREA, M_ADVISOR_KIND };

struct measure {
	const char *name, *list, *title, *unit, *definition;
	enum subject subject;
	enum report_kind kind;
	enum data_class tells;	/* of children: what being in a class tells */
};

extern const struct measure measures[REPORT_TABLES];
/* NULL when there is no such table. */
const struct measure *measure_find(const char *name);

/* Their code lists, NULL-ended. */
const char *const *measure_lists(struct arena *);

struct count {
	struct request *r;
	struct period period;
	struct classes classes[REPORT_TABLES];
	struct tally answers[REPORT_TABLES];	/* by codes as recorded */
	struct tally children;		/* by id: contacts and first day */
	int64_t contacts;
};

/* What decides the class of a child. */
struct child_facts {
	const char *born_on, *municipality, *medical_care;
	const char *first;	/* day of the first contact in the period */
};

enum result count_begin(struct request *, const struct period *,
    struct count *) MUST_CHECK;
/* One pass over the contacts of the period: answers and first days. */
enum result count_contacts(struct count *) MUST_CHECK;
enum result count_children(struct count *) MUST_CHECK;
enum result count_activities(struct count *) MUST_CHECK;
/* One bit a class the recorded answer falls in; 0: none covers it. */
uint64_t count_mask(struct count *, enum measure_id, const char *answer);
/* The answer of a child to age, area or care. */
const char *count_child_answer(struct count *, enum measure_id,
    const struct child_facts *);

#endif
