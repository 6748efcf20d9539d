#include "tests/access/world.h"

/*
 * Who may see what of a child, from the prose and in the shape of the prose:
 * class by class, path by path, "may k be seen on this way?". Shares nothing
 * with src/app/access_rule.c but the numbers of the classes.
 *
 * Classes are a ladder from 1 (who the child is) to 5 (what is protected); a
 * role reaches up to a rung of it, and nobody's role reaches the fifth.
 */
enum { WHO_IT_IS = 1, HOW_TO_REACH = 2, HOW_TO_CARE = 3, WHAT_IS_WRONG = 4,
	PROTECTED = 5 };

static const struct {
	int reach;
	bool of_centre, breaks_glass, can_be_named;
} role_facts[ROLES] = {
	[DOCTOR] = { WHAT_IS_WRONG, true, true, true },
	[NURSE] = { WHAT_IS_WRONG, true, true, true },
	[COUNSELLOR] = { WHAT_IS_WRONG, true, true, true },
	[CLERK] = { HOW_TO_REACH, true, true, false },
	[ADMINISTRATOR] = { 0, true, false, false },
	[COMMAND] = { WHAT_IS_WRONG, true, false, false },
	[ADVISOR] = { WHAT_IS_WRONG, false, true, true },
	[COORDINATOR] = { WHAT_IS_WRONG, false, true, true },
	[OFFICER] = { HOW_TO_CARE, false, true, false },
	[FACILITY] = { HOW_TO_CARE, false, true, false },
	[FAMILY] = { WHAT_IS_WRONG, false, false, false },
	[STRANGER] = { 0, false, false, false },
};

const char *const path_names[PATHS] = { "centre", "team", "dispatch",
	"municipality", "emergency", "family", "glass", "named" };

static bool
is(const struct world *w, enum world_role role)
{
	return w->roles >> role & 1;
}

/* Somebody of an agency is nobody at the centre, whatever the account says. */
static bool
counts(const struct world *w, enum world_role role)
{
	return is(w, role) && !(role_facts[role].of_centre && w->agency);
}

static bool
is_there(int day)
{
	return day != NEVER && day != BLANK;
}

/* Days are inclusive at both ends; without an end it goes on. */
static bool
is_on_today(const struct tie *t)
{
	return t->from <= 0 && !(is_there(t->to) && t->to < 0);
}

static bool
reaches(const struct world *w, bool of_centre, int class)
{
	for (int role = 0; role < ROLES; role++) {
		if (counts(w, role) && role_facts[role].of_centre == of_centre &&
		    role_facts[role].reach >= class)
			return true;
	}
	return false;
}

/* What others said for a child ends at 18; what is said of a grown one, by
 * whoever the law lets speak, does not. */
static bool
said_when_grown(const struct world *w, const struct tie *t)
{
	return is_there(w->grown_in) && w->grown_in <= t->given;
}

/* Others speak for a child, until the child is 18. */
static bool
speaks(const struct world *w, const struct tie *t)
{
	bool grown = is_there(w->grown_in) && w->grown_in <= 0;

	return t->by_self || !grown;
}

static bool
consent_stands(const struct world *w, const struct tie *t)
{
	return t->kind == FACT_CONSENT && is_on_today(t) &&
	    !is_there(t->withdrawn) &&
	    (speaks(w, t) || said_when_grown(w, t));
}

/* Some consent that stands lets the agency know of this class. */
static bool
is_shared(const struct world *w, int class)
{
	if (class == PROTECTED)
		return false;
	for (size_t i = 0; i < w->nties; i++) {
		if (consent_stands(w, &w->ties[i]) &&
		    w->ties[i].classes >> (class - 1) & 1)
			return true;
	}
	return false;
}

static bool
has_row(const struct world *w, enum fact_kind kind)
{
	for (size_t i = 0; i < w->nties; i++) {
		const struct tie *t = &w->ties[i];

		/* Who is sent is sent until a day. */
		if (t->kind == kind && is_on_today(t) &&
		    (kind != FACT_ASSIGNMENT || is_there(t->to)))
			return true;
	}
	return false;
}

/* What ties the agency's person, or the agency itself, to the child. */
static bool
is_tied(const struct world *w, enum world_path path)
{
	if (path == BY_MUNICIPALITY)
		return is(w, OFFICER) && w->child_place &&
		    w->child_place == w->agency_place;
	if (path == BY_TEAM)
		return has_row(w, FACT_TEAM);
	return has_row(w, FACT_ASSIGNMENT) &&
	    (is(w, ADVISOR) || is(w, COORDINATOR));
}

/* Verified by today, not held back, and speaking for the child. */
static bool
is_family(const struct world *w)
{
	for (size_t i = 0; i < w->nties; i++) {
		const struct tie *t = &w->ties[i];

		if (t->kind == FACT_FAMILY && is_on_today(t) &&
		    is_there(t->verified) && t->verified <= 0 &&
		    !t->restricted && speaks(w, t))
			return is(w, FAMILY);
	}
	return false;
}

static bool
has_broken(const struct world *w)
{
	bool may = false, open = false;

	for (int role = 0; role < ROLES; role++)
		may = may || (counts(w, role) && role_facts[role].breaks_glass);
	for (size_t i = 0; i < w->nties; i++)
		open = open || (w->ties[i].kind == FACT_GLASS &&
		    w->ties[i].from <= 0 && w->ties[i].to > 0);
	return may && open;
}

/* A disaster is on where the child lives, and this is no drill: for the town's
 * own office, and for whom they named beside it. Never for those at home. */
static bool
is_in_disaster(const struct world *w)
{
	bool here = false;

	for (size_t i = 0; i < w->nties; i++) {
		const struct tie *t = &w->ties[i];
		bool on = t->kind == FACT_DISASTER && !t->drill &&
		    t->from <= 0 && (!is_there(t->to) || t->to > 0);
		bool town = is(w, OFFICER) && w->office && t->place &&
		    t->place == w->agency_place;

		here = here || (on && (t->named || town));
	}
	return here && w->agency && !is(w, FAMILY);
}

/* Two people said so, and neither is the one whom it is for. */
static bool
is_named(const struct world *w)
{
	bool may = false;

	for (int role = 0; role < ROLES; role++)
		may = may || (counts(w, role) && role_facts[role].can_be_named);
	for (size_t i = 0; may && i < w->nties; i++) {
		const struct tie *t = &w->ties[i];

		if (t->kind == FACT_NAMED && is_on_today(t) && is_there(t->to) &&
		    t->approved_by != NOBODY && t->approved_by != THE_ASKER &&
		    t->approved_by != t->asked_by)
			return true;
	}
	return false;
}

/* What the paths that need no other show. */
static bool
opens(const struct world *w, enum world_path path, int class)
{
	switch (path) {
	case BY_CENTRE:
		return !w->agency && reaches(w, true, class);
	case BY_TEAM:
	case BY_DISPATCH:
	case BY_MUNICIPALITY:
		return is_tied(w, path) && is_shared(w, class) &&
		    reaches(w, false, class);
	case BY_DISASTER:
		return class <= HOW_TO_CARE && is_in_disaster(w) &&
		    reaches(w, false, class);
	case BY_FAMILY:
		return is_family(w) && reaches(w, false, class);
	default:
		return false;
	}
}

static void
add(struct verdict *v, enum world_path path, int class)
{
	v->by[path] = true;
	v->classes |= 1U << (class - 1);
}

void
oracle(const struct world *w, struct verdict *v)
{
	const unsigned in_need = 1U << (WHO_IT_IS - 1) |
	    1U << (HOW_TO_REACH - 1) | 1U << (HOW_TO_CARE - 1);

	*v = (struct verdict){ 0 };
	for (enum world_path path = BY_CENTRE; path < BY_GLASS; path++) {
		for (int class = WHO_IT_IS; class <= PROTECTED; class++) {
			if (opens(w, path, class))
				add(v, path, class);
		}
	}
	v->lacks_consent = has_row(w, FACT_TEAM) || has_row(w, FACT_ASSIGNMENT);
	for (int class = WHO_IT_IS; class <= PROTECTED; class++)
		v->lacks_consent = v->lacks_consent && !is_shared(w, class);
	for (size_t i = 0; i < w->nties; i++)
		v->may_stand_on[i] = consent_stands(w, &w->ties[i]);
	/* Nobody breaks glass to see what is open already. */
	if ((v->classes & in_need) != in_need && has_broken(w)) {
		for (int class = WHO_IT_IS; class <= HOW_TO_CARE; class++)
			add(v, BY_GLASS, class);
	}
	/* A name opens what is protected to those who see the child anyway. */
	if (v->classes && is_named(w))
		add(v, BY_NAME, PROTECTED);
}
