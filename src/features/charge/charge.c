#include "features/charge/charge_private.h"

static const struct route routes[] = {
	{ "GET", "/charges", SIGNED_IN, charge_show_get },
	{ "GET", "/charges.pdf", SIGNED_IN, charge_pdf_get },
	{ "GET", "/charges/*/edit", ADMINISTER | FRESH, charge_edit_get },
	{ "POST", "/charges/*", ADMINISTER | FRESH, charge_edit_post },
	{ "POST", "/charges/*/copy", ADMINISTER | FRESH, charge_copy_post },
};

const struct feature charge_feature = {
	.name = "charge",
	.menu = { NULL, "/charges", SIGNED_IN, 0 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&charge_show_page, &charge_edit_page),
	.demo = charge_demo,
};
