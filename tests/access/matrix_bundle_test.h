#ifndef TESTS_ACCESS_MATRIX_BUNDLE_TEST_H
#define TESTS_ACCESS_MATRIX_BUNDLE_TEST_H

/* Lines of matrix_table_test.c for what goes out to the public site: about
 * places, and for the centre alone. */
#define BUNDLE_EXPECTED \
	{ "GET", "/publish", WRITERS, .gate = CENTRE, .status = 200 }, \
	{ "POST", "/publish", WRITERS, .gate = CENTRE, .status = 404 }, \
	{ "GET", "/publish/centre", WRITERS, .gate = CENTRE, .status = 200 }, \
	{ "POST", "/publish/centre", WRITERS, .gate = CENTRE, \
	    .status = 422, .bad = "centre_url=x" }

#endif
