#ifndef TESTS_ACCESS_MATRIX_EVACUATION_TEST_H
#define TESTS_ACCESS_MATRIX_EVACUATION_TEST_H

/* The routes of plans for a disaster. */
#define PLAN_CLOSED(p, r) \
	{ "GET", "/" p, READERS, .status = 404 }, \
	{ "GET", "/" p "/new", WRITERS, .status = 404 }, \
	{ "POST", "/" p, WRITERS, .status = 405, .bad = "a=1" }, \
	{ "GET", "/" p "/*", READERS, .about = r, .blind = true, \
	    .status = 404 }, \
	{ "GET", "/" p "/*/edit", WRITERS, .about = r, .blind = true, \
	    .status = 404 }, \
	{ "POST", "/" p "/*", WRITERS, .about = r, .blind = true, \
	    .status = 405, .bad = "a=1" }
#define PLAN_READ_ONLY(p, r) \
	{ "POST", "/api/v1/" p, WRITERS, .status = 405, .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/" p "/*", WRITERS, .about = r, .blind = true, \
	    .status = 405, .bad = "{\"a\":1}" }
#define EVACUATION_EXPECTED \
	PLAN_CLOSED("acceptances", "acceptance"), \
	PLAN_CLOSED("plans", "plan"), \
	PLAN_CLOSED("plan-shares", "plan_share"), \
	PLAN_CLOSED("drills", "drill"), \
	PLAN_CLOSED("family-proposals", "family_proposal"), \
	PLAN_READ_ONLY("acceptances", "acceptance"), \
	PLAN_READ_ONLY("plans", "plan"), \
	PLAN_READ_ONLY("plan-shares", "plan_share"), \
	PLAN_READ_ONLY("drills", "drill"), \
	PLAN_READ_ONLY("family-proposals", "family_proposal"),

#endif
