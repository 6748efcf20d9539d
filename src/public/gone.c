#include "public/gone.h"

#include "app/page.h"
#include "public/public_sql.h"

struct gone_page {
	const char *title;
};

static const struct slot gone_slots[] = {
	SLOT_TEXT(gone_page, title),
};

TEMPLATE(public_gone_page, "src/public/gone.html", gone_slots);

enum result
public_gone(struct request *r, const char *id, const char *title)
{
	const struct gone_page p = { title };
	const struct crumb crumbs[] = { { title, NULL } };
	const struct page page = { .title = p.title, .crumbs = crumbs,
	    .ncrumbs = COUNT(crumbs) };
	int64_t n = 0;
	enum result rc = public_sql_gone(r, id, &n);

	if (rc || !n)
		return rc ? rc : MISSING;
	r->answer.status = 410;
	return page_show(r, &page, &public_gone_page, &p);
}
