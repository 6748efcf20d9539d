#ifndef BASE_DAY_RULE_H
#define BASE_DAY_RULE_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * A day told from another one, as a prefecture writes it into its pack:
 *
 *	-90d		days before (+ or no sign: after)
 *	18y  -6m	years, months; the 31st of a short month is its last day
 *	-1y 10-31	31 October of the calendar year before
 */
enum { DAY_RULE_MAX_DAYS = 36500, DAY_RULE_MAX_YEARS = 100 };

bool	day_rule_valid(const char *rule);
/* NULL: not a rule, or a day outside the years 1868 to 2999. */
const char *day_rule_apply(struct arena *, const char *rule, const char *day);

#endif
