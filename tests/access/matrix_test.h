#ifndef TESTS_ACCESS_MATRIX_TEST_H
#define TESTS_ACCESS_MATRIX_TEST_H

#include "tests/access/cast_test.h"

/*
 * What is expected of each route, in a line: who may come, whose the id in its
 * address is, and what they see. A route without a line fails the test, and so
 * does a line without a route.
 */
enum {
	/* Sets of people. */
	EVERYBODY = (1 << PEOPLE) - 1,
	SIGNED = EVERYBODY & ~(1 << ANONYMOUS),
	CENTRE = 1 << DOCTOR | 1 << NURSE | 1 << COUNSELLOR | 1 << CLERK,
	CLINICAL = CENTRE & ~(1 << CLERK),
	READERS = SIGNED & ~(1 << ADMINISTRATOR),
	WRITERS = CENTRE | 1 << ADVISOR | 1 << COORDINATOR,
	COUNTERS = CENTRE | 1 << ADMINISTRATOR,
	KEEPERS = 1 << ADMINISTRATOR,
	BREAKERS = READERS & ~(1 << FAMILY),

	/* In place of a status. */
	NOT_SENT = 0,			/* to those who may: it would be done */
	ANY = -1,			/* whatever; the body is judged */
	REDIRECT = 303
};

struct expected {
	const char *method, *path;	/* as the route table has them */
	unsigned right;			/* others: 403, or asked to sign in */
	unsigned gate;			/* of these; others: `refused`. 0: all */
	int refused;			/* 0: 403 */
	bool late;			/* the gate is behind the child's path */
	bool own;			/* whose row it is passes the gate */
	/* Whose id the star is: a record's name; "-": an id nobody has; NULL
	 * when there is no star; "=a b": these words, one after the other, %g
	 * being who left, %t the key of the asker's calendar, who comes by it
	 * alone. */
	const char *about;
	bool done;			/* a row with which nothing can be done */
	bool blind;			/* no path is asked for */
	unsigned needs;			/* classes of the child, else 403 */
	int status;			/* for who may come and has a path */
	/* Queries, by blanks, each of a question of its own; "%n" is a child's
	 * name, "%i" her id. NULL: none. */
	const char *asks;
	/* A form that changes something, for who may not; and one that is
	 * refused, for who may. */
	const char *form, *bad;
	/* "record.field ...": there, wherever the class is open. */
	const char *shows;
	/* Of a list: the record whose rows it counts, and in what. */
	const char *counts, *unit;
};

extern const struct expected expectations[];
extern const size_t nexpectations;

/* The free pages of a record, by the place of the route in plain_routes. */
extern const struct expected plain_expectations[];
extern const size_t nplain_expectations;
/* Who may read and write a record by its free pages; NULL: not told. */
struct plain_right {
	const char *record;
	unsigned read, write;
};
const struct plain_right *plain_right(const char *record);

#endif
