#ifndef TRAINING_DAY_H
#define TRAINING_DAY_H

#include "app/letter.h"
#include "features/training/training_private.h"

/* Between the files of the day of a session: doors, signing in, the desk. */

/* 受付: where those who come sign in on the day, without an account. */
struct training_door {
	RECORD_HEAD;
	const char *session;		/* id */
	const char *on_day;
	const char *token;		/* of the address on the poster */
	const char *closed_at;		/* instant; NULL while it is open */
};

/* Somebody who signed in and fits nobody alone: the desk says who it is. */
struct training_sign_in {
	RECORD_HEAD;
	const char *session;		/* id */
	const char *at;			/* instant */
	const char *moment;		/* code list training_moment */
	const char *why;		/* code list training_unmatched */
	const char *said, *kana;	/* NULL once it is done */
	const char *applicant;		/* id: it was them; NULL: set aside */
	const char *done_on;
};

extern const struct record training_door_record, training_sign_in_record;

/* A new code of a certificate: "abcd-efgh-jkmn", no two letters alike. */
const char *training_code_new(struct arena *);
/* Four digits to be shown and typed; those of start and end differ. */
const char *training_start_code(struct arena *, const char *token);
const char *training_end_code(struct arena *, const char *token);
/* Inside a deed: a door to the session on its day, with new codes. */
enum result training_door_add(struct request *,
    const struct training_session *, struct training_door *);
/* All of a session, as they applied. */
enum result training_applicants_load(struct request *, const char *session,
    struct training_applicant **, size_t *n) MUST_CHECK;
/* Inside a deed: they signed in at that moment; once more is nothing. */
enum result training_arrived(struct request *,
    const struct training_applicant *, const char *moment, const char *at);
enum result training_take_attendance(struct request *, const struct letter *);
/* Whether that session counts with the codes of start and end alone. */
bool	training_has_codes(const struct training_session *);
/* The door to a session on its day; MISSING: nobody opened one. */
enum result training_door_of(struct request *, const struct training_session *,
    struct training_door *) MUST_CHECK;
/* Its address on the public site; NULL: nobody told where that is. */
const char *training_door_url(struct request *, const struct training_door *);

enum result training_door_post(struct request *);
enum result training_closing_post(struct request *);
enum result training_poster_get(struct request *);
enum result training_poster_pdf_get(struct request *);
enum result training_count_get(struct request *);
enum result training_desk_get(struct request *);
enum result training_matching_post(struct request *);

extern const struct template training_count_page, training_desk_page;

#endif
