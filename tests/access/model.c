#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/access/world.h"

/* The rule itself, so that a condition can be dropped: -DDROPPED=n. */
#include "app/access_rule.c"

/*
 * model [REQUESTS [SEED]]: asks the rule and the oracle the same about so many
 * worlds. On a difference it prints the world and its seed; `model 1 SEED`
 * shows that one again. Also: no row taken away, and no restriction lifted,
 * may add to what is seen, and no path may be so rare that nothing was proven.
 */
enum { REQUESTS = 1000000, SHOWN = 3, RARE = 200 };

struct tally {
	size_t asked, seen, differ, grow;
	size_t by[PATHS];
};

static struct decision
decide(const struct world *w, struct told *t)
{
	world_tell(w, t);
	return access_decide(&t->asker, t->facts, w->nties);
}

static bool
names_its_consent(const struct world *w, const struct verdict *v,
    const struct decision *d)
{
	bool stands = v->by[BY_TEAM] || v->by[BY_DISPATCH] ||
	    v->by[BY_MUNICIPALITY];

	if (!stands || !d->consent)
		return !stands && !d->consent;
	for (size_t i = 0; i < w->nties; i++) {
		char id[32];

		snprintf(id, sizeof(id), "row-%zu", i);
		if (strcmp(id, d->consent) == 0)
			return v->may_stand_on[i];
	}
	return false;
}

static bool
agrees(const struct world *w, const struct verdict *v,
    const struct decision *d)
{
	size_t n = 0;

	for (int path = 0; path < PATHS; path++) {
		if (!v->by[path])
			continue;
		if (n == d->npaths || strcmp(d->paths[n], path_names[path]) != 0)
			return false;
		n++;
	}
	return n == d->npaths && v->classes == d->classes &&
	    v->lacks_consent == d->lacks_consent &&
	    names_its_consent(w, v, d);
}

static void
show(const struct world *w, const struct verdict *v, const struct decision *d)
{
	printf("the rule and the oracle differ: ");
	world_print(w);
	printf("  rule %#x by", d->classes);
	for (size_t i = 0; i < d->npaths; i++)
		printf(" %s", d->paths[i]);
	printf(", on %s, lacks consent %d\n  oracle %#x, lacks consent %d, by",
	    d->consent ? d->consent : "-", d->lacks_consent, v->classes,
	    v->lacks_consent);
	for (int path = 0; path < PATHS; path++)
		printf("%s%s", v->by[path] ? " " : "",
		    v->by[path] ? path_names[path] : "");
	printf("\n");
}

/* One reason less, or one restriction more: never a class more. */
static bool
grows_by_less(const struct world *w, unsigned classes)
{
	for (size_t i = 0; i < w->nties; i++) {
		struct world less = *w;
		struct told t;

		if (w->ties[i].kind == FACT_FAMILY && !w->ties[i].restricted)
			less.ties[i].restricted = true;
		else
			less.ties[i] = less.ties[--less.nties];
		if (decide(&less, &t).classes & ~classes)
			return true;
	}
	return false;
}

static void
ask(uint64_t seed, struct tally *n)
{
	struct world w;
	struct told t;
	struct verdict v;
	struct decision d;

	world_make(&w, seed);
	oracle(&w, &v);
	d = decide(&w, &t);
	n->asked++;
	n->seen += v.classes != 0;
	for (int path = 0; path < PATHS; path++)
		n->by[path] += v.by[path];
	if (!agrees(&w, &v, &d) && n->differ++ < SHOWN)
		show(&w, &v, &d);
	if (grows_by_less(&w, d.classes) && n->grow++ < SHOWN) {
		printf("less reason, and more is seen: ");
		world_print(&w);
	}
}

int
main(int argc, char **argv)
{
	size_t requests = argc > 1 ? strtoul(argv[1], NULL, 10) : REQUESTS;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct tally n = { 0 };
	int rare = 0, failed;

	for (size_t i = 0; i < requests; i++)
		ask(seed + i, &n);
	printf("%zu requests from seed %" PRIu64 ", %zu of them let see something:",
	    n.asked, seed, n.seen);
	for (int path = 0; path < PATHS; path++) {
		printf(" %s %zu", path_names[path], n.by[path]);
		rare += n.by[path] < requests / RARE;
	}
	printf("\n%zu differences, %zu times more was seen by less\n", n.differ,
	    n.grow);
	failed = (n.differ != 0) + (n.grow != 0) + (rare != 0);
	printf("%d passed, %d failed\n", 3 - failed, failed);
	return failed != 0;
}
