#include "app/charge.h"
#include "app/page.h"
#include "app/site.h"

enum { MAX_PANELS = 24 };

enum result
panels_of(struct request *r, const struct record *rec, const char *child,
    const char *id, const struct html **out)
{
	const struct html *all[MAX_PANELS];
	size_t n = 0;

	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];
		const struct panel *panel = f->panel;
		const struct html *drawn = NULL;
		enum result rc = panel && panel->draw_of && charge_shows(r, f) ?
		    panel->draw_of(r, rec, child, id, &drawn) : OK;

		if (rc)
			return rc;
		if (drawn && n < MAX_PANELS)
			all[n++] = drawn;
	}
	*out = html_join(r->mem, all, n);
	return OK;
}

enum result
notices(struct request *r, const struct html **out)
{
	const struct html *all[MAX_PANELS];
	size_t n = 0;

	for (size_t i = 0; i < r->site->nfeatures; i++) {
		const struct feature *f = r->site->features[i];
		const struct html *drawn = NULL;
		enum result rc = f->notice && charge_shows(r, f) ? f->notice(r, &drawn) : OK;

		if (rc)
			return rc;
		if (drawn && n < MAX_PANELS)
			all[n++] = drawn;
	}
	*out = html_join(r->mem, all, n);
	return OK;
}
