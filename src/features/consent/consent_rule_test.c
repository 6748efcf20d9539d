#include "base/arena.h"
#include "features/consent/consent.h"
#include "tests/kit.h"

/* The mother's, from April to the end of March; Sakura turns 18 on 12 April
 * 2041. */
static const char born_on[] = "2023-04-12";

static struct consent
mothers(void)
{
	return (struct consent){ .given_as = "mother", .given_on = "2026-04-01",
	    .from_on = "2026-04-01", .to_on = "2027-03-31" };
}

UNIT(consent_stands_from_its_first_day_to_its_last)
{
	struct consent c = mothers();

	EXPECT(!consent_stands(&c, born_on, "2026-03-31"));
	EXPECT(consent_stands(&c, born_on, "2026-04-01"));
	EXPECT(consent_stands(&c, born_on, "2027-03-31"));
	EXPECT(!consent_stands(&c, born_on, "2027-04-01"));
	c.to_on = NULL;
	EXPECT(consent_stands(&c, born_on, "2027-04-01"));
}

UNIT(consent_withdrawn_stands_no_more_that_very_day)
{
	struct consent c = mothers();

	c.withdrawn_on = "2026-08-20";
	EXPECT(consent_stands(&c, born_on, "2026-08-19"));
	EXPECT(!consent_stands(&c, born_on, "2026-08-20"));
	EXPECT(!consent_stands(&c, born_on, "2026-08-21"));
	c.withdrawn_on = c.from_on;
	EXPECT(!consent_stands(&c, born_on, c.from_on));
}

UNIT(consent_of_the_mother_ends_the_day_before_the_child_is_18)
{
	struct consent c = mothers();

	c.to_on = NULL;
	EXPECT(consent_stands(&c, born_on, "2041-04-11"));
	EXPECT(!consent_stands(&c, born_on, "2041-04-12"));
	EXPECT(consent_stands(&c, NULL, "2041-04-12"));
	c.given_as = CONSENT_BY_SELF;
	EXPECT(consent_stands(&c, born_on, "2041-04-12"));
}

UNIT(consent_given_for_a_grown_person_goes_on)
{
	struct consent c = { .given_as = CONSENT_BY_ADULT_GUARDIAN,
	    .given_on = "2041-04-12", .from_on = "2041-04-12" };

	EXPECT(consent_stands(&c, born_on, "2041-04-12"));
	EXPECT(consent_stands(&c, born_on, "2050-01-01"));
	c.given_on = "2041-04-11";
	EXPECT(!consent_stands(&c, born_on, "2041-04-12"));
}

UNIT(exception_in_an_emergency_goes_by_its_days_at_any_age)
{
	struct consent c = { .given_as = CONSENT_BY_NOBODY,
	    .given_on = "2041-04-12", .from_on = "2041-04-12",
	    .to_on = "2041-04-14" };

	EXPECT(!consent_stands(&c, born_on, "2041-04-11"));
	EXPECT(consent_stands(&c, born_on, "2041-04-12"));
	EXPECT(consent_stands(&c, born_on, "2041-04-14"));
	EXPECT(!consent_stands(&c, born_on, "2041-04-15"));
	c.withdrawn_on = "2041-04-13";
	EXPECT(!consent_stands(&c, born_on, "2041-04-13"));
}

UNIT(last_day_is_the_earlier_of_the_end_and_the_eve_of_18)
{
	struct arena *mem = arena_new();
	struct consent c = mothers();

	EXPECT(strcmp(consent_last_day(mem, &c, born_on), "2027-03-31") == 0);
	c.to_on = "2099-03-31";
	EXPECT(strcmp(consent_last_day(mem, &c, born_on), "2041-04-11") == 0);
	c.to_on = NULL;
	EXPECT(strcmp(consent_last_day(mem, &c, born_on), "2041-04-11") == 0);
	EXPECT(!consent_last_day(mem, &c, NULL));
	c.given_as = CONSENT_BY_SELF;
	EXPECT(!consent_last_day(mem, &c, born_on));
	arena_free(mem);
}

UNIT(consent_for_a_child_of_29_february_ends_with_february)
{
	struct arena *mem = arena_new();
	struct consent c = { .given_as = "father", .given_on = "2020-01-01",
	    .from_on = "2020-01-01" };
	const char *last = consent_last_day(mem, &c, "2008-02-29");

	EXPECT(strcmp(last, "2026-02-28") == 0);
	EXPECT(consent_stands(&c, "2008-02-29", "2026-02-28"));
	EXPECT(!consent_stands(&c, "2008-02-29", "2026-03-01"));
	arena_free(mem);
}
