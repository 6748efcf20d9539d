#ifndef TESTS_ACCESS_MATRIX_TRAINING_DAY_TEST_H
#define TESTS_ACCESS_MATRIX_TRAINING_DAY_TEST_H

/* Lines of matrix_training_test.h for the day of a session and for who came. */
#define TRAINING_DAY_EXPECTED \
	{ "GET", "/training-people", READERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "GET", "/training-people/*", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/training-years/*", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/training-years/*/table.pdf", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/training-sessions/*/door", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/training-sessions/*/closing", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "GET", "/training-sessions/*/poster", READERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "GET", "/training-sessions/*/poster.pdf", READERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "GET", "/training-sessions/*/count", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/training-sessions/*/desk", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/training-sign-ins/*/matching", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "GET", "/training-doors/*", READERS, .about = "-", \
	    .status = 404 }

#endif
