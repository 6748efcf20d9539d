#include "base/day_rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum { MONTHS = 12, FIRST_YEAR = 1868, LAST_YEAR = 2999, MONTH_DAY = 5 };

struct rule {
	long n;
	char unit;			/* d, m or y */
	const char *month_day;		/* "10-31"; NULL: that of the day */
};

static bool
is_month_day(const char *s)
{
	char day[] = "2024-mm-dd";

	if (strlen(s) != MONTH_DAY)
		return false;
	memcpy(day + MONTH_DAY, s, MONTH_DAY);
	return date_valid(day);
}

static bool
parse(const char *s, struct rule *rule)
{
	const char *digits = s + (*s == '-' || *s == '+');
	size_t n = strspn(digits, "0123456789");
	long most;

	if (!n || n > 5 || !strchr("dmy", digits[n]) || !digits[n])
		return false;
	*rule = (struct rule){ strtol(s, NULL, 10), digits[n], NULL };
	most = rule->unit == 'd' ? DAY_RULE_MAX_DAYS : rule->unit == 'y' ?
	    DAY_RULE_MAX_YEARS : DAY_RULE_MAX_YEARS * MONTHS;
	if (labs(rule->n) > most)
		return false;
	digits += n + 1;
	if (!*digits)
		return true;
	rule->month_day = digits + 1;
	return rule->unit == 'y' && *digits == ' ' &&
	    is_month_day(rule->month_day);
}

bool
day_rule_valid(const char *s)
{
	struct rule rule;

	return s && parse(s, &rule);
}

/* The last day of the month where it has no such day. */
static const char *
day_of(struct arena *mem, long year, long month, int day)
{
	const char *s;

	if (year < FIRST_YEAR || year > LAST_YEAR)
		return NULL;
	do {
		s = arena_fmt(mem, "%04ld-%02ld-%02d", year, month, day);
	} while (!date_valid(s) && day-- > 28);
	return s;
}

const char *
day_rule_apply(struct arena *mem, const char *s, const char *day)
{
	struct rule rule;
	int year, month, on;
	long months;

	if (!parse(s, &rule) || !date_valid(day) ||
	    sscanf(day, "%4d-%2d-%2d", &year, &month, &on) != 3)
		return NULL;
	if (rule.unit == 'd') {
		const char *out = date_add_days(mem, day, (int)rule.n);

		year = (int)strtol(out, NULL, 10);
		return year >= FIRST_YEAR && year <= LAST_YEAR ? out : NULL;
	}
	months = (long)year * MONTHS + month - 1 +
	    rule.n * (rule.unit == 'y' ? MONTHS : 1);
	if (rule.month_day && sscanf(rule.month_day, "%2d-%2d", &month,
	    &on) == 2)
		months += month - 1 - months % MONTHS;
	return months < 0 ? NULL : day_of(mem, months / MONTHS,
	    months % MONTHS + 1, on);
}
