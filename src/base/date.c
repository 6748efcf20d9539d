#include "base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { JST = 9 * 3600, FISCAL_MONTH = 4, DAY_LENGTH = 10 };

struct ymd {
	int y, m, d;
};

/* Days since 1970-01-01; the civil-from-days arithmetic of eras of 400 years. */
static long
to_days(struct ymd c)
{
	long y = c.m <= 2 ? c.y - 1 : c.y;
	long era = (y >= 0 ? y : y - 399) / 400;
	long yoe = y - era * 400;
	long doy = (153 * (c.m + (c.m > 2 ? -3 : 9)) + 2) / 5 + c.d - 1;
	long doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

static struct ymd
from_days(long z)
{
	long era, doe, yoe, doy, mp;
	struct ymd c;

	z += 719468;
	era = (z >= 0 ? z : z - 146096) / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	c.d = (int)(doy - (153 * mp + 2) / 5 + 1);
	c.m = (int)(mp + (mp < 10 ? 3 : -9));
	c.y = (int)(yoe + era * 400 + (c.m <= 2));
	return c;
}

static int
number(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

static bool
parse(const char *day, struct ymd *c)
{
	if (strlen(day) < DAY_LENGTH || day[4] != '-' || day[7] != '-')
		return false;
	*c = (struct ymd){ number(day, 4), number(day + 5, 2),
	    number(day + 8, 2) };
	return c->y >= 0 && c->m >= 1 && c->m <= 12 && c->d >= 1 && c->d <= 31;
}

/* Only days that were checked before come here. */
static struct ymd
ymd_of(const char *day)
{
	struct ymd c = { 1970, 1, 1 };

	(void)parse(day, &c);
	return c;
}

static const char *
format(struct arena *mem, struct ymd c)
{
	return arena_fmt(mem, "%04d-%02d-%02d", c.y, c.m, c.d);
}

bool
date_valid(const char *day)
{
	struct ymd c, back;

	if (!day || strlen(day) != DAY_LENGTH || !parse(day, &c))
		return false;
	back = from_days(to_days(c));
	return back.y == c.y && back.m == c.m && back.d == c.d;
}

const char *
date_from_serial(struct arena *mem, long serial)
{
	/* Excel believes in 29 February 1900; days before it are off by one. */
	static const struct ymd zero = { 1899, 12, 30 };

	return format(mem, from_days(to_days(zero) + serial +
	    (serial < 60 ? 1 : 0)));
}

const char *
date_add_days(struct arena *mem, const char *day, int days)
{
	return format(mem, from_days(to_days(ymd_of(day)) + days));
}

int
date_days_between(const char *from, const char *to)
{
	return (int)(to_days(ymd_of(to)) - to_days(ymd_of(from)));
}

int
date_weekday(const char *day)
{
	long n = to_days(ymd_of(day)) + 4;	/* 1970-01-01 was a Thursday */

	return (int)((n % 7 + 7) % 7);
}

int
date_fiscal_year(const char *day)
{
	struct ymd c = ymd_of(day);

	return c.m >= FISCAL_MONTH ? c.y : c.y - 1;
}

const char *
date_fiscal_start(struct arena *mem, int year)
{
	return format(mem, (struct ymd){ year, FISCAL_MONTH, 1 });
}

const char *
date_fiscal_end(struct arena *mem, int year)
{
	return format(mem, (struct ymd){ year + 1, FISCAL_MONTH - 1, 31 });
}

int
date_age_months(const char *born_on, const char *at)
{
	struct ymd b = ymd_of(born_on), a = ymd_of(at);
	int months = (a.y - b.y) * 12 + a.m - b.m - (a.d < b.d);

	return strcmp(at, born_on) < 0 ? -1 : months;
}

int
date_age(const char *born_on, const char *at)
{
	int months = date_age_months(born_on, at);

	return months < 0 ? -1 : months / 12;
}

const char *
date_now(struct arena *mem)
{
	time_t t = time(NULL);
	char text[40];
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
	return arena_text(mem, text);
}

/* Seconds of the day at the instant, and its day, in Japan. */
static long
japan(const char *instant, struct ymd *day)
{
	struct ymd c = ymd_of(instant);
	long seconds = 0;

	if (strlen(instant) >= 19)
		seconds = number(instant + 11, 2) * 3600L +
		    number(instant + 14, 2) * 60L + number(instant + 17, 2);
	seconds += JST;
	*day = from_days(to_days(c) + seconds / 86400);
	return seconds % 86400;
}

const char *
date_of_instant(struct arena *mem, const char *instant)
{
	struct ymd day;

	(void)japan(instant, &day);
	return format(mem, day);
}

const char *
date_instant_label(struct arena *mem, const char *instant)
{
	struct ymd day;
	long seconds = japan(instant, &day);

	return arena_fmt(mem, "%s%ld:%02ld", date_long(mem, format(mem, day)),
	    seconds / 3600, seconds / 60 % 60);
}

bool
date_is_time(const char *s)
{
	return strlen(s) == 5 && s[2] == ':' &&
	    strspn(s, "0123456789:") == 5 && s[0] != ':' && s[1] != ':' &&
	    s[3] != ':' && s[4] != ':' && strcmp(s, "24:00") < 0 && s[3] < '6';
}
