#ifndef TESTS_ACCESS_MATRIX_COORDINATOR_TEST_H
#define TESTS_ACCESS_MATRIX_COORDINATOR_TEST_H

/* Lines of matrix_table_test.c: what is expected of the coordinator's routes. */
#define COORDINATOR_EXPECTED \
	{ "GET", "/coordinators", READERS, CENTRE, .status = 200, \
	    .asks = "? ?region=aomori&trained=1 ?placed=1" }, \
	{ "GET", "/coordinators/new", WRITERS, CENTRE, .status = 200 }, \
	{ "POST", "/coordinators", WRITERS, CENTRE, .status = 422, \
	    .form = GIVES_UP, .bad = GIVES_UP }, \
	{ "GET", "/coordinators/coverage", READERS, CENTRE, .status = 200 }, \
	{ "GET", "/coordinators/without", READERS, CENTRE, .status = 200, \
	    .asks = "?municipality=02203 ?region=hachinohe", \
	    .shows = "child.number child.name" }, \
	{ "GET", "/coordinators/*", READERS, CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/coordinators/*/edit", WRITERS, CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/coordinators/*", WRITERS, CENTRE, .about = "-", \
	    .status = 404, .form = GIVES_UP, .bad = GIVES_UP }, \
	{ "GET", "/children/*/coordinator", READERS, CENTRE, .late = true, \
	    .about = "child", .status = 200, .shows = "child.name" }, \
	{ "POST", "/children/*/coordinator", WRITERS, CENTRE, .late = true, \
	    .about = "child", .status = 422, .form = "coordinator=x", \
	    .bad = "coordinator=x", .shows = "child.name" }, \
	{ "GET", "/children/*/supporters", READERS, .about = "child", \
	    .status = 200, .shows = "child.name supporter.name supporter.phone" \
	    " supporter.hours supporter.note" }, \
	{ "GET", "/supporters", READERS, .status = 404 }, \
	{ "GET", "/supporters/new", WRITERS, .status = 200, \
	    .asks = "? ?child=%i" }, \
	{ "POST", "/supporters", WRITERS, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/supporters/*", READERS, .about = "supporter", \
	    .status = REDIRECT }, \
	{ "GET", "/supporters/*/edit", WRITERS, .about = "supporter", \
	    .status = 200, .shows = "child.name supporter.name" \
	    " supporter.phone supporter.note" }, \
	{ "POST", "/supporters/*", WRITERS, .about = "supporter", \
	    .status = 422, .bad = GIVES_UP, .form = "version=1&to_on=2030-01-01", \
	    .shows = "child.name supporter.name" }, \
	{ "POST", "/supporters/*/ending", WRITERS, .about = "supporter", \
	    .status = NOT_SENT }, \
	{ "POST", "/api/v1/supporters", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/supporters/*", WRITERS, .about = "supporter", \
	    .blind = true, .status = 405, .form = "{\"a\":1}", \
	    .bad = "{\"a\":1}" }

#endif
