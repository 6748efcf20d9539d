#ifndef QUESTIONNAIRE_SQL_H
#define QUESTIONNAIRE_SQL_H

#include "features/questionnaire/questionnaire_private.h"

/* All of them, newest first, with `before` and `after`: how many answers. */
enum result questionnaire_sql_all(struct request *, struct rows *) MUST_CHECK;
enum result questionnaire_sql_by_address(struct request *,
    const char *address, struct rows *) MUST_CHECK;
enum result questionnaire_sql_questions(struct request *,
    const char *questionnaire, struct rows *) MUST_CHECK;
enum result questionnaire_sql_numbers(struct request *,
    const char *questionnaire, int64_t *before, int64_t *after) MUST_CHECK;
/* id phase on_day pair nth way answers, by id: chance, that is. */
enum result questionnaire_sql_answers(struct request *,
    const char *questionnaire, struct rows *) MUST_CHECK;
/* Ids of those that came from the public site. */
enum result questionnaire_sql_known(struct request *, struct rows *) MUST_CHECK;
/* Inside a deed. One that is here already stays as it is. */
enum result questionnaire_sql_add(struct request *, const char *questionnaire,
    const struct questionnaire_answer *);
enum result questionnaire_sql_remove(struct request *,
    const struct questionnaire_question *);
/* The sealed key of its pairs; NULL: none. */
enum result questionnaire_sql_secret(struct request *, const char *id,
    const char **stored) MUST_CHECK;
enum result questionnaire_sql_set_secret(struct request *, const char *id,
    const char *stored);
/* Ids of those closed before that day that still have a key. */
enum result questionnaire_sql_to_forget(struct request *, const char *before,
    struct rows *) MUST_CHECK;
/* id title number on_day theme of what one may be about: sessions, newest first,
 * then courses, whose number is 0. */
enum result questionnaire_sql_abouts(struct request *, struct rows *)
    MUST_CHECK;
/* The newest other one that has questions; MISSING. */
enum result questionnaire_sql_last(struct request *, const char *without,
    const char **id) MUST_CHECK;

#endif
