#ifndef TESTS_ACCESS_MATRIX_KEPT_TEST_H
#define TESTS_ACCESS_MATRIX_KEPT_TEST_H

/*
 * Lines of matrix_table_test.c for records that are kept with another: what
 * ROUTES_UNLISTED and ROUTES_KEPT of src/app/route.h answer, about no child.
 */
#define GIVES_UP "zz=1"		/* a field no form has: 422, nothing done */

#define UNLISTED_EXPECTED(p) \
	{ "GET", "/" p, READERS, .status = 404 }, \
	{ "POST", "/api/v1/" p, WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }
#define KEPT_EXPECTED(p) \
	UNLISTED_EXPECTED(p), \
	{ "GET", "/" p "/new", WRITERS, .status = 404 }, \
	{ "POST", "/" p, WRITERS, .status = 405, .bad = GIVES_UP }, \
	{ "GET", "/" p "/*/edit", WRITERS, .about = "-", .status = 404 }, \
	{ "POST", "/" p "/*", WRITERS, .about = "-", .status = 405, \
	    .bad = GIVES_UP }, \
	{ "PUT", "/api/v1/" p "/*", WRITERS, .about = "-", .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }
/* ROUTES_TOLD and ROUTES_PAGELESS about a child: who may write is told no more
 * of hers than of anybody's. */
#define TOLD_EXPECTED(p, record) \
	{ "POST", "/api/v1/" p, WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/" p "/*", WRITERS, .about = record, \
	    .blind = true, .status = 405, .form = "{\"a\":1}", \
	    .bad = "{\"a\":1}" }
#define NEVER_EXPECTED(p, record) \
	TOLD_EXPECTED(p, record), \
	{ "GET", "/" p, READERS, .status = 404 }, \
	{ "GET", "/" p "/new", WRITERS, .status = 404 }, \
	{ "POST", "/" p, WRITERS, .status = 405, .bad = GIVES_UP }, \
	{ "GET", "/" p "/*", READERS, .about = record, .blind = true, \
	    .status = 404 }, \
	{ "GET", "/" p "/*/edit", WRITERS, .about = record, \
	    .blind = true, .status = 404 }, \
	{ "POST", "/" p "/*", WRITERS, .about = record, .blind = true, \
	    .status = 405, .bad = GIVES_UP }

#endif
