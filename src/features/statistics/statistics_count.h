#ifndef STATISTICS_COUNT_H
#define STATISTICS_COUNT_H

#include "app/codes.h"
#include "features/statistics/statistics.h"
#include "features/statistics/statistics_tally.h"

/*
 * How the tables are counted, for the files of this feature. The lists behind
 * the numbers ask the same functions, so a list is as long as its number.
 */
enum subject { SUBJECT_CHILD, SUBJECT_CONTACT, SUBJECT_ACTIVITY };

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

struct period {
	const char *from, *to;
	int restated;		/* fiscal year, or 0 */
};

/* The classes printed in one table, in list order. */
struct classes {
	const struct code *at[REPORT_MAX_CLASSES];
	size_t position[REPORT_MAX_CLASSES];	/* in the whole list */
	size_t n;
	size_t unknown;		/* position of 不明; n when there is none */
};

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

/* BROKEN when a list has more classes than a table may. */
enum result classes_of(struct request *, const struct measure *,
    const struct period *, struct classes *) MUST_CHECK;
const char *classes_label(struct arena *, const struct measure *,
    const struct classes *, size_t i);
/* What was folded into what, or NULL. */
const char *classes_footnote(struct request *, const struct measure *,
    const struct period *);

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

/* Faults at from, to, restated. */
enum result period_check(struct request *, const struct period *) MUST_CHECK;
/* 令和6年度, 令和6年度（4〜12月）, ... */
const char *period_label(struct arena *, const struct period *);
bool	period_is_fiscal_year(struct arena *, const struct period *);

#endif
