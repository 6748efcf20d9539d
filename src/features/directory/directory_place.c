#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/page.h"
#include "features/agency/agency.h"
#include "features/directory/directory_page.h"

/* One place with its services. */

struct line {
	const char *url, *kind, *state, *hidden, *ago;
	int64_t yes, terms, no, unknown;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, kind),
	SLOT_TEXT(line, state),
	SLOT_TEXT(line, hidden),
	SLOT_TEXT(line, ago),
	SLOT_NUMBER(line, yes),
	SLOT_NUMBER(line, terms),
	SLOT_NUMBER(line, no),
	SLOT_NUMBER(line, unknown),
};

struct show {
	const char *id, *title, *kana, *hidden, *place, *provider_id, *provider,
	    *agency_id, *agency;
	bool may_write, is_centre;
	struct html_list facts, services;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, id),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, kana),
	SLOT_TEXT(show, hidden),
	SLOT_TEXT(show, place),
	SLOT_TEXT(show, provider_id),
	SLOT_TEXT(show, provider),
	SLOT_TEXT(show, agency_id),
	SLOT_TEXT(show, agency),
	SLOT_FLAG(show, may_write),
	SLOT_FLAG(show, is_centre),
	{ .name = "facts", .kind = SLOT_IS_LIST, .at = offsetof(struct show,
	    facts), .rows = told_slots, .nrows_slots = TOLD_SLOTS,
	    .row_size = sizeof(struct told) },
	SLOT_LIST(show, services, line_slots, struct line),
};

TEMPLATE(directory_place_page, "src/features/directory/place.html",
    show_slots);

/* How many of the fourteen it takes, and how many nobody knows. */
static void
count_answers(struct request *r, const struct directory_slots *slots,
    const char *answers, struct line *l)
{
	size_t n;
	const struct code *care = codes_list(r->codes, "care", &n);

	for (size_t i = 0; i < n; i++) {
		enum answered a = directory_answer(answers, directory_slot(slots,
		    care[i].code), directory_reach(r));

		if (!code_valid(&care[i], r->today))
			continue;
		l->yes += a == ANSWER_YES;
		l->terms += a == ANSWER_TERMS;
		l->no += a == ANSWER_NO;
		l->unknown += a == ANSWER_UNKNOWN;
	}
}

static enum result
fill_services(struct request *r, const char *place, struct show *p)
{
	struct directory_slots *slots;
	struct rows rows = { 0 };
	struct line *lines;
	size_t n = 0;
	enum result rc = directory_slots(r, &slots);

	if (!rc)
		rc = directory_sql_of_place(r, place, &rows);
	lines = arena_array(r->mem, rows.nrows + 1, sizeof(*lines));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct service s;

		if (!record_load(r, &service_record, &rows, i, &s))
			continue;
		lines[n] = (struct line){
			.url = arena_fmt(r->mem, "/services/%s", s.id),
			.kind = codes_label(r->codes, "service_kind", s.kind),
			.state = strcmp(s.status, "active") ? codes_label(
			    r->codes, "service_status", s.status) : NULL,
			.hidden = strcmp(s.shown_to, "public") ? codes_label(
			    r->codes, "visibility", s.shown_to) : NULL,
			.ago = directory_ago(r, s.confirmed_on),
		};
		count_answers(r, slots, rows_cell(&rows, i, "answers"),
		    &lines[n++]);
	}
	p->services = (struct html_list){ lines, n };
	return rc;
}

/* Names of what it points to, as far as the person may see that. */
static enum result
fill_links(struct request *r, const struct place *place, struct show *p)
{
	struct provider provider;
	struct agency agency;
	enum result rc = place->provider ? record_get(r, &provider_record,
	    place->provider, &provider) : MISSING;

	if (!rc) {
		p->provider_id = provider.id;
		p->provider = provider.name;
	}
	if (rc && rc != MISSING)
		return rc;
	rc = place->agency ? record_get(r, &agency_record, place->agency,
	    &agency) : MISSING;
	if (!rc) {
		p->agency_id = agency.id;
		p->agency = agency.name;
	}
	return rc == MISSING ? OK : rc;
}

/* GET /places/ID */
enum result
directory_place_get(struct request *r)
{
	struct place place;
	enum result rc = record_get(r, &place_record, r->arg[0], &place);
	struct crumb crumbs[] = { { "資源・受入れ先", "/services" },
	    { place.name, NULL } };
	struct page page = { place.name, "/services", crumbs, COUNT(crumbs),
	    false };
	struct show p = { .may_write = access_centre_writes(r),
	    .is_centre = access_is_centre(r) };
	const struct municipality *m;

	if (rc)
		return rc;
	m = place.municipality ? codes_municipality(r->codes,
	    place.municipality) : NULL;
	p.id = place.id;
	p.title = place.name;
	p.kana = place.kana;
	p.place = m ? m->name : "市町村は不明";
	p.hidden = strcmp(place.visibility, "public") ? codes_label(r->codes,
	    "visibility", place.visibility) : NULL;
	rc = fill_links(r, &place, &p);
	if (!rc)
		rc = directory_told(r, &place_record, &place, &p.facts);
	if (!rc)
		rc = fill_services(r, place.id, &p);
	return rc ? rc : page_show(r, &page, &directory_place_page, &p);
}
