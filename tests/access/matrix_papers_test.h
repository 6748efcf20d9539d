#ifndef TESTS_ACCESS_MATRIX_PAPERS_TEST_H
#define TESTS_ACCESS_MATRIX_PAPERS_TEST_H


/* Lines of matrix_training_test.h for papers and recordings of sessions, and
 * for the links of those who applied. */
#define TRAINING_PAPERS_EXPECTED \
	{ "GET", "/training-sessions/*/materials", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	UNLISTED_EXPECTED("training-materials"), \
	{ "GET", "/training-materials/new", WRITERS, .status = 404 }, \
	{ "POST", "/training-materials", WRITERS, .gate = CENTRE, \
	    .status = 404, .bad = GIVES_UP }, \
	{ "GET", "/training-materials/*", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/training-materials/*/removal", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/training-materials/*/edit", WRITERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/training-materials/*", WRITERS, .about = "-", \
	    .status = 405, .bad = GIVES_UP }, \
	{ "PUT", "/api/v1/training-materials/*", WRITERS, .about = "-", \
	    .status = 405, .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "GET", "/links/training", EVERYBODY, .status = 404 }, \
	{ "POST", "/links/training", EVERYBODY, .status = 404, \
	    .bad = "a=1" }, \
	{ "GET", "/links/training/materials/*", EVERYBODY, .about = "-", \
	    .status = 404 }

#endif
