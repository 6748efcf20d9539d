#ifndef TESTS_ACCESS_MATRIX_ANNUAL_TEST_H
#define TESTS_ACCESS_MATRIX_ANNUAL_TEST_H

/* A step of a report that is not there. */
#define ANNUAL_STEP(step) \
	{ "POST", "/annuals/*/" step, WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }

/* Lines of matrix_table_test.c for 年次報告書: about no child, the centre's. */
#define ANNUAL_EXPECTED \
	{ "GET", "/annuals", READERS, .gate = CENTRE, .status = 200 }, \
	{ "POST", "/annuals", WRITERS, .gate = CENTRE, .status = 422, \
	    .bad = GIVES_UP }, \
	{ "GET", "/annuals/*", READERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/annuals/*/report.pdf", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/annuals/*/edit", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/annuals/*/blocks/*", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	ANNUAL_STEP("blocks"), ANNUAL_STEP("blocks/*"), \
	ANNUAL_STEP("blocks/*/place"), ANNUAL_STEP("submission"), \
	ANNUAL_STEP("return"), ANNUAL_STEP("approval")

#endif
