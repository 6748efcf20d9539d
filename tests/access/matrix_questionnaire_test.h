#ifndef TESTS_ACCESS_MATRIX_QUESTIONNAIRE_TEST_H
#define TESTS_ACCESS_MATRIX_QUESTIONNAIRE_TEST_H

/* Who may read and write these by their free pages: matrix_plain_test.c. */
#define QUESTIONNAIRE_RIGHTS \
	{ "questionnaire", CENTRE, CENTRE }, \
	{ "questionnaire_question", CENTRE, CENTRE },

/* One of a questionnaire that is not there. */
#define QUESTIONNAIRE_OF(method, path, who) \
	{ method, "/questionnaires/*" path, who, .gate = CENTRE, \
	    .about = "-", .status = 404 }

/* Lines of matrix_table_test.c for questionnaires: about no child, the
 * centre's. */
#define QUESTIONNAIRE_EXPECTED \
	{ "GET", "/questionnaires", READERS, .gate = CENTRE, .status = 200 }, \
	{ "GET", "/questionnaires/new", WRITERS, .gate = CENTRE, \
	    .status = 200 }, \
	{ "POST", "/questionnaires", WRITERS, .gate = CENTRE, \
	    .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/questionnaires/arrivals", WRITERS, .gate = CENTRE, \
	    .status = 404 }, \
	QUESTIONNAIRE_OF("GET", "", READERS), \
	QUESTIONNAIRE_OF("POST", "/state", WRITERS), \
	QUESTIONNAIRE_OF("POST", "/copy", WRITERS), \
	QUESTIONNAIRE_OF("GET", "/preview", READERS), \
	QUESTIONNAIRE_OF("GET", "/poster", READERS), \
	QUESTIONNAIRE_OF("GET", "/poster.pdf", READERS), \
	QUESTIONNAIRE_OF("GET", "/sheet", READERS), \
	QUESTIONNAIRE_OF("GET", "/sheet.pdf", READERS), \
	QUESTIONNAIRE_OF("GET", "/typed", WRITERS), \
	QUESTIONNAIRE_OF("POST", "/typed", WRITERS), \
	QUESTIONNAIRE_OF("GET", "/result", READERS), \
	QUESTIONNAIRE_OF("GET", "/result/print", READERS), \
	QUESTIONNAIRE_OF("GET", "/result.pdf", READERS), \
	QUESTIONNAIRE_OF("GET", "/result.csv", READERS), \
	{ "POST", "/api/v1/questionnaires", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/questionnaires/*", WRITERS, .about = "-", \
	    .status = 405, .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "GET", "/questionnaire-questions", READERS, .status = 404 }, \
	{ "GET", "/questionnaire-questions/new", WRITERS, .gate = CENTRE, \
	    .status = 404 }, \
	{ "POST", "/questionnaire-questions", WRITERS, .gate = CENTRE, \
	    .status = 404, .bad = GIVES_UP }, \
	{ "GET", "/questionnaire-questions/*", READERS, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/questionnaire-questions/*/edit", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "POST", "/questionnaire-questions/*", WRITERS, .gate = CENTRE, \
	    .about = "-", .status = 404 }, \
	{ "POST", "/questionnaire-questions/*/removal", WRITERS, \
	    .gate = CENTRE, .about = "-", .status = 404 }, \
	{ "POST", "/api/v1/questionnaire-questions", WRITERS, .status = 405, \
	    .form = "{\"a\":1}", .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/questionnaire-questions/*", WRITERS, .about = "-", \
	    .status = 405, .form = "{\"a\":1}", .bad = "{\"a\":1}" }

#endif
