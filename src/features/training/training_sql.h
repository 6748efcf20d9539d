#ifndef TRAINING_SQL_H
#define TRAINING_SQL_H

#include "features/training/training.h"

/* Courses of a fiscal year (0: all) with `sessions`, newest year first. */
enum result training_sql_list(struct request *, int64_t year, int64_t limit,
    int64_t offset, struct rows *) MUST_CHECK;
enum result training_sql_count(struct request *, int64_t *) MUST_CHECK;
/* Sessions of a course by number, each with `ticked`, who came by name, and
 * `seated` and `waiting`. */
enum result training_sql_sessions(struct request *, const char *training,
    struct rows *) MUST_CHECK;
/* The next number of a course's session. */
enum result training_sql_next(struct request *, const char *training,
    int64_t *) MUST_CHECK;
/* All of a session in the order they applied. */
enum result training_sql_applicants(struct request *, const char *session,
    struct rows *) MUST_CHECK;
/* Those who came to any session of a course, in order. */
enum result training_sql_attended(struct request *, const char *training,
    struct rows *) MUST_CHECK;
/* Seats that are taken. */
enum result training_sql_seated(struct request *, const char *session,
    int64_t *) MUST_CHECK;
/* The first of the waiting list; no row: nobody waits. */
enum result training_sql_first_waiting(struct request *, const char *session,
    struct rows *) MUST_CHECK;
/* Sessions to come that the public site tells of. */
enum result training_sql_announced(struct request *, struct rows *) MUST_CHECK;
/* Those to come where somebody waits though a seat is free. */
enum result training_sql_with_room(struct request *, struct rows *) MUST_CHECK;
/* 1 for whoever is next; 0: they do not wait. */
enum result training_sql_place_in_line(struct request *,
    const struct training_applicant *, int64_t *) MUST_CHECK;
enum result training_sql_certificates(struct request *, const char *training,
    struct rows *) MUST_CHECK;

#endif
