#include <string.h>

#include "app/codes.h"
#include "app/demo.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/account/account.h"
#include "features/outage/outage_private.h"
#include "features/outage/outage_sql.h"

/* A snowy night of last winter, and a drill of last month; both over since
 * the same morning: with a report, a battery lent and taken back. */

enum { MINUTE = 60, FIRST_CALL = 12, BETWEEN_CALLS = 4 };

static const struct event {
	int days_ago, lasted; /* days; minutes */
	const char *at;       /* UTC */
	size_t region;
	bool drill;
	const char *title, *note;
} events[] = {
	{ 300, 385, "17:10:00", 4, false, "大雪による停電",
	    "夜中に雪で電線が切れた。朝までに全域で復旧した。" },
	{ 34, 150, "01:00:00", 5, true, "秋の停電の想定",
	    "毎年秋の訓練です。" },
};

static const struct {
	const char *status, *note, *destination;
} calls[] = {
	{ "safe", "発電機を動かしている。電池も残っている。", NULL },
	{ "safe", "二回めの電話で出た。祖父の家に移っていた。", NULL },
	{ "help", "外の電池がない。蓄電池を持って行く。", NULL },
	{ "moved", "父の車で病院へ。", "近くの病院" },
	{ "safe", NULL, NULL },
	{ "safe", "車から給電している。朝まで大丈夫とのこと。", NULL },
	{ "safe", "電気は来ている。予備の電池を充電しておく。", NULL },
	{ "help", "吸引器の電池が少ない。訪問看護が手動のものを届けた。",
	    NULL },
	{ "safe", "母が起きている。酸素は2本ある。", NULL },
};

static const char *
after(struct request *r, const struct outage *o, int minutes)
{
	return instant_add(r->mem, o->began_at, (int64_t)minutes * MINUTE);
}

static void
call(struct request *r, const struct outage *o, const char *child, size_t i)
{
	size_t k = i % COUNT(calls);
	const char *at = after(r, o, FIRST_CALL + (int)i * BETWEEN_CALLS);
	bool reached = outage_is_reached(outage_status_of(calls[k].status));
	struct outage_case c = { .outage = o->id,
		.child = child,
		.status = calls[k].status,
		.note = calls[k].note,
		.destination = calls[k].destination,
		.told_at = at,
		.told_by = r->who->id,
		.reached_at = reached ? at : NULL };
	struct outage_log log = { .outage = o->id,
		.child = child,
		.at = at,
		.person = r->who->id,
		.verb = "status",
		.status = calls[k].status,
		.note = calls[k].note };

	(void)record_add(r, &outage_case_record, &c);
	(void)record_add(r, &outage_log_record, &log);
}

static void
lend(struct request *r, const struct outage *o, const struct event *e,
    const char *child)
{
	struct outage_stock s = { .outage = o->id,
		.kind = "battery",
		.label = "蓄電池 1kWh",
		.pieces = 4,
		.place = "センターの倉庫" };
	struct outage_loan l = { .outage = o->id,
		.child = child,
		.given_at = after(r, o, 2 * FIRST_CALL),
		.given_by = r->who->id,
		.returned_at = after(r, o, e->lasted) };

	(void)record_add(r, &outage_stock_record, &s);
	l.stock = s.id;
	(void)record_add(r, &outage_loan_record, &l);
}

static void
area(struct request *r, const struct outage *o, const char *region)
{
	size_t n;
	const struct municipality *towns = codes_municipalities(r->codes, &n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(codes_region(r->codes, towns[i].code, r->today),
			region) == 0)
			outage_sql_area_add(
			    r, o->id, towns[i].code, o->began_at);
	}
}

/* As somebody of the centre, at that time. */
static void
turn(struct request *r, const struct outage *o, const char *verb,
    const char *at, const char *what)
{
	const char *now = r->now;

	r->now = at;
	outage_sql_turn(r, o->id, verb, what);
	r->now = now;
}

static enum result
tell(struct request *r, const struct event *e)
{
	const char *region = demo_region(r, e->region);
	struct outage o = { .kind = "power",
		.title = arena_fmt(r->mem, "%s %s", e->title,
		    codes_label(r->codes, "region", region)),
		.drill = e->drill ? "1" : "0",
		.basis = e->drill ? NULL : "act",
		.note = e->note,
		.declared_by = r->who->id };
	struct outage_line *lines = NULL;
	size_t n = 0;
	enum result rc;

	o.began_at = arena_fmt(r->mem, "%sT%sZ",
	    demo_weekday(r->mem, date_add_days(r->mem, r->today, -e->days_ago)),
	    e->at);
	o.declared_at = after(r, &o, FIRST_CALL / 2);
	o.closed_at = after(r, &o, e->lasted);
	o.closed_by = r->who->id;
	(void)record_add(r, &outage_record, &o);
	turn(r, &o, "declare", o.declared_at, o.drill);
	area(r, &o, region);
	rc = outage_sql_lines(r, o.id, false, &lines, &n);
	if (rc)
		return rc;
	outage_reckon(lines, n, o.began_at);
	for (size_t i = 0; i < n; i++)
		call(r, &o, lines[i].child, i);
	if (n > 2)
		lend(r, &o, e, lines[2].child);
	turn(r, &o, "close", o.closed_at, NULL);
	return OK;
}

enum result
outage_demo(struct request *r)
{
	const struct person *me = r->who;
	struct person caller = *me;
	struct rows people = { 0 };
	enum result rc = account_people(r, &people);

	if (!rc && people.nrows)
		caller.id = rows_cell(&people, 0, "id");
	r->who = &caller;
	for (size_t i = 0; !rc && i < COUNT(events); i++)
		rc = tell(r, &events[i]);
	r->who = me;
	return rc;
}
