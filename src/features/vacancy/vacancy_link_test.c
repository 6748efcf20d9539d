#include "features/vacancy/vacancy_sql.h"

#include <string.h>

#include "app/deed.h"
#include "tests/kit.h"
#include "tests/kit_mail.h"

/* Links of facilities that should open nothing, or not this. */

static const char *
room(struct town *t, const char *name)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_HAND, "2026-03-20", "電話" };
	struct place p = { .name = name, .kana = name, .municipality = "02203",
		.visibility = "public" };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public" };
	struct room m = { .label = "個室", .visibility = "public",
		.paused = "0" };

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
link_of(struct town *t, const char *service)
{
	const char *s;

	post(t, arena_fmt(t->mem, "/services/%s/vacancies/link", service), NULL);
	EXPECT_STATUS(t, 200);
	s = strstr(t->body, "/link/");
	EXPECT(s != NULL);
	s += strlen("/link/");
	return arena_bytes(t->mem, s, strcspn(s, "<\" "));
}

static void
come_by(struct town *t, const char *token)
{
	sign_in(t, NULL);
	post_raw(t, "/link", "token", token, NULL);
}

static void
tell(struct town *t, const char *field, const char *state)
{
	post_raw(t, "/links/vacancy", "fill", "save", "told-0", "", field,
	    state, NULL);
}

static int64_t
cells(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM cell");
}

TEST(facility_link_is_good_for_a_fortnight_and_no_longer)
{
	const char *token = link_of(t, room(t, "架空第一"));

	come_by(t, token);
	EXPECT_STATUS(t, 303);
	set_now(t, "2026-04-15T02:59:00Z");
	get(t, "/links/vacancy");
	EXPECT_STATUS(t, 200);
	set_now(t, "2026-04-15T03:01:00Z");
	get(t, "/links/vacancy");
	EXPECT_STATUS(t, 404);
	tell(t, "c-0-2026-04-15", "open");
	EXPECT_STATUS(t, 404);
	EXPECT(cells(t) == 0);
	come_by(t, token);
	EXPECT_STATUS(t, 404);
}

TEST(facility_link_that_was_opened_elsewhere_or_replaced_writes_nothing)
{
	const char *service = room(t, "架空第一"), *token = link_of(t, service);

	come_by(t, token);
	EXPECT_STATUS(t, 303);
	come_by(t, token);
	EXPECT_STATUS(t, 404);
	tell(t, "c-0-2026-04-02", "open");
	EXPECT_STATUS(t, 404);
	sign_in(t, "hana_nurse");
	token = link_of(t, service);
	come_by(t, token);
	EXPECT_STATUS(t, 303);
	{
		const char *cookie = t->cookie;

		sign_in(t, "hana_nurse");
		(void)link_of(t, service);
		sign_in(t, NULL);
		t->cookie = cookie;
	}
	get(t, "/links/vacancy");
	EXPECT_STATUS(t, 404);
	tell(t, "c-0-2026-04-02", "open");
	EXPECT_STATUS(t, 404);
	EXPECT(cells(t) == 0);
}

TEST(facility_link_of_another_kind_or_of_nobody_opens_no_board)
{
	(void)room(t, "架空第一");
	come_by(t, "0000000000000000000000000000000000000000000");
	EXPECT_STATUS(t, 404);
	get(t, "/links/vacancy");
	EXPECT_STATUS(t, 404);
	with_header(t, "cookie", "vacancy=0000000000000000000000000000000000");
	get(t, "/links/vacancy");
	EXPECT_STATUS(t, 404);
	tell(t, "c-0-2026-04-02", "open");
	EXPECT_STATUS(t, 404);
	EXPECT(cells(t) == 0);
}

TEST(facility_link_fills_in_no_other_room_and_no_other_day)
{
	static const char *const fields[] = { "c-1-2026-04-02",
		"n-1-2026-04-02", "c-0-1999-01-01", "c-0-2026-03-31",
		"c-0-2026-04-15", "c-0-9999-12-31", "c-0-2026-02-30",
		"c-18446744073709551615-2026-04-02", "c--1-2026-04-02", "c-" };
	const char *mine = room(t, "架空第一"), *token;

	(void)room(t, "架空第二");
	token = link_of(t, mine);
	come_by(t, token);
	EXPECT_STATUS(t, 303);
	for (size_t i = 0; i < COUNT(fields); i++) {
		tell(t, fields[i], "open");
		EXPECT_STATUS(t, 422);
		EXPECT_SEES(t, "この画面にない日や枠");
	}
	tell(t, "c-0-2026-04-02", "ぜんぶ" CANARY);
	EXPECT_STATUS(t, 422);
	EXPECT(cells(t) == 0);
	get(t, arena_fmt(t->mem, "/services/%s/vacancies", mine));
	EXPECT(t->status == 303 || t->status == 404);
	tell(t, "c-0-2026-04-14", "open");
	EXPECT_STATUS(t, 303);
	EXPECT(cells(t) == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM cell c JOIN room m ON"
	    " m.id = c.room JOIN service s ON s.id = m.service JOIN place p"
	    " ON p.id = s.place WHERE p.name = '架空第一'") == 1);
}

TEST(board_of_a_day_far_away_is_that_of_today)
{
	static const char *const days[] = { "1999-01-01", "9999-12-31",
		"2026-02-30", "zz", "%00", "2026-04-01%27--" };
	const char *token = link_of(t, room(t, "架空第一"));

	for (size_t i = 0; i < COUNT(days); i++) {
		get(t, arena_fmt(t->mem, "/vacancies?from=%s", days[i]));
		EXPECT(t->status == 200 || t->status == 400);
		if (t->status == 200)
			EXPECT_SEES(t, "4月1日（水）から14日間");
	}
	come_by(t, token);
	get(t, "/links/vacancy?from=9999-12-31");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "4月14日");
	EXPECT_NOT_SEES(t, "4月15日（水）\"");
}

TEST(facility_takes_back_its_last_entry_by_the_link)
{
	const char *token = link_of(t, room(t, "架空第一")), *s;

	come_by(t, token);
	tell(t, "c-0-2026-04-02", "open");
	EXPECT_STATUS(t, 303);
	get(t, "/links/vacancy");
	EXPECT_SEES(t, "元に戻す");
	s = strstr(t->body, "name=\"told-0\" value=\"");
	EXPECT(s != NULL);
	s += strlen("name=\"told-0\" value=\"");
	post_raw(t, "/links/vacancy", "fill", "undo", "told-0",
	    arena_bytes(t->mem, s, strcspn(s, "\"")), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(cells(t) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE what = 'undo'"
	    " AND person IS NULL") == 1);
}
