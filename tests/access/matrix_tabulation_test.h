#ifndef TESTS_ACCESS_MATRIX_TABULATION_TEST_H
#define TESTS_ACCESS_MATRIX_TABULATION_TEST_H

/* Lines of matrix_table_test.c for tabulations: the centre's alone. */
#define TABULATION_EXPECTED \
	{ "GET", "/tabulations", READERS, .gate = CENTRE, .status = 200 }, \
	{ "GET", "/tabulations/new", READERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "POST", "/tabulations", WRITERS, .gate = CENTRE, .status = 422, \
	    .bad = GIVES_UP }, \
	{ "GET", "/tabulations/records", READERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "GET", "/tabulations/table.csv", READERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "GET", "/tabulations/table.xlsx", READERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "GET", "/tabulations/forms/*", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/tabulations/forms/*", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/tabulations/forms/*/form.csv", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/yearly-answers", READERS, .status = 404 }, \
	{ "GET", "/yearly-answers/new", WRITERS, .status = 404 }, \
	{ "POST", "/yearly-answers", WRITERS, .status = 405, \
	    .bad = GIVES_UP }, \
	{ "GET", "/yearly-answers/*/edit", WRITERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/yearly-answers/*", WRITERS, .status = 405, .about = "-", \
	    .bad = GIVES_UP }, \
	{ "POST", "/api/v1/yearly-answers", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/yearly-answers/*", WRITERS, .status = 405, \
	    .about = "-", .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "GET", "/tabulations/*", READERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/tabulations/*/closing", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/api/v1/tabulations", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/tabulations/*", WRITERS, .status = 405, \
	    .about = "-", .form = "{\"a\":1}", .bad = "{\"a\":1}" }

#endif
