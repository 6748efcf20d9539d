#include "features/bundle/bundle_page.h"

static const struct route routes[] = {
	{ "GET", "/publish", CHILD_WRITE, bundle_publish_get },
	{ "POST", "/publish", CHILD_WRITE, bundle_publish_post },
	{ "GET", "/publish/centre", CHILD_WRITE, bundle_centre_get },
	{ "POST", "/publish/centre", CHILD_WRITE, bundle_centre_post },
};

const struct feature bundle_feature = {
	.name = "bundle",
	.menu = { NULL, "/publish", CHILD_WRITE, 0 },
	.menu_under = "/services",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&bundle_publish_page, &bundle_centre_page),
	.daily = bundle_daily,
	.demo = bundle_demo,
};
