#ifndef TRAINING_PRIVATE_H
#define TRAINING_PRIVATE_H

#include "features/training/training.h"

struct paper;

extern const struct template training_list_page, training_show_page,
    training_session_page, training_session_form_page,
    training_completion_page, training_coordinator_page,
    training_people_page, training_person_page;

enum { TRAINING_MAX_APPLICANTS = 2000, TRAINING_MAX_SESSIONS = 200 };

bool	training_is(const struct training_applicant *, const char *state);
/* Whether they take a seat: neither waiting nor cancelled. */
bool	training_seated(const struct training_applicant *);
/* The session of the address, and its course. */
enum result training_session_open(struct request *, const char *id,
    struct training_session *, struct training *) MUST_CHECK;
/* How many came: as counted, else those ticked by name. */
int64_t	training_came(const struct training_session *, int64_t ticked);
/* Whether its day has come. */
bool	training_held(struct request *, const struct training_session *);
/* 63人; 予定 of one to come that nobody counted yet. */
const char *training_came_label(struct request *,
    const struct training_session *, int64_t ticked);
/* 令和8年11月20日（金）18:00～19:30 */
const char *training_when(struct request *, const struct training_session *);
/* Place, or that it is online, or both. */
const char *training_where(struct request *, const struct training_session *);
/* 第3回 見本のテーマ */
const char *training_session_title(struct request *, const void *);
void	training_session_check(struct request *, const void *);
void	training_applicant_check(struct request *, const void *);

/* Whether they are in that session already, and not cancelled. */
enum result training_is_in(struct request *,
    const struct training_applicant *, bool *) MUST_CHECK;
/* Their row of that session, by who they are; MISSING: none that stands. */
enum result training_find(struct request *, const struct training_applicant *,
    struct training_applicant *found) MUST_CHECK;
/* Inside a deed: gives back a seat or a place in line; the first who waits moves
 * up. CONFLICT: they came, or did so before. */
enum result training_give_up(struct request *, const struct training_session *,
    const struct training_applicant *old);
/* Inside a deed: as many as there is room for, whoever waited longest first. How
 * many moved. */
enum result training_move_up(struct request *, const struct training_session *,
    size_t *n) MUST_CHECK;

enum result training_take_application(struct request *,
    const struct letter *);
enum result training_daily(struct request *);
/* With more seats, those who wait move up. */
enum result training_session_follow(struct request *, const void *old,
    const void *now);

enum result training_list_get(struct request *);
enum result training_show_get(struct request *);
enum result training_session_new_get(struct request *);
enum result training_session_post(struct request *);
enum result training_session_get(struct request *);
enum result training_applicant_post(struct request *);
enum result training_applicant_get(struct request *);
enum result training_cancel_post(struct request *);
enum result training_attendance_post(struct request *);
enum result training_table_get(struct request *);
enum result training_table_pdf_get(struct request *);
enum result training_table_csv_get(struct request *);
enum result training_completion_get(struct request *);
enum result training_certificates_post(struct request *);
enum result training_certificate_get(struct request *);
enum result training_certificate_pdf_get(struct request *);
enum result training_revocation_post(struct request *);
enum result training_restoration_post(struct request *);
enum result training_coordinator_get(struct request *);
enum result training_coordinator_post(struct request *);
enum result training_people_get(struct request *);
enum result training_person_get(struct request *);
enum result training_year_get(struct request *);
enum result training_year_pdf_get(struct request *);
enum result training_demo(struct request *);
enum result training_demo_public(struct request *);

/* Whether who completes it may be added to the register of coordinators. */
bool	training_makes_coordinators(const struct training *);
/* Inside a deed: adds it under the next number of the course's fiscal year, with
 * a code of its own. */
enum result training_certificate_add(struct request *,
    const struct training *, struct training_certificate *);
/* The page of a session, with the faults and what was typed of somebody; NULL:
 * an empty form. */
enum result training_session_again(struct request *,
    const struct training_session *, const struct training_applicant *typed,
    enum result rc);

#endif
