#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "features/care/care.h"

/* The devices of one child together: who stops first, and what is missing. */
enum { SOON = 3, WEEK = 7, MONTHS = 12 };

static const struct {
	const char *code;
	bool by_time;
} lacks[CARE_LACKS] = {
	[LACK_TIME] = { "time", false },
	[LACK_AT_ONCE] = { "at_once", false },
	[LACK_EXTERNAL] = { "external", false },
	[LACK_CHECK] = { "check", true },
	[LACK_LIFE] = { "life", true },
	[LACK_PHONE] = { "phone", false },
	[LACK_CHARGER] = { "charger", false },
	[LACK_CAR] = { "car", false },
	[LACK_FLOW] = { "flow", false },
	[LACK_CYLINDER] = { "cylinder", false },
	[LACK_WATTS] = { "watts", false },
	[LACK_BAG] = { "bag", false },
	[LACK_MANUAL_SUCTION] = { "manual_suction", false },
	[LACK_STOCK_3] = { "stock_3", false },
	[LACK_STOCK_7] = { "stock_7", false },
};

const char *
care_lack_code(enum care_lack what)
{
	return lacks[what].code;
}

bool
care_lack_by_time(enum care_lack what)
{
	return lacks[what].by_time;
}

/* What all of them are looked at with. */
struct home {
	const struct care_terms *terms;
	const struct device *devices;
	size_t n;
	const struct supply *supplies;
	size_t nsupplies;
	bool has_cylinder, any_critical;
	const char *flow;		/* of a concentrator, for a cylinder */
	struct care_power *out;
};

static bool
is(const char *told, const char *wanted)
{
	return told && strcmp(told, wanted) == 0;
}

static void
lack(struct home *h, enum care_lack what, const struct device *d,
    const struct supply *s)
{
	struct care_power *p = h->out;

	if (p->nmissing < CARE_MAX_LACKS)
		p->missing[p->nmissing++] =
		    (struct care_missing){ what, d, s };
}

static bool
has(const struct home *h, const char *kind)
{
	for (size_t i = 0; i < h->n; i++)
		if (care_is_kind(&h->devices[i], kind))
			return true;
	return false;
}

static bool
at_hand(const struct home *h, const char *item)
{
	for (size_t i = 0; i < h->nsupplies; i++)
		if (is(h->supplies[i].item, item))
			return is(h->supplies[i].kept, "1");
	return false;
}

static bool
is_tool(const struct supply *s)
{
	return is(s->item, "bag_valve") || is(s->item, "manual_suction");
}

/* The same day so many months on, at most the 28th: rather early than late. */
static void
months_after(const char *day, int64_t months, char out[CARE_DAY])
{
	long at = strtol(day, NULL, 10) * MONTHS +
	    strtol(day + 5, NULL, 10) - 1 + (long)months;
	long of_month = strtol(day + 8, NULL, 10);
	char text[64];

	(void)snprintf(text, sizeof(text), "%04ld-%02ld-%02ld", at / MONTHS,
	    at % MONTHS + 1, of_month > 28 ? 28 : of_month);
	memcpy(out, text, CARE_DAY - 1);
	out[CARE_DAY - 1] = '\0';
}

static void
keep_earlier(char kept[CARE_DAY], const char *day)
{
	if (!*kept || strcmp(day, kept) < 0)
		(void)snprintf(kept, CARE_DAY, "%s", day);
}

static bool
has_battery(const struct device *d)
{
	return care_needs_power(d) &&
	    (!is(d->internal, "0") || !is(d->external, "0"));
}

/* The older of what was looked after is what counts. */
static void
look_at_battery(struct home *h, const struct device *d)
{
	const struct care_terms *t = h->terms;
	char day[CARE_DAY] = CARE_LONG_AGO;

	if (!has_battery(d))
		return;
	if (d->battery_checked_on)
		months_after(d->battery_checked_on, t->check_months, day);
	keep_earlier(h->out->check_by, day);
	if (strcmp(day, t->today) <= 0)
		lack(h, LACK_CHECK, d, NULL);
	if (!d->battery_since)
		return;
	months_after(d->battery_since, t->life_months, day);
	keep_earlier(h->out->renew_by, day);
	if (strcmp(day, t->today) <= 0)
		lack(h, LACK_LIFE, d, NULL);
}

static void
look_at_time(struct home *h, const struct device *d, int64_t minutes)
{
	if (!care_needs_power(d)) {
		if (!d->flow && !h->flow)
			lack(h, LACK_FLOW, d, NULL);
		else if (minutes < 0)
			lack(h, LACK_TIME, d, NULL);
		return;
	}
	if (minutes < 0)
		lack(h, LACK_TIME, d, NULL);
	else if (!minutes)
		lack(h, LACK_AT_ONCE, d, NULL);
	if (minutes && care_is_kind(d, "ventilator") && is(d->external, "0"))
		lack(h, LACK_EXTERNAL, d, NULL);
	if (is(d->external, "1") && is(d->charger, "0"))
		lack(h, LACK_CHARGER, d, NULL);
	if (is(d->car_cable, "0"))
		lack(h, LACK_CAR, d, NULL);
}

/* A device she cannot do without. */
static void
look_at_critical(struct home *h, const struct device *d)
{
	int64_t minutes = care_minutes(d, h->flow);

	look_at_time(h, d, minutes);
	look_at_battery(h, d);
	if (!d->supplier_phone)
		lack(h, LACK_PHONE, d, NULL);
}

/* Sums of cylinders: oxygen runs out when the last is empty. */
static void
sum_cylinders(struct home *h, int64_t *minutes, int64_t *at_least)
{
	*minutes = *at_least = 0;
	for (size_t i = 0; i < h->n; i++) {
		const struct device *d = &h->devices[i];
		int64_t of_this = care_minutes(d, h->flow);

		if (care_needs_power(d))
			continue;
		*minutes = of_this < 0 || *minutes < 0 ? CARE_UNKNOWN :
		    *minutes + of_this;
		*at_least += care_minutes_at_least(d, h->flow);
	}
}

static void
stop_at(struct home *h, const struct device *d, int64_t minutes,
    int64_t at_least)
{
	struct care_power *p = h->out;

	if (!p->first || minutes < p->minutes) {
		p->minutes = minutes;
		p->first = d;
	}
	if (p->at_least < 0 || at_least < p->at_least)
		p->at_least = at_least;
}

static bool
counts(const struct home *h, const struct device *d)
{
	return care_is_critical(d, h->has_cylinder) ||
	    (!h->any_critical && care_needs_power(d));
}

static void
find_first(struct home *h)
{
	const struct device *cylinder = NULL;
	int64_t minutes, at_least;

	for (size_t i = 0; i < h->n; i++) {
		const struct device *d = &h->devices[i];

		if (!care_needs_power(d))
			cylinder = cylinder ? cylinder : d;
		else if (counts(h, d))
			stop_at(h, d, care_minutes(d, h->flow),
			    care_minutes_at_least(d, h->flow));
	}
	if (!cylinder)
		return;
	sum_cylinders(h, &minutes, &at_least);
	stop_at(h, cylinder, minutes, at_least);
	h->out->oxygen_minutes = minutes;
}

static void
find_oxygen(struct home *h)
{
	struct care_power *p = h->out;
	bool first = true;

	p->oxygen = h->has_cylinder || has(h, "concentrator");
	for (size_t i = 0; i < h->n && !h->has_cylinder; i++) {
		const struct device *d = &h->devices[i];
		int64_t minutes = care_minutes(d, NULL);

		if (!care_is_kind(d, "concentrator"))
			continue;
		lack(h, LACK_CYLINDER, d, NULL);
		if (first || minutes < p->oxygen_minutes)
			p->oxygen_minutes = minutes;
		first = false;
	}
}

static void
find_watts(struct home *h)
{
	struct care_power *p = h->out;

	for (size_t i = 0; i < h->n; i++) {
		const struct device *d = &h->devices[i];

		if (!care_needs_power(d) || !care_is_critical(d, false))
			continue;
		p->watts_known += d->watts;
		if (d->watts)
			continue;
		p->unknown_watts++;
		lack(h, LACK_WATTS, d, NULL);
	}
	p->watts = p->unknown_watts ? CARE_UNKNOWN : p->watts_known;
}

static void
look_at_supplies(struct home *h)
{
	if (has(h, "ventilator") && !at_hand(h, "bag_valve"))
		lack(h, LACK_BAG, NULL, NULL);
	if (has(h, "suction") && !at_hand(h, "manual_suction"))
		lack(h, LACK_MANUAL_SUCTION, NULL, NULL);
	for (size_t i = 0; i < h->nsupplies; i++) {
		const struct supply *s = &h->supplies[i];

		if (is_tool(s))
			continue;
		if (is(s->kept, "0") || (s->days && s->days < SOON))
			lack(h, LACK_STOCK_3, NULL, s);
		else if (s->days && s->days < WEEK)
			lack(h, LACK_STOCK_7, NULL, s);
	}
}

static enum care_rank
rank_of(const struct home *h)
{
	if (has(h, "ventilator"))
		return CARE_VENTILATOR;
	if (h->out->oxygen)
		return CARE_OXYGEN;
	return has(h, "suction") ? CARE_SUCTION : CARE_OTHER;
}

void
care_power(const struct care_terms *terms, const struct device *devices,
    size_t n, const struct supply *supplies, size_t nsupplies,
    struct care_power *out)
{
	struct home h = { .terms = terms, .devices = devices, .n = n,
		.supplies = supplies, .nsupplies = nsupplies, .out = out };

	*out = (struct care_power){ .minutes = CARE_UNKNOWN,
		.at_least = CARE_UNKNOWN, .oxygen_minutes = CARE_UNKNOWN };
	h.has_cylinder = has(&h, "cylinder");
	for (size_t i = 0; i < n; i++) {
		if (care_is_kind(&devices[i], "concentrator") &&
		    devices[i].flow)
			h.flow = devices[i].flow;
	}
	for (size_t i = 0; i < n; i++)
		h.any_critical |= care_is_critical(&devices[i],
		    h.has_cylinder);
	find_first(&h);
	for (size_t i = 0; i < n; i++)
		if (counts(&h, &devices[i]))
			look_at_critical(&h, &devices[i]);
	find_oxygen(&h);
	find_watts(&h);
	look_at_supplies(&h);
	out->rank = rank_of(&h);
	if (out->at_least < 0)
		out->at_least = 0;
}
