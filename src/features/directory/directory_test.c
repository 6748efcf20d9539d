#include "app/deed.h"
#include "features/directory/directory_private.h"
#include "features/directory/directory_week.h"
#include "tests/kit.h"

static struct origin
origin(enum source source, const char *day)
{
	return (struct origin){ source, day, "架空の人" };
}

UNIT(directory_weaker_source_proposes_and_never_overwrites)
{
	static const struct {
		enum source was;
		const char *was_on;
		enum source is;
		const char *is_on;
		enum offer became;
	} cases[] = {
		{ SOURCE_OPEN, "2025-03-31", SOURCE_OPEN, "2025-09-30",
		    OFFER_CHANGED },
		{ SOURCE_OPEN, "2025-09-30", SOURCE_OPEN, "2025-03-31",
		    OFFER_KEPT },
		{ SOURCE_OPEN, "2025-09-30", SOURCE_SURVEY, "2025-03-31",
		    OFFER_CHANGED },
		{ SOURCE_SURVEY, "2025-03-31", SOURCE_OPEN, "2025-09-30",
		    OFFER_PROPOSED },
		{ SOURCE_HAND, "2025-03-31", SOURCE_SURVEY, "2025-09-30",
		    OFFER_PROPOSED },
		{ SOURCE_HAND, "2025-09-30", SOURCE_SURVEY, "2025-03-31",
		    OFFER_KEPT },
		{ SOURCE_SURVEY, "2025-09-30", SOURCE_HAND, "2025-03-31",
		    OFFER_CHANGED },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct standing now = { .value = "yes", .source = cases[i].was,
		    .confirmed_on = cases[i].was_on };
		struct origin from = origin(cases[i].is, cases[i].is_on);
		struct claim no = { .value = "no" }, yes = { .value = "yes" };

		EXPECT(directory_rule(&now, &from, &no) == cases[i].became);
		EXPECT(directory_rule(&now, &from, &yes) == OFFER_KEPT);
	}
}

UNIT(directory_silence_takes_nothing_away_but_a_hand_may)
{
	struct standing now = { .value = "yes", .source = SOURCE_SURVEY,
	    .confirmed_on = "2025-03-31" };
	struct claim none = { .value = "" }, unknown = { .value = "unknown" };
	struct origin survey = origin(SOURCE_SURVEY, "2026-03-31");
	struct origin hand = origin(SOURCE_HAND, "2026-03-31");

	EXPECT(directory_rule(&now, &survey, &none) == OFFER_KEPT);
	EXPECT(directory_rule(&now, &survey, &unknown) == OFFER_KEPT);
	EXPECT(directory_rule(&now, &hand, &unknown) == OFFER_CHANGED);
	now = (struct standing){ .value = "unknown", .source = SOURCE_HAND,
	    .confirmed_on = "2026-03-31" };
	EXPECT(directory_rule(&now, &survey, &(struct claim){ .value = "no" })
	    == OFFER_CHANGED);
}

UNIT(directory_letter_of_an_answer_is_read_only_within_its_reach)
{
	for (enum answered a = ANSWER_NO; a <= ANSWER_YES; a++) {
		for (enum reach of = REACH_PUBLIC; of <= REACH_CENTRE; of++) {
			char s[] = { '-', directory_letter(a, of), '\0' };

			EXPECT(directory_answer(s, 0, REACH_CENTRE) == 0);
			for (enum reach to = REACH_PUBLIC; to <= REACH_CENTRE;
			    to++) {
				EXPECT(directory_answer(s, 1, to) ==
				    (to >= of ? a : ANSWER_UNKNOWN));
				EXPECT((strchr(directory_letters(a, to), s[1])
				    != NULL) == (to >= of));
			}
		}
	}
	EXPECT(directory_answer("yy", 2, REACH_CENTRE) == ANSWER_UNKNOWN);
	EXPECT(directory_answer("yy", NO_SLOT, REACH_CENTRE) == 0);
}

UNIT(directory_week_is_read_written_and_said)
{
	struct arena *mem = arena_new();
	struct week w;
	struct stretch day[WEEK_STRETCHES];
	const char *text = "mon 09:00-12:00,mon 13:00-17:00,tue 09:00-17:00,"
	    "wed 09:00-17:00,thu 09:00-17:00,sat 00:00-24:00";

	EXPECT(week_of(text, &w) && w.known);
	EXPECT(strcmp(week_text(mem, &w), text) == 0);
	EXPECT(strcmp(week_label(mem, text), "月 9:00-12:00・13:00-17:00、"
	    "火～木 9:00-17:00、土 24時間") == 0);
	EXPECT(w.on[0][1].from == 13 * 60 && w.on[0][1].to == 17 * 60);
	EXPECT(week_of(NULL, &w) && !w.known);
	EXPECT(week_of("closed", &w) && w.known && !w.on[0][0].to);
	EXPECT(!week_of("mon 09:00-09:00", &w));
	EXPECT(!week_of("mon 17:00-09:00", &w));
	EXPECT(!week_of("mon 09:60-17:00", &w));
	EXPECT(!week_read_day(mem, "９時〜１７時半", day));
	EXPECT(day[0].from == 540 && day[0].to == 1050);
	EXPECT(!week_read_day(mem, "9:00-12:00、13-17", day));
	EXPECT(day[1].from == 780 && day[1].to == 1020);
	EXPECT(!week_read_day(mem, "24時間", day) && day[0].to == 1440);
	EXPECT(!week_read_day(mem, "休", day) && !day[0].to);
	EXPECT(week_read_day(mem, "17:00-9:00", day) && !day[0].to);
	EXPECT(week_read_day(mem, "朝から", day));
	arena_free(mem);
}

/* A place with one service, from open data of half a year ago. */
static const char *
short_stay(struct town *t)
{
	struct request *r = town_request(t);
	struct origin from = origin(SOURCE_OPEN, "2025-09-30");
	struct place p = { .name = "架空のいえ", .kana = "カクウノイエ",
	    .municipality = "02203", .phone = "0178-00-0000" };
	struct service s = { .kind = "short_stay", .number = "0210000001",
	    .capacity = 4 };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &from) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &from) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, s.id);
}

static enum offer
offered(struct town *t, const char *service, struct origin from,
    const char *field, const char *value)
{
	struct request *r = town_request(t);
	struct claim c = { .field = field, .value = value };

	deed_begin(r);
	EXPECT(directory_offer(r, &service_record, service, 0, &from, &c, 1)
	    == OK);
	if (c.became == OFFER_CHANGED || from.source == SOURCE_HAND)
		EXPECT(deed_commit(r, NULL) == OK);
	else
		EXPECT(db_commit(r->db) == OK);
	return c.became;
}

TEST(directory_import_survey_and_hand_go_before_one_another)
{
	const char *id = short_stay(t);

	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE municipality = '02203' AND shown_to = 'public'"
	    " AND confirmed_on IS NULL") == 1);
	EXPECT(offered(t, id, origin(SOURCE_SURVEY, "2026-02-01"), "ventilator",
	    "yes") == OFFER_CHANGED);
	EXPECT(offered(t, id, origin(SOURCE_HAND, "2026-03-01"), "ventilator",
	    "no") == OFFER_CHANGED);
	EXPECT(offered(t, id, origin(SOURCE_SURVEY, "2026-03-20"), "ventilator",
	    "yes") == OFFER_PROPOSED);
	EXPECT(offered(t, id, origin(SOURCE_OPEN, "2026-03-31"), "capacity",
	    "6") == OFFER_CHANGED);
	EXPECT(town_number(t, "SELECT capacity FROM service") == 6);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_proposal"
	    " WHERE field = 'ventilator' AND decided_at IS NULL") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_history"
	    " WHERE field = 'ventilator'") == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE substr(answers, 1, 1) = 'n'"
	    " AND confirmed_on = '2026-03-01'") == 1);
}
