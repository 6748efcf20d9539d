#ifndef TESTS_ACCESS_MATRIX_TRAINING_TEST_H
#define TESTS_ACCESS_MATRIX_TRAINING_TEST_H

#include "tests/access/matrix_papers_test.h"
#include "tests/access/matrix_training_day_test.h"

/* Who may read and write these by their free pages: matrix_plain_test.c. */
#define TRAINING_RIGHTS \
	{ "training", CENTRE, CENTRE }, \
	{ "training_session", CENTRE, CENTRE }, \
	{ "training_applicant", CENTRE, CENTRE }, \
	{ "training_certificate", CENTRE, CENTRE }, \
	{ "training_door", CENTRE, CENTRE }, \
	{ "training_sign_in", CENTRE, CENTRE }, \
	{ "training_material", CENTRE, CENTRE },

/* Lines of matrix_table_test.c for trainings: about no child, the centre's. */
#define TRAINING_EXPECTED \
	TRAINING_PAPERS_EXPECTED, \
	{ "GET", "/trainings", READERS, .gate = CENTRE, .status = 200 }, \
	{ "GET", "/trainings/*", READERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/trainings/*/table", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/trainings/*/table.pdf", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/trainings/*/table.csv", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/trainings/*/completion", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/trainings/*/certificates", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	UNLISTED_EXPECTED("training-sessions"), \
	{ "GET", "/training-sessions/new", WRITERS, .gate = CENTRE, \
	    .status = 404 }, \
	{ "POST", "/training-sessions", WRITERS, .gate = CENTRE, \
	    .status = 404, .bad = GIVES_UP }, \
	{ "GET", "/training-sessions/*", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/training-sessions/*/applicants", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "POST", "/training-sessions/*/attendance", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	UNLISTED_EXPECTED("training-applicants"), \
	{ "GET", "/training-applicants/new", WRITERS, .status = 404 }, \
	{ "POST", "/training-applicants", WRITERS, .status = 405, \
	    .bad = GIVES_UP }, \
	{ "GET", "/training-applicants/*", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/training-applicants/*/cancellation", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "GET", "/training-certificates/*", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/training-certificates/*/paper.pdf", READERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "POST", "/training-certificates/*/revocation", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "POST", "/training-certificates/*/restoration", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "GET", "/training-certificates/*/coordinator", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "POST", "/training-certificates/*/coordinator", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	KEPT_EXPECTED("training-certificates"), \
	TRAINING_DAY_EXPECTED, \
	KEPT_EXPECTED("training-doors"), \
	{ "GET", "/training-sign-ins/*", READERS, .about = "-", \
	    .status = 404 }, \
	KEPT_EXPECTED("training-sign-ins")

#endif
