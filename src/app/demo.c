#include "app/demo.h"

#include <string.h>

#include "app/codes.h"
#include "base/date.h"

enum { TOUR_SEED = 6 };

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

/* The i'th of "a,b,c"; NULL past the last. */
static const char *
part_of(struct arena *mem, const char *set, size_t i)
{
	for (; i && *set; i--) {
		set += strcspn(set, ",");
		set += *set == ',';
	}
	return *set ? arena_bytes(mem, set, strcspn(set, ",")) : NULL;
}

const char *
dice_town(struct dice *d, struct request *r)
{
	const char *set = codes_setting(r->codes, "demo_towns");
	const struct municipality *towns;
	size_t n = 0;

	while (part_of(r->mem, set, n))
		n++;
	if (n)
		return part_of(r->mem, set, dice_below(d, n));
	towns = codes_municipalities(r->codes, &n);
	return n ? towns[dice_below(d, n)].code : NULL;
}

const char *
demo_town(struct request *r)
{
	struct dice d = dice_new(TOUR_SEED);

	return dice_town(&d, r);
}

const char *
demo_region(const struct request *r, size_t i)
{
	size_t n, known = 0;
	const struct code *all = codes_list(r->codes, "region", &n);

	for (size_t k = 0; k < n; k++)
		known += !all[k].unknown;
	i = known ? i % known : 0;
	for (size_t k = 0; k < n; k++) {
		if (!all[k].unknown && !i--)
			return all[k].code;
	}
	return NULL;
}

const char *
demo_phone(struct request *r, const char *rest)
{
	const char *area = codes_setting(r->codes, "demo_phone");

	return arena_fmt(r->mem, "%s-%s", *area ? area : "000", rest);
}

const char *
demo_weekday(struct arena *mem, const char *day)
{
	int weekday = date_weekday(day);

	return weekday == 6 ? date_add_days(mem, day, -1) :
	    weekday == 0 ? date_add_days(mem, day, -2) : day;
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
