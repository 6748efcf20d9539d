#ifndef EVACUATION_PRIVATE_H
#define EVACUATION_PRIVATE_H

#include "app/due.h"
#include "app/page.h"
#include "features/evacuation/evacuation.h"
#include "features/evacuation/evacuation_lines.h"

/* How long a plan holds, a drill and an answer of a shelter count; how long
 * before its end a plan asks to be looked at. */
enum { PLAN_DAYS = 365, PLAN_WARN_DAYS = 30 };

/* 「個別避難計画（自宅、第2版）」 */
const char *plan_title(struct request *, const struct plan *);
bool	plan_is(const struct plan *, const char *state);
/* Still written; or signed and not yet replaced. */
bool	plan_is_open(const struct plan *);
bool	plan_is_in_force(const struct plan *);

/* What is missing before the next state, a sentence each and where it is told. */
struct plan_lack {
	const char *says, *section;
};
enum { PLAN_MAX_LACKS = 16 };
struct acceptance;
size_t	plan_lacks(const struct plan *, const struct acceptance *chosen,
    struct plan_lack lacks[PLAN_MAX_LACKS]);

/* The shelter's name, or its own. */
const char *acceptance_name(struct request *, const struct acceptance *);
bool	acceptance_refused(const struct acceptance *);
void	acceptance_check(struct request *, const void *);
void	drill_check(struct request *, const void *);

#endif
