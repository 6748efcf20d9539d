#ifndef TRAINING_H
#define TRAINING_H

#include "app/feature.h"
#include "app/letter.h"

/*
 * 研修: a course (training) of sessions (training_session); those who want to
 * come or came (training_applicant); and what is given to those who came often
 * enough (training_certificate).
 *
 * All of it is the centre's own. Applicants are people of other places: their
 * name, mail and telephone are sealed; profession and organisation are counted.
 */
struct training {
	RECORD_HEAD;
	const char *title;
	const char *kind;		/* code list training_kind */
	int64_t year;			/* 2026 for 令和8年度 */
	const char *aim;
	int64_t needed;			/* sessions to complete it; 0: none told */
};

struct training_session {
	RECORD_HEAD;
	const char *training;		/* id */
	int64_t number;			/* 回次 */
	const char *on_day;
	const char *from_at, *to_at;	/* "18:00", or NULL */
	const char *place, *online_url;
	const char *theme;		/* 研修内容 */
	const char *lecturers;		/* a line each */
	const char *professions;	/* set of code list profession */
	int64_t capacity;		/* 0: as many as want to */
	int64_t headcount;		/* UNTOLD: those ticked by name are all */
	const char *required;		/* yes_no: nobody completes without it */
	const char *both_codes;		/* yes_no: came with both codes alone */
	const char *announced;		/* "1": the public site tells of it */
	int64_t remind_days;		/* before it, by mail; 0: never */
};

struct training_applicant {
	RECORD_HEAD;
	const char *session;		/* id */
	const char *name, *kana, *profession, *organization, *mail, *phone;
	const char *state;		/* code list training_state */
	const char *source;		/* code list training_source */
	const char *came_at, *left_at;	/* instants they signed in; or NULL */
};

struct training_certificate {
	RECORD_HEAD;
	const char *training, *applicant;	/* ids */
	const char *number;		/* printed on it: 2026-0001 */
	const char *name, *organization;
	int64_t attended;		/* sessions */
	const char *on_day;
	const char *code;		/* printed beside the number */
	const char *revoked_on;		/* NULL while it holds */
	const char *coordinator;	/* id: whom it made one; or NULL */
};

extern const struct record training_record, training_session_record,
    training_applicant_record, training_certificate_record;
extern const struct feature training_feature;
/* name, kana, organization, profession, mail, phone; `session`: published ids. */
extern const struct inbox_kind training_application;
/* door, moment, code, said (mail or 4 digits), kana; of who comes unannounced
 * name, profession, organization, too; nonce: nobody's is taken for another's. */
extern const struct inbox_kind training_attendance;

/*
 * Inside a deed: puts somebody into a session, accepted while there is room,
 * else waiting; sets id and state, and queues the answer. Of two at the same
 * instant one is the later. `source` is to be set. CONFLICT, nothing written:
 * they are in it already.
 */
enum result training_apply(struct request *, const struct training_session *,
    struct training_applicant *);
/* Inside a deed, before a row of somebody who came is erased: how many came to
 * that session stays. */
enum result training_keep_count(struct request *, const char *applicant);

/*
 * Pure, for the public site: what it knows a certificate and a door by. The
 * code of a certificate is the key: without it nobody comes from the digest to
 * number and day. How they are typed makes no difference: "第２０２６－０００１号".
 */
const char *training_certificate_digest(struct arena *, const char *number,
    const char *on_day, const char *code);
const char *training_door_digest(struct arena *, const char *token);

#endif
