
#include "app/codes.h"
#include "base/date.h"
#include "base/text.h"
#include "features/coordinator/coordinator_private.h"

/*
 * Where coordinators are and where they lack: a line for each region with its
 * municipalities below. Each number opens the rows it was counted from.
 */
struct line {
	const char *name, *query;
	int64_t known, trained, placed, without;
	bool region, nobody;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, query),
	SLOT_NUMBER(line, known),
	SLOT_NUMBER(line, trained),
	SLOT_NUMBER(line, placed),
	SLOT_NUMBER(line, without),
	SLOT_FLAG(line, region),
	SLOT_FLAG(line, nobody),
};

struct coverage {
	const char *as_of, *nobody;
	struct html_list lines;
	int64_t known, trained, placed, without, nnobody;
};

static const struct slot coverage_slots[] = {
	SLOT_TEXT(coverage, as_of),
	SLOT_TEXT(coverage, nobody),
	SLOT_NUMBER(coverage, nnobody),
	SLOT_NUMBER(coverage, known),
	SLOT_NUMBER(coverage, trained),
	SLOT_NUMBER(coverage, placed),
	SLOT_NUMBER(coverage, without),
	SLOT_LIST(coverage, lines, line_slots, struct line),
};

TEMPLATE(coordinator_coverage_page, "src/features/coordinator/coverage.html",
    coverage_slots);

struct numbers {
	struct rows children, coordinators;
};

/* Of one municipality; NULL: of none. */
static void
count_children(const struct numbers *n, const char *municipality,
    struct line *l)
{
	for (size_t i = 0; i < n->children.nrows; i++) {
		int64_t known = rows_number(&n->children, i, "known");

		if (!text_same(rows_cell(&n->children, i, "municipality"),
		    municipality))
			continue;
		l->known += known;
		l->without += known - rows_number(&n->children, i, "held");
	}
}

static void
count_person(const struct coordinator *c, int64_t cases, struct line *l)
{
	l->trained += coordinator_yes(c->trained);
	l->placed += cases > 0;
}

/* Those who work in the municipality, or, without one, in the whole region. */
static void
count_people(struct request *r, const struct numbers *n,
    const char *municipality, const char *region, struct line *l)
{
	for (size_t i = 0; i < n->coordinators.nrows; i++) {
		struct coordinator c;

		if (!record_load(r, &coordinator_record, &n->coordinators, i,
		    &c) || coordinator_has_left(r, &c))
			continue;
		if (municipality ? text_same(c.municipality, municipality) :
		    text_same(coordinator_region(r, &c), region))
			count_person(&c, rows_number(&n->coordinators, i, "cases"),
			    l);
	}
}

static void
add_places(struct request *r, const struct numbers *n, const char *region,
    struct line *lines, size_t *nlines, struct coverage *p)
{
	struct line *whole = &lines[(*nlines)++];
	struct coordinator_area area = coordinator_area_of(r, NULL, region);
	struct buffer names = buffer_new(r->mem);

	*whole = (struct line){ .name = codes_label(r->codes, "region", region),
	    .query = arena_fmt(r->mem, "region=%s", region), .region = true };
	if (!area.n)
		count_children(n, NULL, whole);
	for (size_t i = 0; i < area.n; i++) {
		const char *code = area.municipalities[i];
		struct line *l = &lines[(*nlines)++];

		*l = (struct line){ .name = coordinator_place_label(r, code,
		    NULL), .query = arena_fmt(r->mem, "municipality=%s", code) };
		count_children(n, code, l);
		count_people(r, n, code, NULL, l);
		l->nobody = l->known && !l->trained;
		if (l->nobody)
			buffer_fmt(&names, "%s%s", p->nobody || names.len ?
			    "、" : "", l->name);
		p->nnobody += l->nobody;
		whole->known += l->known;
		whole->without += l->without;
	}
	count_people(r, n, NULL, region, whole);
	if (names.len)
		p->nobody = arena_fmt(r->mem, "%s%s", p->nobody ? p->nobody :
		    "", names.s);
	p->known += whole->known;
	p->trained += whole->trained;
	p->placed += whole->placed;
	p->without += whole->without;
}

/* GET /coordinators/coverage */
enum result
coordinator_coverage_get(struct request *r)
{
	struct crumb crumbs[] = { { "コーディネーターの台帳", "/coordinators" },
	    { "市町村ごとの状況", NULL } };
	struct page page = { "市町村ごとのコーディネーター", "/dispatches",
	    crumbs, COUNT(crumbs), false };
	struct coverage p = { .as_of = date_long(r->mem, r->today) };
	struct numbers n = { 0 };
	size_t nregions, nplaces, nlines = 0;
	const struct code *regions = codes_list(r->codes, "region", &nregions);
	struct line *lines;
	enum result rc = coordinator_may_read(r) ?
	    coordinator_sql_children(r, &n.children) : DENIED;

	if (!rc)
		rc = coordinator_sql_all(r, &n.coordinators);
	if (rc)
		return rc;
	(void)codes_municipalities(r->codes, &nplaces);
	lines = arena_array(r->mem, nregions + nplaces + 1, sizeof(*lines));
	for (size_t i = 0; i < nregions; i++) {
		if (code_valid(&regions[i], r->today))
			add_places(r, &n, regions[i].code, lines, &nlines, &p);
	}
	p.lines = (struct html_list){ lines, nlines };
	return page_show(r, &page, &coordinator_coverage_page, &p);
}

struct child_line {
	const char *name, *number, *url, *place, *proposal;
};

static const struct slot child_slots[] = {
	SLOT_TEXT(child_line, name),
	SLOT_TEXT(child_line, number),
	SLOT_TEXT(child_line, url),
	SLOT_TEXT(child_line, place),
	SLOT_TEXT(child_line, proposal),
};

struct without_page {
	const char *place;
	const struct html *count, *nav;
	struct html_list children;
};

static const struct slot without_slots[] = {
	SLOT_TEXT(without_page, place),
	SLOT_HTML(without_page, count),
	SLOT_HTML(without_page, nav),
	SLOT_LIST(without_page, children, child_slots, struct child_line),
};

TEMPLATE(coordinator_without_page, "src/features/coordinator/without.html",
    without_slots);

static struct child_line
child_line(struct request *r, const struct child *c)
{
	return (struct child_line){
		.name = arena_fmt(r->mem, "%sさん", c->name),
		.number = c->number,
		.url = arena_fmt(r->mem, "/children/%s", c->id),
		.place = coordinator_place_label(r, c->municipality, "unknown"),
		.proposal = arena_fmt(r->mem, "/children/%s/coordinator", c->id),
	};
}

/* GET /coordinators/without ?municipality= or ?region= */
enum result
coordinator_without_get(struct request *r)
{
	const char *municipality = request_query(r, "municipality");
	const char *region = request_query(r, "region");
	struct crumb crumbs[] = { { "コーディネーターの台帳", "/coordinators" },
	    { "市町村ごとの状況", "/coordinators/coverage" },
	    { "コーディネーターのいない子", NULL } };
	struct page page = { "コーディネーターのいない子", "/dispatches", crumbs,
	    COUNT(crumbs), false };
	struct coordinator_area area = coordinator_area_of(r, municipality,
	    region);
	struct without_page p = { .place = coordinator_place_label(r,
	    municipality, region) };
	struct rows rows = { 0 };
	struct child_line *lines;
	struct pager pager;
	int64_t total = 0;
	size_t n = 0;
	enum result rc = coordinator_may_read(r) ?
	    coordinator_sql_count_without(r, &area, &total) : DENIED;

	if (rc)
		return rc;
	pager = pager_of(r, (size_t)total);
	rc = coordinator_sql_without(r, &area, PAGE_ROWS,
	    (pager.page - 1) * PAGE_ROWS, &rows);
	if (rc)
		return rc;
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct child c;

		if (record_load(r, &child_record, &rows, i, &c))
			lines[n++] = child_line(r, &c);
	}
	p.children = (struct html_list){ lines, n };
	p.count = pager_count(r, &pager, "人");
	p.nav = pager_nav(r, &pager);
	return page_show(r, &page, &coordinator_without_page, &p);
}
