#include "app/site.h"
#include "features/inbox/inbox.h"
#include "features/training/training_day.h"
#include "features/training/training_match.h"
#include "features/training/training_town_test.h"
#include "tests/kit_letters.h"
#include "tests/kit_rows.h"

/* From the letter of the page on the poster to the list of who came. */

struct day {
	struct letters letters;
	const char *session, *token;
	unsigned sent;
};

static const char *
token_of(struct town *t)
{
	struct request *r = town_request(t);
	const char *id = town_text(t, "SELECT id FROM training_door");
	struct training_door d;

	EXPECT(record_get(r, &training_door_record, id, &d) == OK);
	return arena_text(t->mem, d.token);
}

static struct day
begin(struct town *t, const char *both_codes)
{
	struct day d = { .letters = letters_open(t) };

	post(t, arena_fmt(t->mem, "/training-sessions?training=%s",
	    town_course(t, "1")), "number", "1", "on_day", "R8.4.1", "theme",
	    "見本" CANARY, "both_codes", both_codes, NULL);
	d.session = id_at(t, "/training-sessions/");
	post(t, arena_fmt(t->mem, "/training-sessions/%s/door", d.session),
	    NULL);
	EXPECT_STATUS(t, 303);
	d.token = token_of(t);
	return d;
}

static void
apply(struct town *t, const struct day *d, const char *name, const char *kana,
    const char *phone)
{
	post(t, arena_fmt(t->mem, "/training-sessions/%s/applicants",
	    d->session), "name", name, "kana", kana, "profession", "nurse",
	    "organization", name, "phone", phone, NULL);
	EXPECT_STATUS(t, 303);
}

/* `more`: "" or further members of the letter. */
static void
write_letter(struct day *d, const char *moment, const char *said,
    const char *more)
{
	letters_put(&d->letters, &training_attendance, arena_fmt(
	    d->letters.t->mem, "{\"door\":\"%s\",\"moment\":\"%s\","
	    "\"said\":\"%s\",\"nonce\":\"%u\"%s}", d->token, moment, said,
	    d->sent++, more));
}

static void
fetch(struct town *t)
{
	(void)inbox_round(t->desk, t->mem, NULL);
}

static int64_t
came(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM training_applicant WHERE"
	    " state = 'attended'");
}

static int64_t
unmatched(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM training_sign_in WHERE"
	    " done_on IS NULL");
}

TEST(training_sign_in_counts_once_however_often_it_is_sent)
{
	struct day d = begin(t, "0");

	apply(t, &d, "見本 花子", "ミホン ハナコ", "090-0000-1234");
	apply(t, &d, "例示 太郎", "レイジ タロウ", "090-0000-5678");
	write_letter(&d, "only", "1234", "");
	write_letter(&d, "only", "1234", "");
	fetch(t);
	write_letter(&d, "only", "１２３４", "");
	fetch(t);
	EXPECT(came(t) == 1 && unmatched(t) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM message") == 0);
	get(t, arena_fmt(t->mem, "/training-sessions/%s/count", d.session));
	EXPECT_SEES(t, "<b>1人</b>");
	EXPECT_SEES(t, "申込 2人のうち");
	EXPECT(strcmp(header(t, "Refresh"), "10") == 0);
	letters_close(&d.letters);
}

TEST(training_sign_in_of_several_or_nobody_waits_for_the_desk)
{
	struct day d = begin(t, "0");
	const char *hanako, *url;

	apply(t, &d, "見本 花子" CANARY, "ミホン ハナコ", "090-0000-1234");
	apply(t, &d, "例示 太郎", "レイジ タロウ", "080-0000-1234");
	hanako = town_applicant(t, d.session, "accepted", "min");
	write_letter(&d, "only", "1234", "");
	write_letter(&d, "only", "dareka@example.jp", "");
	write_letter(&d, "only", "1234", ",\"kana\":\"レイジ\"");
	fetch(t);
	EXPECT(came(t) == 1 && unmatched(t) == 2);
	get(t, arena_fmt(t->mem, "/training-sessions/%s/desk", d.session));
	EXPECT_SEES(t, "同じ人が何人かいる");
	EXPECT_SEES(t, "申込に見つからない");
	EXPECT_SEES(t, "dareka@example.jp");
	url = arena_fmt(t->mem, "/training-sign-ins/%s/matching", town_text(t,
	    "SELECT id FROM training_sign_in WHERE why = 'several'"));
	post(t, url, "applicant", "nobody", NULL);
	EXPECT_STATUS(t, 404);
	post(t, url, "applicant", hanako, NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, "applicant", hanako, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(came(t) == 2 && unmatched(t) == 1);
	post(t, arena_fmt(t->mem, "/training-sign-ins/%s/matching", town_text(t,
	    "SELECT id FROM training_sign_in WHERE why = 'none'")),
	    "applicant", "", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(came(t) == 2 && unmatched(t) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM training_sign_in WHERE said"
	    " IS NOT NULL") == 0);
	letters_close(&d.letters);
}

TEST(training_walk_in_is_added_once_and_who_applied_is_not_added_again)
{
	struct day d = begin(t, "0");
	const char *new = ",\"name\":\"新人 五郎\",\"profession\":\"care\"";

	apply(t, &d, "見本 花子", "", "090-0000-1234");
	write_letter(&d, "only", "1234", new);
	write_letter(&d, "only", "1234", new);
	write_letter(&d, "only", "1234", ",\"name\":\"見本花子\"");
	fetch(t);
	EXPECT(came(t) == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant WHERE"
	    " source = 'qr' AND profession = 'care'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM training_applicant") == 2);
	letters_close(&d.letters);
}

TEST(training_sign_in_with_codes_takes_both_of_them)
{
	struct day d = begin(t, "1");
	const char *start = arena_fmt(t->mem, ",\"code\":\"%s\"",
	    training_start_code(t->mem, d.token));
	const char *last = arena_fmt(t->mem, ",\"code\":\"%s\"",
	    training_end_code(t->mem, d.token));

	apply(t, &d, "見本 花子", "", "090-0000-1234");
	write_letter(&d, "only", "1234", start);
	write_letter(&d, "start", "1234", last);
	fetch(t);
	EXPECT(came(t) == 0 && unmatched(t) == 2);
	write_letter(&d, "start", "1234", start);
	fetch(t);
	EXPECT(came(t) == 0 && unmatched(t) == 2);
	get(t, arena_fmt(t->mem, "/training-sessions/%s/count", d.session));
	EXPECT_SEES(t, "始めだけ受付した人：1人");
	write_letter(&d, "end", "1234", last);
	fetch(t);
	EXPECT(came(t) == 1);
	get(t, arena_fmt(t->mem, "/training-sessions/%s/poster?sheet=2",
	    d.session));
	EXPECT_SEES(t, training_end_code(t->mem, d.token));
	EXPECT_NOT_SEES(t, training_start_code(t->mem, d.token));
	letters_close(&d.letters);
}

TEST(training_sign_in_at_a_closed_door_waits_for_the_desk)
{
	struct day d = begin(t, "0");
	const char *at = arena_fmt(t->mem, "/training-sessions/%s", d.session);

	apply(t, &d, "見本 花子", "", "090-0000-1234");
	post(t, arena_fmt(t->mem, "%s/door", at), NULL);
	EXPECT_STATUS(t, 409);
	set_today(t, "2026-04-02");
	EXPECT(inbox_put(d.letters.in, t->mem, inbox_key(t->mem, t->site->keys->seal),
	    &training_attendance, arena_fmt(t->mem, "{\"door\":\"%s\","
	    "\"said\":\"1234\"}", d.token), "2026-04-02T03:00:00Z") == OK);
	fetch(t);
	EXPECT(came(t) == 0 && unmatched(t) == 1);
	post(t, arena_fmt(t->mem, "%s/closing", at), NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/closing", at), NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "%s/door", at), NULL);
	EXPECT_STATUS(t, 409);
	letters_close(&d.letters);
}

TEST(training_sign_in_by_an_unknown_door_is_read_by_people)
{
	struct day d = begin(t, "0");

	d.token = "no-such-door";
	write_letter(&d, "only", "1234", "");
	fetch(t);
	EXPECT(came(t) == 0 && unmatched(t) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM message") == 1);
	letters_close(&d.letters);
}

TEST(training_poster_is_for_a_door_that_was_opened)
{
	const char *s = town_session(t, town_course(t, ""), "1", "R8.5.1", "",
	    "");
	const char *at = arena_fmt(t->mem, "/training-sessions/%s", s);

	get(t, arena_fmt(t->mem, "%s/poster", at));
	EXPECT_STATUS(t, 404);
	post(t, arena_fmt(t->mem, "%s/door", at), NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "%s/poster", at));
	EXPECT_SEES(t, "受付はこちら");
	get(t, arena_fmt(t->mem, "%s/poster?sheet=1", at));
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "%s/poster.pdf", at));
	EXPECT(t->nbody > 4 && memcmp(t->body, "%PDF", 4) == 0);
}

UNIT(training_match_is_by_mail_or_the_end_of_the_telephone)
{
	struct arena *mem = arena_new();
	struct training_applicant rows[] = {
		{ .name = "a", .mail = "a@x.jp", .phone = "090-1111-1234",
		    .kana = "ミホン ハナコ", .state = "accepted" },
		{ .name = "b", .phone = "（０９０）２２２２－１２３４",
		    .kana = "レイジ タロウ", .state = "waiting" },
		{ .name = "c", .mail = "c@x.jp", .phone = "0900009999",
		    .state = "cancelled" },
	};
	struct training_match m;

	m = training_match(mem, rows, COUNT(rows), "A@x.jp", NULL);
	EXPECT(m.n == 1 && m.all[0] == &rows[0]);
	EXPECT(training_match(mem, rows, COUNT(rows), "1234", NULL).n == 2);
	m = training_match(mem, rows, COUNT(rows), "1234", "れいじ");
	EXPECT(m.n == 1 && m.all[0] == &rows[1]);
	EXPECT(training_match(mem, rows, COUNT(rows), "1234", "ヨソ").n == 2);
	EXPECT(training_match(mem, rows, COUNT(rows), "9999", NULL).n == 0);
	EXPECT(training_match(mem, rows, COUNT(rows), "234", NULL).n == 0);
	EXPECT(training_match(mem, rows, COUNT(rows), "", NULL).n == 0);
	arena_free(mem);
}
