#ifndef TESTS_ACCESS_MATRIX_CASEBOOK_TEST_H
#define TESTS_ACCESS_MATRIX_CASEBOOK_TEST_H

/* Lines of matrix_table_test.c for the case book: an approved case is of no child
 * that anybody could tell; a draft goes by its child. */
#define CASEBOOK_EXPECTED \
	{ "GET", "/cases", SIGNED, .status = 200, \
	    .asks = "? ?care=x&region=aomori" }, \
	{ "GET", "/cases/new", WRITERS, .status = 404, .asks = "?child=x" }, \
	{ "POST", "/cases", WRITERS, .status = 404, .bad = "child=x" }, \
	{ "GET", "/cases/*", SIGNED, .about = "-", .status = 404 }, \
	{ "GET", "/cases/*/case.pdf", SIGNED, .about = "-", .status = 404 }, \
	{ "GET", "/cases/*/edit", WRITERS, .about = "-", .status = 404 }, \
	{ "POST", "/cases/*", WRITERS, .about = "-", .status = 404, \
	    .bad = "version=1" }, \
	{ "POST", "/cases/*/submission", WRITERS, .about = "-", \
	    .status = 404, .bad = "version=1" }, \
	{ "POST", "/cases/*/approval", WRITERS, .about = "-", \
	    .status = 404, .bad = "version=1" }, \
	{ "POST", "/cases/*/withdrawal", WRITERS, .about = "-", \
	    .status = 404, .bad = "version=1" }, \
	{ "GET", "/api/v1/cases", SIGNED, .status = 404 }, \
	{ "GET", "/api/v1/cases/*", SIGNED, .about = "-", .status = 404 }, \
	{ "POST", "/api/v1/cases", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/cases/*", WRITERS, .about = "-", .blind = true, \
	    .status = 405, .bad = "{\"a\":1}" }

#endif
