#ifndef TESTS_ACCESS_MATRIX_COUNCIL_TEST_H
#define TESTS_ACCESS_MATRIX_COUNCIL_TEST_H

/* Who may read and write these by their free pages: matrix_plain_test.c. */
#define COUNCIL_RIGHTS \
	{ "council", CENTRE, CENTRE }, \
	{ "council_member", CENTRE, CENTRE }, \
	{ "council_meeting", CENTRE, CENTRE }, \
	{ "council_item", CENTRE, CENTRE }, \
	{ "council_seat", CENTRE, CENTRE }, \
	{ "council_review", CENTRE, CENTRE },

#define COUNCIL_READ(path) \
	{ "GET", path, READERS, .gate = CENTRE, .about = "-", .status = 404 }
#define COUNCIL_DEED(path) \
	{ "POST", path, WRITERS, .gate = CENTRE, .about = "-", .status = 404 }

/* Lines of matrix_table_test.c for councils: about no child, the centre's. */
#define COUNCIL_EXPECTED \
	{ "GET", "/councils", READERS, .gate = CENTRE, .status = 200 }, \
	COUNCIL_READ("/councils/*"), \
	COUNCIL_DEED("/councils/*/meetings"), \
	UNLISTED_EXPECTED("council-members"), \
	{ "GET", "/council-members/new", WRITERS, .gate = CENTRE, \
	    .status = 404 }, \
	{ "POST", "/council-members", WRITERS, .gate = CENTRE, \
	    .status = 404, .bad = GIVES_UP }, \
	COUNCIL_READ("/council-members/*"), \
	KEPT_EXPECTED("council-meetings"), \
	COUNCIL_READ("/council-meetings/*"), \
	COUNCIL_DEED("/council-meetings/*/items"), \
	COUNCIL_DEED("/council-meetings/*/moves"), \
	COUNCIL_DEED("/council-meetings/*/sharing"), \
	COUNCIL_DEED("/council-meetings/*/seats"), \
	COUNCIL_DEED("/council-meetings/*/reviews"), \
	COUNCIL_READ("/council-meetings/*/agenda"), \
	COUNCIL_READ("/council-meetings/*/agenda.pdf"), \
	COUNCIL_READ("/council-meetings/*/people"), \
	COUNCIL_READ("/council-meetings/*/people.pdf"), \
	KEPT_EXPECTED("council-items"), \
	{ "GET", "/council-items/*", READERS, .about = "-", .status = 404 }, \
	KEPT_EXPECTED("council-seats"), \
	{ "GET", "/council-seats/*", READERS, .about = "-", .status = 404 }, \
	COUNCIL_DEED("/council-seats/*/substitute"), \
	KEPT_EXPECTED("council-reviews"), \
	{ "GET", "/council-reviews/*", READERS, .about = "-", .status = 404 }

#endif
