#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * Days are "YYYY-MM-DD" text, Japan time; instants "YYYY-MM-DDTHH:MM:SSZ".
 * A fiscal year is named by the calendar year in which it begins: R6 = 2024.
 * Nothing here asks the clock but the two functions that say so.
 */
bool	date_valid(const char *day);
/*
 * One parser for every date a person types or Excel writes: 2024-04-05,
 * 2024/4/5, 20240405, R6.4.5, R060405, 令和6年4月5日, 平成元年1月8日, H, S, T, M and
 * 昭 平 令, 2024年4月5日, 6/4/5 (era of today), 4/5 (year of today), full-width,
 * a trailing weekday or 00:00:00. NULL: not a date, or a day that never was
 * (31 November, 平成32年, before 1868-01-25).
 */
const char *date_read(struct arena *, const char *typed, const char *today);
bool	date_is_time(const char *);		/* 00:00 to 23:59 */
/* Excel serial day number (1900 system), e.g. 45387 -> 2024-04-05. */
const char *date_from_serial(struct arena *, long serial);

const char *date_add_days(struct arena *, const char *day, int days);
int	date_days_between(const char *from, const char *to);
int	date_weekday(const char *day);		/* 0 = Sunday */
int	date_fiscal_year(const char *day);
const char *date_fiscal_start(struct arena *, int year);	/* 1 April */
const char *date_fiscal_end(struct arena *, int year);		/* 31 March */
/* Whole years and months reached at a day; -1 when not born yet. */
int	date_age(const char *born_on, const char *at);
int	date_age_months(const char *born_on, const char *at);

const char *date_long(struct arena *, const char *day);	/* 令和8年11月20日（金） */
const char *date_short(struct arena *, const char *day);	/* 11月20日（金） */
const char *date_era(struct arena *, const char *day);	/* R8.11.20 */
const char *date_fiscal_label(struct arena *, int year);	/* 令和8年度 */
const char *date_age_label(struct arena *, const char *born_on,
    const char *at);				/* 3歳7か月 */
/* "2026-11-20T01:20:00Z" -> "令和8年11月20日（金）10:20", in Japan time. */
const char *date_instant_label(struct arena *, const char *instant);

const char *date_now(struct arena *);		/* the clock, as an instant */
/* The day in Japan at an instant. */
const char *date_of_instant(struct arena *, const char *instant);

#endif
