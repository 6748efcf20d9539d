#include "features/handover/handover_private.h"

const char *
handover_path(struct request *r, const char *person)
{
	return arena_fmt(r->mem, "/people/%s/handover", person);
}

static const struct route routes[] = {
	{ "GET", "/people/*/handover", ADMINISTER | FRESH, handover_get },
	{ "POST", "/people/*/handover", ADMINISTER | FRESH, handover_post },
	{ "GET", "/people/*/handover/sheet", SIGNED_IN, handover_sheet_get },
	{ "GET", "/people/*/handover/sheet.pdf", SIGNED_IN,
	    handover_sheet_pdf_get },
};

const struct feature handover_feature = {
	.name = "handover",
	.menu = { NULL, "/people", ADMINISTER, 0 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&handover_form_page),
	.due = handover_due,
};
