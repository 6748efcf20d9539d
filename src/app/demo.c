#include "app/demo.h"

#include "base/date.h"

struct dice
dice_new(uint64_t seed)
{
	return (struct dice){ seed * 2862933555777941757U + 3037000493U };
}

size_t
dice_below(struct dice *d, size_t n)
{
	d->state = d->state * 6364136223846793005U + 1442695040888963407U;
	return (size_t)((d->state >> 33) % n);
}

const char *
dice_pick(struct dice *d, const char *const *texts, size_t n)
{
	return texts[dice_below(d, n)];
}

const char *
dice_day(struct dice *d, struct arena *mem, const char *from, const char *to)
{
	int span = date_days_between(from, to), weekday;
	const char *day;

	do {
		day = date_add_days(mem, from,
		    (int)dice_below(d, (size_t)span + 1));
		weekday = date_weekday(day);
	} while (weekday == 0 || weekday == 6);
	return day;
}
