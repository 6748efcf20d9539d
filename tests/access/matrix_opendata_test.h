#ifndef TESTS_ACCESS_MATRIX_OPENDATA_TEST_H
#define TESTS_ACCESS_MATRIX_OPENDATA_TEST_H

/* Lines of matrix_table_test.c for files of open data: about places, and for
 * the centre alone. */
#define OPENDATA_EXPECTED \
	{ "GET", "/opendata", WRITERS, .gate = CENTRE, .status = 200 }, \
	{ "POST", "/opendata/preview", WRITERS, .gate = CENTRE, \
	    .status = 422, .bad = "a=1" }, \
	{ "POST", "/opendata/jobs/*/start", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/opendata/imports/*", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/opendata/imports/*/undo", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }

#endif
