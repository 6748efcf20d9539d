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
	{ "GET", "/evacuation", READERS, .status = 200, \
	    .asks = "? ?municipality=02201&show=made ?show=none" }, \
	{ "GET", "/evacuation.csv", READERS, .status = 200 }, \
	{ "GET", "/evacuation/plans.pdf", READERS, .status = 404, \
	    .asks = "? ?municipality=99999" }, \
	{ "GET", "/ready", READERS, .status = 200, \
	    .asks = "? ?region=aomori&show=plan ?show=drill" }, \
	{ "GET", "/plans/*/current", READERS, .about = "plan", \
	    .status = REDIRECT }, \
	{ "GET", "/plans/*/sheet", READERS, .about = "plan", .status = 200, \
	    .shows = "plan.reason plan.diseases plan.drugs plan.household" \
	    " plan.power plan.helper child.name" }, \
	{ "GET", "/plans/*/sheet.pdf", READERS, .about = "plan", \
	    .status = 200 }, \
	{ "GET", "/plans/*/card", READERS, .about = "plan", .status = 200, \
	    .shows = "plan.diseases plan.allergies child.name" }, \
	{ "GET", "/plans/*/card.pdf", READERS, .about = "plan", \
	    .status = 200 }, \
	{ "GET", "/plans/*/summary", READERS, .about = "plan", .status = 200, \
	    .shows = "plan.diseases plan.cautions plan.care_detail child.name" }, \
	{ "GET", "/plans/*/summary.pdf", READERS, .about = "plan", \
	    .status = 200 }, \
	{ "GET", "/plans", READERS, .status = 404 }, \
	{ "GET", "/plans/new", WRITERS, .status = ANY, .asks = "?child=%i" }, \
	{ "POST", "/plans", WRITERS, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/plans/*", READERS, .about = "plan", .status = 200, \
	    .shows = "plan.reason plan.diseases plan.drugs plan.household" \
	    " plan.power plan.helper plan.signed_on drill.scenario" \
	    " acceptance.name child.name" }, \
	{ "GET", "/plans/*/edit", WRITERS, .about = "plan", .blind = true, \
	    .status = 404 }, \
	{ "POST", "/plans/*", WRITERS, .about = "plan", .blind = true, \
	    .status = 405, .bad = "a=1" }, \
	{ "GET", "/plans/*/sections/*", WRITERS, .about = "plan", \
	    .status = 404 }, \
	{ "POST", "/plans/*/sections/*", WRITERS, .about = "plan", \
	    .status = 404, .bad = "a=1" }, \
	{ "POST", "/plans/*/meeting", WRITERS, .about = "plan", \
	    .status = 409, .bad = "a=1" }, \
	{ "POST", "/plans/*/signature", WRITERS, .about = "plan", \
	    .status = 409, .bad = "a=1" }, \
	{ "POST", "/plans/*/shares", WRITERS, .about = "plan", \
	    .status = ANY, .bad = "a=1" }, \
	{ "POST", "/plans/*/review", WRITERS, .about = "plan", \
	    .status = ANY, .bad = "a=1" }, \
	{ "POST", "/plans/*/revision", WRITERS, .about = "plan", \
	    .status = NOT_SENT, .form = "a=1" }, \
	{ "GET", "/plans/*/drills/new", WRITERS, .about = "plan", \
	    .status = ANY }, \
	{ "POST", "/plans/*/drills", WRITERS, .about = "plan", \
	    .status = ANY, .bad = GIVES_UP }, \
	{ "GET", "/plans/*/acceptances/new", WRITERS, .about = "plan", \
	    .status = 200 }, \
	{ "POST", "/plans/*/acceptances", WRITERS, .about = "plan", \
	    .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/acceptances", READERS, .status = 404 }, \
	{ "GET", "/acceptances/new", WRITERS, .status = 404 }, \
	{ "POST", "/acceptances", WRITERS, .status = 405, .bad = "a=1" }, \
	{ "GET", "/acceptances/*", READERS, .about = "acceptance", \
	    .blind = true, .status = 404 }, \
	{ "GET", "/acceptances/*/edit", WRITERS, .about = "acceptance", \
	    .status = 200 }, \
	{ "POST", "/acceptances/*", WRITERS, .about = "acceptance", \
	    .status = 422, .bad = GIVES_UP }, \
	PLAN_CLOSED("plan-shares", "plan_share"), \
	PLAN_CLOSED("drills", "drill"), \
	PLAN_READ_ONLY("acceptances", "acceptance"), \
	PLAN_READ_ONLY("plans", "plan"), \
	PLAN_READ_ONLY("plan-shares", "plan_share"), \
	PLAN_READ_ONLY("drills", "drill"),

#endif
