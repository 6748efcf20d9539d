#include <string.h>

#include "app/open.h"
#include "app/page.h"
#include "base/date.h"
#include "base/ical.h"
#include "base/instant.h"
#include "public/public.h"
#include "public/public_sql.h"
#include "public/training_page.h"
#include "public/training_view.h"

/* GET /trainings and /trainings/ID/calendar.ics: sessions to come, by month. */

enum { JAPAN_SECONDS = 9 * 60 * 60 };

static const struct slot view_slots[] = {
	SLOT_TEXT(training_view, url),
	SLOT_TEXT(training_view, title),
	SLOT_TEXT(training_view, number),
	SLOT_TEXT(training_view, theme),
	SLOT_TEXT(training_view, when),
	SLOT_TEXT(training_view, where),
	SLOT_TEXT(training_view, professions),
	SLOT_TEXT(training_view, lecturers),
	SLOT_TEXT(training_view, seats),
	SLOT_TEXT(training_view, seats_class),
};

struct month {
	const char *label;
	struct html_list sessions;
};

static const struct slot month_slots[] = {
	SLOT_TEXT(month, label),
	SLOT_LIST(month, sessions, view_slots, struct training_view),
};

struct calendar {
	const char *made_on, *phone;
	struct html_list months;
};

static const struct slot calendar_slots[] = {
	SLOT_TEXT(calendar, made_on),
	SLOT_TEXT(calendar, phone),
	SLOT_LIST(calendar, months, month_slots, struct month),
};

static TEMPLATE(calendar_page, "src/public/trainings.html", calendar_slots);

/* 令和8年12月, of 令和8年12月8日（火）. */
static const char *
month_label(struct request *r, const char *day)
{
	static const char mark[] = "月";
	const char *all = date_long(r->mem, day), *end = strstr(all, mark);

	return end ? arena_bytes(r->mem, all, (size_t)(end - all) +
	    strlen(mark)) : all;
}

/* Views in order of their days, as months. */
static struct html_list
months_of(struct request *r, struct training_view *views, size_t n)
{
	struct month *months = arena_array(r->mem, n + 1, sizeof(*months));
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		bool same = i && strncmp(views[i - 1].on_day, views[i].on_day,
		    strlen("2026-04")) == 0;

		if (!same)
			months[count++] = (struct month){ month_label(r,
			    views[i].on_day), { &views[i], 0 } };
		months[count - 1].sessions.n++;
	}
	return (struct html_list){ months, count };
}

static enum result
calendar_get(struct request *r)
{
	const struct crumb crumbs[] = { { "研修", NULL } };
	const struct page page = { .title = "研修のお知らせ", .menu = "/trainings",
	    .crumbs = crumbs, .ncrumbs = COUNT(crumbs) };
	const struct open_site *o = r->site->open;
	struct training_view *views;
	struct rows rows = { 0 };
	struct calendar p = { .phone = *o->phone ? o->phone : NULL,
	    .made_on = date_long(r->mem, date_of_instant(r->mem, o->made_at)) };
	enum result rc = public_sql_trainings(r, NULL, &rows);

	if (rc)
		return rc;
	views = arena_array(r->mem, rows.nrows + 1, sizeof(*views));
	for (size_t i = 0; i < rows.nrows; i++)
		views[i] = training_view_of(r, &rows, i);
	p.months = months_of(r, views, rows.nrows);
	return page_show(r, &page, &calendar_page, &p);
}

static const char *
instant_of(struct request *r, const char *day, const char *time)
{
	return instant_add(r->mem, arena_fmt(r->mem, "%sT%s:00Z", day, time),
	    -JAPAN_SECONDS);
}

static enum result
ics_get(struct request *r)
{
	struct rows rows = { 0 };
	enum result rc = public_sql_training(r, r->arg[0], &rows);
	struct training_view v;
	struct ical cal;
	bool timed;

	if (rc)
		return rc;
	v = training_view_of(r, &rows, 0);
	timed = v.from_at && v.to_at;
	cal = ical_begin(&r->answer.body, "研修", r->site->open->made_at);
	ical_event(&cal, &(struct ical_event){ .uid = v.id,
	    .day = v.on_day,
	    .from = timed ? instant_of(r, v.on_day, v.from_at) : NULL,
	    .to = timed ? instant_of(r, v.on_day, v.to_at) : NULL,
	    .summary = arena_fmt(r->mem, "%s %s %s", v.title, v.number,
	    v.theme), .place = v.where });
	ical_end(&cal);
	r->answer.type = "text/calendar; charset=utf-8";
	r->answer.file = "training.ics";
	return OK;
}

static const struct route routes[] = {
	{ "GET", "/trainings", EVERYONE, calendar_get },
	{ "GET", "/trainings/applied", EVERYONE, public_training_applied_get },
	{ "GET", "/trainings/*", EVERYONE, public_training_get },
	{ "POST", "/trainings/*", EVERYONE, public_training_post },
	{ "GET", "/trainings/*/calendar.ics", EVERYONE, ics_get },
};

extern const struct feature public_training_feature;
const struct feature public_training_feature = {
	.name = "training",
	.menu = { "研修", "/trainings", EVERYONE, 4 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&calendar_page, &public_training_page,
	    &public_training_applied),
};
