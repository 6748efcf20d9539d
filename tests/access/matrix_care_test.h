#ifndef TESTS_ACCESS_MATRIX_CARE_TEST_H
#define TESTS_ACCESS_MATRIX_CARE_TEST_H

/* Devices, stock and scores are written on the child's pages alone. */
#define CARE_PLAIN(path, record) \
	{ "GET", "/" path, READERS, .status = 404 }, \
	{ "GET", "/" path "/new", WRITERS, .status = 404 }, \
	{ "POST", "/" path, WRITERS, .status = 405, .bad = "a=1" }, \
	{ "POST", "/api/v1/" path, WRITERS, .status = 405, \
	    .bad = "{\"a\":1}" }, \
	{ "PUT", "/api/v1/" path "/*", WRITERS, .about = record, \
	    .blind = true, .status = 405, .bad = "{\"a\":1}" }
#define CARE_SHUT(path, record) \
	{ "GET", "/" path "/*", READERS, .about = record, .blind = true, \
	    .status = 404 }, \
	{ "GET", "/" path "/*/edit", WRITERS, .about = record, \
	    .blind = true, .status = 404 }, \
	{ "POST", "/" path "/*", WRITERS, .about = record, .blind = true, \
	    .status = 405, .bad = "a=1" }
#define CARE_SEEN	(1 << 0 | 1 << 2)
#define CARE_EXPECTED \
	{ "GET", "/children/*/care", READERS, .about = "child", \
	    .needs = CARE_SEEN, .status = 200, .shows = "child.name" \
	    " device.model device.settings device.supplier" \
	    " device.supplier_phone" }, \
	{ "GET", "/children/*/supplies", WRITERS, .about = "child", \
	    .needs = CARE_SEEN, .status = 200, .shows = "child.name" }, \
	{ "POST", "/children/*/supplies", WRITERS, .about = "child", \
	    .needs = CARE_SEEN, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/children/*/devices/new", WRITERS, .about = "child", \
	    .needs = CARE_SEEN, .status = 200, .asks = "? ?kind=cylinder", \
	    .shows = "" }, \
	{ "POST", "/children/*/devices", WRITERS, .about = "child", \
	    .needs = CARE_SEEN, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/devices/*/edit", WRITERS, .about = "device", \
	    .needs = CARE_SEEN, .status = 200, .shows = "device.model" \
	    " device.settings device.supplier device.note" }, \
	{ "POST", "/devices/*", WRITERS, .about = "device", \
	    .needs = CARE_SEEN, .status = 422, .bad = GIVES_UP, \
	    .form = "version=1&model=x" }, \
	{ "POST", "/devices/*/removal", WRITERS, .about = "device", \
	    .needs = CARE_SEEN, .done = true, .status = 409 }, \
	{ "GET", "/devices/*", READERS, .about = "device", .blind = true, \
	    .status = 404 }, \
	CARE_SHUT("supplies", "supply"), \
	{ "GET", "/children/*/assessments/new", WRITERS, .about = "child", \
	    .needs = CARE_SEEN, .status = 200, \
	    .asks = "? ?instrument=super_severe" }, \
	{ "POST", "/children/*/assessments", WRITERS, .about = "child", \
	    .needs = CARE_SEEN, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/assessments/*", READERS, .about = "assessment", \
	    .needs = CARE_SEEN, .status = 200, .shows = "child.name" \
	    " assessment.assessor assessment.institution assessment.note" }, \
	{ "GET", "/assessments/*/edit", WRITERS, .about = "assessment", \
	    .needs = CARE_SEEN, .status = 200, .shows = "assessment.assessor" \
	    " assessment.institution assessment.note" }, \
	{ "POST", "/assessments/*", WRITERS, .about = "assessment", \
	    .needs = CARE_SEEN, .status = 422, .bad = GIVES_UP, \
	    .form = "version=1&item_5=low" }, \
	{ "POST", "/assessments/*/withdrawal", WRITERS, \
	    .about = "assessment", .needs = CARE_SEEN, .status = 422, \
	    .bad = "withdrawn_why=", .form = "withdrawn_why=x" }, \
	CARE_PLAIN("assessments", "assessment"), \
	CARE_PLAIN("devices", "device"), \
	CARE_PLAIN("supplies", "supply")

#endif
