#include <stdio.h>
#include <string.h>

#include "features/care/care.h"

/* The pressure a litre of gas is counted at, in ten-thousandths of an MPa. */
enum { ATMOSPHERE = 1013, PLACES = 3 };
/* Thousand, in thousandths: no litres, MPa or flow of a home are more. */
enum { MANY = 1000000 };

static bool
is(const char *code, const char *wanted)
{
	return code && strcmp(code, wanted) == 0;
}

bool
care_is_kind(const struct device *d, const char *kind)
{
	return is(d->kind, kind);
}

bool
care_needs_power(const struct device *d)
{
	return !care_is_kind(d, "cylinder");
}

static bool
yes(const char *told)
{
	return is(told, "1");
}

static bool
no(const char *told)
{
	return is(told, "0");
}

int64_t
care_thousandths(const char *s)
{
	bool point = false;
	int digits = 0, places = 0;
	int64_t n = 0;

	for (; s && *s; s++) {
		if (*s == '.' && !point && digits) {
			point = true;
			continue;
		}
		if (*s < '0' || *s > '9' || places == PLACES || n > MANY)
			return CARE_UNKNOWN;
		n = n * 10 + (*s - '0');
		digits++;
		places += point;
	}
	if (!digits || (point && !places))
		return CARE_UNKNOWN;
	for (; places < PLACES; places++)
		n *= 10;
	return n > MANY ? CARE_UNKNOWN : n;
}

/* A part of the time a battery gives: known, none, or nobody's word. */
static int64_t
internal_minutes(const struct device *d)
{
	if (no(d->internal))
		return 0;
	return d->internal_minutes > 0 ? d->internal_minutes : CARE_UNKNOWN;
}

static int64_t
external_minutes(const struct device *d)
{
	if (no(d->external))
		return 0;
	return d->battery_count > 0 && d->battery_minutes > 0 ?
	    d->battery_count * d->battery_minutes : CARE_UNKNOWN;
}

/* Litres of gas by litres a minute; all three in thousandths. */
static int64_t
cylinder_minutes(const struct device *d, const char *flow)
{
	int64_t litres = care_thousandths(d->cylinder_litres);
	int64_t pressure = care_thousandths(d->pressure);
	int64_t each = care_thousandths(d->flow ? d->flow : flow);
	int64_t count = d->cylinder_count > 0 ? d->cylinder_count : 1;

	if (litres <= 0 || pressure < 0 || each <= 0)
		return CARE_UNKNOWN;
	return litres * pressure * 10 * count / (ATMOSPHERE * each);
}

int64_t
care_minutes(const struct device *d, const char *flow)
{
	int64_t in, beside;

	if (!care_needs_power(d))
		return cylinder_minutes(d, flow);
	in = internal_minutes(d);
	beside = external_minutes(d);
	return in < 0 || beside < 0 ? CARE_UNKNOWN : in + beside;
}

int64_t
care_minutes_at_least(const struct device *d, const char *flow)
{
	int64_t in, beside;

	if (!care_needs_power(d)) {
		in = cylinder_minutes(d, flow);
		return in < 0 ? 0 : in;
	}
	in = internal_minutes(d);
	beside = external_minutes(d);
	return (in < 0 ? 0 : in) + (beside < 0 ? 0 : beside);
}

bool
care_is_critical(const struct device *d, bool has_cylinder)
{
	if (!care_needs_power(d))
		return true;
	if (d->critical)
		return yes(d->critical) && !(has_cylinder &&
		    care_is_kind(d, "concentrator"));
	return care_is_kind(d, "ventilator") || care_is_kind(d, "suction") ||
	    (care_is_kind(d, "concentrator") && !has_cylinder);
}
