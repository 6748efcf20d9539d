#ifndef TESTS_KIT_ASKED_H
#define TESTS_KIT_ASKED_H

#include "base/db_inbox_answer.h"
#include "tests/kit_letters.h"

/* A questionnaire made by the staff, handed out by the public site beside it,
 * and the file between the two. */
struct asked_town {
	struct town *t;
	struct public_site p;
	struct letters letters;
	const char *id, *at, *address;	/* at: /questionnaires/ID */
	const char *before, *after;	/* its public addresses */
	const char *door, *session;	/* for tests: of a training beside it */
	const char *more[4];		/* SQL for the bundle, set before it opens */
};

/* Made, with q1 scale, q2 multiple, q3 number (before) and q4 text, not handed
 * out yet. */
void	asked_make(struct asked_town *, struct town *);
/* Handed out: on the staff site and on the public one. */
void	asked_open(struct asked_town *);
void	asked_close(struct asked_town *);
/* Somebody answers with these words: the q1 of that phase. */
void	asked_answer(struct asked_town *, const char *phase, const char *words,
    int q1);
/* The key of the centre, for what is put into the file beside the pages. */
const char *asked_key(struct asked_town *);
/* Before it is handed out: a session of today with its door, and one to come, on
 * both sites; sets door and session. */
void	asked_hold_trainings(struct asked_town *);
/* Then the i-th applies, signs in and writes to the centre by that name. */
void	asked_come(struct asked_town *, int i, const char *name);
/* What the day's round takes. */
void	asked_daily(struct asked_town *);

#endif
