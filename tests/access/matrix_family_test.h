#ifndef TESTS_ACCESS_MATRIX_FAMILY_TEST_H
#define TESTS_ACCESS_MATRIX_FAMILY_TEST_H

/* Lines of matrix_table_test.c: a family's own pages are there for nobody else. */
#define FAMILY_ONLY .about = "child", .gate = 1 << FAMILY, .refused = 404
#define FAMILY_EXPECTED \
	{ "GET", "/family", READERS, .status = ANY }, \
	{ "GET", "/family/*", READERS, FAMILY_ONLY, .status = 200, \
	    .shows = "child.name family_proposal.says" }, \
	{ "GET", "/family/*/change", READERS, FAMILY_ONLY, .status = 200, \
	    .shows = "child.name" }, \
	{ "POST", "/family/*/change", READERS, FAMILY_ONLY, .status = 422, \
	    .bad = GIVES_UP, .shows = "child.name" }, \
	{ "GET", "/family/*/confirmation", READERS, FAMILY_ONLY, \
	    .status = 200, .shows = "child.name" }, \
	{ "POST", "/family/*/confirmation", READERS, FAMILY_ONLY, \
	    .status = ANY, .bad = GIVES_UP }, \
	{ "GET", "/family/*/exchanges", READERS, FAMILY_ONLY, \
	    .status = 200, .shows = "child.name" }, \
	{ "GET", "/family/*/exchanges/*", READERS, FAMILY_ONLY, \
	    .status = 404 }, \
	{ "POST", "/family/*/exchanges/*", READERS, FAMILY_ONLY, \
	    .status = 404, .bad = GIVES_UP }, \
	{ "POST", "/family/*/exchanges/*/cancellation", READERS, \
	    FAMILY_ONLY, .status = 404, .bad = GIVES_UP }, \
	{ "POST", "/family/*/exchanges/*/photo", READERS, \
	    FAMILY_ONLY, .status = 404, .bad = GIVES_UP }, \
	{ "GET", "/family-proposals", READERS, .status = 404 }, \
	{ "GET", "/family-proposals/new", WRITERS, .status = 404 }, \
	{ "POST", "/family-proposals", WRITERS, .status = 405, .bad = "a=1" }, \
	{ "GET", "/family-proposals/*", WRITERS, .about = "family_proposal", \
	    .status = 200, .shows = "child.name family_proposal.says" }, \
	{ "GET", "/family-proposals/*/edit", WRITERS, \
	    .about = "family_proposal", .blind = true, .status = 404 }, \
	{ "POST", "/family-proposals/*", WRITERS, .about = "family_proposal", \
	    .blind = true, .status = 405, .bad = "a=1" }, \
	{ "POST", "/family-proposals/*/decision", WRITERS, \
	    .about = "family_proposal", .status = ANY, .bad = "a=1" }, \
	{ "POST", "/api/v1/family-proposals", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/family-proposals/*", WRITERS, \
	    .about = "family_proposal", .blind = true, .status = 405, \
	    .bad = "{\"a\":1}" }

#endif
