#include "features/vacancy/vacancy_sql.h"

#include <string.h>

#include "app/deed.h"
#include "tests/kit.h"
#include "tests/kit_mail.h"

/* The board, from the facility's link to what the centre sees. */

static const char *
room(struct town *t, const char *name)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_HAND, "2026-03-20", "電話" };
	struct place p = { .name = name, .kana = name, .municipality = "02203",
		.visibility = "public", .phone = "0178-00-0001" };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public" };
	struct room m = { .label = "個室", .visibility = "public",
		.paused = "0", .mail = "shisetsu@example.jp" };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &by) == OK);
	m.service = s.id;
	EXPECT(record_add(r, &room_record, &m) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, s.id);
}

static const char *
at(struct town *t, const char *service)
{
	return arena_fmt(t->mem, "/services/%s/vacancies", service);
}

/* What the page was drawn with: when the first room was last told of. */
static const char *
told(struct town *t)
{
	static const char before[] = "name=\"told-0\" value=\"";
	const char *s = strstr(t->body, before);

	EXPECT(s != NULL);
	s += strlen(before);
	return arena_bytes(t->mem, s, strcspn(s, "\""));
}

static void
tell(struct town *t, const char *service, const char *day, const char *state)
{
	get(t, at(t, service));
	EXPECT_STATUS(t, 200);
	post(t, at(t, service), "fill", "save", "told-0", told(t),
	    arena_fmt(t->mem, "c-0-%s", day), state, NULL);
}

static void
count_marks(struct town *t, const char *says, size_t n)
{
	size_t found = 0;

	get(t, "/vacancies");
	EXPECT_STATUS(t, 200);
	for (const char *s = t->body; (s = strstr(s, says)); s++)
		found++;
	EXPECT(found == n);
}

TEST(board_fades_after_a_week_and_empties_after_two)
{
	const char *s = room(t, "架空第一");

	tell(t, s, "2026-04-08", "open");
	EXPECT_STATUS(t, 303);
	count_marks(t, "<span class=\"vh\">空きあり</span>", 1);
	set_now(t, "2026-04-09T03:00:00Z");
	sign_in(t, "hana_nurse");
	get(t, "/vacancies?from=R8.4.1");
	EXPECT_SEES(t, "空きあり（要電話確認）");
	EXPECT_SEES(t, "8日前の情報（要電話確認）");
	get(t, "/vacancies.csv?from=R8.4.1");
	EXPECT_SEES(t, "○（要電話確認）");
	set_now(t, "2026-04-16T03:00:00Z");
	sign_in(t, "hana_nurse");
	get(t, "/vacancies?from=R8.4.1");
	EXPECT_NOT_SEES(t, "<span class=\"vh\">空きあり");
	EXPECT_SEES(t, "15日前の情報");
	get(t, "/vacancies.csv?from=R8.4.1");
	EXPECT_NOT_SEES(t, "○");
}

TEST(board_knows_what_was_there_before)
{
	const char *s = room(t, "架空第一");

	tell(t, s, "2026-04-02", "open");
	tell(t, s, "2026-04-02", "full");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM cell WHERE state = 'full'"
	    " AND channel = 'phone'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM cell_past WHERE"
	    " state = 'open'") == 1);
	get(t, at(t, s));
	EXPECT_SEES(t, "○だった");
}

TEST(few_places_want_a_reason)
{
	const char *s = room(t, "架空第一");

	tell(t, s, "2026-04-02", "few");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "△の理由を選んでください");
	EXPECT(town_number(t, "SELECT count(*) FROM cell") == 0);
	get(t, at(t, s));
	post(t, at(t, s), "fill", "save", "told-0", told(t), "c-0-2026-04-02",
	    "few", "r-0-2026-04-02", "last", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(day_of_nowhere_and_room_of_others_change_nothing)
{
	const char *s = room(t, "架空第一");

	(void)room(t, "架空第二");
	tell(t, s, "2031-01-01", "open");
	EXPECT_STATUS(t, 422);
	get(t, at(t, s));
	post(t, at(t, s), "fill", "save", "told-0", told(t), "c-1-2026-04-02",
	    "open", NULL);
	EXPECT_STATUS(t, 422);
	get(t, at(t, s));
	post(t, at(t, s), "fill", "save", "told-0", told(t), "c-0-2026-04-02",
	    "満室です", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM cell") == 0);
	get(t, at(t, "01a00000-0000-7000-8000-000000000000"));
	EXPECT_STATUS(t, 404);
}

TEST(who_saves_over_what_somebody_else_said_meanwhile_is_asked_again)
{
	const char *s = room(t, "架空第一"), *before;

	get(t, at(t, s));
	before = told(t);
	tell(t, s, "2026-04-02", "open");
	post(t, at(t, s), "fill", "save", "told-0", before, "c-0-2026-04-02",
	    "full", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "ほかの人が入力しました");
	EXPECT(town_number(t, "SELECT count(*) FROM cell WHERE state = 'open'") ==
	    1);
}

static const char *
link_of(struct town *t, const char *service)
{
	const char *s;

	post(t, arena_fmt(t->mem, "%s/link", at(t, service)), NULL);
	EXPECT_STATUS(t, 200);
	s = strstr(t->body, "/link/");
	EXPECT(s != NULL);
	s += strlen("/link/");
	return arena_bytes(t->mem, s, strcspn(s, "<\" "));
}

TEST(facility_says_that_nothing_changed_in_one_tap)
{
	const char *s = room(t, "架空第一"), *token;

	tell(t, s, "2026-04-10", "open");
	token = link_of(t, s);
	set_now(t, "2026-04-08T03:00:00Z");
	sign_in(t, NULL);
	post_raw(t, "/link", "token", token, NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/links/vacancy");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空第一");
	post_raw(t, "/links/vacancy", "fill", "same", "told-0", told(t), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM cell WHERE as_of ="
	    " '2026-04-08T03:00:00Z' AND channel = 'self' AND state = 'open'") ==
	    1);
	sign_in(t, "hana_nurse");
	get(t, "/vacancies");
	EXPECT_SEES(t, "今日の情報");
}

TEST(last_week_is_copied_day_by_day_and_weekdays_are_filled)
{
	const char *s = room(t, "架空第一");

	tell(t, s, "2026-04-02", "open");
	tell(t, s, "2026-04-03", "closed");
	set_now(t, "2026-04-09T03:00:00Z");
	sign_in(t, "hana_nurse");
	get(t, at(t, s));
	post(t, at(t, s), "fill", "last_week", "told-0", told(t), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM cell WHERE"
	    " (day = '2026-04-09' AND state = 'open') OR (day = '2026-04-10'"
	    " AND state = 'closed')") == 2);
	get(t, at(t, s));
	post(t, at(t, s), "fill", "weekdays_full", "told-0", told(t), NULL);
	EXPECT(town_number(t, "SELECT count(*) FROM cell WHERE state = 'full'") ==
	    10);
}

TEST(reminder_goes_once_a_day_and_the_rest_is_called)
{
	const char *s = room(t, "架空第一");

	mail_turn_on(t);
	tell(t, s, "2026-04-02", "open");
	get(t, "/vacancies/late");
	EXPECT_SEES(t, "どの枠も新しい情報です");
	set_now(t, "2026-04-08T03:00:00Z");
	sign_in(t, "hana_nurse");
	get(t, "/vacancies/late");
	EXPECT_SEES(t, "架空第一");
	EXPECT_SEES(t, "きょうは1か所");
	post(t, "/vacancies/reminders", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/vacancies/reminders", NULL);
	EXPECT(mail_count(t) == 1);
	EXPECT(strcmp(mail_last(t).to, "shisetsu@example.jp") == 0);
	set_now(t, "2026-04-12T03:00:00Z");
	sign_in(t, "hana_nurse");
	get(t, "/");
	EXPECT_SEES(t, "空き状況を電話で確かめる（1枠）");
}
