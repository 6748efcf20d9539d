#include "features/outage/outage_form.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/agency/agency.h"

enum { JST = 9 * 3600, EARLIEST_DAYS = 60, HOURS = 24, MINUTES = 60 };

struct box {
	const char *code, *label;
	bool checked, in;
};

static const struct slot box_slots[] = {
	SLOT_TEXT(box, code),
	SLOT_TEXT(box, label),
	SLOT_FLAG(box, checked),
	SLOT_FLAG(box, in),
};

struct region_box {
	const char *code, *label;
	bool checked, some;
	struct html_list towns;
};

static const struct slot region_slots[] = {
	SLOT_TEXT(region_box, code),
	SLOT_TEXT(region_box, label),
	SLOT_FLAG(region_box, checked),
	SLOT_FLAG(region_box, some),
	SLOT_LIST(region_box, towns, box_slots, struct box),
};

struct kind_box {
	const char *label;
	struct html_list bodies;
};

static const struct slot kind_slots[] = {
	SLOT_TEXT(kind_box, label),
	SLOT_LIST(kind_box, bodies, box_slots, struct box),
};

struct pick {
	const char *fault, *day, *time, *day_fault, *time_fault;
	struct html_list regions, kinds;
};

static const struct slot pick_slots[] = {
	SLOT_TEXT(pick, fault),
	SLOT_LIST(pick, regions, region_slots, struct region_box),
};

TEMPLATE(outage_pick_part, "src/features/outage/pick.html", pick_slots);

static const struct slot body_slots[] = {
	SLOT_LIST(pick, kinds, kind_slots, struct kind_box),
};

TEMPLATE(outage_bodies_part, "src/features/outage/bodies.html", body_slots);

static const struct slot when_slots[] = {
	SLOT_TEXT(pick, day),
	SLOT_TEXT(pick, time),
	SLOT_TEXT(pick, day_fault),
	SLOT_TEXT(pick, time_fault),
};

TEMPLATE(outage_when_part, "src/features/outage/when.html", when_slots);

static bool
is_ticked(struct request *r, const char *name, const char *code)
{
	size_t n;
	const char *const *all = request_form_all(r, name, &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i], code) == 0)
			return true;
	}
	return false;
}

const char *const *
outage_form_places(struct request *r, size_t *n)
{
	size_t all;
	const struct municipality *m = codes_municipalities(r->codes, &all);
	const char **out = arena_array(r->mem, all + 1, sizeof(*out));

	*n = 0;
	for (size_t i = 0; i < all; i++) {
		if (is_ticked(r, "municipality", m[i].code) ||
		    is_ticked(r, "region", codes_region(r->codes, m[i].code,
		    r->today)))
			out[(*n)++] = m[i].code;
	}
	if (!*n)
		request_fault(r, "region", "圏域か市町村を選んでください。");
	return out;
}

/* "2:10", "02:10", "0210"; -1: none of these. */
static long
minutes_of(const char *typed)
{
	size_t digits = strspn(typed, "0123456789");
	long hour, minute;
	char *end;

	if (digits == 4 && !typed[4]) {
		long both = strtol(typed, NULL, 10);

		hour = both / 100;
		minute = both % 100;
	} else {
		hour = strtol(typed, &end, 10);
		if (digits < 1 || digits > 2 || *end != ':' ||
		    strlen(end) != 3 || !isdigit((unsigned char)end[1]) ||
		    !isdigit((unsigned char)end[2]))
			return -1;
		minute = strtol(end + 1, NULL, 10);
	}
	return hour < HOURS && minute < MINUTES ? hour * MINUTES + minute : -1;
}

const char *
outage_form_instant(struct request *r)
{
	const char *typed_day = request_form(r, "began_on");
	const char *typed_time = request_form(r, "began_time");
	const char *day = typed_day && *typed_day ? date_read(r->mem,
	    typed_day, r->today) : NULL;
	long minutes = typed_time ? minutes_of(typed_time) : -1;
	const char *at;

	if (!day)
		request_fault(r, "began_on", typed_day && *typed_day ?
		    "日付を確かめてください。" : "required");
	if (minutes < 0)
		request_fault(r, "began_time", typed_time && *typed_time ?
		    "「2:10」のように入力してください。" : "required");
	if (!day || minutes < 0)
		return NULL;
	at = instant_add(r->mem, arena_fmt(r->mem, "%sT00:00:00Z", day),
	    (int64_t)minutes * MINUTES - JST);
	if (strcmp(at, r->now) > 0)
		request_fault(r, "began_time", "in_the_future");
	else if (date_days_between(day, r->today) > EARLIEST_DAYS)
		request_fault(r, "began_on", "60日より前の日は入力できません。");
	return at;
}

static bool
is_in(const struct rows *in, const char *code)
{
	for (size_t i = 0; in && i < in->nrows; i++) {
		if (strcmp(rows_cell(in, i, "municipality"), code) == 0 &&
		    !rows_cell(in, i, "restored_at"))
			return true;
	}
	return false;
}

static struct region_box
region_of(struct request *r, const struct code *c, const struct rows *in)
{
	size_t all, n = 0;
	const struct municipality *m = codes_municipalities(r->codes, &all);
	struct box *towns = arena_array(r->mem, all + 1, sizeof(*towns));
	struct region_box box = { .code = c->code, .label = c->label,
		.checked = is_ticked(r, "region", c->code) };

	for (size_t i = 0; i < all; i++) {
		if (strcmp(codes_region(r->codes, m[i].code, r->today),
		    c->code) != 0)
			continue;
		towns[n] = (struct box){ m[i].code, m[i].name,
			is_ticked(r, "municipality", m[i].code),
			is_in(in, m[i].code) };
		box.some |= towns[n++].checked;
	}
	box.towns = (struct html_list){ towns, n };
	return box;
}

const struct html *
outage_form_pick(struct request *r, const struct rows *in)
{
	size_t n, made = 0;
	const struct code *regions = codes_list(r->codes, "region", &n);
	struct region_box *all = arena_array(r->mem, n + 1, sizeof(*all));
	struct pick p = { .fault = request_fault_of(r, "region") };

	for (size_t i = 0; i < n; i++) {
		if (regions[i].unknown || !code_valid(&regions[i], r->today))
			continue;
		all[made++] = region_of(r, &regions[i], in);
	}
	p.regions = (struct html_list){ all, made };
	return html_part(r, &outage_pick_part, &p);
}

static struct box
body_of(struct request *r, const struct rows *rows, size_t i,
    const struct rows *named)
{
	const char *id = rows_cell(rows, i, "id");
	struct box b = { id, rows_cell(rows, i, "name"),
		is_ticked(r, "body", id), false };

	for (size_t k = 0; named && k < named->nrows; k++)
		b.in |= strcmp(rows_cell(named, k, "id"), id) == 0;
	return b;
}

/* All there are, by kind: a whole prefecture has some hundreds. */
const struct html *
outage_form_bodies(struct request *r, const struct rows *named)
{
	struct rows rows = { 0 };
	struct pick p = { 0 };
	struct kind_box *kinds;
	struct box *all;
	const char *last = "";

	if (outage_sql_agencies(r, &rows))
		return NULL;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	kinds = arena_array(r->mem, rows.nrows + 1, sizeof(*kinds));
	p.kinds.rows = kinds;
	for (size_t i = 0; i < rows.nrows; i++) {
		const char *kind = rows_cell(&rows, i, "kind");

		all[i] = body_of(r, &rows, i, named);
		if (strcmp(kind, last) != 0)
			kinds[p.kinds.n++] = (struct kind_box){
				codes_label(r->codes, "agency_kind", kind),
				{ all + i, 0 } };
		kinds[p.kinds.n - 1].bodies.n++;
		last = kind;
	}
	return html_part(r, &outage_bodies_part, &p);
}

const struct html *
outage_form_when(struct request *r)
{
	const char *local = instant_add(r->mem, r->now, JST);
	const char *day = request_form(r, "began_on");
	const char *time = request_form(r, "began_time");
	struct pick p = { .day = day ? day : date_era(r->mem, r->today),
		.time = time ? time : arena_bytes(r->mem, local + 11, 5),
		.day_fault = request_fault_of(r, "began_on"),
		.time_fault = request_fault_of(r, "began_time") };

	return html_part(r, &outage_when_part, &p);
}

enum result
outage_form_overlap(struct request *r, const char *const *places, size_t n,
    bool drill, const char *but, const char **id, const char **title)
{
	struct rows events = { 0 }, areas;
	struct outage o;
	enum result rc = outage_sql_events(r, true, &events);

	for (size_t i = 0; !rc && i < events.nrows; i++) {
		if (!record_load(r, &outage_record, &events, i, &o) ||
		    outage_is_drill(&o) != drill ||
		    (but && strcmp(but, o.id) == 0))
			continue;
		areas = (struct rows){ 0 };
		rc = outage_sql_areas(r, o.id, &areas);
		for (size_t k = 0; !rc && k < n; k++) {
			if (!is_in(&areas, places[k]))
				continue;
			*id = o.id;
			*title = o.title;
			request_fault(r, "region", arena_fmt(r->mem,
			    "「%s」がすでに始まっている市町村があります。そちらに加えるか、"
			    "その市町村を外してください。", o.title));
			return OK;
		}
	}
	return rc;
}

void
outage_form_keep(struct request *r, const char *outage,
    const char *const *places, size_t n, const char *cut_at)
{
	size_t nbodies;
	const char *const *bodies = request_form_all(r, "body", &nbodies);
	struct agency a;

	for (size_t i = 0; i < n; i++) {
		outage_sql_area_add(r, outage, places[i], cut_at);
		outage_sql_turn(r, outage, "area", places[i]);
	}
	for (size_t i = 0; i < nbodies; i++) {
		if (record_get(r, &agency_record, bodies[i], &a))
			continue;
		outage_sql_body_add(r, outage, a.id);
		outage_sql_turn(r, outage, "body", a.id);
	}
}
