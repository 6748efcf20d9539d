#ifndef TABULATION_SQL_H
#define TABULATION_SQL_H

#include "app/period.h"

/* The queries behind a tabulation. Cells come in the order of the enums. What was
 * erased since is counted on, without saying whose it was. */
typedef enum result tabulation_each(void *ctx, const char *const *cells,
    size_t ncols);

enum { CELL_DAY, CELL_CHILD, CELL_METHOD, CELL_REQUESTER, CELL_TOPICS,
	CELL_PARTNERS, CELL_SUPPORT, CELL_PARTICIPANTS, CELL_ROLE,
	CELL_MINUTES, CELL_TRAVEL, CELL_KM, CELL_ID };
enum { KID_ID, KID_BORN, KID_MUNICIPALITY, KID_MEDICAL_CARE, KID_CARE };
enum { FIRST_CHILD, FIRST_EVER, FIRST_WITHIN };
enum { SEVERITY_CHILD, SEVERITY_CLASS };

/* In no order; latest first. */
enum result tabulation_sql_contacts(struct request *, const struct period *,
    tabulation_each *, void *) MUST_CHECK;
enum result tabulation_sql_latest(struct request *, const struct period *,
    tabulation_each *, void *) MUST_CHECK;
enum result tabulation_sql_children(struct request *, tabulation_each *,
    void *) MUST_CHECK;
/* The first day of each child's contacts, ever and in the period; the second is
 * NULL for one without a contact in it. */
enum result tabulation_sql_first(struct request *, const struct period *,
    tabulation_each *, void *) MUST_CHECK;
/* The class of care in force at the end of the period: the last one stands. */
enum result tabulation_sql_severity(struct request *, const struct period *,
    tabulation_each *, void *) MUST_CHECK;
/* Items of a form in force in a fiscal year, in order, each with `answer` and
 * `answer_id` where somebody put one down. */
enum result tabulation_sql_items(struct request *, const char *form, int year,
    struct rows *) MUST_CHECK;
/* form form_label, each once. */
enum result tabulation_sql_forms(struct request *, struct rows *) MUST_CHECK;
/* Those in the list, by title: the columns of tabulation and made_by_name. */
enum result tabulation_sql_list(struct request *, struct rows *) MUST_CHECK;

#endif
