#include <stdlib.h>
#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/child/child.h"
#include "features/outage/outage_private.h"

/* What the pages and deeds of an event share. */

enum { JST = 9 * 3600, INSTANT_DAY = 10, HOUR = 60 };

bool
outage_is_open(const struct outage *o)
{
	return !o->closed_at;
}

bool
outage_is_drill(const struct outage *o)
{
	return o->drill && strcmp(o->drill, "1") == 0;
}

static bool
is_outside(const struct request *r)
{
	return r->who && r->who->agency &&
	    !access_has_role(r->who, "family");
}

static bool
is_town(const struct request *r, const struct rows *areas)
{
	const struct person *who = r->who;

	if (!who->agency_kind || strcmp(who->agency_kind, "municipality") != 0 ||
	    !who->agency_place)
		return false;
	for (size_t i = 0; i < areas->nrows; i++) {
		if (strcmp(rows_cell(areas, i, "municipality"),
		    who->agency_place) == 0)
			return true;
	}
	return false;
}

/* Its own town's, named for it, or with somebody of theirs inside. */
static enum result
has_part(struct request *r, const char *outage)
{
	struct outage_line *lines;
	struct rows areas = { 0 }, bodies = { 0 };
	size_t n = 0;
	enum result rc = outage_sql_areas(r, outage, &areas);

	if (!rc)
		rc = outage_sql_bodies(r, outage, &bodies);
	if (rc || is_town(r, &areas))
		return rc;
	for (size_t i = 0; i < bodies.nrows; i++) {
		if (strcmp(rows_cell(&bodies, i, "id"), r->who->agency) == 0)
			return OK;
	}
	rc = outage_sql_lines(r, outage, false, &lines, &n);
	return rc ? rc : n ? OK : MISSING;
}

enum result
outage_get(struct request *r, const char *id, struct outage *o)
{
	enum result rc = record_get(r, &outage_record, id, o);

	if (rc || access_is_centre(r))
		return rc;
	return is_outside(r) ? has_part(r, id) : MISSING;
}

enum result
outage_of_child(struct request *r, const char *child, struct outage_place *p)
{
	const struct grant *grant;
	const char *id;
	enum result rc = access_grant(r, child, &grant);

	if (!rc && !access_is_centre(r) && !is_outside(r))
		rc = MISSING;
	if (!rc && !grant_shows(grant, CLASS_CONTACT))
		rc = DENIED;
	if (!rc)
		rc = outage_sql_of_child(r, child, &id, &p->cut_at);
	return rc ? rc : record_get(r, &outage_record, id, &p->outage);
}

enum result
outage_todo(struct request *r, const char *outage, int64_t *todo)
{
	struct outage_line *lines;
	size_t n;
	enum result rc = outage_sql_lines(r, outage, false, &lines, &n);

	*todo = 0;
	for (size_t i = 0; !rc && i < n; i++)
		*todo += lines[i].rank != OUTAGE_NONE &&
		    !outage_is_reached(lines[i].status);
	return rc;
}

struct crumb *
outage_crumbs(struct request *r, const struct outage *o, const char *here,
    size_t *n)
{
	struct crumb *all = arena_array(r->mem, 3, sizeof(*all));

	*n = 0;
	all[(*n)++] = (struct crumb){ "停電・災害", here || o ? "/outages" :
		NULL };
	if (o)
		all[(*n)++] = (struct crumb){ o->title, here ? arena_fmt(r->mem,
		    "/outages/%s", o->id) : NULL };
	if (here)
		all[(*n)++] = (struct crumb){ here, NULL };
	return all;
}

/* Whether every municipality of that region is in it. */
static bool
has_region(struct request *r, const struct rows *areas, const char *region)
{
	size_t n, k;
	const struct municipality *m = codes_municipalities(r->codes, &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(codes_region(r->codes, m[i].code, r->today), region))
			continue;
		for (k = 0; k < areas->nrows; k++) {
			if (strcmp(rows_cell(areas, k, "municipality"),
			    m[i].code) == 0)
				break;
		}
		if (k == areas->nrows)
			return false;
	}
	return true;
}

const char *
outage_area_label(struct request *r, const struct rows *areas)
{
	struct buffer b = buffer_new(r->mem);
	size_t nregions;
	const struct code *regions = codes_list(r->codes, "region", &nregions);

	for (size_t i = 0; i < nregions; i++) {
		bool whole = !regions[i].unknown &&
		    code_valid(&regions[i], r->today) &&
		    has_region(r, areas, regions[i].code);

		if (whole)
			buffer_fmt(&b, "%s%s", b.len ? "・" : "",
			    regions[i].label);
		for (size_t k = 0; !whole && k < areas->nrows; k++) {
			const struct municipality *m = codes_municipality(
			    r->codes, rows_cell(areas, k, "municipality"));

			if (m && strcmp(codes_region(r->codes, m->code,
			    r->today), regions[i].code) == 0)
				buffer_fmt(&b, "%s%s", b.len ? "・" : "",
				    m->name);
		}
	}
	return b.s;
}

const char *
outage_clock(struct request *r, const char *instant)
{
	const char *local, *day;
	long hour;

	if (!instant || !*instant)
		return "";
	local = instant_add(r->mem, instant, JST);
	day = arena_bytes(r->mem, local, INSTANT_DAY);
	hour = strtol(local + 11, NULL, 10);
	if (strcmp(day, r->today) == 0)
		return arena_fmt(r->mem, "%ld:%.2s", hour, local + 14);
	return arena_fmt(r->mem, "%s%ld:%.2s", date_short(r->mem, day), hour,
	    local + 14);
}

const char *
outage_left_label(struct arena *mem, int64_t left)
{
	long long hours = left / HOUR, minutes = left % HOUR;

	if (left < 0)
		return "不明";
	if (!left)
		return "切れているおそれ";
	if (!hours)
		return arena_fmt(mem, "%lld分", minutes);
	return arena_fmt(mem, "%lld時間%02lld分", hours, minutes);
}

const char *
outage_ago(struct request *r, const char *instant)
{
	long long minutes = instant_seconds_between(instant, r->now) / 60;

	if (minutes < 1)
		return "いま";
	if (minutes < HOUR)
		return arena_fmt(r->mem, "%lld分前", minutes);
	return outage_clock(r, instant);
}

void
outage_note(struct request *r, const struct outage_case *c, const char *verb,
    const char *note)
{
	struct outage_log log = { .outage = c->outage, .child = c->child,
		.at = r->now, .person = r->who->id, .verb = verb,
		.status = c->status, .note = note };

	(void)record_add(r, &outage_log_record, &log);
}
