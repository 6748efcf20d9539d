#ifndef EVACUATION_COUNT_H
#define EVACUATION_COUNT_H

#include "features/evacuation/evacuation_private.h"

/*
 * 作成済・着手・未着手・期限切れ, once each of every child who needs care; and
 * what is lacking before anything happens, of which a child may lack several.
 */
struct plan_measure {
	const char *code, *label, *says;
	const char *sql;		/* of child "c"; $1 today, $2 a year ago */
	bool lack;			/* of 備えの一覧 */
};

enum { PLAN_MEASURES = 8, PLAN_MAX_LISTED = 2000 };
extern const struct plan_measure plan_measures[PLAN_MEASURES];
/* NULL: there is none of that code. */
const struct plan_measure *plan_measure(const char *code);

/* municipality, everybody, CODE_n for each: as far as this person may see. */
enum result evacuation_sql_counts(struct request *, struct rows *) MUST_CHECK;
/* The columns of child, plan (in force), written: m and municipality may be
 * NULL. */
enum result evacuation_sql_listed(struct request *,
    const struct plan_measure *, const char *municipality, struct rows *)
    MUST_CHECK;
/* id of the plans in force, whoever asks. */
enum result evacuation_sql_of_municipality(struct request *,
    const char *municipality, struct rows *) MUST_CHECK;

enum result evacuation_status_get(struct request *);
enum result evacuation_csv_get(struct request *);
enum result evacuation_ready_get(struct request *);

#endif
