#include <string.h>

#include "features/care/care.h"
#include "tests/kit.h"

/* How long it lasts, against a second telling of the rule by brute force. */

static const struct care_terms terms = { "2026-04-01", 6, 36 };

static struct care_power
power_of(const struct device *d, size_t n)
{
	struct care_power p;

	care_power(&terms, d, n, NULL, 0, &p);
	return p;
}

static bool
lacks(const struct care_power *p, enum care_lack what)
{
	for (size_t i = 0; i < p->nmissing; i++)
		if (p->missing[i].what == what)
			return true;
	return false;
}

TEST(care_power_is_the_own_battery_and_those_beside)
{
	struct device d = { .kind = "ventilator", .internal = "1",
		.internal_minutes = 300, .external = "1", .battery_count = 2,
		.battery_minutes = 240, .watts = 60 };
	struct care_power p = power_of(&d, 1);

	(void)t;
	EXPECT(p.minutes == 780 && p.at_least == 780);
	EXPECT(p.rank == CARE_VENTILATOR && p.first == &d);
	EXPECT(p.watts == 60);
	EXPECT(!lacks(&p, LACK_EXTERNAL) && lacks(&p, LACK_CHECK));
	d.external = "0";
	d.battery_count = 0;
	d.battery_minutes = 0;
	p = power_of(&d, 1);
	EXPECT(p.minutes == 300 && lacks(&p, LACK_EXTERNAL));
}

TEST(care_power_nobody_knows_is_unknown_and_not_none)
{
	struct device d[] = { { .kind = "suction", .internal = "1",
		.internal_minutes = 30, .external = "0" },
		{ .kind = "ventilator", .external = "1", .battery_count = 1,
		.battery_minutes = 600 } };
	struct care_power p = power_of(d, 2);

	(void)t;
	EXPECT(p.minutes == CARE_UNKNOWN && p.first == &d[1]);
	EXPECT(p.at_least == 30);
	EXPECT(p.watts == CARE_UNKNOWN && p.unknown_watts == 2);
	d[1].internal = "0";
	p = power_of(d, 2);
	EXPECT(p.minutes == 30 && p.first == &d[0]);
	d[0].internal = "0";
	d[0].internal_minutes = 0;
	p = power_of(d, 2);
	EXPECT(p.minutes == 0 && lacks(&p, LACK_AT_ONCE));
}

TEST(oxygen_lasts_litres_by_pressure_by_flow)
{
	struct device d[] = { { .kind = "concentrator", .internal = "0",
		.external = "0", .flow = "0.5", .watts = 120 },
		{ .kind = "cylinder", .cylinder_litres = "2.8",
		.pressure = "14.7", .cylinder_count = 2 } };
	struct care_power p = power_of(d, 2);

	(void)t;
	/* 2.8 L x 14.7 MPa / 0.1013 = 406.3 L each. */
	EXPECT(p.oxygen_minutes == 1625 && p.minutes == 1625);
	EXPECT(p.rank == CARE_OXYGEN && p.first == &d[1] && p.oxygen);
	EXPECT(p.watts == 120);
	p = power_of(d, 1);
	EXPECT(p.minutes == 0 && p.oxygen_minutes == 0);
	EXPECT(lacks(&p, LACK_CYLINDER));
	d[0].flow = NULL;
	p = power_of(d, 2);
	EXPECT(p.oxygen_minutes == CARE_UNKNOWN && p.minutes == CARE_UNKNOWN);
	EXPECT(lacks(&p, LACK_FLOW));
}

TEST(decimals_are_read_as_thousandths_or_not_at_all)
{
	(void)t;
	EXPECT(care_thousandths("0.25") == 250);
	EXPECT(care_thousandths("14.7") == 14700);
	EXPECT(care_thousandths("1000") == 1000000);
	EXPECT(care_thousandths("0") == 0);
	for (const char *const *s = (const char *const[]){ "", "1001", ".5", "2.",
	    "1.2.3", "0.2505", "-1", "１", "99999999999999999999", NULL }; *s; s++)
		EXPECT(care_thousandths(*s) == CARE_UNKNOWN);
	EXPECT(care_thousandths(NULL) == CARE_UNKNOWN);
}

TEST(an_old_battery_and_one_not_looked_after_are_said_on_their_day)
{
	struct device d = { .kind = "ventilator", .internal = "1",
		.internal_minutes = 60, .external = "0",
		.battery_checked_on = "2025-10-02",
		.battery_since = "2023-04-02" };
	struct care_power p = power_of(&d, 1);

	(void)t;
	EXPECT(!lacks(&p, LACK_CHECK) && !lacks(&p, LACK_LIFE));
	EXPECT(strcmp(p.check_by, "2026-04-02") == 0);
	EXPECT(strcmp(p.renew_by, "2026-04-02") == 0);
	d.battery_checked_on = "2025-10-01";
	d.battery_since = "2023-03-31";
	p = power_of(&d, 1);
	EXPECT(lacks(&p, LACK_CHECK) && lacks(&p, LACK_LIFE));
	EXPECT(strcmp(p.renew_by, "2026-03-28") == 0);
}

/* Told or not: each part of a small home, in every combination. */
static const char *const told[] = { NULL, "0", "1" };

static struct device
of_number(const char *kind, unsigned n)
{
	struct device d = { .kind = kind, .internal = told[n % 3],
		.external = told[n / 3 % 3],
		.battery_count = n / 9 % 3, .battery_minutes = n / 27 % 2 * 50 };

	d.internal_minutes = n / 54 % 2 ? 100 : 0;
	return d;
}
enum { HOMES = 108 };

/* The same in other words: parts add up, and one unknown part spoils the sum. */
static long
other_telling(const struct device *d)
{
	long sum = 0;
	bool known = true;

	if (!d->internal || d->internal[0] == '1') {
		known &= d->internal_minutes != 0;
		sum += (long)d->internal_minutes;
	}
	if (!d->external || d->external[0] == '1') {
		known &= d->battery_count * d->battery_minutes != 0;
		sum += (long)(d->battery_count * d->battery_minutes);
	}
	return known ? sum : -1;
}

TEST(care_power_agrees_with_another_telling_of_it_for_every_small_home)
{
	size_t unknown = 0;

	(void)t;
	for (unsigned a = 0; a < HOMES; a++) {
		for (unsigned b = 0; b < HOMES; b++) {
			struct device d[] = { of_number("ventilator", a),
				of_number("suction", b) };
			long x = other_telling(&d[0]), y = other_telling(&d[1]);
			struct care_power p = power_of(d, 2);

			EXPECT(p.minutes == (x < y ? x : y));
			EXPECT(p.minutes <= p.at_least || p.minutes == p.at_least);
			EXPECT(p.at_least >= 0);
			unknown += p.minutes < 0;
		}
	}
	EXPECT(unknown > 0 && unknown < (size_t)HOMES * HOMES);
}

TEST(a_battery_more_never_shortens_and_unknown_is_never_longer_than_known)
{
	(void)t;
	for (unsigned a = 0; a < HOMES; a++) {
		struct device d = of_number("ventilator", a), more = d;
		int64_t before = care_minutes(&d, NULL);

		more.external = "1";
		more.battery_count++;
		EXPECT(care_minutes_at_least(&more, NULL) >=
		    care_minutes_at_least(&d, NULL) ||
		    (d.external && d.external[0] == '0'));
		if (before >= 0 && more.battery_minutes)
			EXPECT(care_minutes(&more, NULL) > before);
		more = d;
		more.internal = NULL;
		more.internal_minutes = 0;
		EXPECT(care_minutes(&more, NULL) <= before || before < 0 ||
		    (d.internal && d.internal[0] == '0'));
		EXPECT(care_minutes(&more, NULL) == CARE_UNKNOWN);
	}
}
