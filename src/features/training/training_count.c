#include <stdlib.h>
#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "features/training/training_day.h"
#include "features/training/training_day_sql.h"

/* How many are there by now, for the desk: the page asks for itself again, by a
 * header and so without a script. Nothing is typed on it. */
#define EVERY_SECONDS "10"

enum { LATEST = 10 };

struct latest {
	const char *at, *name, *organization;
};

static const struct slot latest_slots[] = {
	SLOT_TEXT(latest, at),
	SLOT_TEXT(latest, name),
	SLOT_TEXT(latest, organization),
};

struct by {
	const char *label;
	int64_t n;
};

static const struct slot by_slots[] = {
	SLOT_TEXT(by, label),
	SLOT_NUMBER(by, n),
};

struct show {
	const char *at, *title, *course, *now, *unmatched, *half;
	int64_t came, expected;
	struct html_list latest, professions;
	bool latest_any;
};

static const struct slot show_slots[] = {
	SLOT_TEXT(show, at),
	SLOT_TEXT(show, title),
	SLOT_TEXT(show, course),
	SLOT_TEXT(show, now),
	SLOT_TEXT(show, unmatched),
	SLOT_TEXT(show, half),
	SLOT_NUMBER(show, came),
	SLOT_NUMBER(show, expected),
	SLOT_LIST(show, latest, latest_slots, struct latest),
	SLOT_LIST(show, professions, by_slots, struct by),
	SLOT_FLAG(show, latest_any),
};

TEMPLATE(training_count_page, "src/features/training/count.html", show_slots);

static int
later_first(const void *a, const void *b)
{
	const struct training_applicant *x = a, *y = b;

	return strcmp(y->came_at ? y->came_at : "", x->came_at ? x->came_at :
	    "");
}

static void
count_one(struct by *all, size_t *n, const char *label)
{
	size_t i = 0;

	while (i < *n && strcmp(all[i].label, label) != 0)
		i++;
	if (i == *n)
		all[(*n)++] = (struct by){ label, 0 };
	all[i].n++;
}

static void
fill_latest(struct request *r, struct training_applicant *all, size_t n,
    struct show *p)
{
	struct latest *lines = arena_array(r->mem, LATEST, sizeof(*lines));
	size_t k = 0;

	qsort(all, n, sizeof(*all), later_first);
	for (size_t i = 0; i < n && k < LATEST && all[i].came_at; i++)
		lines[k++] = (struct latest){ date_instant_label(r->mem,
		    all[i].came_at), all[i].name, all[i].organization };
	p->latest = (struct html_list){ lines, k };
	p->latest_any = k > 0;
}

static enum result
fill(struct request *r, const struct training_session *s, struct show *p)
{
	struct training_applicant *all;
	struct rows waiting = { 0 };
	struct by *by;
	size_t n, nby = 0, half = 0;
	enum result rc = training_applicants_load(r, s->id, &all, &n);

	if (!rc)
		rc = training_sql_unmatched(r, s->id, &waiting);
	if (rc)
		return rc;
	by = arena_array(r->mem, n + 1, sizeof(*by));
	for (size_t i = 0; i < n; i++) {
		bool came = training_is(&all[i], "attended");

		p->came += came;
		p->expected += training_seated(&all[i]);
		half += !came && (all[i].came_at || all[i].left_at);
		if (came)
			count_one(by, &nby, codes_label(r->codes, "profession",
			    all[i].profession));
	}
	p->professions = (struct html_list){ by, nby };
	p->half = half ? arena_fmt(r->mem, "%zu", half) : NULL;
	p->unmatched = waiting.nrows ? arena_fmt(r->mem, "%zu",
	    waiting.nrows) : NULL;
	fill_latest(r, all, n, p);
	return OK;
}

/* GET /training-sessions/ID/count */
enum result
training_count_get(struct request *r)
{
	struct training_session s;
	struct training t;
	struct show p = { 0 };
	enum result rc = training_session_open(r, r->arg[0], &s, &t);

	if (!rc)
		rc = fill(r, &s, &p);
	if (rc)
		return rc;
	p.at = arena_fmt(r->mem, "/training-sessions/%s", s.id);
	p.title = training_session_title(r, &s);
	p.course = t.title;
	p.now = date_instant_label(r->mem, r->now);
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { t.title, arena_fmt(r->mem, "/trainings/%s", t.id) },
	    { p.title, p.at }, { "いまの参加人数", NULL } };
	struct page page = { "いまの参加人数", "/trainings", crumbs,
	    COUNT(crumbs), false };

	request_header_add(r, "Refresh", EVERY_SECONDS);
	return page_show(r, &page, &training_count_page, &p);
}
