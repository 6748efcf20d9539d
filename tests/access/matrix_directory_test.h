#ifndef TESTS_ACCESS_MATRIX_DIRECTORY_TEST_H
#define TESTS_ACCESS_MATRIX_DIRECTORY_TEST_H

/* Lines of matrix_table_test.c for the directory, which is about no child. What
 * the centre keeps to itself is tested where the directory is. */
#define DIRECTORY_EXPECTED \
	{ "GET", "/services", READERS, .status = 200, \
	    .asks = "? ?q=x&region=aomori&criterion=ventilator ?fresh=old" }, \
	{ "GET", "/services.csv", READERS, .status = 200 }, \
	{ "GET", "/services.xlsx", READERS, .status = 200 }, \
	{ "GET", "/services/map", READERS, .status = 200 }, \
	{ "GET", "/places/*/pin", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/places/*/pin.svg", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/places/*/pin", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404, .bad = "lat=1" }, \
	{ "GET", "/services/booklet", READERS, .status = 200, \
	    .asks = "? ?region=aomori" }, \
	{ "GET", "/services/coverage", READERS, CENTRE, .status = 200 }, \
	{ "GET", "/services/proposals", WRITERS, CENTRE, .status = 200 }, \
	{ "POST", "/services/proposals/*", WRITERS, .about = "-", \
	    .status = 404, .bad = "decision=refused" }, \
	{ "GET", "/services/new", WRITERS, .status = 404 }, \
	{ "POST", "/services", WRITERS, .status = 404, .bad = "name=x" }, \
	{ "GET", "/services/*", READERS, .about = "-", .status = 404 }, \
	{ "GET", "/services/*/edit", WRITERS, .about = "-", .status = 404 }, \
	{ "POST", "/services/*", WRITERS, .about = "-", .status = 404, \
	    .bad = "version=1" }, \
	{ "GET", "/services/*/answers", WRITERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/services/*/answers", WRITERS, .about = "-", \
	    .status = 404, .bad = "version=1" }, \
	{ "POST", "/services/*/confirmation", WRITERS, .about = "-", \
	    .status = 404, .bad = "version=1" }, \
	{ "GET", "/services/*/history", READERS, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/places", READERS, .status = 404 }, \
	{ "GET", "/places/new", WRITERS, CENTRE, .status = 200 }, \
	{ "POST", "/places", WRITERS, CENTRE, .status = 422, \
	    .form = GIVES_UP, .bad = GIVES_UP }, \
	{ "GET", "/places/*", READERS, .about = "-", .status = 404 }, \
	{ "GET", "/places/*/edit", WRITERS, .about = "-", .status = 404 }, \
	{ "POST", "/places/*", WRITERS, .about = "-", .status = 404, \
	    .bad = "version=1" }, \
	{ "GET", "/places/*/history", READERS, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/places/*/services/new", WRITERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/places/*/services", WRITERS, .about = "-", \
	    .status = 404, .bad = "name=x" }, \
	{ "GET", "/providers/new", WRITERS, .status = 404 }, \
	{ "POST", "/providers", WRITERS, .status = 404, .bad = "name=x" }, \
	{ "GET", "/providers/*", READERS, .about = "-", .status = 404 }, \
	{ "GET", "/providers/*/history", READERS, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/providers/*/edit", WRITERS, .about = "-", .status = 404 }, \
	{ "POST", "/providers/*", WRITERS, .about = "-", .status = 404, \
	    .bad = "version=1" }, \
	{ "POST", "/api/v1/providers", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/providers/*", WRITERS, .about = "-", \
	    .blind = true, .status = 405, .bad = "{\"a\":1}" }, \
	{ "POST", "/api/v1/places", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/places/*", WRITERS, .about = "-", .blind = true, \
	    .status = 405, .bad = "{\"a\":1}" }, \
	{ "GET", "/api/v1/services/*/capabilities", READERS, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/api/v1/services", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/services/*", WRITERS, .about = "-", \
	    .blind = true, .status = 405, .bad = "{\"a\":1}" }

#endif
