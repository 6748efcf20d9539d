#include "features/vacancy/vacancy_sql.h"

#include <string.h>

#include "app/deed.h"
#include "tests/kit.h"
#include "tests/kit_mail.h"

/* Taking back what was entered, and how many beds there are. */

static const char *
room(struct town *t, int64_t beds)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_HAND, "2026-03-20", "電話" };
	struct place p = { .name = "架空第一", .kana = "カクウ",
		.municipality = "02203", .visibility = "public" };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public" };
	struct room m = { .label = "個室", .visibility = "public",
		.paused = "0", .beds = beds };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &by) == OK);
	m.service = s.id;
	EXPECT(record_add(r, &room_record, &m) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_fmt(t->mem, "/services/%s/vacancies", s.id);
}

static const char *
told(struct town *t, const char *grid)
{
	static const char before[] = "name=\"told-0\" value=\"";
	const char *s;

	get(t, grid);
	EXPECT_STATUS(t, 200);
	s = strstr(t->body, before);
	EXPECT(s != NULL);
	s += strlen(before);
	return arena_bytes(t->mem, s, strcspn(s, "\""));
}

static void
tell(struct town *t, const char *grid, const char *state, const char *number)
{
	post(t, grid, "fill", "save", "told-0", told(t, grid),
	    "c-0-2026-04-02", state, "n-0-2026-04-02", number, NULL);
}

static void
undo(struct town *t, const char *grid)
{
	post(t, grid, "fill", "undo", "told-0", told(t, grid), NULL);
}

/* What stands on 2 April: state, number (0: none). */
static bool
stands(struct town *t, const char *state, int number)
{
	return town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM cell"
	    " WHERE day = '2026-04-02' AND state = '%s'"
	    " AND COALESCE(number, 0) = %d", state, number)) == 1;
}

static void
come_at(struct town *t, const char *now)
{
	set_now(t, now);
	sign_in(t, "hana_nurse");
}

TEST(last_entry_is_taken_back_and_the_taking_back_too)
{
	const char *grid = room(t, 3);

	tell(t, grid, "open", "2");
	come_at(t, "2026-04-01T03:10:00Z");
	tell(t, grid, "full", "");
	EXPECT(stands(t, "full", 0));
	come_at(t, "2026-04-01T03:20:00Z");
	get(t, grid);
	EXPECT_SEES(t, "1日分が変わりました");
	undo(t, grid);
	EXPECT_STATUS(t, 303);
	EXPECT(stands(t, "open", 2));
	EXPECT(town_number(t, "SELECT count(*) FROM cell WHERE"
	    " as_of = '2026-04-01T03:00:00Z'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM cell_past WHERE"
	    " state = 'full' AND until = '2026-04-01T03:20:00Z'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE"
	    " what = 'undo'") == 1);
	come_at(t, "2026-04-01T03:30:00Z");
	undo(t, grid);
	EXPECT_STATUS(t, 303);
	EXPECT(stands(t, "full", 0));
}

TEST(first_entry_is_taken_back_to_nothing)
{
	const char *grid = room(t, 3);

	tell(t, grid, "open", "");
	come_at(t, "2026-04-01T03:10:00Z");
	undo(t, grid);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM cell") == 0);
	get(t, grid);
	EXPECT_SEES(t, "○だった");
	come_at(t, "2026-04-01T03:20:00Z");
	undo(t, grid);
	EXPECT(stands(t, "open", 0));
}

TEST(what_stands_for_an_hour_is_taken_back_no_more)
{
	const char *grid = room(t, 3);

	tell(t, grid, "open", "");
	come_at(t, "2026-04-01T04:01:00Z");
	get(t, grid);
	EXPECT_NOT_SEES(t, "元に戻す");
	undo(t, grid);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "最後の入力から1時間");
	EXPECT(stands(t, "open", 0));
}

TEST(who_takes_back_what_is_not_the_last_any_more_is_asked_again)
{
	const char *grid = room(t, 3), *before;

	tell(t, grid, "open", "");
	before = told(t, grid);
	come_at(t, "2026-04-01T03:10:00Z");
	tell(t, grid, "full", "");
	post(t, grid, "fill", "undo", "told-0", before, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(stands(t, "full", 0));
}

TEST(number_of_free_beds_stands_beside_the_sign)
{
	const char *grid = room(t, 3);

	tell(t, grid, "open", "2");
	EXPECT_STATUS(t, 303);
	get(t, "/vacancies");
	EXPECT_SEES(t, ">○2</span><span class=\"vh\">空きあり2つ</span>");
	get(t, "/vacancies.csv");
	EXPECT_SEES(t, "○2");
	tell(t, grid, "full", "2");
	EXPECT_STATUS(t, 303);
	EXPECT(stands(t, "full", 0));
	tell(t, grid, "open", "4");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "空きの数は1から3まで");
	tell(t, grid, "open", "-1");
	EXPECT_STATUS(t, 422);
	tell(t, grid, "open", "2");
	come_at(t, "2026-04-10T03:00:00Z");
	get(t, "/vacancies.csv?from=R8.4.1");
	EXPECT_SEES(t, "○2（要電話確認）");
	come_at(t, "2026-04-17T03:00:00Z");
	get(t, "/vacancies.csv?from=R8.4.1");
	EXPECT_NOT_SEES(t, "○2");
}
