#include "features/opendata/opendata_page.h"

static const struct route routes[] = {
	{ "GET", "/opendata", CHILD_WRITE, opendata_get },
	{ "POST", "/opendata/preview", CHILD_WRITE, opendata_preview_post },
	{ "POST", "/opendata/jobs/*/start", CHILD_WRITE, opendata_start_post },
	{ "GET", "/opendata/imports/*", CHILD_WRITE, opendata_import_get },
	{ "POST", "/opendata/imports/*/undo", CHILD_WRITE,
	    opendata_undo_post },
};

const struct feature opendata_feature = {
	.name = "opendata",
	.menu = { NULL, "/opendata", CHILD_WRITE, 0 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&opendata_start_page, &opendata_preview_page,
	    &opendata_past_page),
};
