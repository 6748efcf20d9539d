#ifndef TESTS_ACCESS_MATRIX_PATHWAY_TEST_H
#define TESTS_ACCESS_MATRIX_PATHWAY_TEST_H

/* Lines of matrix_table_test.c: what is expected of the pathway's routes. */
#define PATHWAY_EXPECTED \
	{ "GET", "/children/*/pathway", READERS, .about = "child", \
	    .status = 200, .asks = "? ?stage=home", \
	    .shows = "pathway_step.title child.name" }, \
	{ "GET", "/children/*/pathway", READERS, .about = "child", \
	    .status = 200, .asks = "?stage=nicu ?stage=move" }, \
	{ "GET", "/children/*/pathway/dates", WRITERS, .about = "child", \
	    .needs = TOLD, .status = 200 }, \
	{ "POST", "/children/*/pathway/preview", WRITERS, .about = "child", \
	    .needs = TOLD, .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/children/*/pathway/dates", WRITERS, .about = "child", \
	    .needs = TOLD, .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/children/*/pathway/reversal", WRITERS, .about = "child", \
	    .needs = TOLD, .status = 422, .bad = GIVES_UP }, \
	{ "GET", "/children/*/pathway/next", WRITERS, .about = "child", \
	    .needs = TOLD, .status = 200 }, \
	{ "POST", "/children/*/pathway/next", WRITERS, .about = "child", \
	    .needs = TOLD, .status = 422, .bad = GIVES_UP }, \
	{ "POST", "/children/*/pathway/return", WRITERS, .about = "child", \
	    .needs = TOLD, .status = 409, .bad = GIVES_UP }, \
	{ "GET", "/pathway/coming", READERS, .status = 200, \
	    .asks = "? ?region=hachinohe ?municipality=02203 ?page=2" \
	    " ?stage=nursery", \
	    .shows = "child.name child.number", .counts = "pathway", \
	    .unit = "件" }, \
	{ "GET", "/pathway/coming.xlsx", READERS, .status = 200, \
	    .shows = "child.name child.born_on" }, \
	{ "GET", "/pathway-steps", READERS, .status = 404 }, \
	{ "GET", "/pathway-steps/new", WRITERS, .status = 404 }, \
	{ "POST", "/pathway-steps", WRITERS, .status = 404, .bad = GIVES_UP }, \
	{ "GET", "/pathway-steps/*", READERS, .about = "pathway_step", \
	    .status = 200, .shows = "pathway_step.title pathway_step.note" }, \
	{ "GET", "/pathway-steps/*/edit", READERS, .about = "pathway_step", \
	    .blind = true, .status = 404 }, \
	{ "POST", "/pathway-steps/*", READERS, WRITERS, .late = true, \
	    .needs = TOLD, .about = "pathway_step", .status = 422, .bad = GIVES_UP, \
	    .form = "version=1" }, \
	{ "POST", "/pathway-steps/*/completion", READERS, WRITERS, \
	    .late = true, .needs = TOLD, .about = "pathway_step", .done = true, \
	    .status = 409 }, \
	NEVER_EXPECTED("pathways", "pathway"), \
	NEVER_EXPECTED("pathway-stages", "pathway_stage"), \
	TOLD_EXPECTED("pathway-steps", "pathway_step")

#endif
