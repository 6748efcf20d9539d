#include "app/period.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum { FIRST_YEAR = 1989, LAST_YEAR = 2199 };

/* The period a table is about: its check, and its name for people. */

static void
check_day(struct request *r, const char *field, const char *day)
{
	if (!day || !*day)
		request_fault(r, field, "required");
	else if (!date_valid(day))
		request_fault(r, field, "not_a_day");
}

enum result
period_check(struct request *r, const struct period *p)
{
	size_t before = r->nfaults;

	check_day(r, "from", p->from);
	check_day(r, "to", p->to);
	if (r->nfaults == before && strcmp(p->to, p->from) < 0)
		request_fault(r, "to", "終わりの日が始まりの日より前です。"
		    "始まりの日と同じか、それより後の日にしてください。");
	if (p->restated && (p->restated < FIRST_YEAR ||
	    p->restated > LAST_YEAR))
		request_fault(r, "restated", "年度は西暦4けたで、"
		    "1989から2199までにしてください（令和6年度は2024）。");
	return r->nfaults > before ? INVALID : OK;
}

bool
period_is_fiscal_year(struct arena *mem, const struct period *p)
{
	int year = date_fiscal_year(p->from);

	return strcmp(p->from, date_fiscal_start(mem, year)) == 0 &&
	    strcmp(p->to, date_fiscal_end(mem, year)) == 0;
}

static int
month_of(const char *day)
{
	return (int)strtol(day + 5, NULL, 10);
}

static int
day_of(const char *day)
{
	return (int)strtol(day + 8, NULL, 10);
}

/* Part of one fiscal year: whole months are named by month alone. */
static const char *
part_label(struct arena *mem, const struct period *p, const char *year)
{
	int first = month_of(p->from), last = month_of(p->to);
	bool whole = day_of(p->from) == 1 &&
	    day_of(date_add_days(mem, p->to, 1)) == 1;

	if (whole && first == last)
		return arena_fmt(mem, "%s（%d月）", year, first);
	if (whole)
		return arena_fmt(mem, "%s（%d〜%d月）", year, first, last);
	if (strcmp(p->from, p->to) == 0)
		return arena_fmt(mem, "%s（%d月%d日）", year, first,
		    day_of(p->from));
	return arena_fmt(mem, "%s（%d月%d日〜%d月%d日）", year, first,
	    day_of(p->from), last, day_of(p->to));
}

const char *
period_label(struct arena *mem, const struct period *p)
{
	int first = date_fiscal_year(p->from), last = date_fiscal_year(p->to);
	const char *year = date_fiscal_label(mem, first);

	if (period_is_fiscal_year(mem, p))
		return year;
	if (first == last)
		return part_label(mem, p, year);
	if (strcmp(p->from, date_fiscal_start(mem, first)) == 0 &&
	    strcmp(p->to, date_fiscal_end(mem, last)) == 0)
		return arena_fmt(mem, "%s〜%s", year,
		    date_fiscal_label(mem, last));
	return arena_fmt(mem, "%s〜%s", date_era(mem, p->from),
	    date_era(mem, p->to));
}
