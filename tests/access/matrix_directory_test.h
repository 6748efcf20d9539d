#ifndef TESTS_ACCESS_MATRIX_DIRECTORY_TEST_H
#define TESTS_ACCESS_MATRIX_DIRECTORY_TEST_H

#include "tests/access/matrix_opendata_test.h"

/* Lines of matrix_table_test.c for the directory, which is about no child. */
#define DIRECTORY_EXPECTED \
	OPENDATA_EXPECTED, \
	{ "GET", "/services/map", READERS, .status = 200 }, \
	{ "GET", "/places/*/pin", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "GET", "/places/*/pin.svg", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404 }, \
	{ "POST", "/places/*/pin", WRITERS, .gate = CENTRE, .about = "-", \
	    .status = 404, .bad = "lat=1" }, \
	{ "GET", "/providers/new", WRITERS, .status = 404 }, \
	{ "POST", "/providers", WRITERS, .status = 404, .bad = "name=x" }, \
	{ "GET", "/providers/*/edit", WRITERS, .about = "-", .status = 404 }, \
	{ "POST", "/providers/*", WRITERS, .about = "-", \
	    .status = 404, .bad = "version=1" }, \
	{ "POST", "/api/v1/providers", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/providers/*", WRITERS, .about = "-", .blind = true, \
	    .status = 405, .bad = "{\"a\":1}" }, \
	{ "GET", "/places/new", WRITERS, .status = 404 }, \
	{ "POST", "/places", WRITERS, .status = 404, .bad = "name=x" }, \
	{ "GET", "/places/*/edit", WRITERS, .about = "-", .status = 404 }, \
	{ "POST", "/places/*", WRITERS, .about = "-", \
	    .status = 404, .bad = "version=1" }, \
	{ "POST", "/api/v1/places", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/places/*", WRITERS, .about = "-", .blind = true, \
	    .status = 405, .bad = "{\"a\":1}" }, \
	{ "GET", "/services/new", WRITERS, .status = 404 }, \
	{ "POST", "/services", WRITERS, .status = 404, .bad = "name=x" }, \
	{ "GET", "/services/*/edit", WRITERS, .about = "-", .status = 404 }, \
	{ "POST", "/services/*", WRITERS, .about = "-", \
	    .status = 404, .bad = "version=1" }, \
	{ "POST", "/api/v1/services", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/services/*", WRITERS, .about = "-", .blind = true, \
	    .status = 405, .bad = "{\"a\":1}" }

#endif
