#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/map_close.h"
#include "app/page.h"
#include "base/text.h"
#include "features/directory/directory_map.h"

/*
 * Where a place is, put right by a click on a picture or by typed coordinates.
 * What a hand says of it goes before any import.
 */
struct pin_page {
	const struct html *faults, *hidden;
	const char *id, *name, *address, *now;
	const char *lat, *lng, *zoom, *mid, *picture, *larger, *smaller;
};

static const struct slot page_slots[] = {
	SLOT_HTML(pin_page, faults),
	SLOT_HTML(pin_page, hidden),
	SLOT_TEXT(pin_page, id),
	SLOT_TEXT(pin_page, name),
	SLOT_TEXT(pin_page, address),
	SLOT_TEXT(pin_page, now),
	SLOT_TEXT(pin_page, lat),
	SLOT_TEXT(pin_page, lng),
	SLOT_TEXT(pin_page, zoom),
	SLOT_TEXT(pin_page, mid),
	SLOT_TEXT(pin_page, picture),
	SLOT_TEXT(pin_page, larger),
	SLOT_TEXT(pin_page, smaller),
};

TEMPLATE(directory_pin_page, "src/features/directory/pin.html", page_slots);

static enum result
load(struct request *r, struct place *p)
{
	return access_is_centre(r) ? record_get(r, &place_record, r->arg[0], p) :
	    DENIED;
}

/* Where most people of a town live, or of the first that is known. */
static struct geo
town_point(const struct request *r, const char *town)
{
	const struct municipality *m = codes_municipality(r->codes, town);
	const struct municipality *all;
	size_t n;

	if (m && geo_known(m->at))
		return m->at;
	all = codes_municipalities(r->codes, &n);
	for (size_t i = 0; i < n; i++) {
		if (geo_known(all[i].at))
			return all[i].at;
	}
	return (struct geo){ 3600000, 13800000 };
}

/* Half a degree around all municipalities: no pin in another sea. */
static bool
near_us(const struct request *r, struct geo p)
{
	enum { MARGIN = GEO_DEGREE / 2 };
	size_t n;
	const struct municipality *m = codes_municipalities(r->codes, &n);

	for (size_t i = 0; i < n; i++) {
		if (geo_known(m[i].at) && llabs(m[i].at.lat - p.lat) < MARGIN &&
		    llabs(m[i].at.lng - p.lng) < MARGIN)
			return true;
	}
	return false;
}

/* "40.81,140.74"; false, and nothing read: anything else. */
static bool
read_pair(struct request *r, const char *s, struct geo *out)
{
	const char *comma = s ? strchr(s, ',') : NULL;
	struct geo p;

	if (!comma || !geo_read(arena_bytes(r->mem, s, (size_t)(comma - s)),
	    &p.lat) || !geo_read(comma + 1, &p.lng))
		return false;
	*out = p;
	return true;
}

static const char *
pair_text(struct request *r, struct geo p)
{
	return arena_fmt(r->mem, "%s,%s", geo_text(r->mem, p.lat),
	    geo_text(r->mem, p.lng));
}

/* What the address asks to see: how close, around what, the pin where. */
static struct map_close
read_view(struct request *r, const struct place *p)
{
	const char *typed = request_query(r, "zoom");
	struct geo stored = { p->lat, p->lng };
	struct map_close v = { .zoom = geo_known(stored) ? 2 : 1, .pin = stored };

	if (typed && strlen(typed) == 1 && *typed >= '0' &&
	    *typed < '0' + MAP_CLOSE_ZOOMS)
		v.zoom = *typed - '0';
	(void)read_pair(r, request_query(r, "pin"), &v.pin);
	v.middle = geo_known(v.pin) ? v.pin : town_point(r, p->municipality);
	if (read_pair(r, request_query(r, "mid"), &v.middle) &&
	    !near_us(r, v.middle))
		v.middle = town_point(r, p->municipality);
	return v;
}

/* The picture was clicked: the pin goes there, and so does the middle. */
static void
read_click(struct request *r, struct map_close *v)
{
	int64_t x, y;

	if (!request_query(r, "at.x") || !request_query(r, "at.y") ||
	    !text_number(request_query(r, "at.x"), &x) ||
	    !text_number(request_query(r, "at.y"), &y) || x < 0 || y < 0 ||
	    x > MAP_CLOSE_WIDTH || y > MAP_CLOSE_HEIGHT)
		return;
	v->pin = map_close_at(v, x, y);
	v->middle = v->pin;
}

static const char *
view_url(struct request *r, const struct place *p, const struct map_close *v,
    const char *what, int zoom)
{
	const char *pin = geo_known(v->pin) ? arena_fmt(r->mem, "&pin=%s",
	    pair_text(r, v->pin)) : "";

	if (zoom < 0 || zoom >= MAP_CLOSE_ZOOMS)
		return NULL;
	return arena_fmt(r->mem, "/places/%s/%s?zoom=%d&mid=%s%s", p->id, what,
	    zoom, pair_text(r, v->middle), pin);
}

static enum result
show(struct request *r, const struct place *p)
{
	struct crumb crumbs[] = { { "資源・受入れ先の台帳", "/services" },
		{ p->name, arena_fmt(r->mem, "/places/%s", p->id) },
		{ "位置", NULL } };
	struct page page = { arena_fmt(r->mem, "%sの位置", p->name),
		"/services", crumbs, COUNT(crumbs), false };
	const struct municipality *m = codes_municipality(r->codes,
	    p->municipality);
	struct map_close v = read_view(r, p);
	const char *lat = request_form(r, "lat"), *lng = request_form(r, "lng");
	struct pin_page out = { .id = p->id, .name = p->name };

	read_click(r, &v);
	out.faults = form_faults(r);
	out.hidden = form_hidden(r, p->version);
	out.address = arena_fmt(r->mem, "%s%s", m ? m->name : "",
	    p->address ? p->address : "");
	out.now = p->precise ? codes_label(r->codes, "place_precise",
	    p->precise) : "わかりません";
	out.lat = lat ? lat : geo_known(v.pin) ? geo_text(r->mem, v.pin.lat) : "";
	out.lng = lng ? lng : geo_known(v.pin) ? geo_text(r->mem, v.pin.lng) : "";
	out.zoom = arena_fmt(r->mem, "%d", v.zoom);
	out.mid = pair_text(r, v.middle);
	out.picture = view_url(r, p, &v, "pin.svg", v.zoom);
	out.larger = view_url(r, p, &v, "pin", v.zoom + 1);
	out.smaller = view_url(r, p, &v, "pin", v.zoom - 1);
	return page_show(r, &page, &directory_pin_page, &out);
}

enum result
directory_pin_get(struct request *r)
{
	struct place p;
	enum result rc = load(r, &p);

	return rc ? rc : show(r, &p);
}

/* Other places nearby are drawn too: people know where those are. */
static enum result
others_of(struct request *r, const char *id, struct map_close *v)
{
	struct wish any = { 0 };
	struct map_found *found;
	struct map_pin *pins;
	size_t n;
	enum result rc = directory_map_find(r, &any, &found, &n);

	if (rc)
		return rc;
	pins = arena_array(r->mem, n + 1, sizeof(*pins));
	for (size_t i = 0; i < n; i++) {
		const struct place *p = &found[i].place;
		enum map_precision precision = map_precision_read(p->precise);

		if (strcmp(p->id, id) != 0 && (precision == MAP_EXACT ||
		    precision == MAP_MANUAL))
			pins[v->nothers++] = (struct map_pin){ .label = p->name,
				.at = { p->lat, p->lng } };
	}
	v->others = pins;
	return OK;
}

enum result
directory_pin_picture_get(struct request *r)
{
	struct place p;
	struct map_close v;
	enum result rc = load(r, &p);

	if (rc)
		return rc;
	v = read_view(r, &p);
	if (v.zoom >= 2)
		rc = others_of(r, p.id, &v);
	return rc ? rc : map_close_show(r, &v);
}

static void
read_degrees(struct request *r, const char *name, int64_t *out)
{
	const char *typed = request_form(r, name);

	if (!typed || !*typed)
		request_fault(r, name, "required");
	else if (!geo_read(typed, out))
		request_fault(r, name,
		    "度を小数で入力してください。例）40.82222");
}

static enum result
save(struct request *r, const struct place *p, struct geo at, int64_t version)
{
	struct origin origin = { SOURCE_HAND, r->today, r->who->name };
	struct claim claims[] = {
		{ .field = "lat", .value = arena_fmt(r->mem, "%lld",
		    (long long)at.lat) },
		{ .field = "lng", .value = arena_fmt(r->mem, "%lld",
		    (long long)at.lng) },
		{ .field = "precise", .value = "manual" },
	};
	const char *see = request_saying(r, arena_fmt(r->mem,
	    "/places/%s/pin", p->id), "changed");
	enum result rc;

	deed_begin(r);
	rc = directory_offer(r, &place_record, p->id, version, &origin, claims,
	    COUNT(claims));
	if (rc) {
		db_rollback(r->db);
		return rc;
	}
	return request_see(r, deed_commit(r, see), see);
}

enum result
directory_pin_post(struct request *r)
{
	const char *typed = request_form(r, "version");
	int64_t version = 0;
	struct place p;
	struct geo at = { 0, 0 };
	enum result rc = load(r, &p);

	if (rc)
		return rc;
	read_degrees(r, "lat", &at.lat);
	read_degrees(r, "lng", &at.lng);
	if (!r->nfaults && !near_us(r, at))
		request_fault(r, "lat",
		    "この県から離れすぎています。緯度と経度が逆でないか確かめてください。");
	if (!typed || !text_number(typed, &version) || version < 1)
		request_fault(r, "version", "required");
	if (r->nfaults) {
		(void)show(r, &p);
		return INVALID;
	}
	return save(r, &p, at, version);
}
