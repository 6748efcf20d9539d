#include "features/matching/matching_rule.h"

#include <stdlib.h>
#include <string.h>

static void
add(struct match_verdict *v, enum match_about about, unsigned criterion,
    enum fit fit)
{
	v->reasons[v->nreasons++] = (struct match_reason){ about, criterion,
		fit };
	v->count[fit]++;
	if (fit > v->fit)
		v->fit = fit;
}

static enum fit
fit_of(char answer)
{
	switch (answer) {
	case 'y':
		return FIT_YES;
	case 't':
		return FIT_TERMS;
	case 'n':
		return FIT_NO;
	default:
		return FIT_UNKNOWN;
	}
}

static void
decide_answers(uint64_t wanted, const char *answers, struct match_verdict *v)
{
	size_t n = answers ? strlen(answers) : 0;

	for (unsigned i = 0; i < MATCH_ANSWERS; i++) {
		if (wanted >> i & 1)
			add(v, ABOUT_ANSWER, i, fit_of(i < n ? answers[i] : '?'));
	}
}

static enum fit
age_fit(const struct match_need *need, const struct match_offer *o)
{
	if (!o->age_known)
		return FIT_UNKNOWN;
	if (need->months < o->min_months)
		return FIT_NO;
	return o->max_months >= 0 && need->months > o->max_months ? FIT_NO :
	    FIT_YES;
}

static enum fit
weight_fit(const struct match_need *need, const struct match_offer *o)
{
	if (!o->weight_known)
		return FIT_UNKNOWN;
	return o->max_kilograms >= 0 && need->kilograms > o->max_kilograms ?
	    FIT_NO : FIT_YES;
}

/* Days and hours can be talked about, however few of them there are: to ask for
 * one more must not turn a no into a perhaps. */
static enum fit
days_fit(unsigned days, const struct match_week *w)
{
	if (!w->known)
		return FIT_UNKNOWN;
	return (days & w->days) == days ? FIT_YES : FIT_TERMS;
}

static enum fit
hours_fit(const struct match_hours *want, const struct match_week *w)
{
	if (!w->known || w->hours.from < 0)
		return FIT_UNKNOWN;
	return w->hours.from <= want->from && want->to <= w->hours.to ?
	    FIT_YES : FIT_TERMS;
}

static enum fit
worse(enum fit a, enum fit b)
{
	return a > b ? a : b;
}

/* Where there never is one, there is nothing to talk about. */
static enum fit
nurse_fit(const struct match_need *need, const struct match_week *w)
{
	enum fit fit = FIT_YES;

	if (!w->known)
		return FIT_UNKNOWN;
	if (!w->days)
		return FIT_NO;
	if (need->days)
		fit = days_fit(need->days, w);
	if (need->hours.from >= 0)
		fit = worse(fit, hours_fit(&need->hours, w));
	return fit;
}

void
match_decide(const struct match_need *need, const struct match_offer *o,
    struct match_verdict *v)
{
	bool hours = need->hours.from >= 0;

	memset(v, 0, sizeof(*v));
	decide_answers(need->wanted, o->answers, v);
	if (need->months >= 0)
		add(v, ABOUT_AGE, 0, age_fit(need, o));
	if (need->kilograms >= 0)
		add(v, ABOUT_WEIGHT, 0, weight_fit(need, o));
	if (need->days)
		add(v, ABOUT_DAYS, 0, days_fit(need->days, &o->open));
	if (hours)
		add(v, ABOUT_HOURS, 0, hours_fit(&need->hours, &o->open));
	if (need->nurse)
		add(v, ABOUT_NURSE, 0, nurse_fit(need, &o->nurse));
	if (need->dates)
		add(v, ABOUT_VACANCY, 0, o->vacancy);
}

unsigned
match_score(const struct match_weights *w, const struct match_offer *o,
    const struct match_verdict *v)
{
	unsigned in_the_way = v->count[FIT_TERMS] + 2 * v->count[FIT_UNKNOWN] +
	    3 * v->count[FIT_NO];
	unsigned all = w->few, sum = w->few * (PER_MILLE / (1 + in_the_way));

	for (size_t i = 0; i < MATCH_SOFT; i++) {
		all += w->soft[i];
		sum += w->soft[i] * o->soft[i];
	}
	return all ? sum / all : 0;
}

static int
order(const void *a, const void *b)
{
	const struct match *x = a, *y = b;

	if (x->fit != y->fit)
		return x->fit < y->fit ? -1 : 1;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return strcmp(x->offer->id, y->offer->id);
}

void
match_sort(struct match *all, size_t n)
{
	if (n)
		qsort(all, n, sizeof(*all), order);
}
