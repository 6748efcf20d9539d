#ifndef TESTS_ACCESS_MATRIX_SURVEY_RESULT_TEST_H
#define TESTS_ACCESS_MATRIX_SURVEY_RESULT_TEST_H

/* Lines of matrix_table_test.c for what surveys answered: the centre's. */
#define SURVEY_RESULT_EXPECTED \
	{ "GET", "/surveys/*/cross", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/answers", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/answers.csv", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/answers.xlsx", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/texts", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/report", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/report.pdf", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/survey-answers/*/read", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/survey-answers/*/card", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/survey-answers", READERS, .status = 404 }, \
	{ "GET", "/survey-answers/new", WRITERS, .status = 404 }, \
	{ "POST", "/survey-answers", WRITERS, .status = 405, \
	    .bad = GIVES_UP }, \
	{ "GET", "/survey-answers/*", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/survey-answers/*/edit", WRITERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/survey-answers/*", WRITERS, .about = "-", \
	    .status = 405, .bad = GIVES_UP }, \
	{ "POST", "/api/v1/survey-answers", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/survey-answers/*", WRITERS, .about = "-", \
	    .status = 405, .form = "{\"a\":1}", .bad = "{\"a\":1}" }

#endif
