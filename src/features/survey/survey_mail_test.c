#include <string.h>

#include "app/daily.h"
#include "features/survey/survey_town_test.h"
#include "tests/kit_mail.h"

/* Reminders that go by themselves on the days set. Asked on 1 April. */

static int64_t
mails_at(struct town *t, struct daily_rounds *days, const char *now)
{
	set_now(t, now);
	daily_run(t->desk, t->mem, days);
	return mail_count(t);
}

static const char *
with_days(struct town *t, const char *first, const char *second)
{
	const char *id = survey_opened(t);

	mail_turn_on(t);
	post(t, arena_fmt(t->mem, "/surveys/%s", id), "version", "2", "title",
	    "受入状況調査", "base_on", "R8.4.1", "remind_on", first,
	    "remind_again_on", second, NULL);
	return id;
}

TEST(survey_reminders_go_by_themselves_on_the_days_set)
{
	struct daily_rounds days = { 0 };

	(void)with_days(t, "R8.4.10", "R8.4.20");
	EXPECT_STATUS(t, 303);
	EXPECT(mails_at(t, &days, "2026-04-09T03:00:00Z") == 0);
	EXPECT(mails_at(t, &days, "2026-04-10T00:00:01Z") == 1);
	EXPECT(strcmp(mail_last(t).to, "a@example.jp") == 0);
	EXPECT(strstr(mail_last(t).body, "/link/"));
	EXPECT(mails_at(t, &days, "2026-04-11T03:00:00Z") == 1);
	/* Nothing ran on the 20th: made up for. */
	EXPECT(mails_at(t, &days, "2026-04-22T03:00:00Z") == 2);
	EXPECT(strstr(mail_last(t).body, "まだ回答が届いていないようです。"));
	EXPECT(mails_at(t, &days, "2026-05-22T03:00:00Z") == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb = 'remind'"
	    " AND login = 'daily'") == 2);
}

TEST(survey_reminds_nobody_who_has_answered_and_none_when_closed)
{
	struct daily_rounds days = { 0 }, later = { 0 };
	const char *id = with_days(t, "R8.4.10", "R8.4.20");

	survey_by_link(t);
	survey_answered(t, "7", "yes", "");
	EXPECT(mails_at(t, &days, "2026-04-10T03:00:00Z") == 0);
	sign_in(t, "hana_nurse");
	survey_place(t, "架空第二", 5, "b@example.jp");
	post(t, arena_fmt(t->mem, "/surveys/%s/recipients", id),
	    "service_kind", "short_stay", NULL);
	EXPECT_STATUS(t, 303);
	/* Asked after the first day: the second is theirs. */
	EXPECT(mails_at(t, &days, "2026-04-11T03:00:00Z") == 0);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "/surveys/%s/state", id), "version", "3",
	    "state", "closed", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(mails_at(t, &later, "2026-04-21T03:00:00Z") == 0);
}

TEST(survey_days_of_reminding_stand_in_their_order)
{
	(void)with_days(t, "R8.4.20", "R8.4.10");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "1回めより後の日にしてください。");
}

TEST(survey_is_mailed_to_the_address_the_centre_wrote_down)
{
	const char *id = survey_opened(t), *at;

	at = arena_fmt(t->mem, "/survey-recipients/%s",
	    survey_recipient_of(t));
	post(t, arena_fmt(t->mem, "%s/mail", at), "version", "1", "mail",
	    "nani" CANARY, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "メールアドレスの形で");
	post(t, arena_fmt(t->mem, "%s/mail", at), "version", "1", "mail",
	    "new@example.jp", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/mail", at), "version", "1", "mail",
	    "old@example.jp", NULL);
	EXPECT_STATUS(t, 409);
	mail_turn_on(t);
	post(t, arena_fmt(t->mem, "/surveys/%s/mails", id), NULL);
	EXPECT(strcmp(mail_last(t).to, "new@example.jp") == 0);
}
