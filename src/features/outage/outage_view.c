#include "features/outage/outage_view.h"

#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/account/account.h"
#include "features/child/child.h"

enum { MINUTE_CHARS = 16 };

static const char *
tag_of(struct request *r, uint64_t n)
{
	return arena_fmt(r->mem, "\"%llx-%s\"", (unsigned long long)n,
	    arena_bytes(r->mem, r->now, MINUTE_CHARS));
}

enum result
outage_view_begin(struct request *r, const char *id, struct outage_view *v)
{
	int64_t tag = 0;
	enum result rc = outage_get(r, id, &v->outage);

	if (!rc)
		rc = outage_sql_areas(r, id, &v->areas);
	if (!rc && access_is_centre(r))
		rc = outage_sql_tag(r, &tag);
	if (rc)
		return rc;
	v->municipality = request_query(r, "municipality");
	v->status = request_query(r, "status");
	if (access_is_centre(r))
		v->tag = tag_of(r, (uint64_t)tag);
	return OK;
}

/* Of what this person sees alone: that something happened elsewhere is not for
 * everybody to know. */
static uint64_t
sum_of(const struct outage_view *v)
{
	uint64_t sum = 1;

	for (size_t i = 0; i < v->n; i++) {
		const struct outage_line *l = &v->lines[i];

		for (const char *s = l->child; *s; s++)
			sum = sum * 1099511628211U + (unsigned char)*s;
		sum = sum * 31 + (uint64_t)l->version * 8 + l->status;
		sum = sum * 31 + (uint64_t)l->minutes * 8 + l->rank;
	}
	return sum;
}

static bool
is_set(const char *s)
{
	return s && *s;
}

static bool
is_asked(const struct request *r, const struct outage_view *v,
    const struct outage_line *l)
{
	const char *status = v->status;

	if (is_set(v->municipality) &&
	    strcmp(v->municipality, l->municipality) != 0)
		return false;
	if (!is_set(status))
		return l->rank != OUTAGE_NONE || l->status != OUTAGE_OPEN ||
		    strcmp(v->outage.kind, "power") != 0;
	if (strcmp(status, "again") == 0)
		return outage_is_again(l);
	if (strcmp(status, "quiet") == 0)
		return l->rank == OUTAGE_NONE;
	if (strcmp(status, "mine") == 0)
		return l->claimed_by && strcmp(l->claimed_by, r->who->id) == 0;
	if (strcmp(status, "todo") == 0)
		return !outage_is_reached(l->status) && l->rank != OUTAGE_NONE;
	return l->status == outage_status_of(status) && l->rank != OUTAGE_NONE;
}

enum result
outage_view_load(struct request *r, struct outage_view *v)
{
	enum result rc = outage_sql_lines(r, v->outage.id, false, &v->lines,
	    &v->n);

	if (rc)
		return rc;
	/* What is over stays as it was when it ended. */
	v->at = v->outage.closed_at ? v->outage.closed_at : r->now;
	outage_reckon(v->lines, v->n, v->at);
	v->shown = arena_array(r->mem, v->n + 1, sizeof(struct outage_line *));
	for (size_t i = 0; i < v->n; i++) {
		struct outage_line *l = &v->lines[i];

		if (l->rank == OUTAGE_NONE && l->status == OUTAGE_OPEN)
			v->quiet++;
		else
			v->counts[l->status]++;
		v->again += outage_is_again(l);
		if (is_asked(r, v, l))
			v->shown[v->nshown++] = l;
	}
	if (!v->tag)
		v->tag = tag_of(r, sum_of(v));
	return OK;
}

static const char *
name_of(struct request *r, const char *id)
{
	struct account a;

	return id && !record_get(r, &account_record, id, &a) ? a.name : NULL;
}

static void
tell_time(struct request *r, const struct outage_line *l,
    const struct rows *rows, size_t i, struct outage_row *row)
{
	const char *kind = rows_cell(rows, i, "first_kind");

	row->left = outage_left_label(r->mem, l->left);
	row->unknown = l->left < 0;
	row->red = l->left < OUTAGE_RED_MINUTES;
	if (l->minutes >= 0)
		row->empty_at = outage_clock(r, instant_add(r->mem, l->cut_at,
		    l->minutes * 60));
	row->kind = kind ? codes_label(r->codes, "device_kind", kind) :
	    l->rank == OUTAGE_VENTILATOR ? "人工呼吸器" :
	    l->rank == OUTAGE_OXYGEN ? "酸素" :
	    l->rank == OUTAGE_SUCTION ? "吸引器" : "";
}

static void
tell_case(struct request *r, const struct outage_line *l,
    const struct rows *rows, struct outage_row *row)
{
	struct outage_case c;
	bool held = outage_is_claimed(l->claimed_by, l->claimed_at, r->now);

	row->status = codes_label(r->codes, "outage_status",
	    outage_status_code(l->status));
	row->status_class = l->status == OUTAGE_HELP ? "chip--red" :
	    l->status == OUTAGE_ABSENT ? "chip--orange" :
	    outage_is_done(l->status) ? "chip--blue" : "";
	row->done = outage_is_done(l->status);
	row->mine = held && strcmp(l->claimed_by, r->who->id) == 0;
	row->taken = held && !row->mine;
	row->free = !held && !row->done;
	row->seen = "0";
	for (size_t i = 0; i < rows->nrows; i++) {
		if (strcmp(rows_cell(rows, i, "child"), l->child) != 0 ||
		    !record_load(r, &outage_case_record, rows, i, &c))
			continue;
		row->who = name_of(r, held ? c.claimed_by : c.told_by);
		row->since = held ? outage_ago(r, c.claimed_at) : NULL;
		row->told = c.told_at ? outage_clock(r, c.told_at) : NULL;
		row->note = c.note;
		row->seen = arena_fmt(r->mem, "%lld", (long long)c.version);
		row->destination = c.destination;
	}
}

/* Only what this person may see of the child; false: she is not there. */
static bool
tell_child(struct request *r, const struct outage_line *l,
    const struct rows *rows, struct outage_row *row)
{
	const struct municipality *m = codes_municipality(r->codes,
	    l->municipality);
	const struct grant *grant;
	struct child c;
	size_t i = 0;

	while (i < rows->nrows && strcmp(rows_cell(rows, i, "id"), l->child))
		i++;
	if (i == rows->nrows || !record_load(r, &child_record, rows, i, &c) ||
	    access_grant(r, l->child, &grant))
		return false;
	*row = (struct outage_row){ .child = c.id, .name = c.name,
		.kana = c.kana, .town = m ? m->name : "", .phone = c.phone,
		.address = c.address, .guardian = c.guardian,
		.url = arena_fmt(r->mem, "/children/%s/outage", c.id),
		.claim = arena_fmt(r->mem, "/children/%s/outage/claim", c.id),
		.age = c.born_on ? arena_fmt(r->mem, "%d歳",
		    date_age(c.born_on, r->today)) : "年齢不明",
		.quiet = l->rank == OUTAGE_NONE };
	if (grant_shows(grant, CLASS_CARE) && l->rank != OUTAGE_NONE) {
		tell_time(r, l, rows, i, row);
		access_saw(r, grant, CLASS_CARE);
	}
	return true;
}

enum result
outage_view_rows(struct request *r, const struct outage_view *v,
    struct outage_line *const *lines, size_t n, struct outage_row *out,
    size_t *made)
{
	struct outage_line *all = arena_array(r->mem, n + 1, sizeof(*all));
	struct rows children = { 0 }, cases = { 0 };
	enum result rc;

	*made = 0;
	for (size_t i = 0; i < n; i++)
		all[i] = *lines[i];
	rc = outage_sql_children(r, all, n, &children);
	if (!rc)
		rc = outage_sql_cases(r, v->outage.id, all, n, &cases);
	for (size_t i = 0; !rc && i < n; i++) {
		if (!tell_child(r, &all[i], &children, &out[*made]))
			continue;
		/* Once it is over she has no page of it any more. */
		if (v->outage.closed_at)
			out[*made].url = arena_fmt(r->mem, "/children/%s",
			    out[*made].child);
		tell_case(r, &all[i], &cases, &out[*made]);
		++*made;
	}
	return rc;
}
