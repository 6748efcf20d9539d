#include <string.h>

#include "features/outage/outage_rule.h"
#include "tests/kit.h"

#define CUT "2026-01-20T17:10:00Z"	/* 02:10 in Japan */

static struct outage_line
line(const char *child, int64_t minutes, enum outage_rank rank)
{
	return (struct outage_line){ .child = child, .cut_at = CUT,
		.minutes = minutes, .rank = rank };
}

static void
expect_order(struct outage_line *lines, size_t n, const char *now,
    const char *wanted)
{
	outage_reckon(lines, n, now);
	for (size_t i = 0; i < n; i++)
		EXPECT(lines[i].child[0] == wanted[i]);
}

static int64_t
left(int64_t minutes, const char *cut_at, const char *now)
{
	struct outage_line one = { .child = "a", .cut_at = cut_at,
		.minutes = minutes };

	outage_reckon(&one, 1, now);
	return one.left;
}

UNIT(minutes_left_are_those_of_the_battery_less_those_since_the_cut)
{
	EXPECT(left(300, CUT, CUT) == 300);
	EXPECT(left(300, CUT, "2026-01-20T17:10:59Z") == 300);
	EXPECT(left(300, CUT, "2026-01-20T17:11:00Z") == 299);
	EXPECT(left(300, CUT, "2026-01-20T22:09:59Z") == 1);
	EXPECT(left(300, CUT, "2026-01-20T22:10:00Z") == 0);
	EXPECT(left(300, CUT, "2026-01-21T22:10:00Z") == 0);
	/* Declared for a cut that was announced. */
	EXPECT(left(300, CUT, "2026-01-20T16:00:00Z") == 300);
	EXPECT(left(0, CUT, CUT) == 0);
	EXPECT(left(OUTAGE_UNKNOWN, CUT, CUT) == OUTAGE_UNKNOWN);
}

UNIT(what_nobody_knows_is_most_urgent_and_the_least_left_comes_next)
{
	struct outage_line l[] = {
		line("a", 300, OUTAGE_VENTILATOR),
		line("b", OUTAGE_UNKNOWN, OUTAGE_OTHER),
		line("c", 120, OUTAGE_SUCTION),
		line("d", OUTAGE_UNKNOWN, OUTAGE_VENTILATOR),
		line("e", 600, OUTAGE_OXYGEN),
	};

	expect_order(l, COUNT(l), CUT, "dbcae");
	/* Five hours later: those that stopped are all alike, but for what. */
	expect_order(l, COUNT(l), "2026-01-20T22:10:00Z", "dbace");
}

UNIT(ventilator_oxygen_suction_come_first_where_as_much_is_left)
{
	struct outage_line l[] = {
		line("a", 60, OUTAGE_OTHER), line("b", 60, OUTAGE_SUCTION),
		line("c", 60, OUTAGE_VENTILATOR), line("d", 60, OUTAGE_OXYGEN),
	};

	expect_order(l, COUNT(l), CUT, "cdba");
}

UNIT(where_the_power_went_later_more_is_left)
{
	struct outage_line l[] = {
		line("a", 100, OUTAGE_VENTILATOR),
		line("b", 90, OUTAGE_VENTILATOR),
	};

	l[1].cut_at = "2026-01-20T17:30:00Z";
	expect_order(l, 2, "2026-01-20T17:40:00Z", "ab");
	EXPECT(l[0].left == 70 && l[1].left == 80);
}

UNIT(who_is_safe_or_moved_stands_below_and_who_wants_help_does_not)
{
	struct outage_line l[] = {
		line("a", 10, OUTAGE_VENTILATOR), line("b", 20, OUTAGE_OTHER),
		line("c", 30, OUTAGE_VENTILATOR), line("d", 40, OUTAGE_OTHER),
		line("e", OUTAGE_UNKNOWN, OUTAGE_NONE),
		line("f", OUTAGE_UNKNOWN, OUTAGE_VENTILATOR),
	};

	l[0].status = OUTAGE_SAFE;
	l[1].status = OUTAGE_HELP;
	l[2].status = OUTAGE_ABSENT;
	l[5].status = OUTAGE_MOVED;
	expect_order(l, COUNT(l), CUT, "bcdefa");
}

UNIT(a_child_without_devices_written_down_is_judged_by_her_care)
{
	EXPECT(outage_rank_of("yes", "tube_feeding,ventilator") ==
	    OUTAGE_VENTILATOR);
	EXPECT(outage_rank_of("yes", "oxygen,suction") == OUTAGE_OXYGEN);
	EXPECT(outage_rank_of("yes", "tracheostomy") == OUTAGE_SUCTION);
	EXPECT(outage_rank_of("yes", "tube_feeding") == OUTAGE_NONE);
	EXPECT(outage_rank_of("no", NULL) == OUTAGE_NONE);
	/* Nobody knows: not to be called safe. */
	EXPECT(outage_rank_of("yes", NULL) == OUTAGE_OTHER);
	EXPECT(outage_rank_of(NULL, "") == OUTAGE_OTHER);
}

UNIT(who_was_safe_is_asked_again_when_little_is_left)
{
	struct outage_line l = line("a", 130, OUTAGE_VENTILATOR);

	l.status = OUTAGE_SAFE;
	outage_reckon(&l, 1, "2026-01-20T17:19:00Z");
	EXPECT(l.left == 121 && !outage_is_again(&l));
	l.left = 119;
	EXPECT(outage_is_again(&l));
	l.status = OUTAGE_MOVED;
	EXPECT(!outage_is_again(&l));
	l.status = OUTAGE_SAFE;
	l.left = OUTAGE_UNKNOWN;
	EXPECT(!outage_is_again(&l));
	outage_reckon(NULL, 0, CUT);
}

UNIT(a_claim_ages_out)
{
	const char *at = "2026-01-20T17:15:00Z";

	EXPECT(outage_is_claimed("x", at, "2026-01-20T17:34:59Z"));
	EXPECT(!outage_is_claimed("x", at, "2026-01-20T17:35:00Z"));
	EXPECT(!outage_is_claimed(NULL, NULL, at));
}

UNIT(every_status_has_its_code)
{
	for (enum outage_status s = OUTAGE_OPEN; s < OUTAGE_STATUSES; s++)
		EXPECT(outage_status_of(outage_status_code(s)) == s);
	EXPECT(outage_status_of(NULL) == OUTAGE_OPEN);
	EXPECT(outage_status_of("zz") == OUTAGE_OPEN);
	EXPECT(outage_is_reached(OUTAGE_HELP) && !outage_is_done(OUTAGE_HELP));
	EXPECT(!outage_is_reached(OUTAGE_ABSENT));
}
