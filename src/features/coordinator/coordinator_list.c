#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/date.h"
#include "features/coordinator/coordinator_private.h"

/* The register: everybody, or those behind a number of the coverage table. */
struct line {
	const char *url, *name, *agency, *place, *trained, *cases, *state;
	bool takes;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, agency),
	SLOT_TEXT(line, place),
	SLOT_TEXT(line, trained),
	SLOT_TEXT(line, cases),
	SLOT_TEXT(line, state),
	SLOT_FLAG(line, takes),
};

struct list {
	const char *narrowed;
	const struct html *count, *nav;
	struct html_list lines;
	bool may_write;
};

static const struct slot list_slots[] = {
	SLOT_TEXT(list, narrowed),
	SLOT_HTML(list, count),
	SLOT_HTML(list, nav),
	SLOT_LIST(list, lines, line_slots, struct line),
	SLOT_FLAG(list, may_write),
};

TEMPLATE(coordinator_list_page, "src/features/coordinator/list.html",
    list_slots);

/* What the address asks for. NULL, false: everybody. */
struct wish {
	const char *municipality, *region;
	bool trained, placed;
};

static bool
fits(struct request *r, const struct wish *w, const struct coordinator *c,
    int64_t cases)
{
	if (coordinator_has_left(r, c) && (w->trained || w->placed))
		return false;
	if (w->trained && !coordinator_yes(c->trained))
		return false;
	if (w->placed && !cases)
		return false;
	if (w->municipality && (!c->municipality ||
	    strcmp(c->municipality, w->municipality) != 0))
		return false;
	return !w->region || strcmp(coordinator_region(r, c), w->region) == 0;
}

static const char *
state_of(struct request *r, const struct coordinator *c, int64_t cases)
{
	if (coordinator_has_left(r, c))
		return "やめた";
	if (!coordinator_yes(c->willing))
		return "いまは担当できない";
	return c->most && cases >= c->most ? "いっぱい" : "担当できる";
}

static struct line
line_of(struct request *r, const struct coordinator *c, const char *agency,
    int64_t cases)
{
	const char *region = coordinator_region(r, c);
	const char *state = state_of(r, c, cases);

	return (struct line){
		.url = arena_fmt(r->mem, "/coordinators/%s", c->id),
		.name = c->name,
		.agency = agency,
		.place = arena_fmt(r->mem, "%s（%s）", c->municipality ?
		    coordinator_place_label(r, c->municipality, NULL) : "不明",
		    codes_label(r->codes, "region", region)),
		.trained = !coordinator_yes(c->trained) ? "まだ" :
		    c->trained_on ? date_era(r->mem, c->trained_on) : "修了",
		.cases = arena_fmt(r->mem, c->most ? "%lld人（%lld人まで）" :
		    "%lld人", (long long)cases, (long long)c->most),
		.state = state,
		.takes = strcmp(state, "担当できる") == 0,
	};
}

static const char *
narrowed_to(struct request *r, const struct wish *w)
{
	if (!w->municipality && !w->region && !w->trained && !w->placed)
		return NULL;
	return arena_fmt(r->mem, "%s%s", coordinator_place_label(r,
	    w->municipality, w->region), w->placed ? "、担当のある人" :
	    w->trained ? "、研修を終えた人" : "");
}

/* GET /coordinators ?municipality= ?region= ?trained=1 ?placed=1 */
enum result
coordinator_list_get(struct request *r)
{
	struct wish w = { request_query(r, "municipality"),
	    request_query(r, "region"), request_query(r, "trained") != NULL,
	    request_query(r, "placed") != NULL };
	struct crumb here = { "コーディネーターの台帳", NULL };
	struct page page = { .title = here.label, .menu = "/dispatches",
	    .crumbs = &here, .ncrumbs = 1 };
	struct list p = { .may_write = access_centre_writes(r),
	    .narrowed = narrowed_to(r, &w) };
	struct rows rows = { 0 };
	struct line *lines;
	struct pager pager;
	size_t n = 0, from;
	enum result rc = coordinator_may_read(r) ?
	    coordinator_sql_all(r, &rows) : DENIED;

	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct coordinator c;
		int64_t cases = rows_number(&rows, i, "cases");

		if (record_load(r, &coordinator_record, &rows, i, &c) &&
		    fits(r, &w, &c, cases))
			lines[n++] = line_of(r, &c, rows_cell(&rows, i,
			    "agency_name"), cases);
	}
	pager = pager_of(r, n);
	from = (size_t)(pager.page - 1) * PAGE_ROWS;
	p.lines = (struct html_list){ lines + from,
	    n - from < PAGE_ROWS ? n - from : PAGE_ROWS };
	p.count = pager_count(r, &pager, "人");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &coordinator_list_page, &p);
}
