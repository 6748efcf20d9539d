#include <string.h>

#include "app/daily.h"
#include "app/deed.h"
#include "features/vacancy/vacancy_private.h"
#include "tests/kit.h"
#include "tests/kit_mail.h"

/* Reminders that go by themselves: told on 2026-04-01, a mail on the 7th, on
 * the 8th, on the 11th; then somebody calls. */

static const char *
add_service(struct town *t, const char *name)
{
	struct request *r = town_request(t);
	struct origin by = { SOURCE_HAND, "2026-03-20", "電話" };
	struct place p = { .name = name, .kana = name, .municipality = "02203",
		.visibility = "public" };
	struct service s = { .kind = "short_stay", .status = "active",
		.visibility = "public" };

	deed_begin(r);
	EXPECT(directory_add(r, &place_record, &p, &by) == OK);
	s.place = p.id;
	EXPECT(directory_add(r, &service_record, &s, &by) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, s.id);
}

/* One that was told of at noon of 1 April, or never. */
static void
add_room(struct town *t, const char *service, const char *mail,
    const char *paused, bool told)
{
	struct request *r = town_request(t);
	struct room m = { .service = service, .label = "個室", .mail = mail,
		.visibility = "public", .paused = paused };

	deed_begin(r);
	EXPECT(record_add(r, &room_record, &m) == OK);
	if (told)
		EXPECT(vacancy_sql_told(r, m.id) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
}

/* How many mails there are when that instant has been met. */
static int64_t
mails_at(struct town *t, struct daily_rounds *days, const char *now)
{
	set_now(t, now);
	daily_run(t->desk, t->mem, days);
	return mail_count(t);
}

TEST(reminders_go_by_themselves_up_the_ladder)
{
	struct daily_rounds days = { 0 };

	mail_turn_on(t);
	add_room(t, add_service(t, "架空第一"), "a@example.jp", "0", true);
	EXPECT(mails_at(t, &days, "2026-04-06T03:00:00Z") == 0);
	EXPECT(mails_at(t, &days, "2026-04-06T23:59:59Z") == 0);
	EXPECT(mails_at(t, &days, "2026-04-07T00:00:00Z") == 1);
	EXPECT(strcmp(mail_last(t).to, "a@example.jp") == 0);
	EXPECT(strstr(mail_last(t).body, "https://centre.example/link/"));
	EXPECT(mails_at(t, &days, "2026-04-07T09:00:00Z") == 1);
	EXPECT(mails_at(t, &days, "2026-04-08T00:00:00Z") == 2);
	EXPECT(mails_at(t, &days, "2026-04-10T00:00:00Z") == 2);
	EXPECT(mails_at(t, &days, "2026-04-11T00:00:00Z") == 3);
	EXPECT(mails_at(t, &days, "2026-05-11T00:00:00Z") == 3);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb = 'remind'"
	    " AND login = 'daily'") == 3);
	sign_in(t, "hana_nurse");
	get(t, "/");
	EXPECT_SEES(t, "空き状況を電話で確かめる（1枠）");
}

TEST(process_that_starts_again_reminds_nobody_twice)
{
	struct daily_rounds days = { 0 }, again = { 0 }, late = { 0 };

	mail_turn_on(t);
	add_room(t, add_service(t, "架空第一"), "a@example.jp", "0", true);
	EXPECT(mails_at(t, &days, "2026-04-07T00:00:01Z") == 1);
	EXPECT(mails_at(t, &again, "2026-04-07T05:00:00Z") == 1);
	sign_in(t, "hana_nurse");
	post(t, "/vacancies/reminders", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(mail_count(t) == 1);
	/* It was down on the very day: the step is made up for. */
	EXPECT(mails_at(t, &late, "2026-04-09T05:00:00Z") == 2);
}

TEST(who_is_paused_or_has_no_address_is_sent_nothing)
{
	struct daily_rounds days = { 0 };
	const char *two = add_service(t, "架空第四");

	mail_turn_on(t);
	add_room(t, add_service(t, "架空第一"), "a@example.jp", "1", true);
	add_room(t, add_service(t, "架空第二"), NULL, "0", true);
	add_room(t, add_service(t, "架空第三"), "あ", "0", true);
	add_room(t, two, "d@example.jp", "0", true);
	add_room(t, two, "d@example.jp", "0", false);
	EXPECT(mails_at(t, &days, "2026-04-07T00:00:00Z") == 1);
	EXPECT(strcmp(mail_last(t).to, "d@example.jp") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM guest_link WHERE"
	    " revoked_at IS NULL") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM room WHERE"
	    " reminded_on = '2026-04-07'") == 2);
	EXPECT(mails_at(t, &days, "2026-04-08T00:00:00Z") == 2);
}

TEST(without_a_mail_server_nothing_is_noted_as_sent)
{
	struct daily_rounds days = { 0 };

	add_room(t, add_service(t, "架空第一"), "a@example.jp", "0", true);
	EXPECT(mails_at(t, &days, "2026-04-07T00:00:00Z") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM room WHERE"
	    " reminded_on IS NOT NULL") == 0);
}

UNIT(ladder_has_three_steps_and_one_for_who_never_told)
{
	EXPECT(!vacancy_is_to_remind(5, -1) && vacancy_is_to_remind(6, -1));
	EXPECT(!vacancy_is_to_remind(6, 6) && vacancy_is_to_remind(7, 6));
	EXPECT(!vacancy_is_to_remind(9, 7) && vacancy_is_to_remind(10, 7));
	EXPECT(!vacancy_is_to_remind(300, 10) && vacancy_is_to_remind(300, 7));
	EXPECT(vacancy_is_to_remind(-1, -1) && !vacancy_is_to_remind(-1, 0));
}
