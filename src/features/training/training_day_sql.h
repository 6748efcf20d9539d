#ifndef TRAINING_DAY_SQL_H
#define TRAINING_DAY_SQL_H

#include "features/training/training.h"

/* Columns of coordinator: the whole register, by kana. */
enum result training_sql_coordinators(struct request *, struct rows *)
    MUST_CHECK;
/* Columns of training_door: by what the public site knows it by, or of a session
 * on a day; no row: there is none. */
enum result training_sql_door(struct request *, const char *digest,
    struct rows *) MUST_CHECK;
enum result training_sql_door_of(struct request *, const char *session,
    const char *on_day, struct rows *) MUST_CHECK;
/* Columns of training_sign_in of a session that wait for the desk, oldest
 * first. */
enum result training_sql_unmatched(struct request *, const char *session,
    struct rows *) MUST_CHECK;
/* Columns of training_applicant of all but those who cancelled, with
 * session_number, session_theme, session_day, course, course_title, and, or NULL,
 * certificate, certificate_number, certificate_day, revoked; newest session
 * first. */
enum result training_sql_everybody(struct request *, struct rows *)
    MUST_CHECK;
/* Columns of training_applicant of those who came to any session of a course, or
 * of a fiscal year when `training` is NULL. */
enum result training_sql_came(struct request *, int64_t year,
    const char *training, struct rows *) MUST_CHECK;

#endif
