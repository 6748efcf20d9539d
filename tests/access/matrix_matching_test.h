#ifndef TESTS_ACCESS_MATRIX_MATCHING_TEST_H
#define TESTS_ACCESS_MATRIX_MATCHING_TEST_H

/* The routes of the vacancy board and of looking for a place; who is asked comes
 * by a link of its own, which the tests of the feature open. */
#define MATCHING_EXPECTED \
	{ "GET", "/vacancies", READERS, .status = 200, \
	    .asks = "? ?region=aomori&care=oxygen" }, \
	{ "GET", "/vacancies.csv", READERS, .status = 200 }, \
	{ "GET", "/vacancies/late", WRITERS, .status = 200 }, \
	{ "POST", "/vacancies/reminders", WRITERS, .status = 409 }, \
	{ "GET", "/services/*/vacancies", WRITERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/services/*/vacancies", WRITERS, .about = "-", \
	    .status = 404, .bad = "fill=same" }, \
	{ "POST", "/services/*/vacancies/link", WRITERS, .about = "-", \
	    .status = 404, .bad = "a=1" }, \
	{ "GET", "/links/vacancy", EVERYBODY, .status = 404 }, \
	{ "POST", "/links/vacancy", EVERYBODY, .status = 404, \
	    .bad = GIVES_UP }, \
	{ "GET", "/matching", READERS, .status = 200, \
	    .asks = "? ?child=%i" }, \
	{ "POST", "/matching", READERS, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/matching/board", READERS, .about = "child", \
	    .status = 200, .asks = "?child=%i", .shows = "child.name" }, \
	{ "POST", "/matching/board", READERS, .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/matching/unmet", WRITERS, .status = 200, .bad = "a=1" }, \
	{ "GET", "/matching/gaps", READERS, CENTRE, .status = 200 }, \
	{ "GET", "/needs", READERS, .status = 200, .asks = "? ?all=1", \
	    .shows = "need.label child.name" }, \
	{ "GET", "/needs/new", WRITERS, .status = 404 }, \
	{ "POST", "/needs", WRITERS, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/needs/*", READERS, .about = "need", .status = 200, \
	    .shows = "need.label inquiry.question inquiry.comment child.name" }, \
	{ "GET", "/needs/*/edit", WRITERS, .about = "need", .blind = true, \
	    .status = 404 }, \
	{ "POST", "/needs/*", WRITERS, .about = "need", .blind = true, \
	    .status = 405, .bad = "a=1" }, \
	{ "POST", "/needs/*/outcome", WRITERS, .about = "need", \
	    .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/needs/*/reopening", WRITERS, .about = "need", \
	    .status = 409 }, \
	{ "GET", "/inquiries", READERS, .status = 404 }, \
	{ "GET", "/inquiries/new", WRITERS, .status = 404 }, \
	{ "POST", "/inquiries", WRITERS, .status = 405, .bad = "a=1" }, \
	{ "GET", "/inquiries/*", READERS, .about = "inquiry", .blind = true, \
	    .status = 404 }, \
	{ "GET", "/inquiries/*/edit", WRITERS, .about = "inquiry", \
	    .blind = true, .status = 404 }, \
	{ "POST", "/inquiries/*", WRITERS, .about = "inquiry", .blind = true, \
	    .status = 405, .bad = "a=1" }, \
	{ "POST", "/inquiries/*/answer", WRITERS, .about = "inquiry", \
	    .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/inquiries/*/link", WRITERS, .about = "inquiry", \
	    .status = NOT_SENT, .form = "a=1" }, \
	{ "GET", "/links/inquiry", EVERYBODY, .status = 404 }, \
	{ "POST", "/links/inquiry", EVERYBODY, .status = 404, \
	    .bad = GIVES_UP }, \
	{ "POST", "/api/v1/needs", WRITERS, .status = 405, .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/needs/*", WRITERS, .about = "need", .blind = true, \
	    .status = 405, .bad = "{\"a\":1}" }, \
	{ "POST", "/api/v1/inquiries", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/inquiries/*", WRITERS, .about = "inquiry", \
	    .blind = true, .status = 405, .bad = "{\"a\":1}" },

#endif
