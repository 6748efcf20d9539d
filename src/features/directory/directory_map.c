#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "features/directory/directory_map.h"

enum { MOST_PINS = 40 };

/* GET /services/map: the same services as a list and on the land. */
struct map_line {
	const char *id, *number, *name, *kind, *town, *precise, *phone, *place;
	bool paused, may_pin;
};

struct map_page {
	const struct html *faults, *regions, *municipalities, *kinds, *criteria;
	const struct html *map, *count, *nav;
	const char *q, *answer, *fresh, *status, *asked, *list;
	int64_t total;
	const char *most;		/* NULL: all of them are on it */
	bool narrowed, lines;
	struct html_list rows;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(map_line, id),
	SLOT_TEXT(map_line, number),
	SLOT_TEXT(map_line, name),
	SLOT_TEXT(map_line, kind),
	SLOT_TEXT(map_line, town),
	SLOT_TEXT(map_line, precise),
	SLOT_TEXT(map_line, phone),
	SLOT_TEXT(map_line, place),
	SLOT_FLAG(map_line, paused),
	SLOT_FLAG(map_line, may_pin),
};

static const struct slot page_slots[] = {
	SLOT_HTML(map_page, faults),
	SLOT_HTML(map_page, regions),
	SLOT_HTML(map_page, municipalities),
	SLOT_HTML(map_page, kinds),
	SLOT_HTML(map_page, criteria),
	SLOT_HTML(map_page, map),
	SLOT_HTML(map_page, count),
	SLOT_HTML(map_page, nav),
	SLOT_TEXT(map_page, q),
	SLOT_TEXT(map_page, answer),
	SLOT_TEXT(map_page, fresh),
	SLOT_TEXT(map_page, status),
	SLOT_TEXT(map_page, asked),
	SLOT_TEXT(map_page, list),
	SLOT_TEXT(map_page, most),
	SLOT_NUMBER(map_page, total),
	SLOT_FLAG(map_page, narrowed),
	SLOT_FLAG(map_page, lines),
	SLOT_LIST(map_page, rows, line_slots, struct map_line),
};

TEMPLATE(directory_map_page, "src/features/directory/map.html", page_slots);

/* A code that is none of the list asks for nothing. */
static const char *
known(const struct request *r, const char *list, const char *typed)
{
	const struct code *c = codes_find(r->codes, list, typed);

	return c ? c->code : NULL;
}

static struct wish
read_wish(struct request *r)
{
	struct wish w = directory_wish(r);
	const struct municipality *m = codes_municipality(r->codes,
	    w.municipality);

	w.region = known(r, "region", w.region);
	w.municipality = m ? m->code : NULL;
	w.kind = known(r, "service_kind", w.kind);
	w.status = known(r, "service_status", w.status);
	if (!directory_criterion(r, w.criterion))
		w.criterion = w.answer = NULL;
	/* A municipality of another region: the smaller question counts. */
	if (m && w.region && strcmp(w.region, codes_region(r->codes, m->code,
	    r->today)) != 0)
		w.region = NULL;
	return w;
}

const char *
directory_wish_url(struct request *r, const char *path, const struct wish *w)
{
	const struct {
		const char *name, *value;
	} asked[] = { { "q", w->q }, { "region", w->region },
		{ "municipality", w->municipality }, { "kind", w->kind },
		{ "criterion", w->criterion }, { "answer", w->answer },
		{ "fresh", w->fresh }, { "status", w->status } };
	struct buffer b = buffer_new(r->mem);
	size_t n = 0;

	buffer_add(&b, path);
	for (size_t i = 0; i < COUNT(asked); i++) {
		if (!asked[i].value || !*asked[i].value)
			continue;
		buffer_fmt(&b, "%s%s=", n++ ? "&" : "?", asked[i].name);
		buffer_url(&b, asked[i].value);
	}
	return b.s;
}

/* The same question about another place. */
static const char *
url_of(struct request *r, const struct wish *w, const char *region,
    const char *municipality)
{
	struct wish other = *w;

	other.region = region;
	other.municipality = municipality;
	return directory_wish_url(r, "/services/map", &other);
}

static const char *
name_of(const struct map_found *f)
{
	return f->service.name ? f->service.name : f->place.name;
}

static struct map_line
line_of(struct request *r, const struct map_found *f, size_t place)
{
	const struct municipality *m = codes_municipality(r->codes,
	    f->place.municipality);
	const char *phone = f->service.phone ? f->service.phone : f->place.phone;

	return (struct map_line){
		.id = f->service.id,
		.number = arena_fmt(r->mem, "%zu", place + 1),
		.name = name_of(f),
		.kind = codes_label(r->codes, "service_kind", f->service.kind),
		.town = m ? m->name : "不明",
		.precise = f->place.precise ? codes_label(r->codes,
		    "place_precise", f->place.precise) : "位置は市町村まで",
		.phone = phone ? phone : "",
		.place = f->place.id,
		.paused = strcmp(f->service.status, "paused") == 0,
		.may_pin = access_is_centre(r) && request_may(r, CHILD_WRITE),
	};
}

/* Whoever may not see the address sees no more of the place than its town. */
static struct map_pin
pin_of(struct request *r, const struct map_found *f, size_t place,
    const struct pager *pager)
{
	bool here = (int64_t)place + 1 >= pager->first &&
	    (int64_t)place + 1 <= pager->last;
	bool whole = access_is_centre(r) || f->place.address;
	struct map_pin pin = { .municipality = f->place.municipality,
		.precision = MAP_CITY, .label = name_of(f) };

	if (whole && (f->place.lat || f->place.lng)) {
		pin.at = (struct geo){ f->place.lat, f->place.lng };
		pin.precision = map_precision_read(f->place.precise);
	}
	pin.url = arena_fmt(r->mem, here ? "#s-%s" : "/services/%s",
	    f->service.id);
	if (here)
		pin.number = arena_fmt(r->mem, "%zu", place + 1);
	return pin;
}

/* One area a region, or a municipality of the region that is asked for. */
static struct map_area *
areas_of(struct request *r, const struct wish *w, const char *region,
    const struct map_found *found, size_t nfound, size_t *n)
{
	size_t nregions, ntowns;
	const struct code *c = codes_list(r->codes, "region", &nregions);
	const struct municipality *m = codes_municipalities(r->codes, &ntowns);
	struct map_area *areas = arena_array(r->mem, nregions + ntowns,
	    sizeof(*areas));
	int64_t *counts = arena_array(r->mem, nregions + ntowns,
	    sizeof(*counts));

	*n = 0;
	for (size_t i = 0; !region && i < nregions; i++) {
		if (!c[i].unknown)
			areas[(*n)++] = (struct map_area){ .code = c[i].code,
				.url = url_of(r, w, c[i].code, NULL) };
	}
	for (size_t i = 0; region && i < ntowns; i++) {
		if (strcmp(codes_region(r->codes, m[i].code, r->today),
		    region) == 0)
			areas[(*n)++] = (struct map_area){ .code = m[i].code,
				.url = url_of(r, w, NULL, m[i].code) };
	}
	for (size_t i = 0; i < nfound; i++) {
		const char *town = found[i].place.municipality;
		const char *code = region ? (town ? town : "") :
		    codes_region(r->codes, town, r->today);

		for (size_t k = 0; k < *n; k++)
			counts[k] += strcmp(areas[k].code, code) == 0;
	}
	for (size_t k = 0; k < *n; k++) {
		if (w->municipality &&
		    strcmp(w->municipality, areas[k].code) != 0)
			continue;	/* it was not asked about */
		areas[k].number = arena_fmt(r->mem, "%lld件",
		    (long long)counts[k]);
	}
	return areas;
}

static enum result
draw(struct request *r, struct map_page *p, const struct wish *w,
    const struct map_found *found, size_t n, const struct pager *pager)
{
	const char *region = w->municipality ? codes_region(r->codes,
	    w->municipality, r->today) : w->region;
	struct map_view view = { .title = arena_fmt(r->mem, "%sの地図",
	    p->asked), .by_region = !region, .region = region, .npins = n };
	struct map_pin *pins = arena_array(r->mem, n + 1, sizeof(*pins));

	view.areas = areas_of(r, w, region, found, n, &view.nareas);
	/* Of many all over the prefecture, the numbers of the regions say more
	 * than marks on top of one another. */
	if (!region && n > MOST_PINS)
		view.npins = 0;
	for (size_t i = 0; i < view.npins; i++)
		pins[i] = pin_of(r, &found[i], i, pager);
	view.pins = pins;
	return map_draw(r, &view, &p->map);
}

static const char *
asked_words(struct request *r, const struct wish *w)
{
	const struct municipality *m = codes_municipality(r->codes,
	    w->municipality);
	const struct code *c = directory_criterion(r, w->criterion);

	return arena_fmt(r->mem, "%s%s%s%s%s", m ? m->name : w->region ?
	    codes_label(r->codes, "region", w->region) : "県内",
	    w->kind ? "・" : "", w->kind ? codes_label(r->codes,
	    "service_kind", w->kind) : "の受入れ先", c ? "・" : "",
	    c ? c->label : "");
}

static void
fill_filters(struct request *r, struct map_page *p, const struct wish *w)
{
	p->regions = form_options(r, "region", w->region, "すべて");
	p->municipalities = form_municipalities(r, w->municipality, "すべて");
	p->kinds = form_options(r, "service_kind", w->kind, "すべて");
	p->criteria = directory_criteria_options(r, w->criterion, "問わない");
	p->q = w->q;
	p->answer = w->answer;
	p->fresh = w->fresh;
	p->status = w->status;
	p->list = directory_wish_url(r, "/services", w);
	p->asked = asked_words(r, w);
	p->narrowed = strcmp(p->list, "/services") != 0;
}

/* Says so when there are more of them than the map takes. */
static enum result
fill_most(struct request *r, const struct wish *w, struct map_page *p)
{
	int64_t all;
	enum result rc = directory_sql_list_count(r, w, &all);

	if (rc || all <= DIRECTORY_MAP_MOST)
		return rc;
	p->total = all;
	p->most = arena_fmt(r->mem, "%d", DIRECTORY_MAP_MOST);
	return OK;
}

enum result
directory_map_get(struct request *r)
{
	struct crumb crumbs[] = { { "資源・受入れ先の台帳", "/services" },
		{ "地図", NULL } };
	struct page page = { "受入れ先を地図で探す", "/services", crumbs,
		COUNT(crumbs), false };
	struct wish w = read_wish(r);
	struct map_page p = { .faults = form_faults(r) };
	struct map_found *found = NULL;
	struct map_line *lines;
	struct pager pager;
	size_t n, from;
	enum result rc = directory_map_find(r, &w, &found, &n);

	p.total = (int64_t)n;
	if (!rc)
		rc = fill_most(r, &w, &p);
	if (rc)
		return rc;
	fill_filters(r, &p, &w);
	pager = pager_of(r, n);
	from = (size_t)(pager.page - 1) * PAGE_ROWS;
	lines = arena_array(r->mem, PAGE_ROWS, sizeof(*lines));
	for (size_t i = from; i < n && i < from + PAGE_ROWS; i++)
		lines[p.rows.n++] = line_of(r, &found[i], i);
	p.rows.rows = lines;
	p.lines = p.rows.n > 0;
	p.count = pager_count(r, &pager, "件");
	p.nav = pager_nav(r, &pager);
	rc = draw(r, &p, &w, found, n, &pager);
	return rc ? rc : page_show(r, &page, &directory_map_page, &p);
}
