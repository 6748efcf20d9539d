#include "app/daily.h"
#include "app/deed.h"
#include "features/account/account.h"
#include "features/exchange/exchange_private.h"
#include "tests/kit_mail.h"
#include "tests/kit_rows.h"

/* Its address. */
static const char *
event(struct town *t, const char *on_day, const char *capacity)
{
	post(t, "/exchanges", "title", "春の家族交流会" CANARY, "kind", "gathering",
	    "on_day", on_day, "capacity", capacity, "note", "駐車場は裏です"
	    CANARY, NULL);
	return arena_fmt(t->mem, "/exchanges/%s", id_at(t, "/exchanges/"));
}

static void
sign_up(struct town *t, const char *url, const char *name, const char *mail)
{
	post(t, arena_fmt(t->mem, "%s/parties", url), "name", name, "adults",
	    "2", "siblings", "1", "needs", "注入の場所がほしい" CANARY, "mail",
	    mail, NULL);
}

static const char *
party(struct town *t, const char *where)
{
	return town_text(t, arena_fmt(t->mem, "SELECT id FROM exchange_party"
	    " WHERE %s ORDER BY id LIMIT 1", where));
}

static int64_t
in_state(struct town *t, const char *state)
{
	return town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " exchange_party WHERE state = '%s'", state));
}

static const char *
child(struct town *t, const char *name)
{
	post(t, "/children", "name", name, "kana", name +
	    strlen("架空 "), NULL);
	return id_at(t, "/children/");
}

/* A family's account, verified for that child. */
static void
family_of(struct town *t, const char *login, const char *of)
{
	const char *father = town_somebody(t, login, "家族 五郎", "family",
	    NULL);

	post(t, "/family-members", "child", of, "person", father,
	    "relation", "father", "restricted", "0", "from_on", "R8.3.1",
	    "verified_on", "R8.3.2", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(families_beyond_the_capacity_wait_and_move_up_when_somebody_calls_off)
{
	const char *url = event(t, "R8.5.10", "1"), *first;

	sign_up(t, url, "見本 一子" CANARY, "");
	EXPECT_STATUS(t, 303);
	sign_up(t, url, "例示 二郎", "ni@example.jp");
	sign_up(t, url, "試作 三枝", "");
	EXPECT(in_state(t, "accepted") == 1 && in_state(t, "waiting") == 2);
	get(t, url);
	EXPECT_SEES(t, "定員1組のうち1組（キャンセル待ち2組）");
	mail_turn_on(t);
	first = party(t, "state = 'accepted'");
	post(t, arena_fmt(t->mem, "/exchange-parties/%s/cancellation", first),
	    "version", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(in_state(t, "accepted") == 1 && in_state(t, "waiting") == 1);
	EXPECT(strcmp(mail_last(t).to, "ni@example.jp") == 0);
	EXPECT(!strstr(mail_last(t).body, "例示") &&
	    !strstr(mail_last(t).body, "交流"));
	post(t, arena_fmt(t->mem, "/exchange-parties/%s/cancellation", first),
	    "version", "2", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(two_who_take_the_last_place_at_once_are_one_in_and_one_waiting)
{
	const char *url = event(t, "R8.5.10", "1"), *id = url +
	    strlen("/exchanges/");
	struct exchange e;
	struct request *a = town_request(t), *b = town_request(t);
	struct exchange_party p = { .name = "見本 一子", .adults = 1,
		.source = "staff" }, q = p;

	EXPECT(record_get(a, &exchange_record, id, &e) == OK);
	/* Both have seen a free place before either takes it. */
	EXPECT(in_state(t, "accepted") == 0);
	deed_begin(a);
	EXPECT(exchange_apply(a, &e, &p, "unasked") == OK);
	EXPECT(deed_commit(a, NULL) == OK);
	deed_begin(b);
	EXPECT(exchange_apply(b, &e, &q, "unasked") == OK);
	EXPECT(deed_commit(b, NULL) == OK);
	EXPECT(in_state(t, "accepted") == 1 && in_state(t, "waiting") == 1);
}

TEST(seats_are_counted_by_the_event_as_it_stands_when_they_are_taken)
{
	const char *url = event(t, "R8.5.10", "2"), *id = url +
	    strlen("/exchanges/");
	struct exchange e;
	struct request *r = town_request(t);
	struct exchange_party p = { .name = "見本 一子", .adults = 1,
		.source = "staff" }, q = p;

	EXPECT(record_get(r, &exchange_record, id, &e) == OK);
	sign_up(t, url, "例示 二郎", "");
	/* The page was read with two seats; there is one by now, then none. */
	post(t, url, "version", "1", "capacity", "1", NULL);
	EXPECT_STATUS(t, 303);
	deed_begin(r);
	EXPECT(exchange_apply(r, &e, &p, "unasked") == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	EXPECT(in_state(t, "accepted") == 1 && in_state(t, "waiting") == 1);
	post(t, arena_fmt(t->mem, "%s/cancellation", url), "version", "2",
	    NULL);
	EXPECT_STATUS(t, 303);
	deed_begin(r);
	EXPECT(exchange_apply(r, &e, &q, "unasked") == CONFLICT);
	EXPECT(deed_commit(r, NULL) == CONFLICT);
}

TEST(more_room_is_theirs_who_wait_at_once_and_they_are_told)
{
	const char *url = event(t, "R8.5.10", "1");

	sign_up(t, url, "見本 一子", "");
	sign_up(t, url, "例示 二郎", "ni@example.jp");
	sign_up(t, url, "試作 三枝", "san@example.jp");
	mail_turn_on(t);
	post(t, url, "version", "1", "capacity", "2", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(in_state(t, "accepted") == 2 && in_state(t, "waiting") == 1);
	EXPECT(mail_count(t) == 1);
	EXPECT(strcmp(mail_last(t).to, "ni@example.jp") == 0);
	post(t, url, "version", "2", "place", "別の部屋" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(in_state(t, "waiting") == 1);
	post(t, url, "version", "3", "capacity", "1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(in_state(t, "accepted") == 2 && in_state(t, "waiting") == 1);
	post(t, url, "version", "4", "capacity", "", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(in_state(t, "waiting") == 0);
	EXPECT(mail_count(t) == 2);
}

TEST(what_a_party_said_is_put_right_and_a_stale_form_is_refused)
{
	const char *url = event(t, "R8.5.10", "1"), *at, *edit;

	sign_up(t, url, "見本 一子", "ichi@example.jp");
	at = arena_fmt(t->mem, "/exchange-parties/%s", party(t, "1 = 1"));
	edit = arena_fmt(t->mem, "%s/edit", at);
	get(t, edit);
	EXPECT_SEES(t, "ichi@example.jp");
	post(t, at, "version", "1", "name", "見本 市子", "adults", "3",
	    "siblings", "0", "needs", "卵が食べられない" CANARY, "mail", "",
	    NULL);
	EXPECT_STATUS(t, 303);
	get(t, url);
	EXPECT_SEES(t, "大人3人、きょうだい0人");
	EXPECT_SEES(t, "卵が食べられない");
	EXPECT_NOT_SEES(t, "見本 一子");
	EXPECT_NOT_SEES(t, "ichi@example.jp");
	post(t, at, "version", "1", "name", "遅れた 人", "adults", "1",
	    "siblings", "0", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "ほかの人が先に変更しました");
	post(t, at, "version", "2", "name", "", "adults", "1", "siblings",
	    "0", NULL);
	EXPECT_STATUS(t, 422);
	post(t, arena_fmt(t->mem, "%s/cancellation", at), "version", "2",
	    NULL);
	EXPECT_STATUS(t, 303);
	get(t, edit);
	EXPECT_STATUS(t, 409);
}

TEST(nobody_moves_up_to_what_is_called_off)
{
	const char *url = event(t, "R8.5.10", "1");

	sign_up(t, url, "見本 一子", "");
	sign_up(t, url, "例示 二郎", "");
	post(t, arena_fmt(t->mem, "%s/cancellation", url), "version", "1",
	    NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, "version", "2", "capacity", "5", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(in_state(t, "waiting") == 1);
}

TEST(a_child_s_family_has_one_place_and_a_form_sent_twice_is_one)
{
	const char *url = event(t, "R8.5.10", "");
	const char *to = arena_fmt(t->mem, "%s/parties", url);
	const char *kid = child(t, "架空 なかま");

	for (int i = 0; i < 2; i++) {
		post_raw(t, to, "csrf", t->csrf, "once", "twice-is-once",
		    "name", "見本 一子", "child", kid, "adults", "1",
		    "siblings", "0", NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(in_state(t, "accepted") == 1);
	post(t, to, "name", "見本 一子", "child", kid, "adults", "1",
	    "siblings", "0", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "この家族はもう申し込んでいます。");
	post(t, to, "name", "", "adults", "0", "siblings", "0", "mail", "x",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(in_state(t, "accepted") == 1);
}

TEST(a_family_signs_up_and_calls_off_itself_and_sees_nobody_else)
{
	const char *url = event(t, "R8.5.10", "1"), *kid, *to;
	const char *id = arena_text(t->mem, url + strlen("/exchanges/"));

	kid = child(t, "架空 わがこ");
	family_of(t, "goro", kid);
	sign_up(t, url, "別の 家族", "");
	sign_in(t, "goro");
	get(t, arena_fmt(t->mem, "/family/%s", kid));
	EXPECT_SEES(t, "家族交流会");
	get(t, arena_fmt(t->mem, "/family/%s/exchanges", kid));
	EXPECT_SEES(t, "春の家族交流会");
	EXPECT_NOT_SEES(t, "別の 家族");
	to = arena_fmt(t->mem, "/family/%s/exchanges/%s", kid, id);
	get(t, to);
	EXPECT_SEES(t, "家族 五郎");
	post(t, to, "name", "家族 五郎" CANARY, "adults", "0", "siblings", "0",
	    NULL);
	EXPECT_STATUS(t, 422);
	post(t, to, "name", "家族 五郎" CANARY, "adults", "1", "siblings", "0",
	    "photo", "no", NULL);
	EXPECT_STATUS(t, 303);
	post(t, to, "name", "家族 五郎", "adults", "1", "siblings", "0", "photo",
	    "no", NULL);
	EXPECT_STATUS(t, 409);
	get(t, arena_fmt(t->mem, "/family/%s/exchanges", kid));
	EXPECT_SEES(t, "いまは満席です");
	EXPECT_NOT_SEES(t, "別の 家族");
	get(t, url);
	EXPECT_STATUS(t, 403);
	get(t, arena_fmt(t->mem, "%s/photos", url));
	EXPECT_STATUS(t, 403);
	get(t, arena_fmt(t->mem, "/exchange-parties/%s", party(t,
	    "child IS NOT NULL")));
	EXPECT_STATUS(t, 403);
	post(t, arena_fmt(t->mem, "%s/cancellation", to), "version", "1",
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(in_state(t, "cancelled") == 1);
	post(t, arena_fmt(t->mem, "%s/cancellation", to), "version", "2",
	    NULL);
	EXPECT_STATUS(t, 404);
}

TEST(a_family_that_calls_off_makes_room_for_one_it_does_not_see)
{
	const char *url = event(t, "R8.5.10", "1"), *kid, *to;

	kid = child(t, "架空 わがこ");
	family_of(t, "goro", kid);
	to = arena_fmt(t->mem, "/family/%s%s", kid, url);
	sign_in(t, "goro");
	post(t, to, "name", "家族 五郎", "adults", "1", "siblings", "0", "photo",
	    "yes", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	sign_up(t, url, "別の 家族", "");
	EXPECT(in_state(t, "waiting") == 1);
	sign_in(t, "goro");
	post(t, arena_fmt(t->mem, "%s/cancellation", to), "version", "1",
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(in_state(t, "waiting") == 0 && in_state(t, "accepted") == 1);
}

TEST(a_family_changes_its_own_answer_about_photographs_and_no_other)
{
	const char *url = event(t, "R8.5.10", ""), *kid, *to, *other, *own;

	kid = child(t, "架空 わがこ");
	family_of(t, "goro", kid);
	sign_up(t, url, "別の 家族", "");
	other = town_text(t, "SELECT id FROM exchange_guest");
	to = arena_fmt(t->mem, "/family/%s%s", kid, url);
	sign_in(t, "goro");
	post(t, to, "name", "家族 五郎", "adults", "1", "siblings", "0", "photo",
	    "yes", NULL);
	own = town_text(t, "SELECT id FROM exchange_guest WHERE child IS NOT NULL");
	to = arena_fmt(t->mem, "%s/photo", to);
	post(t, to, "guest", own, "version", "1", "photo", "no", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM exchange_guest"
	    " WHERE photo = 'no' AND child IS NOT NULL") == 1);
	post(t, to, "guest", own, "version", "1", "photo", "yes", NULL);
	EXPECT_STATUS(t, 409);
	post(t, to, "guest", own, "version", "2", "photo", "maybe", NULL);
	EXPECT_STATUS(t, 422);
	post(t, to, "guest", other, "version", "1", "photo", "no", NULL);
	EXPECT_STATUS(t, 404);
	EXPECT(town_number(t, "SELECT count(*) FROM exchange_guest"
	    " WHERE photo = 'unasked'") == 1);
}

TEST(nobody_signs_up_at_what_is_over_or_called_off_or_for_another_s_child)
{
	const char *url = event(t, "R8.5.10", ""), *kid, *other;

	kid = child(t, "架空 わがこ");
	other = child(t, "架空 よそのこ");
	family_of(t, "goro", kid);
	post(t, arena_fmt(t->mem, "%s/cancellation", url), "version", "1",
	    NULL);
	EXPECT_STATUS(t, 303);
	sign_up(t, url, "見本 一子", "");
	EXPECT_STATUS(t, 409);
	sign_in(t, "goro");
	get(t, arena_fmt(t->mem, "/family/%s%s", kid, url));
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/family/%s/exchanges", other));
	EXPECT_STATUS(t, 404);
	post(t, arena_fmt(t->mem, "/family/%s%s", kid, url), "name", "x",
	    "adults", "1", "siblings", "0", "photo", "no", NULL);
	EXPECT_STATUS(t, 404);
	EXPECT(town_number(t, "SELECT count(*) FROM exchange_party") == 0);
}

TEST(the_photo_list_has_only_those_who_said_yes_and_counts_the_others)
{
	const char *url = event(t, "R8.5.10", ""), *guest;

	sign_up(t, url, "見本 一子", "");
	post(t, arena_fmt(t->mem, "/exchange-parties/%s/guests", party(t,
	    "1 = 1")), "name", "見本 きょう" CANARY, "kind", "sibling", "photo",
	    "yes", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "%s/photos", url));
	EXPECT_SEES(t, "見本 きょう");
	EXPECT_NOT_SEES(t, "見本 一子");
	EXPECT_SEES(t, "写らない人0人、まだ確かめていない人1人");
	guest = town_text(t, "SELECT id FROM exchange_guest WHERE kind = 'adult'");
	post(t, arena_fmt(t->mem, "/exchange-guests/%s/photo", guest),
	    "version", "1", "photo", "no", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/exchange-guests/%s/photo", guest),
	    "version", "1", "photo", "yes", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "/exchange-guests/%s/photo", guest),
	    "version", "2", "photo", "maybe", NULL);
	EXPECT_STATUS(t, 422);
	get(t, arena_fmt(t->mem, "%s/photos", url));
	EXPECT_SEES(t, "写らない人1人、まだ確かめていない人0人");
	get(t, arena_fmt(t->mem, "%s/photos.pdf", url));
	EXPECT_STATUS(t, 200);
}

TEST(who_came_is_ticked_on_the_day_and_the_report_counts_it_for_the_year)
{
	const char *url = event(t, "R8.4.1", ""), *report, *came;

	sign_up(t, url, "見本 一子", "");
	sign_up(t, url, "例示 二郎", "");
	came = party(t, "1 = 1");
	post(t, arena_fmt(t->mem, "%s/attendance", url), "came", came, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM exchange_party"
	    " WHERE attended = '1'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM exchange_party"
	    " WHERE attended = '0'") == 1);
	report = arena_fmt(t->mem, "%s/report", url);
	get(t, report);
	EXPECT_SEES(t, "value=\"3\"");	/* two adults, one sibling */
	get(t, "/exchanges/table");
	EXPECT_SEES(t, "（報告前）");
	post(t, report, "families", "1", "people", "3", "siblings", "4", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "参加した人数をこえています。");
	post(t, report, "families", "1", "people", "4", "siblings", "1", "how",
	    "夜のことが話された" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	post(t, report, "version", "1", "families", "2", "people", "6",
	    "siblings", "1", NULL);
	EXPECT_STATUS(t, 303);
	post(t, report, "version", "1", "families", "9", "people", "9",
	    "siblings", "9", NULL);
	EXPECT_STATUS(t, 409);
	post(t, "/exchange-peers", "on_day", "R8.4.1", "supporter", "parent",
	    "way", "phone", "people", "2", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/exchanges/table?year=2026");
	EXPECT_SEES(t, "合計：1回、延べ2組、延べ6人（うちきょうだい1人）");
	EXPECT_SEES(t, "先輩の家族");
	EXPECT_NOT_SEES(t, "見本 一子");
	get(t, "/exchanges/table?year=2025");
	EXPECT_SEES(t, "合計：0回");
	get(t, "/exchanges/table.pdf");
	EXPECT_STATUS(t, 200);
}

TEST(nobody_is_ticked_before_the_day_and_the_report_waits_for_it)
{
	const char *url = event(t, "R8.5.10", "");

	sign_up(t, url, "見本 一子", "");
	post(t, arena_fmt(t->mem, "%s/attendance", url), "came", party(t,
	    "1 = 1"), NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "参加は、開く日になってからつけてください。");
	post(t, arena_fmt(t->mem, "%s/report", url), "families", "1", "people",
	    "3", "siblings", "1", NULL);
	EXPECT_STATUS(t, 409);
	get(t, "/");
	EXPECT_NOT_SEES(t, "家族交流会の報告を書く");
	set_today(t, "2026-05-24");
	get(t, "/");
	EXPECT_SEES(t, "家族交流会の報告を書く");
}

TEST(names_and_needs_of_those_who_come_lie_sealed)
{
	const char *url = event(t, "R8.5.10", "");

	sign_up(t, url, "見本 一子", "ichi@example.jp");
	EXPECT(town_number(t, "SELECT count(*) FROM exchange_party"
	    " WHERE name LIKE '%見本%' OR needs LIKE '%注入%'"
	    " OR mail LIKE '%example%'") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM exchange_guest"
	    " WHERE name LIKE '%見本%'") == 0);
}

TEST(who_gave_an_address_is_reminded_once_without_saying_what_of)
{
	struct daily_rounds days = { 0 }, again = { 0 };
	const char *url = event(t, "R8.4.10", "");

	mail_turn_on(t);
	sign_up(t, url, "見本 一子", "ichi@example.jp");
	sign_up(t, url, "例示 二郎", "");
	set_today(t, "2026-04-07");
	daily_run(t->desk, t->mem, &days);
	EXPECT(mail_count(t) == 0);
	set_today(t, "2026-04-09");
	daily_run(t->desk, t->mem, &days);
	EXPECT(mail_count(t) == 1);
	EXPECT(strcmp(mail_last(t).to, "ichi@example.jp") == 0);
	EXPECT(!strstr(mail_last(t).body, "見本") &&
	    !strstr(mail_last(t).subject, "交流"));
	daily_run(t->desk, t->mem, &again);
	EXPECT(mail_count(t) == 1);
}

TEST(peer_counselling_keeps_no_text)
{
	post(t, "/exchange-peers", "on_day", "R8.4.2", "supporter", "parent",
	    "way", "phone", "people", "1", NULL);
	EXPECT_STATUS(t, 422);
	post(t, "/exchange-peers", "on_day", "R8.3.2", "supporter", "parent",
	    "way", "phone", "people", "1", "note", "話したこと", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM exchange_peer") == 0);
}
