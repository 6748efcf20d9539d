#ifndef TESTS_ACCESS_MATRIX_DISPATCH_TEST_H
#define TESTS_ACCESS_MATRIX_DISPATCH_TEST_H

/* The routes of dispatches, for the table of all: also of the agency that asked
 * and of who goes. */
#define DISPATCH_EXPECTED \
	{ "GET", "/dispatches", READERS, .status = 200, \
	    .asks = "? ?state=received", \
	    .shows = "dispatch.number child.name", \
	    .unit = "件" }, \
	{ "GET", "/dispatches", READERS, .status = 200, .asks = "?over=1" }, \
	{ "GET", "/dispatches/new", READERS, .status = 200, \
	    .asks = "? ?child=%i" }, \
	{ "POST", "/dispatches", READERS, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/dispatches/link", WRITERS, CENTRE, .status = 200 }, \
	{ "POST", "/dispatches/link", WRITERS, CENTRE, .status = 422, \
	    .bad = "agency=", .form = "agency=x" }, \
	{ "GET", "/dispatches/*", READERS, .about = "dispatch", .status = 200, \
	    .shows = "dispatch.number dispatch.request child.name" }, \
	{ "GET", "/dispatches/*", READERS, .about = "dispatch", .done = true, \
	    .status = 200, .shows = "dispatch.content dispatch.devised" \
	    " dispatch.voice dispatch.preparation dispatch.place" }, \
	{ "POST", "/dispatches/*/decision", READERS, CENTRE, .late = true, \
	    .about = "dispatch", .status = 422, .bad = "version=1", \
	    .form = "version=1&decision=accepted" }, \
	{ "POST", "/dispatches/*/assignment", READERS, .about = "dispatch", \
	    .status = 409, .form = "version=1" }, \
	{ "POST", "/dispatches/*/preparation", READERS, .about = "dispatch", \
	    .status = 409, .form = "version=1" }, \
	{ "POST", "/dispatches/*/report", READERS, .about = "dispatch", \
	    .status = 409, .form = "version=1" }, \
	{ "POST", "/dispatches/*/closing", READERS, .about = "dispatch", \
	    .status = 409, .form = "version=1" }, \
	{ "POST", "/dispatches/*/withdrawal", READERS, .about = "dispatch", \
	    .done = true, .status = 409, .form = "version=1" }, \
	{ "GET", "/dispatches/*/edit", READERS, .about = "dispatch", \
	    .blind = true, .status = 404 }, \
	{ "POST", "/dispatches/*", READERS, .about = "dispatch", \
	    .blind = true, .status = 405, .bad = "version=1" }, \
	TOLD_EXPECTED("dispatches", "dispatch"), \
	{ "GET", "/links/dispatch", EVERYBODY, .status = 404 }, \
	{ "POST", "/links/dispatch", EVERYBODY, .status = 404, .bad = "a=1" }

#endif
