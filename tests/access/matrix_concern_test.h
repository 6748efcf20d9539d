#ifndef TESTS_ACCESS_MATRIX_CONCERN_TEST_H
#define TESTS_ACCESS_MATRIX_CONCERN_TEST_H

/* Kept with a concern: no page of their own. */
#define CONCERN_KEPT(p) \
	KEPT_EXPECTED(p), \
	{ "GET", "/" p "/*", READERS, .about = "-", .status = 404 }

/* Lines of matrix_table_test.c for concerns: about no child, the centre's. */
#define CONCERN_EXPECTED \
	{ "GET", "/concerns", READERS, .gate = CENTRE, .status = 200, \
	    .asks = "? ?region=aomori ?source=unmet" }, \
	{ "GET", "/concerns/new", WRITERS, .status = 404 }, \
	{ "POST", "/concerns", WRITERS, .status = 405, .bad = GIVES_UP }, \
	{ "POST", "/api/v1/concerns", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	UNLISTED_EXPECTED("concern-cards"), \
	CONCERN_KEPT("concern-years"), CONCERN_KEPT("concern-talks"), \
	{ "POST", "/concerns/moves", WRITERS, .gate = CENTRE, .status = 422, \
	    .bad = GIVES_UP }, \
	{ "POST", "/concerns/refusals", WRITERS, .gate = CENTRE, \
	    .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/concerns/years", WRITERS, .gate = CENTRE, \
	    .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/concerns/list", READERS, .gate = CENTRE, .status = 200 }, \
	{ "GET", "/concerns/list.pdf", READERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "GET", "/concerns/*", READERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/concerns/*/year", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/concerns/*/parent", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/concerns/*/merging", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/concerns/*/meetings", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/concern-cards/new", WRITERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "POST", "/concern-cards", WRITERS, .gate = CENTRE, .status = 422, \
	    .bad = GIVES_UP }, \
	{ "GET", "/concern-cards/*", READERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/concern-cards/*/removal", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/concern-talks/*/decision", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }

#endif
