#include "app/access_rule.h"

#include <stdlib.h>
#include <string.h>

/*
 * HOLDS(n, ...) is the n-th condition of the rule. tests/access compiles this
 * file once for each n with that condition dropped, and wants it noticed.
 */
#ifndef DROPPED
#define DROPPED 0
#endif
#define HOLDS(n, condition) (DROPPED == (n) || (condition))

enum { ADULT = 18 };

/* `inside`: a role at the centre, which counts for those without an agency. */
static const struct {
	const char *role;
	bool inside;
	unsigned ceiling;
	bool may_break, may_be_named;
} roles[] = {
	{ "doctor", true, CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE |
	    CLASS_CLINICAL, true, true },
	{ "nurse", true, CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE |
	    CLASS_CLINICAL, true, true },
	{ "counsellor", true, CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE |
	    CLASS_CLINICAL, true, true },
	{ "clerk", true, CLASS_IDENTITY | CLASS_CONTACT, true, false },
	{ "administrator", true, 0, false, false },
	{ "command", true, CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE |
	    CLASS_CLINICAL, false, false },
	{ "advisor", false, CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE |
	    CLASS_CLINICAL, true, true },
	{ "coordinator", false, CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE |
	    CLASS_CLINICAL, true, true },
	{ "officer", false, CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE, true, false },
	{ "facility", false, CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE, true,
	    false },
	{ "family", false, CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE |
	    CLASS_CLINICAL, false, false },
};

/* Whether a set "a,b,c" holds the word. */
static bool
set_has(const char *set, const char *word)
{
	size_t n = strlen(word);

	while (set && *set) {
		size_t len = strcspn(set, ",");

		if (len == n && strncmp(set, word, n) == 0)
			return true;
		set += len + (set[len] == ',');
	}
	return false;
}

bool
access_has_role(const struct person *who, const char *role)
{
	return set_has(who->role, role);
}

/* A role counts where it belongs: at the centre, or at an agency or a home. */
static bool
acts_as(const struct person *who, size_t i)
{
	return set_has(who->role, roles[i].role) &&
	    HOLDS(31, !roles[i].inside || !who->agency);
}

unsigned
access_ceiling(const struct person *who, bool inside)
{
	unsigned all = 0;

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		if (acts_as(who, i) && HOLDS(30, roles[i].inside == inside))
			all |= roles[i].ceiling;
	}
	return all;
}

bool
access_may_break(const struct person *who)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		if (roles[i].may_break && acts_as(who, i))
			return true;
	}
	return false;
}

static bool
may_be_named(const struct person *who)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		if (roles[i].may_be_named && acts_as(who, i))
			return true;
	}
	return false;
}

/* 18 or older on that day; not when the birth date is unknown. */
static bool
is_grown(const char *born_on, const char *today)
{
	long years;

	if (!born_on || !*born_on)
		return false;
	years = strtol(today, NULL, 10) - strtol(born_on, NULL, 10);
	if (years != ADULT)
		return years > ADULT;
	return strcmp(today + 4, born_on + 4) >= 0;
}

static bool
begun(const struct access_fact *f, const char *today)
{
	return strcmp(f->from, today) <= 0;
}

static bool
goes_on(const struct access_fact *f, const char *today)
{
	return !f->to || !*f->to || strcmp(today, f->to) <= 0;
}

/* What must end by itself does not hold without an end. */
static bool
ends_later(const struct access_fact *f, const char *today)
{
	return f->to && *f->to && goes_on(f, today);
}

static bool
consent_holds(const struct asker *a, const struct access_fact *f)
{
	return HOLDS(1, begun(f, a->today)) && HOLDS(2, goes_on(f, a->today)) &&
	    HOLDS(3, !f->withdrawn_on || !*f->withdrawn_on) &&
	    HOLDS(4, strcmp(f->given_as, "self") == 0 ||
	    !is_grown(f->born_on, a->today) ||
	    is_grown(f->born_on, f->given_on));
}

/* What the family let the asker's agency know, and by which consent. */
static unsigned
consented(const struct asker *a, const struct access_fact *facts, size_t n,
    const struct access_fact **by)
{
	unsigned classes = 0;

	for (size_t i = 0; i < n; i++) {
		const struct access_fact *f = &facts[i];

		if (f->kind != FACT_CONSENT || !consent_holds(a, f))
			continue;
		if (!*by || f->classes & ~classes)
			*by = f;
		classes |= f->classes;
	}
	/* What is protected is nobody's to give away by consent. */
	return HOLDS(5, false) ? classes : classes & ~(unsigned)CLASS_PROTECTED;
}

/* Whether one of the rows that tie a person to the child holds today. */
static bool
tied(const struct asker *a, const struct access_fact *facts, size_t n,
    enum fact_kind kind)
{
	for (size_t i = 0; i < n; i++) {
		const struct access_fact *f = &facts[i];

		if (f->kind != kind)
			continue;
		if (kind == FACT_TEAM && HOLDS(6, begun(f, a->today)) &&
		    HOLDS(7, goes_on(f, a->today)))
			return true;
		if (kind == FACT_ASSIGNMENT && HOLDS(8, begun(f, a->today)) &&
		    HOLDS(9, ends_later(f, a->today)))
			return true;
	}
	return false;
}

/* The municipality where the child lives, asking through one of its offices. */
static bool
resides(const struct asker *a, const struct access_fact *consent)
{
	const struct person *who = a->who;

	return HOLDS(10, access_has_role(who, "officer")) &&
	    HOLDS(11, consent->place && who->agency_place &&
	    strcmp(consent->place, who->agency_place) == 0);
}

static bool
family_holds(const struct asker *a, const struct access_fact *f)
{
	return HOLDS(12, access_has_role(a->who, "family")) &&
	    HOLDS(13, begun(f, a->today)) && HOLDS(14, goes_on(f, a->today)) &&
	    HOLDS(15, f->verified_on && *f->verified_on) &&
	    HOLDS(16, !f->verified_on || strcmp(f->verified_on, a->today) <= 0) &&
	    HOLDS(17, !f->restricted) &&
	    HOLDS(18, strcmp(f->relation, "self") == 0 ||
	    !is_grown(f->born_on, a->today));
}

static bool
glass_holds(const struct asker *a, const struct access_fact *f)
{
	return HOLDS(19, strcmp(f->from, a->now) <= 0) &&
	    HOLDS(20, strcmp(a->now, f->to) < 0) &&
	    HOLDS(21, access_may_break(a->who));
}

static bool
named_holds(const struct asker *a, const struct access_fact *f)
{
	return HOLDS(22, begun(f, a->today)) &&
	    HOLDS(23, ends_later(f, a->today)) &&
	    HOLDS(24, f->approved_by && *f->approved_by) &&
	    HOLDS(25, !f->approved_by ||
	    strcmp(f->approved_by, f->asked_by) != 0) &&
	    HOLDS(26, !f->approved_by ||
	    strcmp(f->approved_by, a->who->id) != 0) &&
	    HOLDS(27, may_be_named(a->who));
}

static void
follow(struct decision *d, const char *path, unsigned classes)
{
	if (!classes)
		return;
	d->classes |= classes;
	d->paths[d->npaths++] = path;
}

/* Paths of those outside the centre: each stands on a consent. */
static void
follow_consent(const struct asker *a, const struct access_fact *facts, size_t n,
    struct decision *d)
{
	const struct access_fact *by = NULL;
	unsigned may = consented(a, facts, n, &by);

	d->lacks_consent = !may && (tied(a, facts, n, FACT_TEAM) ||
	    tied(a, facts, n, FACT_ASSIGNMENT));
	if (!by)
		return;
	may = HOLDS(28, false) ? may : may & access_ceiling(a->who, false);
	if (tied(a, facts, n, FACT_TEAM))
		follow(d, "team", may);
	if (HOLDS(29, access_has_role(a->who, "advisor") ||
	    access_has_role(a->who, "coordinator")) &&
	    tied(a, facts, n, FACT_ASSIGNMENT))
		follow(d, "dispatch", may);
	if (resides(a, by))
		follow(d, "municipality", may);
	if (d->npaths)
		d->consent = by->id;
}

/*
 * 災害対策基本法 49条の11 and 49条の15: while a declared disaster is on, what help
 * needs may be told without consent, to the municipality where the child is and
 * to the bodies named for it. A drill opens nothing.
 */
static bool
disaster_holds(const struct asker *a, const struct access_fact *f)
{
	const struct person *who = a->who;

	return HOLDS(33, strcmp(f->from, a->now) <= 0) &&
	    HOLDS(34, !f->to || !*f->to || strcmp(a->now, f->to) < 0) &&
	    HOLDS(35, !f->drill) &&
	    HOLDS(36, who->agency) &&
	    (f->named || (HOLDS(37, access_has_role(who, "officer")) &&
	    HOLDS(38, who->agency_kind &&
	    strcmp(who->agency_kind, "municipality") == 0) &&
	    HOLDS(39, f->place && who->agency_place &&
	    strcmp(f->place, who->agency_place) == 0)));
}

static void
follow_disaster(const struct asker *a, const struct access_fact *facts, size_t n,
    unsigned minimum, struct decision *d)
{
	/* Those at home are asked, and ask nobody. */
	unsigned may = HOLDS(40, !access_has_role(a->who, "family")) ?
	    minimum & access_ceiling(a->who, false) : 0;

	for (size_t i = 0; i < n; i++) {
		if (facts[i].kind != FACT_DISASTER ||
		    !disaster_holds(a, &facts[i]))
			continue;
		follow(d, "emergency", may);
		d->disaster = may ? facts[i].id : NULL;
		return;
	}
}

static bool
any_holds(const struct asker *a, const struct access_fact *facts, size_t n,
    enum fact_kind kind, bool (*holds)(const struct asker *,
    const struct access_fact *))
{
	for (size_t i = 0; i < n; i++) {
		if (facts[i].kind == kind && holds(a, &facts[i]))
			return true;
	}
	return false;
}

struct decision
access_decide(const struct asker *a, const struct access_fact *facts, size_t n)
{
	struct decision d = { 0 };
	unsigned broken = CLASS_IDENTITY | CLASS_CONTACT | CLASS_CARE;

	follow(&d, "centre", a->who->agency ? 0 : access_ceiling(a->who, true));
	follow_consent(a, facts, n, &d);
	follow_disaster(a, facts, n, broken, &d);
	if (any_holds(a, facts, n, FACT_FAMILY, family_holds))
		follow(&d, "family", access_ceiling(a->who, false));
	if (broken & ~d.classes &&
	    any_holds(a, facts, n, FACT_GLASS, glass_holds))
		follow(&d, "glass", broken);
	if (HOLDS(32, d.classes != 0) &&
	    any_holds(a, facts, n, FACT_NAMED, named_holds))
		follow(&d, "named", CLASS_PROTECTED);
	return d;
}
