#include <string.h>

#include "app/codes.h"
#include "app/demo.h"
#include "base/instant.h"
#include "features/outage/outage_private.h"

/* A drill of last month in one region, over since the same morning: with a report, a
 * battery lent and taken back. */

enum { DAYS_AGO = 34, DAY = 24 * 3600, MINUTE = 60, FIRST_CALL = 12,
	BETWEEN_CALLS = 9, LASTED = 150, REGION = 5 };

static const struct {
	const char *status, *note, *destination;
} calls[] = {
	{ "safe", "発電機を動かしている。電池も残っている。", NULL },
	{ "absent", "二回かけたが、出ない。", NULL },
	{ "help", "外の電池がない。蓄電池を持って行く。", NULL },
	{ "moved", "父の車で病院へ。", "近くの病院" },
	{ "safe", NULL, NULL },
};

static const char *
after(struct request *r, const struct outage *o, int minutes)
{
	return instant_add(r->mem, o->began_at, (int64_t)minutes * MINUTE);
}

static void
call(struct request *r, const struct outage *o, const char *child, size_t i)
{
	const char *at = after(r, o, FIRST_CALL + (int)i * BETWEEN_CALLS);
	bool reached = outage_is_reached(outage_status_of(calls[i].status));
	struct outage_case c = { .outage = o->id, .child = child,
		.status = calls[i].status, .note = calls[i].note,
		.destination = calls[i].destination, .told_at = at,
		.told_by = r->who->id, .reached_at = reached ? at : NULL };
	struct outage_log log = { .outage = o->id, .child = child, .at = at,
		.person = r->who->id, .verb = "status",
		.status = calls[i].status, .note = calls[i].note };

	(void)record_add(r, &outage_case_record, &c);
	(void)record_add(r, &outage_log_record, &log);
}

static void
lend(struct request *r, const struct outage *o, const char *child)
{
	struct outage_stock s = { .outage = o->id, .kind = "battery",
		.label = "蓄電池 1kWh", .pieces = 4, .place = "センターの倉庫" };
	struct outage_loan l = { .outage = o->id, .child = child,
		.given_at = after(r, o, 2 * FIRST_CALL),
		.given_by = r->who->id, .returned_at = after(r, o, LASTED) };

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
			outage_sql_area_add(r, o->id, towns[i].code,
			    o->began_at);
	}
}

enum result
outage_demo(struct request *r)
{
	const char *region = demo_region(r, REGION);
	struct outage o = { .kind = "power", .title = arena_fmt(r->mem,
	    "停電の訓練 %s", codes_label(r->codes, "region", region)),
		.drill = "1", .note = "毎年秋の訓練です。",
		.declared_by = r->who->id };
	struct outage_line *lines = NULL;
	size_t n = 0;
	enum result rc;

	o.began_at = instant_add(r->mem, r->now, -(int64_t)DAYS_AGO * DAY);
	o.declared_at = after(r, &o, FIRST_CALL / 2);
	o.closed_at = after(r, &o, LASTED);
	o.closed_by = r->who->id;
	(void)record_add(r, &outage_record, &o);
	area(r, &o, region);
	rc = outage_sql_lines(r, o.id, false, &lines, &n);
	if (rc)
		return rc;
	outage_reckon(lines, n, o.began_at);
	for (size_t i = 0; i < n && i < COUNT(calls); i++)
		call(r, &o, lines[i].child, i);
	if (n > 2)
		lend(r, &o, lines[2].child);
	return OK;
}
