#include <string.h>

#include "base/date.h"
#include "base/date_era.h"

/* Days as people read them. */

const struct era eras[] = {
	{ "令和", "令", "R", "2019-05-01", 2018, 0 },
	{ "平成", "平", "H", "1989-01-08", 1988, 31 },
	{ "昭和", "昭", "S", "1926-12-25", 1925, 64 },
	{ "大正", "大", "T", "1912-07-30", 1911, 15 },
	{ "明治", "明", "M", "1868-01-25", 1867, 45 },
};

const size_t neras = COUNT(eras);

static const char *const weekdays[] = { "日", "月", "火", "水", "木", "金",
	"土" };

const struct era *
era_of(const char *day)
{
	for (size_t i = 0; i < neras; i++) {
		if (strcmp(day, eras[i].from) >= 0)
			return &eras[i];
	}
	return NULL;
}

/* Labels stand in every row of every list: they are put together by hand,
 * since formatted printing would cost more than the query. */
struct label {
	char s[64];
	size_t n;
};

static void
put(struct label *l, const char *s)
{
	size_t n = strlen(s);

	if (l->n + n < sizeof(l->s)) {
		memcpy(l->s + l->n, s, n);
		l->n += n;
	}
}

static void
put_int(struct label *l, int n)
{
	char digits[12], *at = digits + sizeof(digits) - 1;

	*at = '\0';
	do {
		*--at = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	put(l, at);
}

static const char *
kept(struct arena *mem, const struct label *l)
{
	return arena_bytes(mem, l->s, l->n);
}

/* Year, month or day of a checked day: digits only. */
static int
part(const char *day, size_t at)
{
	int n = 0;

	for (day += at; *day >= '0' && *day <= '9'; day++)
		n = n * 10 + (*day - '0');
	return n;
}

/* 令和8, or 令和元 for the first year of an era. */
static void
put_year(struct label *l, const struct era *era, int year)
{
	if (!era) {
		put_int(l, year);
	} else if (year - era->zero == 1) {
		put(l, era->name);
		put(l, "元");
	} else {
		put(l, era->name);
		put_int(l, year - era->zero);
	}
}

static void
put_month_and_day(struct label *l, const char *day)
{
	put_int(l, part(day, 5));
	put(l, "月");
	put_int(l, part(day, 8));
	put(l, "日（");
	put(l, weekdays[date_weekday(day)]);
	put(l, "）");
}

const char *
date_long(struct arena *mem, const char *day)
{
	struct label l = { .n = 0 };

	put_year(&l, era_of(day), part(day, 0));
	put(&l, "年");
	put_month_and_day(&l, day);
	return kept(mem, &l);
}

const char *
date_short(struct arena *mem, const char *day)
{
	struct label l = { .n = 0 };

	put_month_and_day(&l, day);
	return kept(mem, &l);
}

const char *
date_era(struct arena *mem, const char *day)
{
	const struct era *era = era_of(day);
	struct label l = { .n = 0 };

	put(&l, era ? era->letter : "");
	put_int(&l, part(day, 0) - (era ? era->zero : 0));
	put(&l, ".");
	put_int(&l, part(day, 5));
	put(&l, ".");
	put_int(&l, part(day, 8));
	return kept(mem, &l);
}

const char *
date_fiscal_label(struct arena *mem, int year)
{
	/* The era in which the fiscal year begins: 2019 began in 平成31年. */
	const struct era *era = era_of(date_fiscal_start(mem, year));
	struct label l = { .n = 0 };

	if (year == 2019)
		return arena_text(mem, "令和元年度");
	put_year(&l, era, year);
	put(&l, "年度");
	return kept(mem, &l);
}

const char *
date_age_label(struct arena *mem, const char *born_on, const char *at)
{
	int months = date_age_months(born_on, at);
	struct label l = { .n = 0 };

	if (months < 0)
		return arena_text(mem, "生まれる前");
	put_int(&l, months / 12);
	put(&l, "歳");
	if (months % 12) {
		put_int(&l, months % 12);
		put(&l, "か月");
	}
	return kept(mem, &l);
}
