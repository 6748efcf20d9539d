#ifndef SURVEY_RESULT_SQL_H
#define SURVEY_RESULT_SQL_H

#include "features/survey/survey.h"

/* Everywhere here: of each recipient the last reply that was sent, alone. */

enum { SURVEY_CASES_MAX = 20000, SURVEY_VALUES_MAX = 1000000 };

/* recipient, name, region, service_kind, agency_kind, reply, channel, sent_at;
 * by region and name. */
enum result survey_sql_cases(struct request *, const char *survey,
    struct rows *) MUST_CHECK;
/* reply, question, value: NULL where it was written by hand. */
enum result survey_sql_values(struct request *, const char *survey,
    struct rows *) MUST_CHECK;

/* What was written to one question, sealed as it lies: the columns of
 * survey_answer, name, region, recipient, read_on, card. `unread`: those that
 * nobody has read yet. */
struct survey_texts_ask {
	const char *question;
	bool unread;
};
enum result survey_sql_texts(struct request *,
    const struct survey_texts_ask *, int64_t limit, int64_t offset,
    struct rows *) MUST_CHECK;
enum result survey_sql_texts_count(struct request *,
    const struct survey_texts_ask *, int64_t *) MUST_CHECK;
/* The same columns of one answer, be it the last or not; with newer: how many
 * replies were sent after it. */
enum result survey_sql_text(struct request *, const char *answer,
    struct rows *) MUST_CHECK;
/* All of a wave, for its sheet. */
enum result survey_sql_texts_of(struct request *, const char *survey,
    struct rows *) MUST_CHECK;
/* Inside a deed. CONFLICT: somebody did. */
enum result survey_sql_text_read(struct request *, const char *answer);

/* What was taken into the directory: name, asks, question, value, answer, text,
 * decided_on. */
enum result survey_sql_accepted(struct request *, const char *survey,
    struct rows *) MUST_CHECK;

#endif
