#include "features/publishing/publishing.h"

#include "features/publishing/release.h"

static const struct route routes[] = {
	{ "GET", "/releases", STATISTICS_READ, release_list_get },
	{ "POST", "/releases", CHILD_WRITE, release_post },
	{ "GET", "/releases/series", STATISTICS_READ, release_series_get },
	{ "GET", "/releases/*", STATISTICS_READ, release_show_get },
	{ "GET", "/releases/*/changes", STATISTICS_READ, release_changes_get },
	{ "GET", "/releases/*/tables.json", STATISTICS_READ,
	    release_json_get },
	{ "GET", "/releases/*/tables.csv", STATISTICS_READ, release_csv_get },
	{ "GET", "/releases/*/tables.xlsx", STATISTICS_READ,
	    release_xlsx_get },
	{ "GET", "/releases/*/tables.pdf", STATISTICS_READ, release_pdf_get },
	{ "POST", "/releases/*/approval", CHILD_WRITE, release_approval_post },
	{ "POST", "/releases/*/withdrawal", CHILD_WRITE,
	    release_withdrawal_post },
	{ "POST", "/releases/*/removal", CHILD_WRITE, release_removal_post },
};

const struct feature publishing_feature = {
	.name = "publishing",
	.menu = { NULL, "/releases", STATISTICS_READ, 0 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&release_list_page, &release_show_page,
	    &release_changes_page, &release_series_page),
	.demo = publishing_demo,
};
