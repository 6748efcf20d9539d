#ifndef TESTS_ACCESS_MATRIX_INBOX_TEST_H
#define TESTS_ACCESS_MATRIX_INBOX_TEST_H

/* Lines of matrix_table_test.c for what visitors of the public site wrote: about
 * no child that is known, and for the centre alone. */
#define INBOX_EXPECTED \
	{ "GET", "/inbox", READERS, .gate = CENTRE, .status = 200, \
	    .asks = "? ?state=done" }, \
	{ "POST", "/inbox", WRITERS, .status = 405, .bad = GIVES_UP }, \
	{ "POST", "/inbox/arrivals", WRITERS, .gate = CENTRE, \
	    .status = 404 }, \
	{ "GET", "/inbox/new", WRITERS, .status = 404 }, \
	{ "GET", "/inbox/*", READERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/inbox/*/edit", WRITERS, .about = "-", .status = 404 }, \
	{ "POST", "/inbox/*", WRITERS, .about = "-", .status = 405, \
	    .bad = GIVES_UP }, \
	{ "POST", "/inbox/*/keeper", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/inbox/*/completion", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/inbox/*/task", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/inbox/*/contact", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/api/v1/inbox", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/inbox/*", WRITERS, .about = "-", .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }

#endif
