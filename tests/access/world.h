#ifndef TESTS_ACCESS_WORLD_H
#define TESTS_ACCESS_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/access_rule.h"

/*
 * One request about one child, as numbers: whoever asks, and the rows there
 * are about both. All days count from today, all seconds from now, so that
 * what holds is a sign; only world_tell makes dates and names of them.
 */
enum world_role {
	DOCTOR, NURSE, COUNSELLOR, CLERK, ADMINISTRATOR, COMMAND, ADVISOR,
	COORDINATOR, OFFICER, FACILITY, FAMILY,
	STRANGER,		/* a role the rule never heard of */
	ROLES
};

enum {
	NEVER = 1 << 20,	/* a day, or an end, that is not there */
	BLANK,			/* the same, stored as "" */
	NOBODY = 0, THE_ASKER,	/* persons; from 2 on: others */
	MAX_TIES = 12
};

/* One row; only what its kind has counts. */
struct tie {
	enum fact_kind kind;
	int from, to;		/* glass, disaster in seconds, else in days */
	unsigned classes;
	int withdrawn, verified;	/* days, or NEVER or BLANK */
	int given;		/* day of the consent */
	bool by_self;		/* who consented, or is family, is the child */
	bool restricted;
	bool drill, named;
	int place;		/* of a disaster */
	int asked_by, approved_by;
};

struct world {
	uint64_t seed;
	int today;		/* days from 2024-01-01 */
	unsigned roles;		/* bits of world_role */
	bool agency, office;	/* the agency is of a municipality */
	int agency_place, child_place;	/* 0: not known */
	int grown_in;		/* days to the 18th birthday; NEVER: unknown */
	struct tie ties[MAX_TIES];
	size_t nties;
};

/* The same world for the same seed: one in four is all chance, the others let
 * one path hold and disturb none, one or two facts of it. */
void	world_make(struct world *, uint64_t seed);
void	world_print(const struct world *);

/* The world as the rule is told of it. Points into itself. */
struct told {
	struct person who;
	struct asker asker;
	struct access_fact facts[MAX_TIES];
	char text[4096];
	size_t used;
};
void	world_tell(const struct world *, struct told *);

/* The rule written a second time. Paths as the rule names them, in its order;
 * classes as it counts them. */
enum world_path {
	BY_CENTRE, BY_TEAM, BY_DISPATCH, BY_MUNICIPALITY, BY_DISASTER, BY_FAMILY,
	BY_GLASS, BY_NAME, PATHS
};
extern const char *const path_names[PATHS];
struct verdict {
	unsigned classes;
	bool by[PATHS];
	bool lacks_consent;		/* and is told so */
	bool may_stand_on[MAX_TIES];	/* consents that may be named for it */
};
void	oracle(const struct world *, struct verdict *);

#endif
