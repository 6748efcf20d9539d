#include "app/daily.h"
#include "base/uuid5.h"
#include "features/inbox/inbox.h"
#include "features/training/training.h"
#include "tests/kit_letters.h"
#include "tests/kit_mail.h"
#include "tests/kit_rows.h"
#include "tests/kit_training.h"

/* From the letter of the public site to a seat. */

static struct letters
begin(struct town *t)
{
	mail_turn_on(t);
	return letters_open(t);
}

static void
write_letter(struct letters *l, const char *session, const char *mail,
    const char *profession)
{
	struct arena *mem = l->t->mem;
	const char *text = arena_fmt(mem, "{\"name\":\"見本 %s\","
	    "\"profession\":\"%s\",\"organization\":\"見本病院\","
	    "\"mail\":\"%s\",\"phone\":\"\",\"session\":\"%s\"}", mail,
	    profession, mail, uuid5(mem, UUID5_TSUNAGU, session));

	letters_put(l, &training_application, text);
}

static int64_t
messages(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM message");
}

TEST(training_letters_for_the_last_seat_give_it_once_and_lose_nobody)
{
	struct letters l = begin(t);
	const char *s = training_town(t, "1");

	write_letter(&l, s, "a@example.jp", "nurse");
	write_letter(&l, s, "b@example.jp", "doctor");
	(void)inbox_round(t->desk, t->mem, NULL);
	EXPECT(training_town_count(t, s, "accepted") == 1);
	EXPECT(training_town_count(t, s, "waiting") == 1);
	EXPECT(mail_count(t) == 2 && messages(t) == 0);
	EXPECT(strcmp(mail_last(t).to, "b@example.jp") == 0);
	EXPECT(strstr(mail_last(t).body, "キャンセル待ちの1番目"));
	letters_close(&l);
}

TEST(training_letter_of_the_same_mail_is_one_applicant_told_again_once_a_day)
{
	struct letters l = begin(t);
	const char *s = training_town(t, "5");

	write_letter(&l, s, "a@example.jp", "nurse");
	write_letter(&l, s, "a@example.jp", "doctor");
	write_letter(&l, s, "A@example.jp", "teacher");
	(void)inbox_round(t->desk, t->mem, NULL);
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant") == 1);
	EXPECT(mail_count(t) == 2);
	EXPECT(strstr(mail_last(t).body, "もう申し込まれています"));
	letters_close(&l);
}

TEST(training_letter_that_cannot_be_used_is_read_by_people)
{
	struct letters l = begin(t);
	const char *s = training_town(t, "5");

	write_letter(&l, "no such session", "a@example.jp", "nurse");
	write_letter(&l, s, "no address", "nurse");
	write_letter(&l, s, "c@example.jp", "wizard");
	set_today(t, "2026-05-02");
	write_letter(&l, s, "d@example.jp", "nurse");
	(void)inbox_round(t->desk, t->mem, NULL);
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant") == 0);
	EXPECT(messages(t) == 4 && mail_count(t) == 0);
	letters_close(&l);
}

static void
day(struct town *t, const char *on)
{
	struct daily_rounds rounds = { 0 };

	set_today(t, on);
	daily_run(t->desk, t->mem, &rounds);
	rounds = (struct daily_rounds){ 0 };
	daily_run(t->desk, t->mem, &rounds);
}

/* The session is on 1 May, the reminder three days before. */
TEST(training_reminder_goes_out_by_itself_once)
{
	struct letters l = begin(t);
	const char *s = training_town(t, "1");

	write_letter(&l, s, "a@example.jp", "nurse");
	write_letter(&l, s, "b@example.jp", "nurse");
	(void)inbox_round(t->desk, t->mem, NULL);
	day(t, "2026-04-27");
	EXPECT(mail_count(t) == 2);
	day(t, "2026-04-28");
	EXPECT(mail_count(t) == 3);
	EXPECT(strcmp(mail_last(t).to, "a@example.jp") == 0);
	EXPECT(strstr(mail_last(t).body, "https://meet.example.jp/x"));
	day(t, "2026-04-29");
	EXPECT(mail_count(t) == 3);
	/* Who still waits hears so the day before. */
	day(t, "2026-04-30");
	EXPECT(mail_count(t) == 4);
	EXPECT(strcmp(mail_last(t).to, "b@example.jp") == 0);
	EXPECT(!strstr(mail_last(t).body, "meet.example.jp"));
	day(t, "2026-05-01");
	EXPECT(mail_count(t) == 4);
	letters_close(&l);
}

TEST(training_seat_that_came_free_by_another_way_is_given_within_a_day)
{
	struct letters l = begin(t);
	const char *s = training_town(t, "1");

	write_letter(&l, s, "a@example.jp", "nurse");
	write_letter(&l, s, "b@example.jp", "nurse");
	(void)inbox_round(t->desk, t->mem, NULL);
	town_change(t, "UPDATE training_session SET capacity = 2");
	day(t, "2026-04-10");
	EXPECT(training_town_count(t, s, "accepted") == 2);
	EXPECT(strcmp(mail_last(t).to, "b@example.jp") == 0);
	letters_close(&l);
}
