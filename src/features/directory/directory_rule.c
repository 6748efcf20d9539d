#include <string.h>

#include "features/directory/directory_private.h"

/* What becomes of a value that somebody offers: no database, no clock. */

bool
directory_is_known(const char *value)
{
	return value && *value && strcmp(value, "unknown") != 0;
}

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool
says_the_same(const struct standing *now, const struct claim *c)
{
	if (!directory_is_known(now->value) && !directory_is_known(c->value))
		return true;
	return same(now->value, c->value) && same(now->terms, c->terms);
}

bool
directory_is_better(const struct standing *now, const struct origin *from)
{
	if (from->source != now->source)
		return from->source > now->source;
	return strcmp(from->confirmed_on, now->confirmed_on) >= 0;
}

enum offer
directory_rule(const struct standing *now, const struct origin *from,
    const struct claim *c)
{
	static const struct standing nothing = { .value = "" };

	if (!now)
		now = &nothing;
	if (says_the_same(now, c))
		return OFFER_KEPT;
	if (c->propose)
		return OFFER_PROPOSED;
	/* A file or a question without an answer takes nothing away. */
	if (!directory_is_known(c->value) && from->source != SOURCE_HAND)
		return OFFER_KEPT;
	if (!directory_is_known(now->value) || directory_is_better(now, from))
		return OFFER_CHANGED;
	if (from->source < now->source &&
	    strcmp(from->confirmed_on, now->confirmed_on) > 0)
		return OFFER_PROPOSED;
	return OFFER_KEPT;
}

const char *
directory_default_reach(const struct record *rec, const char *field)
{
	static const struct {
		const char *field;
		enum reach reach;
	} of_service[] = {
		{ "contact", REACH_SUPPORTERS },
		{ "mail", REACH_SUPPORTERS },
		{ "memo", REACH_CENTRE },
	};

	for (size_t i = 0; rec == &service_record && i < COUNT(of_service);
	    i++) {
		if (strcmp(field, of_service[i].field) == 0)
			return reach_code(of_service[i].reach);
	}
	return reach_code(REACH_PUBLIC);
}
