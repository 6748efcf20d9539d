#include <string.h>

#include "app/codes.h"
#include "features/directory/directory.h"
#include "features/survey/survey_private.h"

/* Which field or criterion of the directory an answer speaks of: a field of the
 * service, "place." and one of its place, or a criterion. Weeks and places on
 * the map are not read from a survey. */

static const char *const of_service[] = { "capacity", "opening_note",
	"weight_max", "contact", "phone", "mail", "note" };
static const char *const of_place[] = { "place.phone", "place.fax",
	"place.url", "place.mail", "place.address", "place.postal" };

static bool
is_among(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

bool
survey_may_fill(struct request *r, const char *fills)
{
	return is_among(of_service, COUNT(of_service), fills) ||
	    is_among(of_place, COUNT(of_place), fills) ||
	    codes_find(r->codes, "care", fills) ||
	    codes_find(r->codes, "criterion", fills);
}
