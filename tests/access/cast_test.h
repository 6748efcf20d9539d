#ifndef TESTS_ACCESS_CAST_TEST_H
#define TESTS_ACCESS_CAST_TEST_H

#include "app/record.h"
#include "tests/kit.h"

/*
 * A town of people with every role, and of children who differ in why anybody
 * might see them. Whatever is stored of a child says so itself: the text of
 * field f of record r of child D is "Zq.D.r.f.", and each of its days stands
 * nowhere else.
 */
enum who { ANONYMOUS, ADMINISTRATOR, DOCTOR, NURSE, COUNSELLOR, CLERK, ADVISOR,
	COORDINATOR, OFFICER, FACILITY, FAMILY, PEOPLE };

/* Beside the children there is what concerns no child in particular. */
enum { MAX_CHILDREN = 26, MAX_MARKS = 720, MAX_STORED = 2500, MAX_ROWS = 64 };

extern const char *const seat_names[PEOPLE];

/* Why somebody might see a child, and what of her: classes as digits, for
 * advisor, coordinator, officer, facility, family, then for those at the centre
 * as doctor and as clerk. */
struct story {
	const char *name, *sees[7];
	/* "": is not there; else what the row is like, cast_test.c. */
	const char *consent, *team, *assignment, *family, *named, *glass;
	const char *place, *born_on;
};
extern const struct story stories[];
extern const size_t nstories;
/* The story after the last: contacts about nobody. */
#define NO_CHILD nstories

/* One field of a record about a child, with the class it tells: written here
 * a second time. */
struct mark {
	const struct record *record;
	const struct field *field;
	unsigned class;			/* 1 << 0 for class 1, ... */
};

/* One row that was stored. */
struct stored {
	const struct record *record;
	const char *id;
	size_t child;			/* story */
	const char *agency, *person;	/* of a consent; of a tie: to whom */
	unsigned needs;			/* classes beside the first */
	bool done;			/* nothing more is to be done with it */
	bool filled[80];		/* which of its fields hold something */
};

struct cast {
	struct town *town;
	struct seat {
		const char *id, *login, *cookie, *csrf, *token, *feed;
	} seats[PEOPLE];
	const char *agency, *office, *elsewhere, *third_party, *approver, *gone;
	const char *service;
	const char *drill, *disaster, *battery, *exchange;
	const char *children[MAX_CHILDREN];
	struct mark marks[MAX_MARKS];
	struct stored stored[MAX_STORED];
	struct day {
		const char *day;
		size_t child, mark;
	} days[MAX_STORED * 4];		/* by day, once all are stored */
	size_t nmarks, nstored, ndays, passed;
	struct place_of_id {
		const char *id;
		const struct stored *row;
	} ids[MAX_STORED];		/* by id */
	const char *care[MAX_CHILDREN], *care_label[MAX_CHILDREN];
};

/* Stores all of it; everybody is signed in and has a token. */
struct cast *cast_new(struct town *);
/* The classes this person may see of that child; 0: no path. */
unsigned cast_sees(enum who, size_t child);
/* Whether this row may be shown to them: beyond the path, consents are for the
 * agency they name; families, names and broken glass for the centre. */
bool	cast_shows(const struct cast *, enum who, const struct stored *);
/* Whether somebody tied to that child is told that only consent is lacking. */
bool	cast_lacks(enum who, size_t child);
const char *cast_text(struct arena *, const struct cast *, size_t child,
    const char *record, const char *field);
/* The stored rows of that child; `done`: with which nothing is left to do. */
size_t	cast_rows(const struct cast *, const struct record *, size_t child,
    bool done, const struct stored *all[MAX_ROWS]);
const struct record *cast_record(const char *name);
/* Into marks, or -1: no field of a record about a child. */
int	cast_mark(const struct cast *, const char *record, size_t nrecord,
    const char *field, size_t nfield);

void	cast_mark_all(struct cast *);
void	cast_store(struct cast *);
void	cast_hand_over(struct cast *, struct request *);

#endif
