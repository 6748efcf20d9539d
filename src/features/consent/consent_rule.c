#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "features/child/child.h"
#include "features/consent/consent_page.h"
#include "features/consent/consent_sql.h"

bool
consent_is_exception(const struct consent *c)
{
	return strcmp(c->given_as, CONSENT_BY_NOBODY) == 0;
}

/* What others said for a child, and an exception made for one, ends at 18. Of
 * a grown person a guardian of adults may speak, and it goes on. */
static bool
ends_by_age(const struct consent *c, const char *born_on)
{
	return strcmp(c->given_as, CONSENT_BY_SELF) != 0 &&
	    date_age(born_on, c->given_on) < CONSENT_ADULT_YEARS;
}

bool
consent_stands(const struct consent *c, const char *born_on,
    const char *today)
{
	if (strcmp(today, c->from_on) < 0)
		return false;
	if (c->to_on && strcmp(today, c->to_on) > 0)
		return false;
	if (c->withdrawn_on && strcmp(today, c->withdrawn_on) >= 0)
		return false;
	return !born_on || !ends_by_age(c, born_on) ||
	    date_age(born_on, today) < CONSENT_ADULT_YEARS;
}

/* Who is born on 29 February turns 18 on 1 March, as date_age has it. */
static const char *
last_day_as_child(struct arena *mem, const char *born_on)
{
	long year = strtol(born_on, NULL, 10) + CONSENT_ADULT_YEARS;
	const char *day = arena_fmt(mem, "%04ld%s", year, born_on + 4);

	if (!date_valid(day))
		day = arena_fmt(mem, "%04ld-03-01", year);
	return date_add_days(mem, day, -1);
}

const char *
consent_last_day(struct arena *mem, const struct consent *c,
    const char *born_on)
{
	const char *grown = born_on && ends_by_age(c, born_on) ?
	    last_day_as_child(mem, born_on) : NULL;

	if (!grown || !c->to_on)
		return grown ? grown : c->to_on;
	return strcmp(grown, c->to_on) < 0 ? grown : c->to_on;
}

bool
consent_has_class(const struct consent *c, const char *class)
{
	size_t n = strlen(class);

	for (const char *s = c->classes; s && *s;) {
		size_t len = strcspn(s, ",");

		if (len == n && strncmp(s, class, n) == 0)
			return true;
		s += len + (s[len] == ',');
	}
	return false;
}

enum result
consent_standing(struct request *r, const char *child, const char *recipient,
    const char *purpose, const char *class, struct consent *out)
{
	char born_on[DAY_BYTES];
	bool known = child_born_on(r, child, born_on);
	struct rows rows = { 0 };
	enum result rc = consent_sql_to(r, child, recipient, purpose, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (record_load(r, &consent_record, &rows, i, out) &&
		    consent_has_class(out, class) &&
		    consent_stands(out, known ? born_on : NULL, r->today))
			return OK;
	}
	return rc ? rc : MISSING;
}

enum result
consent_lets(struct request *r, const char *child, const char *recipient,
    const char *purpose, const char *class)
{
	char born_on[DAY_BYTES];
	bool known = child_born_on(r, child, born_on);
	struct rows rows = { 0 };
	enum result rc = consent_sql_to(r, child, recipient, purpose, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct consent c = {
			.classes = rows_cell(&rows, i, "classes"),
			.given_as = rows_cell(&rows, i, "given_as"),
			.given_on = rows_cell(&rows, i, "given_on"),
			.from_on = rows_cell(&rows, i, "from_on"),
			.to_on = rows_cell(&rows, i, "to_on"),
			.withdrawn_on = rows_cell(&rows, i, "withdrawn_on"),
		};

		if ((!class || consent_has_class(&c, class)) &&
		    consent_stands(&c, known ? born_on : NULL, r->today))
			return OK;
	}
	return rc ? rc : MISSING;
}
