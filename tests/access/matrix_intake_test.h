#ifndef TESTS_ACCESS_MATRIX_INTAKE_TEST_H
#define TESTS_ACCESS_MATRIX_INTAKE_TEST_H

/* The routes of the thread from a first call to support, for the table of all.
 * A step is named by a second star, which is nobody's here. */
#define INTAKE_EXPECTED \
	{ "GET", "/intakes", READERS, .status = 200, \
	    .shows = "intake.number child.name", .unit = "件" }, \
	{ "GET", "/intakes", READERS, .status = 200, .asks = "?over=1" }, \
	{ "POST", "/intakes", WRITERS, .status = 404, .bad = GIVES_UP }, \
	{ "GET", "/intakes/new", WRITERS, .status = 404 }, \
	{ "GET", "/intakes/*", READERS, .about = "intake", .status = 200, \
	    .shows = "intake.number intake.asked_by intake.situation" \
	    " intake.consent_asked_by intake.doctor intake.doctor_note" \
	    " intake.actor_note child.name" }, \
	{ "GET", "/intakes/*", READERS, .about = "intake", .done = true, \
	    .status = 200, .shows = "intake.outcome_note child.name" }, \
	{ "POST", "/intakes/*/steps/*", WRITERS, .about = "intake", \
	    .status = 404, .form = "version=1" }, \
	{ "POST", "/intakes/*/skips/*", WRITERS, .about = "intake", \
	    .status = 404, .form = "version=1&reason=x" }, \
	{ "POST", "/intakes/*/returns/*", WRITERS, .about = "intake", \
	    .status = 404, .form = "version=1" }, \
	{ "GET", "/intakes/*/child", WRITERS, .about = "intake", \
	    .status = 409 }, \
	{ "POST", "/intakes/*/child", WRITERS, .about = "intake", \
	    .status = 409, .form = "version=1" }, \
	{ "POST", "/intakes/*/contacts", WRITERS, .about = "intake", \
	    .status = 404, .form = "contact=x" }, \
	{ "GET", "/intakes/*/edit", WRITERS, .about = "intake", \
	    .blind = true, .status = 404 }, \
	{ "POST", "/intakes/*", WRITERS, .about = "intake", .blind = true, \
	    .status = 405, .bad = "version=1" }, \
	{ "POST", "/api/v1/intakes", WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/intakes/*", WRITERS, .about = "intake", \
	    .blind = true, .status = 405, .bad = "{\"a\":1}" }

#endif
