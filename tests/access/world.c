#include "tests/access/world.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Chance, from one number and always the same from it (splitmix64). */
static uint64_t
roll(uint64_t *chance)
{
	uint64_t z = *chance += 0x9e3779b97f4a7c15U;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
	z = (z ^ z >> 27) * 0x94d049bb133111ebU;
	return z ^ z >> 31;
}

static int
below(uint64_t *chance, int n)
{
	return (int)(roll(chance) % (uint64_t)n);
}

static bool
once_in(uint64_t *chance, int n)
{
	return below(chance, n) == 0;
}

#define PICK(chance, ...) \
	((const int[]){ __VA_ARGS__ })[below(chance, \
	    sizeof((const int[]){ __VA_ARGS__ }) / sizeof(int))]

/* Where mistakes are: the day before, the day, the day after. */
static int
any_day(uint64_t *c)
{
	return PICK(c, -1, 0, 1, -1, 0, 1, -2, 2, -400, 400);
}

static int
any_end(uint64_t *c)
{
	return PICK(c, -1, 0, 1, -1, 0, 1, -400, 400, NEVER, BLANK);
}

static int
no_day(uint64_t *c)
{
	return PICK(c, NEVER, BLANK);
}

static struct tie
any_tie(uint64_t *c, enum fact_kind kind)
{
	struct tie t = { .kind = kind, .from = any_day(c), .to = any_end(c),
		.classes = (unsigned)below(c, 32),
		.withdrawn = once_in(c, 3) ? any_day(c) : no_day(c),
		.verified = once_in(c, 4) ? no_day(c) : any_day(c),
		.given = any_day(c),
		.by_self = once_in(c, 3), .restricted = once_in(c, 3),
		.drill = once_in(c, 2), .named = once_in(c, 3),
		.place = below(c, 3),
		.asked_by = 1 + below(c, 3), .approved_by = below(c, 4) };

	if (kind == FACT_GLASS) {
		t.from = PICK(c, -1, 0, 1, -3599, -3600, -7200, 100);
		t.to = t.from + PICK(c, 3600, 3600, 1, 0);
	}
	if (kind == FACT_DISASTER) {
		t.from = PICK(c, -1, 0, 1, -7200);
		t.to = PICK(c, -1, 0, 1, 7200, NEVER, NEVER, BLANK);
	}
	return t;
}

/* A row of which everything is as the rule wants it, often only just. */
static struct tie
holding_tie(uint64_t *c, const struct world *w, enum fact_kind kind)
{
	struct tie t = any_tie(c, kind);

	t.from = PICK(c, 0, 0, -1, -30);
	t.to = PICK(c, 0, 0, 1, 30);
	if (kind == FACT_CONSENT || kind == FACT_TEAM || kind == FACT_FAMILY)
		t.to = PICK(c, 0, 1, 30, NEVER, BLANK);
	if (kind == FACT_GLASS) {
		t.from = PICK(c, 0, -1, -1800, -3599);
		t.to = PICK(c, 1, t.from + 3600);
	}
	if (kind == FACT_DISASTER) {
		t.from = PICK(c, 0, -1, -7200);
		t.to = PICK(c, 1, NEVER, NEVER, BLANK);
		t.drill = false;
		t.named = once_in(c, 2);
		t.place = t.named ? below(c, 3) : w->agency_place;
	}
	t.classes |= CLASS_IDENTITY;
	t.withdrawn = no_day(c);
	t.verified = PICK(c, 0, -1, -200);
	t.by_self = w->grown_in <= 0 || once_in(c, 4);
	if (kind == FACT_CONSENT && w->grown_in <= 0 && once_in(c, 2)) {
		t.by_self = false;
		t.given = PICK(c, w->grown_in, w->grown_in + 1, 0);
	}
	t.restricted = false;
	t.asked_by = PICK(c, THE_ASKER, 2);
	t.approved_by = 3;
	return t;
}

static void
put(struct world *w, struct tie t)
{
	if (w->nties < MAX_TIES)
		w->ties[w->nties++] = t;
}

static enum world_role
role_for(uint64_t *c, enum world_path path)
{
	switch (path) {
	case BY_CENTRE:
		return (enum world_role)PICK(c, DOCTOR, NURSE, COUNSELLOR, CLERK,
		    COMMAND);
	case BY_DISPATCH:
		return (enum world_role)PICK(c, ADVISOR, COORDINATOR);
	case BY_DISASTER:
		return (enum world_role)PICK(c, OFFICER, OFFICER, OFFICER,
		    FACILITY, COORDINATOR);
	case BY_MUNICIPALITY:
		return OFFICER;
	case BY_FAMILY:
		return FAMILY;
	case BY_GLASS:
		return (enum world_role)PICK(c, ADVISOR, COORDINATOR, OFFICER,
		    FACILITY, CLERK);
	case BY_NAME:
		return (enum world_role)PICK(c, DOCTOR, NURSE, COUNSELLOR,
		    ADVISOR, COORDINATOR);
	default:
		return (enum world_role)PICK(c, ADVISOR, COORDINATOR, OFFICER,
		    FACILITY);
	}
}

/* One path holds, and by little. */
static void
let_hold(struct world *w, uint64_t *c, enum world_path path)
{
	enum world_role role = role_for(c, path);

	w->roles = 1U << role;
	w->agency = role >= ADVISOR && role != FAMILY;
	if (path == BY_MUNICIPALITY)
		w->child_place = w->agency_place = 1 + below(c, 2);
	if (path == BY_DISASTER) {
		w->office = !once_in(c, 4);
		w->agency_place = 1 + below(c, 2);
		put(w, holding_tie(c, w, FACT_DISASTER));
	}
	if (w->agency && ((path != BY_GLASS && path != BY_DISASTER) ||
	    once_in(c, 3)))
		put(w, holding_tie(c, w, FACT_CONSENT));
	if (path == BY_TEAM || (path == BY_NAME && w->agency))
		put(w, holding_tie(c, w, FACT_TEAM));
	if (path == BY_DISPATCH)
		put(w, holding_tie(c, w, FACT_ASSIGNMENT));
	if (path == BY_FAMILY)
		put(w, holding_tie(c, w, FACT_FAMILY));
	if (path == BY_GLASS)
		put(w, holding_tie(c, w, FACT_GLASS));
	if (path == BY_NAME)
		put(w, holding_tie(c, w, FACT_NAMED));
}

/* One fact of a row is not as it was. */
static void
disturb_tie(struct world *w, uint64_t *c)
{
	struct tie *t = &w->ties[below(c, (int)w->nties)];
	struct tie other = any_tie(c, t->kind);

	switch (below(c, 16)) {
	case 0: t->from = other.from; break;
	case 1: t->to = other.to; break;
	case 2: t->withdrawn = any_day(c); break;
	case 3: t->by_self = !t->by_self; break;
	case 4: t->verified = any_end(c); break;
	case 5: t->restricted = !t->restricted; break;
	case 6: t->approved_by = other.approved_by; break;
	case 7: t->asked_by = t->approved_by ? t->approved_by : 2; break;
	case 8: t->classes = other.classes; break;
	case 9: t->kind = t->kind >= FACT_GLASS ? t->kind :
		(enum fact_kind)below(c, FACT_GLASS); break;
	case 10: t->given = PICK(c, w->grown_in == NEVER ||
		w->grown_in == BLANK ? 0 : w->grown_in - 1, other.given); break;
	case 11: *t = w->ties[--w->nties]; break;
	case 12: t->drill = !t->drill; break;
	case 13: t->named = !t->named; break;
	case 14: t->place = other.place; break;
	default: *t = other;
	}
}

static void
disturb(struct world *w, uint64_t *c)
{
	switch (w->nties ? below(c, 11) : below(c, 7)) {
	case 0: w->roles = 1U << below(c, ROLES); break;
	case 1: w->roles |= 1U << below(c, ROLES); break;
	case 2: w->agency = !w->agency; break;
	case 3: w->agency_place = below(c, 3); break;
	case 4: w->child_place = below(c, 3); break;
	case 5: w->grown_in = any_end(c); break;
	case 6: w->office = !w->office; break;
	default: disturb_tie(w, c);
	}
}

static void
leave_to_chance(struct world *w, uint64_t *c)
{
	w->roles = 1U << below(c, ROLES) | 1U << below(c, ROLES);
	w->agency = !once_in(c, 3);
	w->office = once_in(c, 2);
	for (int n = below(c, MAX_TIES / 2 + 1); n; n--)
		put(w, any_tie(c, (enum fact_kind)below(c, FACT_DISASTER + 1)));
}

/* A consent is to the asker's agency; without one there is none. */
static void
settle(struct world *w)
{
	size_t n = 0;

	if (w->agency)
		return;
	w->agency_place = 0;
	for (size_t i = 0; i < w->nties; i++) {
		if (w->ties[i].kind != FACT_CONSENT)
			w->ties[n++] = w->ties[i];
	}
	w->nties = n;
}

/* Rows come in any order. */
static void
shuffle(struct world *w, uint64_t *c)
{
	for (size_t i = w->nties; i > 1; i--) {
		size_t k = (size_t)below(c, (int)i);
		struct tie t = w->ties[k];

		w->ties[k] = w->ties[i - 1];
		w->ties[i - 1] = t;
	}
}

void
world_make(struct world *w, uint64_t seed)
{
	uint64_t chance = seed, *c = &chance;

	*w = (struct world){ .seed = seed, .today = below(c, 6 * 365),
		.agency_place = below(c, 3), .child_place = below(c, 3),
		.grown_in = once_in(c, 3) ? any_end(c) :
		    PICK(c, 1, 2, 2000, NEVER) };
	if (once_in(c, 4)) {
		leave_to_chance(w, c);
		settle(w);
		return;
	}
	let_hold(w, c, (enum world_path)below(c, PATHS));
	for (int n = below(c, 4); n > 1; n--)
		put(w, any_tie(c, (enum fact_kind)below(c, FACT_DISASTER + 1)));
	for (int n = below(c, 3); n; n--)
		disturb(w, c);
	settle(w);
	shuffle(w, c);
}

void
world_print(const struct world *w)
{
	printf("seed %" PRIu64 ": roles %#x, agency %d at %d, child at %d,"
	    " grown in %d, today %d\n", w->seed, w->roles, w->agency,
	    w->agency_place, w->child_place, w->grown_in, w->today);
	for (size_t i = 0; i < w->nties; i++) {
		const struct tie *t = &w->ties[i];

		printf("  row %zu: kind %d, from %d to %d, classes %#x,"
		    " withdrawn %d, verified %d, by self %d, restricted %d,"
		    " asked by %d, approved by %d, given %d, drill %d, named %d,"
		    " at %d\n", i, t->kind, t->from, t->to, t->classes,
		    t->withdrawn, t->verified, t->by_self, t->restricted,
		    t->asked_by, t->approved_by, t->given, t->drill, t->named,
		    t->place);
	}
}
