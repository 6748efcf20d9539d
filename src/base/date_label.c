#include <stdlib.h>
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

static int
part(const char *day, size_t at)
{
	return (int)strtol(day + at, NULL, 10);
}

/* 元 for the first year of an era. */
static const char *
year_text(struct arena *mem, const struct era *era, int year)
{
	if (!era)
		return arena_fmt(mem, "%d", year);
	return year - era->zero == 1 ? arena_fmt(mem, "%s元", era->name) :
	    arena_fmt(mem, "%s%d", era->name, year - era->zero);
}

const char *
date_long(struct arena *mem, const char *day)
{
	return arena_fmt(mem, "%s年%d月%d日（%s）",
	    year_text(mem, era_of(day), part(day, 0)), part(day, 5),
	    part(day, 8), weekdays[date_weekday(day)]);
}

const char *
date_short(struct arena *mem, const char *day)
{
	return arena_fmt(mem, "%d月%d日（%s）", part(day, 5), part(day, 8),
	    weekdays[date_weekday(day)]);
}

const char *
date_era(struct arena *mem, const char *day)
{
	const struct era *era = era_of(day);

	if (!era)
		return arena_fmt(mem, "%d.%d.%d", part(day, 0), part(day, 5),
		    part(day, 8));
	return arena_fmt(mem, "%s%d.%d.%d", era->letter,
	    part(day, 0) - era->zero, part(day, 5), part(day, 8));
}

const char *
date_fiscal_label(struct arena *mem, int year)
{
	/* The era in which the fiscal year begins: 2019 began in 平成31年. */
	const struct era *era = era_of(date_fiscal_start(mem, year));

	if (year == 2019)
		return arena_text(mem, "令和元年度");
	return arena_fmt(mem, "%s年度", year_text(mem, era, year));
}

const char *
date_age_label(struct arena *mem, const char *born_on, const char *at)
{
	int months = date_age_months(born_on, at);

	if (months < 0)
		return arena_text(mem, "生まれる前");
	if (months % 12 == 0)
		return arena_fmt(mem, "%d歳", months / 12);
	return arena_fmt(mem, "%d歳%dか月", months / 12, months % 12);
}
