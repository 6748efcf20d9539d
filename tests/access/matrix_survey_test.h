#ifndef TESTS_ACCESS_MATRIX_SURVEY_TEST_H
#define TESTS_ACCESS_MATRIX_SURVEY_TEST_H

#include "tests/access/matrix_survey_result_test.h"

/* Lines of matrix_table_test.c for surveys: about no child, the centre's. */
#define SURVEY_EXPECTED \
	{ "POST", "/surveys", WRITERS, .gate = CENTRE, .status = 422, \
	    .bad = GIVES_UP }, \
	{ "GET", "/surveys/*", READERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/surveys/*/questions/new", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/surveys/*/questions", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/surveys/*/order", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/surveys/*/copies", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/surveys/*/state", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/api/v1/surveys", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "GET", "/survey-questions", READERS, .status = 404 }, \
	{ "GET", "/survey-questions/new", WRITERS, .status = 404 }, \
	{ "POST", "/survey-questions", WRITERS, .status = 405, \
	    .bad = GIVES_UP }, \
	{ "GET", "/survey-questions/*", READERS, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/survey-questions/*/edit", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/survey-questions/*", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/api/v1/survey-questions", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/survey-questions/*", WRITERS, .about = "-", \
	    .status = 405, .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "POST", "/surveys/*/mails", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/surveys/*/preview", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/surveys/*/preview", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/results", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	SURVEY_RESULT_EXPECTED, \
	{ "GET", "/surveys/*/recipients", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/recipients.csv", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/surveys/*/recipients", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/differences", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/surveys/*/returns", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/surveys/*/returns/preview", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/surveys/*/returns/takes", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/survey-recipients/*/form.xlsx", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/survey-recipients/*/form.csv", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/survey-recipients", READERS, .status = 404 }, \
	{ "GET", "/survey-recipients/new", WRITERS, .status = 404 }, \
	{ "POST", "/survey-recipients", WRITERS, .status = 405, \
	    .bad = GIVES_UP }, \
	{ "GET", "/survey-recipients/*", READERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/survey-recipients/*/link", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/survey-recipients/*/mail", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/survey-recipients/*/answers", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/survey-recipients/*/answers", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/survey-recipients/*/decisions", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "GET", "/survey-recipients/*/edit", WRITERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/survey-recipients/*", WRITERS, .about = "-", \
	    .status = 405, .bad = GIVES_UP }, \
	{ "POST", "/api/v1/survey-recipients", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/survey-recipients/*", WRITERS, .about = "-", \
	    .status = 405, .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "GET", "/links/survey", EVERYBODY, .status = 404 }, \
	{ "POST", "/links/survey", EVERYBODY, .status = 404, \
	    .bad = GIVES_UP }, \
	CONCERN_KEPT("survey-replies")

#endif
