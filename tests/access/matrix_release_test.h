#ifndef TESTS_ACCESS_MATRIX_RELEASE_TEST_H
#define TESTS_ACCESS_MATRIX_RELEASE_TEST_H

/* Lines of matrix_table_test.c for releases: numbers, for who counts; let out
 * by the centre alone. */
#define RELEASE_EXPECTED \
	{ "GET", "/releases", COUNTERS, .status = 200 }, \
	{ "POST", "/releases", WRITERS, .gate = CENTRE, .status = 422, \
	    .bad = GIVES_UP }, \
	{ "GET", "/releases/series", COUNTERS, .status = 200, \
	    .asks = "? ?restated=2024 ?public=1" }, \
	{ "GET", "/releases/*", COUNTERS, .about = "-", .status = 404 }, \
	{ "GET", "/releases/*/changes", COUNTERS, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/releases/*/tables.json", COUNTERS, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/releases/*/tables.csv", COUNTERS, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/releases/*/tables.xlsx", COUNTERS, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/releases/*/tables.pdf", COUNTERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/releases/*/approval", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/releases/*/withdrawal", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/releases/*/removal", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }

#endif
