#include "features/vacancy/vacancy.h"

#include <string.h>

#include "tests/kit.h"

static struct vacancy_shown
shown(const char *as_of, const char *now)
{
	return vacancy_show(VACANCY_OPEN, as_of, now, 0, 0);
}

UNIT(vacancy_fades_after_seven_days_and_goes_after_fourteen)
{
	static const char said[] = "2026-11-01T03:00:00Z";

	EXPECT(shown(said, "2026-11-01T14:59:59Z").days == 0);
	EXPECT(shown(said, "2026-11-08T14:59:59Z").state == VACANCY_OPEN);
	EXPECT(!shown(said, "2026-11-08T14:59:59Z").grey);
	EXPECT(shown(said, "2026-11-08T15:00:00Z").grey);
	EXPECT(shown(said, "2026-11-15T14:59:59Z").state == VACANCY_OPEN);
	EXPECT(shown(said, "2026-11-15T14:59:59Z").grey);
	EXPECT(shown(said, "2026-11-15T15:00:00Z").state == VACANCY_UNKNOWN);
	EXPECT(!shown(said, "2026-11-15T15:00:00Z").grey);
	EXPECT(shown(NULL, said).state == VACANCY_UNKNOWN);
	EXPECT(shown(NULL, said).days == -1);
	EXPECT(shown("2027-01-01T00:00:00Z", said).days == 0);
}

/* The day of Japan counts, and a leap year has one more. */
UNIT(vacancy_is_counted_in_days_of_japan)
{
	EXPECT(shown("2028-02-28T14:59:00Z", "2028-02-28T15:00:00Z").days == 1);
	EXPECT(shown("2028-02-28T00:00:00Z", "2028-03-01T00:00:00Z").days == 2);
	EXPECT(shown("2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z").days == 1);
}

UNIT(vacancy_may_fade_sooner_for_one_room)
{
	struct vacancy_shown s = vacancy_show(VACANCY_FULL,
	    "2026-11-01T03:00:00Z", "2026-11-04T03:00:00Z", 1, 2);

	EXPECT(s.state == VACANCY_UNKNOWN && s.days == 3);
}

UNIT(vacancy_takes_signs_that_look_alike_for_what_is_meant)
{
	static const struct {
		const char *typed;
		enum vacancy is;
	} all[] = { { "○", VACANCY_OPEN }, { "〇", VACANCY_OPEN },
	    { "◯", VACANCY_OPEN }, { "△", VACANCY_FEW }, { "▲", VACANCY_FEW },
	    { "×", VACANCY_FULL }, { "✕", VACANCY_FULL }, { "x", VACANCY_FULL },
	    { "X", VACANCY_FULL }, { "休", VACANCY_CLOSED },
	    { "－", VACANCY_UNKNOWN }, { "-", VACANCY_UNKNOWN },
	    { "", VACANCY_UNKNOWN }, { "few", VACANCY_FEW } };
	enum vacancy v;

	for (size_t i = 0; i < COUNT(all); i++) {
		EXPECT(vacancy_read(all[i].typed, &v));
		EXPECT(v == all[i].is);
	}
	EXPECT(!vacancy_read("満室です", &v));
	EXPECT(!vacancy_read("？", &v));
	for (size_t i = VACANCY_OPEN; i <= VACANCY_CLOSED; i++)
		EXPECT(vacancy_of(vacancy_code((enum vacancy)i)) == i);
}
