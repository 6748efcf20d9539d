#include <string.h>

#include "app/codes.h"
#include "base/geo.h"
#include "public/hsds_private.h"

/* Organizations, locations, addresses and telephones. */

void
hsds_phones(struct hsds_writer *w, const char *owner, const char *voice,
    const char *fax)
{
	const char *const numbers[] = { voice, fax };
	static const char *const types[] = { "voice", "fax" };
	bool any = (voice && *voice) || (fax && *fax);

	if (!any)
		return;
	hsds_open(w->b, "phones", "[");
	for (size_t i = 0; i < COUNT(numbers); i++) {
		if (!numbers[i] || !*numbers[i])
			continue;
		hsds_open(w->b, NULL, "{");
		hsds_part_id(w->b, types[i], owner);
		hsds_text(w->b, "number", numbers[i]);
		hsds_text(w->b, "type", types[i]);
		hsds_close(w->b, "}");
	}
	hsds_close(w->b, "]");
}

void
hsds_organization_open(struct hsds_writer *w, const char *key,
    const struct hsds_organization *o, enum depth depth)
{
	hsds_open(w->b, key, "{");
	hsds_text(w->b, "id", o->id);
	hsds_text(w->b, "name", o->name);
	hsds_text(w->b, "alternate_name", o->kana);
	hsds_text(w->b, "description", o->address && *o->address ?
	    arena_fmt(w->r->mem, "事業所を運営する法人。所在地：%s", o->address) :
	    "事業所を運営する法人。");
	hsds_url(w->b, "website", o->url);
	if (depth == FLAT)
		return;
	hsds_phones(w, o->id, o->phone, o->fax);
	if (o->number && *o->number) {
		hsds_open(w->b, "organization_identifiers", "[{");
		hsds_part_id(w->b, "organization_identifier", o->id);
		hsds_text(w->b, "organization_id", o->id);
		hsds_text(w->b, "identifier_scheme", "JP-JCN");
		hsds_text(w->b, "identifier_type", "法人番号");
		hsds_text(w->b, "identifier", o->number);
		hsds_close(w->b, "}]");
	}
}

/* What the number of a service at a place is called. */
static const char *
number_type(const char *kind)
{
	static const char *const medical[] = { "hospital", "clinic", "dentist",
		"home_doctor", "pharmacy" };
	static const char *const schools[] = { "school", "special_school",
		"kindergarten" };

	for (size_t i = 0; i < COUNT(medical); i++) {
		if (strcmp(kind, medical[i]) == 0)
			return "医療機関コード";
	}
	for (size_t i = 0; i < COUNT(schools); i++) {
		if (strcmp(kind, schools[i]) == 0)
			return "学校コード";
	}
	return "指定事業所番号";
}

static void
put_number(struct hsds_writer *w, const char *numbered)
{
	const char *blank = numbered ? strchr(numbered, ' ') : NULL;

	if (!blank)
		return;
	hsds_text(w->b, "external_identifier", blank + 1);
	hsds_text(w->b, "external_identifier_type", number_type(
	    arena_bytes(w->r->mem, numbered, (size_t)(blank - numbered))));
}

/* The middle of a town is where its people live, not where a house stands. */
static void
put_position(struct hsds_writer *w, const struct hsds_place *p)
{
	struct geo at = { hsds_int(p->lat), hsds_int(p->lng) };

	if (!geo_known(at) || !p->precise || strcmp(p->precise, "city") == 0)
		return;
	hsds_plain(w->b, "latitude", geo_text(w->r->mem, at.lat));
	hsds_plain(w->b, "longitude", geo_text(w->r->mem, at.lng));
}

/* Where HSDS asks for more than we know, in words. */
static const char *
description_of(struct hsds_writer *w, const struct hsds_place *p,
    bool address_stands)
{
	struct buffer b = buffer_new(w->r->mem);
	const struct municipality *m = p->municipality ?
	    codes_municipality(w->r->codes, p->municipality) : NULL;

	if (!address_stands && ((p->address && *p->address) || m))
		buffer_fmt(&b, "所在地：%s%s。", m ? m->name : "",
		    p->address ? p->address : "");
	if (p->precise && hsds_int(p->lat))
		buffer_fmt(&b, "位置の確かさ：%s。", codes_label(w->r->codes,
		    "place_precise", p->precise));
	return b.s;
}

static bool
has_address(const struct hsds_place *p)
{
	return p->address && *p->address && p->postal && *p->postal &&
	    p->municipality;
}

static void
put_address(struct hsds_writer *w, const struct hsds_place *p)
{
	const struct municipality *m = codes_municipality(w->r->codes,
	    p->municipality);
	const char *province = codes_setting(w->r->codes, "prefecture");

	hsds_open(w->b, "addresses", "[{");
	hsds_part_id(w->b, "address", p->id);
	hsds_text(w->b, "location_id", p->id);
	hsds_text(w->b, "address_1", p->address);
	hsds_text(w->b, "city", m ? m->name : p->municipality);
	if (strcmp(p->region, "unknown") != 0)
		hsds_text(w->b, "region", codes_label(w->r->codes, "region",
		    p->region));
	hsds_text(w->b, "state_province", *province ? province : "-");
	hsds_text(w->b, "postal_code", p->postal);
	hsds_text(w->b, "country", "JP");
	hsds_text(w->b, "address_type", "physical");
	hsds_close(w->b, "}]");
}

void
hsds_location(struct hsds_writer *w, const char *key,
    const struct hsds_place *p, enum depth depth)
{
	hsds_open(w->b, key, "{");
	hsds_text(w->b, "id", p->id);
	hsds_text(w->b, "location_type", "physical");
	hsds_text(w->b, "organization_id", p->organization);
	hsds_text(w->b, "name", p->name);
	hsds_text(w->b, "alternate_name", p->kana);
	hsds_text(w->b, "description", description_of(w, p, has_address(p) &&
	    depth == DEEP));
	put_position(w, p);
	put_number(w, p->numbered);
	if (depth == DEEP) {
		if (has_address(p))
			put_address(w, p);
		hsds_phones(w, p->id, p->phone, p->fax);
	}
	hsds_close(w->b, "}");
}
