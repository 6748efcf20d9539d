#include "features/matching/matching_rule.h"

#include <string.h>

#include "app/demo.h"
#include "base/arena.h"
#include "tests/kit.h"

/*
 * The rule against the same rule in another shape: day by day and quarter of an
 * hour by quarter of an hour, and an order found by comparing every two.
 */
enum { WORLDS = 20000, CRITERIA = 20, QUARTER = 15, DAY = 24 * 60, OFFERS = 12 };

struct world {
	struct match_need need;
	struct match_offer offers[OFFERS];
	char answers[OFFERS][CRITERIA + 1];
	char ids[OFFERS][8];
	struct match_weights weights;
};

static struct match_hours
some_hours(struct dice *d)
{
	int from = (int)dice_below(d, DAY / QUARTER);

	if (dice_below(d, 4) == 0)
		return (struct match_hours){ -1, -1 };
	return (struct match_hours){ from * QUARTER, (from + 1 +
	    (int)dice_below(d, (size_t)(DAY / QUARTER - from))) * QUARTER };
}

static struct match_week
some_week(struct dice *d)
{
	return (struct match_week){ dice_below(d, 5) != 0,
		dice_below(d, 3) ? (unsigned)dice_below(d, 256) : 127,
		some_hours(d) };
}

static void
make_offer(struct dice *d, struct world *w, size_t i)
{
	struct match_offer *o = &w->offers[i];
	size_t n = dice_below(d, 4) ? CRITERIA : dice_below(d, CRITERIA);

	for (size_t k = 0; k < n; k++)
		w->answers[i][k] = "yyyyytn?"[dice_below(d, 8)];
	w->answers[i][n] = '\0';
	(void)snprintf(w->ids[i], sizeof(w->ids[i]), "%zu", i);
	*o = (struct match_offer){ .id = w->ids[i], .answers = w->answers[i],
		.age_known = dice_below(d, 5) != 0,
		.weight_known = dice_below(d, 5) != 0,
		.min_months = (int)dice_below(d, 40),
		.max_months = (int)dice_below(d, 240) - 20,
		.max_kilograms = (int)dice_below(d, 60) - 5,
		.open = some_week(d), .nurse = some_week(d),
		.vacancy = (enum fit)dice_below(d, 4) };
	for (size_t k = 0; k < MATCH_SOFT; k++)
		o->soft[k] = (unsigned)dice_below(d, PER_MILLE + 1);
}

static void
make(struct dice *d, struct world *w)
{
	memset(w, 0, sizeof(*w));
	for (size_t i = 0; i < CRITERIA; i++)
		w->need.wanted |= (uint64_t)(dice_below(d, 8) == 0) << i;
	w->need.months = (int)dice_below(d, 240) - 20;
	w->need.kilograms = (int)dice_below(d, 60) - 20;
	w->need.days = dice_below(d, 2) ? (unsigned)dice_below(d, 256) : 0;
	w->need.hours = some_hours(d);
	w->need.nurse = dice_below(d, 2);
	w->need.dates = dice_below(d, 2);
	w->weights.few = (unsigned)dice_below(d, MATCH_WEIGHT_MAX + 1);
	for (size_t i = 0; i < MATCH_SOFT; i++)
		w->weights.soft[i] = (unsigned)dice_below(d,
		    MATCH_WEIGHT_MAX + 1);
	for (size_t i = 0; i < OFFERS; i++)
		make_offer(d, w, i);
}

/* Whether somebody is there on that day at that time: 1, 0, or -1: who knows. */
static int
there(const struct match_week *w, int day, int minute)
{
	if (!w->known || (minute >= 0 && w->hours.from < 0))
		return -1;
	if (day >= 0 && !(w->days >> day & 1))
		return 0;
	return minute < 0 || (minute >= w->hours.from && minute < w->hours.to);
}

/* Over the days and the quarters asked for. */
static enum fit
oracle_week(const struct match_week *w, unsigned days,
    const struct match_hours *hours)
{
	bool missing = false;

	for (int day = 0; day < 8; day++) {
		if (!(days >> day & 1))
			continue;
		if (there(w, day, -1) < 0)
			return FIT_UNKNOWN;
		missing |= !there(w, day, -1);
	}
	for (int at = hours ? hours->from : 0; hours && at < hours->to;
	    at += QUARTER) {
		if (there(w, -1, at) < 0)
			return FIT_UNKNOWN;
		missing |= !there(w, -1, at);
	}
	return missing ? FIT_TERMS : FIT_YES;
}

static enum fit
oracle_answer(const struct match_offer *o, size_t i)
{
	if (i >= strlen(o->answers) || o->answers[i] == '?')
		return FIT_UNKNOWN;
	if (o->answers[i] == 'n')
		return FIT_NO;
	return o->answers[i] == 't' ? FIT_TERMS : FIT_YES;
}

static enum fit
oracle_nurse(const struct match_need *n, const struct match_offer *o)
{
	if (!o->nurse.known)
		return FIT_UNKNOWN;
	if (o->nurse.days == 0)
		return FIT_NO;
	return oracle_week(&o->nurse, n->days,
	    n->hours.from >= 0 ? &n->hours : NULL);
}

/* From no down to yes: the first that some need calls for. */
static enum fit
oracle(const struct match_need *n, const struct match_offer *o)
{
	for (int fit = FIT_NO; fit > FIT_YES; fit--) {
		enum fit f = (enum fit)fit;
		bool young = n->months < o->min_months;
		bool old = o->max_months >= 0 && n->months > o->max_months;
		bool heavy = o->max_kilograms >= 0 &&
		    n->kilograms > o->max_kilograms;

		for (size_t i = 0; i < MATCH_ANSWERS; i++) {
			if (n->wanted >> i & 1 && oracle_answer(o, i) == f)
				return f;
		}
		if (n->months >= 0 && f == (!o->age_known ? FIT_UNKNOWN :
		    young || old ? FIT_NO : FIT_YES))
			return f;
		if (n->kilograms >= 0 && f == (!o->weight_known ? FIT_UNKNOWN :
		    heavy ? FIT_NO : FIT_YES))
			return f;
		if (oracle_week(&o->open, n->days, NULL) == f)
			return f;
		if (n->hours.from >= 0 &&
		    oracle_week(&o->open, 0, &n->hours) == f)
			return f;
		if (n->nurse && oracle_nurse(n, o) == f)
			return f;
		if (n->dates && o->vacancy == f)
			return f;
	}
	return FIT_YES;
}

static struct match
judged(const struct world *w, const struct match_offer *o)
{
	struct match_verdict v;

	match_decide(&w->need, o, &v);
	return (struct match){ o, v.fit, match_score(&w->weights, o, &v) };
}

UNIT(rule_of_matching_and_a_second_one_agree)
{
	struct dice d = dice_new(71);
	struct world w;
	size_t by[FIT_NO + 1] = { 0 };

	for (size_t i = 0; i < WORLDS; i++) {
		make(&d, &w);
		for (size_t k = 0; k < OFFERS; k++) {
			struct match m = judged(&w, &w.offers[k]);

			EXPECT(m.fit == oracle(&w.need, m.offer));
			EXPECT(m.score <= PER_MILLE);
			by[m.fit]++;
		}
	}
	for (size_t fit = 0; fit <= FIT_NO; fit++)
		EXPECT(by[fit] > WORLDS / 100);
}

/* One thing more that is needed; what was needed stays so. */
static void
need_more(struct dice *d, struct match_need *n)
{
	switch (dice_below(d, 5)) {
	case 0:
		n->days |= 1u << dice_below(d, 8);
		break;
	case 1:
		n->nurse = true;
		break;
	case 2:
		n->dates = true;
		break;
	case 3:
		if (n->months < 0)
			n->months = (int)dice_below(d, 200);
		else if (n->hours.from < 0)
			n->hours = (struct match_hours){ 540, 960 };
		break;
	default:
		n->wanted |= (uint64_t)1 << dice_below(d, MATCH_ANSWERS);
	}
}

UNIT(need_more_never_betters_a_service)
{
	struct dice d = dice_new(72);
	struct world w;

	for (size_t i = 0; i < WORLDS; i++) {
		struct match before[OFFERS];

		make(&d, &w);
		for (size_t k = 0; k < OFFERS; k++)
			before[k] = judged(&w, &w.offers[k]);
		need_more(&d, &w.need);
		for (size_t k = 0; k < OFFERS; k++) {
			struct match after = judged(&w, &w.offers[k]);

			EXPECT(after.fit > before[k].fit ||
			    (after.fit == before[k].fit &&
			    after.score <= before[k].score));
		}
	}
}

static size_t
place_of(const struct world *w, const struct match_offer *o)
{
	struct match all[OFFERS];
	size_t at = 0;

	for (size_t k = 0; k < OFFERS; k++)
		all[k] = judged(w, &w->offers[k]);
	match_sort(all, OFFERS);
	while (all[at].offer != o)
		at++;
	return at;
}

UNIT(answer_that_becomes_worse_never_lifts_a_service)
{
	static const char from_best[] = "yt?n";
	struct dice d = dice_new(73);
	struct world w;

	for (size_t i = 0; i < WORLDS / 4; i++) {
		size_t k = dice_below(&d, OFFERS), at, n, before;
		char *answer;
		const char *rank;

		make(&d, &w);
		n = strlen(w.answers[k]);
		if (!n)
			continue;
		at = dice_below(&d, n);
		answer = &w.answers[k][at];
		rank = strchr(from_best, *answer);
		before = place_of(&w, &w.offers[k]);
		*answer = from_best[(size_t)(rank - from_best) +
		    dice_below(&d, strlen(rank))];
		EXPECT(place_of(&w, &w.offers[k]) >= before);
	}
}

UNIT(order_of_services_is_that_of_every_two_of_them)
{
	struct dice d = dice_new(74);
	struct world w;

	for (size_t i = 0; i < WORLDS / 10; i++) {
		struct match all[OFFERS], m;

		make(&d, &w);
		for (size_t k = 0; k < OFFERS; k++)
			all[(k * 5) % OFFERS] = judged(&w, &w.offers[k]);
		match_sort(all, OFFERS);
		for (size_t k = 1; k < OFFERS; k++) {
			struct match a = all[k - 1], b = all[k];

			EXPECT(a.fit < b.fit || (a.fit == b.fit &&
			    (a.score > b.score || (a.score == b.score &&
			    strcmp(a.offer->id, b.offer->id) < 0))));
		}
		for (size_t k = 0; k < OFFERS; k++) {
			m = judged(&w, all[k].offer);
			EXPECT(m.score == all[k].score && m.fit == all[k].fit);
		}
	}
}

UNIT(every_thing_that_is_needed_has_its_reason)
{
	struct match_need need = { .wanted = 5, .months = 36, .kilograms = 14,
		.days = 31, .hours = { 540, 960 }, .nurse = true, .dates = true };
	struct match_offer o = { .id = "a", .answers = "y" };
	struct match_verdict v;

	match_decide(&need, &o, &v);
	EXPECT(v.nreasons == 8);
	EXPECT(v.reasons[1].about == ABOUT_ANSWER && v.reasons[1].criterion == 2);
	EXPECT(v.reasons[1].fit == FIT_UNKNOWN);
	EXPECT(v.count[FIT_YES] == 2 && v.count[FIT_UNKNOWN] == 6);
	EXPECT(v.fit == FIT_UNKNOWN);
	o.answers = "yynyyyy";
	match_decide(&need, &o, &v);
	EXPECT(v.fit == FIT_NO);
	need = (struct match_need){ .months = -1, .kilograms = -1,
		.hours = { -1, -1 } };
	match_decide(&need, &o, &v);
	EXPECT(v.nreasons == 0 && v.fit == FIT_YES);
}
