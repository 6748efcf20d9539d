#include <string.h>

#include "features/care/care_private.h"

/* What cannot be so, said before it is kept. What is not known is no fault. */
enum { FLOW_MOST = 60000, LITRES_MOST = 50000, PRESSURE_MOST = 35000 };

static bool
is(const char *told, const char *wanted)
{
	return told && strcmp(told, wanted) == 0;
}

static bool
readable(const struct request *r, const char *field, const char *value)
{
	return value && !request_fault_of(r, field);
}

static void
not_later(struct request *r, const char *field, const char *day)
{
	if (readable(r, field, day) && strcmp(day, r->today) > 0)
		request_fault(r, field, "in_the_future");
}

static void
check_measure(struct request *r, const char *field, const char *value,
    int64_t most, const char *unit)
{
	int64_t n = care_thousandths(value);

	if (!value || request_fault_of(r, field))
		return;
	if (n < 0)
		request_fault(r, field,
		    "「0.25」「1.5」のように、半角の数字と小数点で入力してください。");
	else if (n == 0 || n > most)
		request_fault(r, field, arena_fmt(r->mem,
		    "0より大きく%lld%sまでの数にしてください。",
		    (long long)most / 1000, unit));
}

static void
check_batteries(struct request *r, const struct device *d)
{
	if (is(d->internal, "0") && d->internal_minutes)
		request_fault(r, "internal_minutes",
		    "内部バッテリーは「なし」なのに、時間があります。どちらかを直してください。");
	if (is(d->external, "0") && (d->battery_count || d->battery_minutes))
		request_fault(r, "battery_count",
		    "外部バッテリーは「なし」なのに、個数か時間があります。どちらかを直してください。");
	not_later(r, "battery_since", d->battery_since);
	not_later(r, "battery_checked_on", d->battery_checked_on);
}

void
care_check_device(struct request *r, const struct device *d)
{
	check_batteries(r, d);
	check_measure(r, "flow", d->flow, FLOW_MOST, "L/分");
	check_measure(r, "cylinder_litres", d->cylinder_litres, LITRES_MOST,
	    "L");
	check_measure(r, "pressure", d->pressure, PRESSURE_MOST, "MPa");
	if (!care_needs_power(d) && d->watts)
		request_fault(r, "watts",
		    "ボンベは電気を使いません。空欄にしてください。");
	not_later(r, "removed_on", d->removed_on);
}

static void
check_grant(struct request *r, const struct assessment *a)
{
	if (a->granted_on && !a->granted)
		request_fault(r, "granted",
		    "決まった日があるときは、区分を選んでください。");
	not_later(r, "granted_on", a->granted_on);
	if (readable(r, "valid_until", a->valid_until) &&
	    readable(r, "on_day", a->on_day) &&
	    strcmp(a->valid_until, a->on_day) < 0)
		request_fault(r, "valid_until",
		    "判定した日より前の日です。日付を確かめてください。");
}

void
care_check_assessment(struct request *r, const struct assessment *a)
{
	not_later(r, "on_day", a->on_day);
	check_grant(r, a);
	if (is(a->instrument, CARE_SEVERE) && !a->severe_total)
		request_fault(r, "severe_total", "required");
}
