#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tests/access/world.h"

/* A world in the words of the rule: dates, sets, ids. */

enum { DAY = 24 * 3600, ADULT_YEARS = 18 };
static const time_t noon = 1704067200 + DAY / 2;	/* of day 0 */

static const char *const role_names[ROLES] = { "doctor", "nurse",
	"counsellor", "clerk", "administrator", "command", "advisor",
	"coordinator", "officer", "facility", "family", "nurses" };

__attribute__((format(printf, 2, 3))) static const char *
say(struct told *t, const char *fmt, ...)
{
	char *s = t->text + t->used;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(s, sizeof(t->text) - t->used, fmt, ap);
	va_end(ap);
	if (n < 0 || (size_t)n >= sizeof(t->text) - t->used)
		abort();
	t->used += (size_t)n + 1;
	return s;
}

static struct tm
calendar(const struct world *w, int days, int seconds)
{
	time_t at = noon + (time_t)(w->today + days) * DAY + seconds;
	struct tm tm;

	gmtime_r(&at, &tm);
	return tm;
}

static const char *
day_text(struct told *t, const struct world *w, int day)
{
	struct tm tm;

	if (day == NEVER || day == BLANK)
		return day == BLANK ? "" : NULL;
	tm = calendar(w, day, 0);
	return say(t, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1,
	    tm.tm_mday);
}

static const char *
instant_text(struct told *t, const struct world *w, int seconds)
{
	struct tm tm = calendar(w, 0, seconds);

	return say(t, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* Who was born on a leap day turns 18 on the first of March. Nobody turns 18
 * on a leap day: that date never was, but is on the right side of all others. */
static const char *
born_text(struct told *t, const struct world *w)
{
	struct tm tm;
	int year;

	if (w->grown_in == NEVER || w->grown_in == BLANK)
		return w->grown_in == BLANK ? "" : NULL;
	tm = calendar(w, w->grown_in, 0);
	year = tm.tm_year + 1900 - ADULT_YEARS;
	if (tm.tm_mon == 2 && tm.tm_mday == 1 && year % 4 == 0 && w->seed % 2)
		return say(t, "%04d-02-29", year);
	return say(t, "%04d-%02d-%02d", year, tm.tm_mon + 1, tm.tm_mday);
}

static const char *
person(struct told *t, int who)
{
	return who == NOBODY ? NULL : say(t, "person-%d", who);
}

static struct access_fact
fact_of(struct told *t, const struct world *w, size_t i)
{
	const struct tie *tie = &w->ties[i];
	struct access_fact f = { .kind = tie->kind, .id = say(t, "row-%zu", i),
		.child = "child" };

	if (tie->kind == FACT_DISASTER) {
		f.from = instant_text(t, w, tie->from);
		f.to = tie->to == NEVER || tie->to == BLANK ?
		    day_text(t, w, tie->to) : instant_text(t, w, tie->to);
		f.drill = tie->drill;
		f.named = tie->named;
		f.place = tie->place ? say(t, "0220%d", tie->place) : NULL;
		return f;
	}
	if (tie->kind == FACT_GLASS) {
		f.from = instant_text(t, w, tie->from);
		f.to = instant_text(t, w, tie->to);
		return f;
	}
	f.from = day_text(t, w, tie->from);
	f.to = day_text(t, w, tie->to);
	if (tie->kind == FACT_CONSENT) {
		f.classes = tie->classes;
		f.withdrawn_on = day_text(t, w, tie->withdrawn);
		f.given_as = tie->by_self ? "self" : "mother";
		f.given_on = day_text(t, w, tie->given);
		f.place = w->child_place ? say(t, "0220%d", w->child_place) :
		    NULL;
	}
	if (tie->kind == FACT_FAMILY) {
		f.relation = tie->by_self ? "self" : "father";
		f.verified_on = day_text(t, w, tie->verified);
		f.restricted = tie->restricted;
	}
	if (tie->kind == FACT_CONSENT || tie->kind == FACT_FAMILY)
		f.born_on = born_text(t, w);
	if (tie->kind == FACT_NAMED) {
		f.asked_by = person(t, tie->asked_by);
		f.approved_by = person(t, tie->approved_by);
	}
	return f;
}

void
world_tell(const struct world *w, struct told *t)
{
	const char *roles = "";

	t->used = 0;
	for (int i = 0; i < ROLES; i++) {
		if (w->roles >> i & 1)
			roles = say(t, "%s%s%s", roles, *roles ? "," : "",
			    role_names[i]);
	}
	t->who = (struct person){ .id = "person-1", .login = "asker",
		.name = "asker", .role = roles,
		.agency = w->agency ? "agency" : NULL,
		.agency_kind = !w->agency ? NULL : w->office ? "municipality" :
		    "hospital",
		.agency_place = w->agency && w->agency_place ?
		    say(t, "0220%d", w->agency_place) : NULL };
	t->asker = (struct asker){ &t->who, day_text(t, w, 0),
		instant_text(t, w, 0) };
	for (size_t i = 0; i < w->nties; i++)
		t->facts[i] = fact_of(t, w, i);
}
