#include <string.h>

#include "app/codes.h"
#include "app/map.h"
#include "app/page.h"
#include "public/public.h"
#include "public/public_sql.h"
#include "public/words.h"

/* GET /map: the same services as the list, on the land. The list goes first. */

enum { MOST_PINS = 40 };

struct area_line {
	const char *url, *name, *number;
};

struct map_line {
	const char *id, *number, *name, *kind, *town, *precise, *phone;
};

struct map_page {
	const struct html *faults, *fields, *map, *count, *nav;
	const char *asked, *list;
	struct html_list areas, rows;
	bool wrong, filtered, any, any_area;
};

static const struct slot area_slots[] = {
	SLOT_TEXT(area_line, url),
	SLOT_TEXT(area_line, name),
	SLOT_TEXT(area_line, number),
};

static const struct slot line_slots[] = {
	SLOT_TEXT(map_line, id),
	SLOT_TEXT(map_line, number),
	SLOT_TEXT(map_line, name),
	SLOT_TEXT(map_line, kind),
	SLOT_TEXT(map_line, town),
	SLOT_TEXT(map_line, precise),
	SLOT_TEXT(map_line, phone),
};

static const struct slot page_slots[] = {
	SLOT_HTML(map_page, faults),
	SLOT_HTML(map_page, fields),
	SLOT_HTML(map_page, map),
	SLOT_HTML(map_page, count),
	SLOT_HTML(map_page, nav),
	SLOT_TEXT(map_page, asked),
	SLOT_TEXT(map_page, list),
	SLOT_LIST(map_page, areas, area_slots, struct area_line),
	SLOT_LIST(map_page, rows, line_slots, struct map_line),
	SLOT_FLAG(map_page, wrong),
	SLOT_FLAG(map_page, filtered),
	SLOT_FLAG(map_page, any),
	SLOT_FLAG(map_page, any_area),
};

static TEMPLATE(map_page_template, "src/public/map.html", page_slots);

/* What the map and the list beside it are made of. */
struct shown {
	struct request *r;
	const struct wish *wish;
	const char *region;		/* drawn large; NULL: all of it */
	struct pager pager;
	struct rows found, counts;
};

static const char *
url_of(const struct shown *s, const char *region, const char *municipality)
{
	struct wish other = *s->wish;

	other.region = region;
	other.municipality = municipality;
	return wish_url(s->r, "/map", &other);
}

static int64_t
count_of(const struct shown *s, const char *column, const char *code)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->counts.nrows; i++) {
		const char *at = rows_cell(&s->counts, i, column);

		if (at && strcmp(at, code) == 0)
			n += public_number(&s->counts, i, "n");
	}
	return n;
}

/* Regions, or the municipalities of the one that is drawn large. */
static struct map_area *
areas_of(const struct shown *s, struct html_list *list, size_t *n)
{
	struct arena *mem = s->r->mem;
	size_t nregions, ntowns;
	const struct code *c = codes_list(s->r->codes, "region", &nregions);
	const struct municipality *m = codes_municipalities(s->r->codes,
	    &ntowns);
	struct map_area *areas = arena_array(mem, nregions + ntowns,
	    sizeof(*areas));
	struct area_line *lines = arena_array(mem, nregions + ntowns,
	    sizeof(*lines));

	*n = 0;
	for (size_t i = 0; !s->region && i < nregions; i++) {
		if (c[i].unknown)
			continue;
		areas[*n] = (struct map_area){ c[i].code, 0, url_of(s, c[i].code,
		    NULL), arena_fmt(mem, "%lld件", (long long)count_of(s,
		    "region", c[i].code)) };
		lines[(*n)++].name = c[i].label;
	}
	for (size_t i = 0; s->region && i < ntowns; i++) {
		if (strcmp(codes_region(s->r->codes, m[i].code, s->r->today),
		    s->region) != 0)
			continue;
		areas[*n] = (struct map_area){ m[i].code, 0, url_of(s, NULL,
		    m[i].code), arena_fmt(mem, "%lld件", (long long)count_of(s,
		    "municipality", m[i].code)) };
		lines[(*n)++].name = m[i].name;
	}
	for (size_t i = 0; i < *n; i++) {
		lines[i].url = areas[i].url;
		lines[i].number = areas[i].number;
	}
	*list = (struct html_list){ lines, *n };
	return areas;
}

static const char *
number_of(const struct shown *s, size_t i)
{
	return arena_fmt(s->r->mem, "%lld", (long long)s->pager.first +
	    (long long)i);
}

static struct map_pin
pin_of(const struct shown *s, size_t i)
{
	const char *precise = rows_cell(&s->found, i, "precise");

	return (struct map_pin){
		.municipality = rows_cell(&s->found, i, "municipality"),
		.at = { public_number(&s->found, i, "lat"),
		    public_number(&s->found, i, "lng") },
		.precision = precise ? map_precision_read(precise) : MAP_CITY,
		.label = public_name(s->r, rows_cell(&s->found, i, "name"),
		    rows_cell(&s->found, i, "place")),
		.url = arena_fmt(s->r->mem, "#s-%s", rows_cell(&s->found, i,
		    "id")),
		.number = number_of(s, i),
	};
}

static struct map_line
line_of(const struct shown *s, size_t i)
{
	const char *precise = rows_cell(&s->found, i, "precise");

	return (struct map_line){
		.id = rows_cell(&s->found, i, "id"),
		.number = number_of(s, i),
		.name = public_name(s->r, rows_cell(&s->found, i, "name"),
		    rows_cell(&s->found, i, "place")),
		.kind = codes_label(s->r->codes, "service_kind",
		    rows_cell(&s->found, i, "kind")),
		.town = codes_town(s->r->codes, s->r->mem, rows_cell(
		    &s->found, i, "municipality"), s->r->today),
		.precise = precise ? arena_fmt(s->r->mem, "位置：%s",
		    codes_label(s->r->codes, "place_precise", precise)) :
		    "位置は市町村まで",
		.phone = rows_cell(&s->found, i, "phone"),
	};
}

static enum result
draw(struct shown *s, struct map_page *p)
{
	struct request *r = s->r;
	struct map_pin *pins = arena_array(r->mem, s->found.nrows + 1,
	    sizeof(*pins));
	struct map_line *lines = arena_array(r->mem, s->found.nrows + 1,
	    sizeof(*lines));
	struct map_view view = { .by_region = !s->region, .region = s->region,
		.pins = pins, .npins = s->found.nrows };

	view.title = arena_fmt(r->mem, "%sの地図", p->asked);
	view.areas = areas_of(s, &p->areas, &view.nareas);
	p->any_area = view.nareas > 0;
	for (size_t i = 0; i < s->found.nrows; i++) {
		pins[i] = pin_of(s, i);
		lines[i] = line_of(s, i);
	}
	/* Of many all over the prefecture, the numbers of the regions say more
	 * than marks on top of one another. */
	if (!s->region && s->pager.total > MOST_PINS)
		view.npins = 0;
	p->rows = (struct html_list){ lines, s->found.nrows };
	p->any = s->found.nrows > 0;
	return map_draw(r, &view, &p->map);
}

static enum result
fill(struct request *r, const struct wish *w, struct map_page *p)
{
	struct shown s = { .r = r, .wish = w, .region = w->municipality ?
	    codes_region(r->codes, w->municipality, r->today) : w->region };
	int64_t total = 0;
	enum result rc = public_sql_count(r, w, &total);

	if (rc)
		return rc;
	s.pager = pager_of(r, (size_t)total);
	rc = public_sql_find(r, w, PAGE_ROWS, (s.pager.page - 1) * PAGE_ROWS,
	    &s.found);
	if (!rc)
		rc = public_sql_areas(r, w, &s.counts);
	if (rc)
		return rc;
	p->count = pager_count(r, &s.pager, "件");
	p->nav = pager_nav(r, &s.pager);
	return draw(&s, p);
}

static enum result
map_get(struct request *r)
{
	const struct crumb crumbs[] = { { "地図", NULL } };
	const struct page page = { .title = "受入れ先の地図", .menu = "/map",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	struct map_page p = { 0 };
	struct wish w;
	enum result rc = wish_read(r, &w), shown;

	if (rc && rc != INVALID)
		return rc;
	p.wrong = rc == INVALID;
	p.asked = wish_words(r, &w);
	if (!rc && (shown = fill(r, &w, &p)))
		return shown;
	p.faults = form_faults(r);
	p.fields = wish_fields(r, &w);
	p.list = wish_url(r, "/services", &w);
	p.filtered = wish_asks(&w) || p.wrong;
	shown = page_show(r, &page, &map_page_template, &p);
	return shown ? shown : rc;
}

static const struct route routes[] = {
	{ "GET", "/map", EVERYONE, map_get },
};

extern const struct feature public_area_feature;
const struct feature public_area_feature = {
	.name = "area",
	.menu = { "地図", "/map", EVERYONE, 2 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&map_page_template),
};
