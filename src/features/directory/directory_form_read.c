#include <string.h>

#include "base/geo.h"
#include "base/text.h"
#include "features/agency/agency.h"
#include "features/directory/directory_form.h"
#include "features/directory/directory_week.h"

/* What was typed into the form of a place or of a service. */

static void
read_week(struct request *r, const char *name, const char **out)
{
	struct week w = { 0 };
	bool given = false;

	for (size_t d = 0; d < WEEK_DAYS; d++) {
		const char *input = arena_fmt(r->mem, "%s-%s", name,
		    week_days[d]);
		const char *typed = request_form(r, input), *says;

		if (!typed)
			continue;
		given = true;
		w.known |= !text_blank(typed);
		says = week_read_day(r->mem, typed, w.on[d]);
		if (says)
			request_fault(r, input, says);
	}
	if (given)
		*out = w.known ? week_text(r->mem, &w) : NULL;
}

static void
read_age(struct request *r, const char *name, int64_t *out)
{
	const char *typed = request_form(r, name), *says;

	if (!typed)
		return;
	says = directory_age_read(r, typed, out);
	if (says)
		request_fault(r, name, says);
}

static void
read_service(struct request *r, struct service *s)
{
	const char *from = request_form(r, "from_age");

	read_week(r, "opening", &s->opening);
	read_week(r, "nurse", &s->nurse_hours);
	read_age(r, "from_age", &s->age_from);
	read_age(r, "below_age", &s->age_below);
	if (s->age_below && s->age_from >= s->age_below)
		request_fault(r, "below_age",
		    "下の年齢より上の年齢にしてください。");
	else if (!s->age_below && !text_blank(from))
		request_fault(r, "below_age",
		    "何歳になるまでかも入力してください。終わりがなければ「なし」。");
	if (s->status_on && strcmp(s->status_on, r->today) > 0 &&
	    !request_fault_of(r, "status_on"))
		request_fault(r, "status_on", "in_the_future");
}

static void
read_geo(struct request *r, const char *name, int64_t *out)
{
	const char *typed = request_form(r, name);

	if (!typed)
		return;
	*out = 0;
	if (!text_blank(typed) &&
	    !geo_read(text_fold_width(r->mem, typed), out))
		request_fault(r, name, "40.8123のように、度で入力してください。");
}

static void
read_place(struct request *r, struct place *p)
{
	struct geo was = { p->lat, p->lng };
	bool asked = request_form(r, "agency") != NULL;
	struct agency found;

	read_geo(r, "latitude", &p->lat);
	read_geo(r, "longitude", &p->lng);
	if ((p->lat == 0) != (p->lng == 0))
		request_fault(r, p->lat ? "longitude" : "latitude",
		    "緯度と経度は両方入力します。");
	if (!geo_known((struct geo){ p->lat, p->lng }))
		p->precise = NULL;
	else if (was.lat != p->lat || was.lng != p->lng)
		p->precise = "manual";
	if (asked)
		p->agency = agency_chosen(r, "agency");
	if (p->agency && !request_fault_of(r, "agency") &&
	    record_get(r, &agency_record, p->agency, &found))
		request_fault(r, "agency", "not_there");
}

enum result
directory_form_read(struct request *r, const struct record *rec, void *obj,
    struct origin *from)
{
	struct record_head *head = obj;
	const char *version = request_form(r, "version");

	head->version = 0;
	if (version && !text_number(version, &head->version))
		request_fault(r, "version", "not_a_number");
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		const char *typed = request_form(r, f->name), *says;

		if (f->flags & HIDDEN || f->kind == KIND_LINK)
			continue;
		if (!typed)
			typed = field_text(r->mem, f, obj);
		says = field_read(r, f, typed, r->today, false, obj);
		if (says)
			request_fault(r, f->name, says);
	}
	if (rec == &place_record)
		read_place(r, obj);
	else if (rec == &service_record)
		read_service(r, obj);
	r->reading = rec;
	return directory_read_origin(r, from);
}

static bool
is_reach(const char *s)
{
	return strcmp(reach_code(reach_of(s)), s) == 0;
}

static void
add_reaches(struct request *r, const struct record *rec, struct claim *claims,
    size_t *n)
{
	const char *const *names = directory_form_reaches(rec);

	for (size_t j = 0; names[j]; j++) {
		const char *reach = request_form(r, arena_fmt(r->mem, "v-%s",
		    names[j]));

		if (reach && is_reach(reach))
			claims[(*n)++] = (struct claim){ .field = names[j],
			    .value = "", .visibility = reach,
			    .show_only = true };
	}
}

size_t
directory_form_claims(struct request *r, const struct record *rec,
    const void *old, const void *obj, struct claim *claims, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < rec->nfields && n + 8 < room; i++) {
		const struct field *f = &rec->fields[i];
		const char *now = field_text(r->mem, f, obj);

		if (strcmp(f->name, "shown_to") != 0 &&
		    strcmp(f->name, "confirmed_on") != 0 &&
		    strcmp(now, field_text(r->mem, f, old)) != 0)
			claims[n++] = (struct claim){ .field = f->name,
			    .value = now };
	}
	if (n + 8 <= room)
		add_reaches(r, rec, claims, &n);
	return n;
}
