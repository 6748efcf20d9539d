#ifndef TESTS_ACCESS_MATRIX_OUTAGE_TEST_H
#define TESTS_ACCESS_MATRIX_OUTAGE_TEST_H

/* The routes of power cuts and disasters, for the table of all. %o is a drill in
 * which every child is, and which opens nothing; the one child of the story
 * "disaster" is in a declared one. Families have no part in calling. */
#define CALLERS (READERS & ~(1 << FAMILY))
#define OUTAGE_LIST(path) \
	{ "GET", "/outages/*" path, READERS, CALLERS, .refused = 404, \
	    .about = "=%o", .status = 200, .shows = "child.name" }
#define OUTAGE_OWN(path) \
	{ "GET", "/outages/*" path, WRITERS, CENTRE, .about = "=%o", \
	    .status = 200 }
#define OUTAGE_CHILD(act, says, refused_form) \
	{ "POST", "/children/*/outage/" act, READERS, CALLERS, \
	    .refused = 404, .late = true, .about = "child", .needs = TOLD, \
	    .status = says, .bad = refused_form, .form = "status=safe" }
#define OUTAGE_LEND(act, says) \
	{ "POST", "/children/*/outage/" act, WRITERS, CENTRE, .late = true, \
	    .about = "child", .needs = TOLD, .status = says, .bad = "a=1" }
#define OUTAGE_EXPECTED \
	{ "GET", "/outages", READERS, .status = 200 }, \
	{ "GET", "/outages/new", WRITERS, CENTRE, .status = 200 }, \
	{ "POST", "/outages", WRITERS, CENTRE, .status = 422, \
	    .bad = GIVES_UP }, \
	OUTAGE_LIST(""), \
	OUTAGE_LIST("/rows"), \
	OUTAGE_LIST("/sheet"), \
	OUTAGE_LIST("/sheet.pdf"), \
	{ "GET", "/outages/*/edit", READERS, .about = "-", .blind = true, \
	    .status = 404 }, \
	{ "POST", "/outages/*", READERS, .about = "-", .blind = true, \
	    .status = 405, .bad = "version=1" }, \
	TOLD_EXPECTED("outages", "-"), \
	OUTAGE_OWN("/area"), \
	{ "POST", "/outages/*/area", WRITERS, CENTRE, .about = "=%o", \
	    .status = 422, .bad = "a=1" }, \
	{ "POST", "/outages/*/restoration", WRITERS, CENTRE, \
	    .about = "=%o", .status = 409, .bad = "municipality=" }, \
	{ "POST", "/outages/*/closing", WRITERS, CENTRE, .about = "=%o", \
	    .status = NOT_SENT }, \
	{ "POST", "/outages/*/reopening", WRITERS, CENTRE, .about = "=%o", \
	    .status = 409, .bad = "reason=" }, \
	OUTAGE_OWN("/stock"), \
	{ "POST", "/outages/*/stock", WRITERS, CENTRE, .about = "=%o", \
	    .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/outages/*/report", WRITERS, CENTRE, .about = "=%o", \
	    .status = 200, .shows = "child.name" }, \
	{ "GET", "/outages/*/report.pdf", WRITERS, CENTRE, .about = "=%o", \
	    .status = 200, .shows = "child.name" }, \
	{ "GET", "/outages/*/report.csv", WRITERS, CENTRE, .about = "=%o", \
	    .status = 200, .shows = "child.name" }, \
	{ "GET", "/children/*/outage", READERS, CALLERS, .refused = 404, \
	    .late = true, .about = "child", .needs = TOLD, .status = 200, \
	    .shows = "child.name child.phone outage_case.note" \
	    " outage_log.note" }, \
	OUTAGE_CHILD("claim", NOT_SENT, NULL), \
	OUTAGE_CHILD("release", NOT_SENT, NULL), \
	OUTAGE_CHILD("status", 422, "status=zz"), \
	OUTAGE_CHILD("destination", 422, "destination="), \
	OUTAGE_LEND("loan", 422), \
	OUTAGE_LEND("return", 404), \
	NEVER_EXPECTED("outage-cases", "outage_case"), \
	NEVER_EXPECTED("outage-logs", "outage_log"), \
	NEVER_EXPECTED("outage-loans", "outage_loan"), \
	NEVER_EXPECTED("outage-stocks", "-")

#define OUTAGE_RIGHTS \
	{ "outage", READERS, WRITERS }, \
	{ "outage_case", READERS, READERS }, \
	{ "outage_log", READERS, READERS }, \
	{ "outage_loan", READERS, READERS }, \
	{ "outage_stock", CENTRE, CENTRE },

#endif
