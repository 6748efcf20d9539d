#include "app/open.h"
#include "app/page.h"
#include "public/public.h"

struct home {
	const char *centre;
};

static const struct slot home_slots[] = {
	SLOT_TEXT(home, centre),
};

static TEMPLATE(home_page, "src/public/home.html", home_slots);

static enum result
home_get(struct request *r)
{
	const struct home h = { .centre = r->site->open->centre };
	const struct page page = { .title = "トップ", .menu = "/" };

	return page_show(r, &page, &home_page, &h);
}

static const struct route routes[] = {
	{ "GET", "/", EVERYONE, home_get },
};

extern const struct feature public_home_feature;
const struct feature public_home_feature = {
	.name = "home",
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&home_page),
};
