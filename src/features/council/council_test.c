#include "features/council/council_day.h"
#include "tests/kit_rows.h"

#include <stdlib.h>

static const char *
found(struct town *t, const char *numbering)
{
	post(t, "/councils", "title", "運営協議会" CANARY, "kind", "council",
	    "quorum", "half", "numbering", numbering, NULL);
	return id_at(t, "/councils/");
}

static void
add_member(struct town *t, const char *council, const char *name,
    const char *to_on)
{
	post(t, arena_fmt(t->mem, "/council-members?council=%s", council),
	    "name", name, "side", "centre", "from_on", "R7.4.1", "to_on", to_on,
	    "substitute", "見本 代理" CANARY, NULL);
	EXPECT_STATUS(t, 303);
}

/* The id of the council_meeting. */
static const char *
plan(struct town *t, const char *council, const char *on_day)
{
	post(t, arena_fmt(t->mem, "/councils/%s/meetings", council), "kind",
	    "council", "on_day", on_day, NULL);
	return id_at(t, "/council-meetings/");
}

static const char *
meeting_of(struct town *t, const char *at)
{
	return town_text(t, arena_fmt(t->mem, "SELECT meeting FROM council_meeting"
	    " WHERE id = '%s'", at));
}

static const char *
concern_handed_to(struct town *t, const char *meeting, const char *title)
{
	const char *card, *id;

	post(t, "/concern-cards", "says", "夜に預けられない", "on_day", "R8.3.1",
	    NULL);
	EXPECT_STATUS(t, 303);
	card = town_text(t, "SELECT id FROM concern_card ORDER BY id DESC LIMIT 1");
	post(t, "/concerns/moves", "cards", card, "to", "new", "title", title,
	    NULL);
	EXPECT_STATUS(t, 303);
	id = town_text(t, "SELECT id FROM concern ORDER BY id DESC LIMIT 1");
	post(t, arena_fmt(t->mem, "/concerns/%s/meetings", id), "meeting",
	    meeting, NULL);
	EXPECT_STATUS(t, 303);
	return id;
}

/* A task decided at a meeting; its id. */
static const char *
decide(struct town *t, const char *meeting, const char *title)
{
	post(t, arena_fmt(t->mem, "/meetings/%s/decisions", meeting), "title",
	    title, "owner", town_person(t, "hana_nurse"), "due_on", "R8.6.1", NULL);
	EXPECT_STATUS(t, 303);
	return town_text(t, "SELECT id FROM task ORDER BY id DESC LIMIT 1");
}

UNIT(a_quorum_is_rounded_as_its_words_say)
{
	EXPECT(council_needed("half", 10) == 6);
	EXPECT(council_needed("half", 9) == 5);
	EXPECT(council_needed("at_least_half", 10) == 5);
	EXPECT(council_needed("at_least_half", 9) == 5);
	EXPECT(council_needed("two_thirds", 9) == 6);
	EXPECT(council_needed("two_thirds", 10) == 7);
	EXPECT(council_needed("none", 10) == 0);
}

TEST(meetings_of_a_council_number_themselves_and_seat_the_members_of_their_day)
{
	const char *id = found(t, "through"), *first, *second;

	add_member(t, id, "見本 会子" CANARY, "R10.3.31");
	add_member(t, id, "例示 委男", "R8.4.30");
	first = plan(t, id, "R8.4.20");
	second = plan(t, id, "R8.5.20");
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT number FROM"
	    " council_meeting WHERE id = '%s'", second)) == 2);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " council_seat WHERE council_meeting = '%s'", first)) == 2);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " council_seat WHERE council_meeting = '%s'", second)) == 1);
	get(t, arena_fmt(t->mem, "/meetings/%s", meeting_of(t, second)));
	EXPECT_SEES(t, "第2回");
	EXPECT_SEES(t, "見本 会子");
	EXPECT_NOT_SEES(t, "例示 委男");
	get(t, arena_fmt(t->mem, "/councils/%s", id));
	EXPECT_SEES(t, "第1回");
}

TEST(numbers_by_year_begin_again_in_april)
{
	const char *id = found(t, "yearly"), *next;

	(void)plan(t, id, "R8.5.20");
	(void)plan(t, id, "R8.9.20");
	next = plan(t, id, "R9.4.20");
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT number FROM"
	    " council_meeting WHERE id = '%s'", next)) == 1);
	get(t, arena_fmt(t->mem, "/council-meetings/%s", next));
	EXPECT_SEES(t, "令和9年度 第1回");
}

TEST(the_same_form_twice_plans_one_meeting)
{
	const char *id = found(t, "through");
	const char *url = arena_fmt(t->mem, "/councils/%s/meetings", id);

	post_raw(t, url, "csrf", t->csrf, "once", "twice-is-once", "kind",
	    "council", "on_day", "R8.5.20", NULL);
	EXPECT_STATUS(t, 303);
	post_raw(t, url, "csrf", t->csrf, "once", "twice-is-once", "kind",
	    "council", "on_day", "R8.5.20", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM council_meeting") == 1);
	post(t, url, "kind", "council", "on_day", "R8.3.20", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "今日か、今日より後の日を入力してください。");
}

TEST(concerns_handed_to_a_meeting_are_its_agenda_and_are_put_in_order)
{
	const char *at = plan(t, found(t, "through"), "R8.5.20");
	const char *url = arena_fmt(t->mem, "/council-meetings/%s", at);
	const char *moves = arena_fmt(t->mem, "%s/moves", url), *talk;
	const char *a, *b, *c;

	(void)concern_handed_to(t, meeting_of(t, at), "預け先がない" CANARY);
	talk = town_text(t, "SELECT id FROM concern_talk");
	post(t, arena_fmt(t->mem, "%s/items", url), "title", "事業計画" CANARY,
	    NULL);
	EXPECT_STATUS(t, 303);
	(void)concern_handed_to(t, meeting_of(t, at), "移送の手立てがない");
	get(t, url);
	a = strstr(t->body, "預け先がない");
	b = strstr(t->body, "事業計画");
	c = strstr(t->body, "移送の手立てがない");
	EXPECT(a && b && c && a < b && b < c);
	post(t, moves, "down", talk, NULL);
	EXPECT_STATUS(t, 303);
	get(t, t->location);
	EXPECT_SEES(t, "autofocus");
	EXPECT(strstr(t->body, "事業計画") < strstr(t->body, "預け先がない"));
	post(t, moves, "up", town_text(t, "SELECT id FROM council_item"
	    " WHERE place = 3"), NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "%s/agenda", url));
	EXPECT(strstr(t->body, "移送の手立てがない") <
	    strstr(t->body, "預け先がない"));
	post(t, moves, "up", town_text(t, "SELECT id FROM council_item"
	    " WHERE place = 1"), NULL);
	EXPECT_STATUS(t, 409);
	post(t, moves, "up", "00000000-0000-0000-0000-000000000000", NULL);
	EXPECT_STATUS(t, 404);
	post(t, moves, NULL);
	EXPECT_STATUS(t, 422);
}

TEST(what_is_taken_off_the_agenda_does_not_come_back_by_itself)
{
	const char *at = plan(t, found(t, "through"), "R8.5.20");
	const char *url = arena_fmt(t->mem, "/council-meetings/%s", at);
	const char *concern = concern_handed_to(t, meeting_of(t, at), "預け先");

	post(t, arena_fmt(t->mem, "%s/moves", url), "off", town_text(t,
	    "SELECT id FROM concern_talk"), NULL);
	EXPECT_STATUS(t, 303);
	get(t, url);
	EXPECT_NOT_SEES(t, "預け先");
	get(t, arena_fmt(t->mem, "/concerns/%s", concern));
	EXPECT_SEES(t, "第1回");
}

TEST(a_decision_of_the_council_stands_with_the_concern_and_on_the_agenda)
{
	const char *at = plan(t, found(t, "through"), "R8.5.20");
	const char *concern = concern_handed_to(t, meeting_of(t, at), "預け先");

	post(t, arena_fmt(t->mem, "/concern-talks/%s/decision", town_text(t,
	    "SELECT id FROM concern_talk")), "version", "1", "decision",
	    "病院に聞きに行く" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/council-meetings/%s", at));
	EXPECT_SEES(t, "病院に聞きに行く");
	get(t, arena_fmt(t->mem, "/concerns/%s", concern));
	EXPECT_SEES(t, "病院に聞きに行く");
}

TEST(what_was_decided_is_carried_on_until_it_is_done_or_dropped_with_a_reason)
{
	const char *id = found(t, "through");
	const char *first = plan(t, id, "R8.4.1"), *second, *third;
	const char *going = decide(t, meeting_of(t, first), "空きを知らせる" CANARY);
	const char *dropped = decide(t, meeting_of(t, first), "冊子を刷る");
	const char *url, *reviews;

	second = plan(t, id, "R8.5.20");
	third = plan(t, id, "R8.9.20");
	url = arena_fmt(t->mem, "/council-meetings/%s", second);
	reviews = arena_fmt(t->mem, "%s/reviews?task=%s", url, dropped);
	get(t, arena_fmt(t->mem, "/council-meetings/%s", first));
	EXPECT_NOT_SEES(t, "空きを知らせる");
	get(t, url);
	EXPECT_SEES(t, "空きを知らせる");
	EXPECT_SEES(t, "続いています");
	post(t, reviews, "state", "dropped", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "やめるときは、理由を書いてください。");
	post(t, reviews, "state", "dropped", "says", "費用がない" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	post(t, reviews, "state", "dropped", "says", "もう一度", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "%s/reviews?task=%s", url, going), "state",
	    "going", "says", "2つの圏域で始まった", NULL);
	EXPECT_STATUS(t, 303);
	get(t, url);
	EXPECT_SEES(t, "やめる：費用がない");
	get(t, arena_fmt(t->mem, "/meetings/%s", meeting_of(t, third)));
	EXPECT_SEES(t, "2つの圏域で始まった");
	EXPECT_NOT_SEES(t, "冊子を刷る");
	get(t, arena_fmt(t->mem, "/council-meetings/%s/agenda", third));
	EXPECT_SEES(t, "空きを知らせる");
	EXPECT_NOT_SEES(t, "冊子を刷る");
	EXPECT(town_number(t, "SELECT count(*) FROM task"
	    " WHERE done_on IS NOT NULL") == 1);
	get(t, arena_fmt(t->mem, "/councils/%s", id));
	EXPECT_SEES(t, "空きを知らせる");
	EXPECT_NOT_SEES(t, "冊子を刷る");
}

TEST(a_task_of_another_council_is_not_looked_at_here)
{
	const char *first = plan(t, found(t, "through"), "R8.4.1");
	const char *task = decide(t, meeting_of(t, first), "空きを知らせる");
	const char *other = plan(t, found(t, "through"), "R8.5.20");

	post(t, arena_fmt(t->mem, "/council-meetings/%s/reviews?task=%s",
	    other, task), "state", "done", NULL);
	EXPECT_STATUS(t, 404);
}

TEST(a_substitute_comes_instead_and_counts_for_the_quorum)
{
	const char *id = found(t, "through"), *at, *seat, *who;

	add_member(t, id, "見本 会子", "R10.3.31");
	at = plan(t, id, "R8.5.20");
	seat = town_text(t, "SELECT id FROM council_seat");
	who = town_text(t, "SELECT id FROM meeting_participant");
	get(t, arena_fmt(t->mem, "/council-meetings/%s", at));
	EXPECT_SEES(t, "定足数1人：足りません");
	post(t, arena_fmt(t->mem, "/council-seats/%s/substitute", seat),
	    "version", "1", "name", "見本 代理" CANARY, NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/council-seats/%s/substitute", seat),
	    "version", "1", "name", "別の 代理", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "/meeting-participants/%s/answer", who),
	    "version", "2", "answer", "yes", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/council-meetings/%s/people", at));
	EXPECT_SEES(t, "見本 会子の代理");
	EXPECT_SEES(t, "定足数1人：足りています");
}

TEST(members_who_came_later_are_seated_once)
{
	const char *id = found(t, "through"), *at = plan(t, id, "R8.5.20");
	const char *url = arena_fmt(t->mem, "/council-meetings/%s/seats", at);

	add_member(t, id, "見本 会子", "R10.3.31");
	post(t, url, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM council_seat") == 1);
	post(t, url, NULL);
	EXPECT_STATUS(t, 409);
}

TEST(a_term_that_ends_is_asked_about_until_somebody_follows)
{
	const char *id = found(t, "through"), *member;

	add_member(t, id, "見本 会子" CANARY, "R8.5.20");
	member = town_text(t, "SELECT id FROM council_member");
	get(t, "/");
	EXPECT_SEES(t, "委員の次の任期を決める");
	get(t, arena_fmt(t->mem, "/council-members/new?council=%s&previous=%s",
	    id, member));
	EXPECT_SEES(t, "見本 会子");
	post(t, arena_fmt(t->mem, "/council-members?council=%s&previous=%s",
	    id, member), "name", "例示 委男", "side", "centre", "from_on",
	    "R8.5.20", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "前の任期が終わった次の日からにしてください。");
	post(t, arena_fmt(t->mem, "/council-members?council=%s&previous=%s",
	    id, member), "name", "例示 委男", "side", "centre", "from_on",
	    "R8.5.21", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/council-members?council=%s&previous=%s",
	    id, member), "name", "別の 委員", "side", "centre", "from_on",
	    "R8.5.21", NULL);
	EXPECT_STATUS(t, 409);
	get(t, "/");
	EXPECT_NOT_SEES(t, "委員の次の任期を決める");
}

TEST(a_member_is_put_right_and_a_stale_edit_noticed)
{
	const char *id = found(t, "through"), *url;

	add_member(t, id, "見本 会子", "R10.3.31");
	url = arena_fmt(t->mem, "/council-members/%s", town_text(t,
	    "SELECT id FROM council_member"));
	get(t, url);
	EXPECT(strstr(t->location, id));
	post(t, url, "version", "1", "name", "見本 会代", "side", "agency",
	    "from_on", "R7.4.1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "所属の機関を選んでください。");
	post(t, url, "version", "1", "name", "見本 会代", "side", "centre",
	    "from_on", "R7.4.1", NULL);
	EXPECT_STATUS(t, 303);
	post(t, url, "version", "1", "name", "別の 名前", "side", "centre",
	    "from_on", "R7.4.1", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(what_is_over_is_not_planned_any_more)
{
	const char *at = plan(t, found(t, "through"), "R8.5.20");
	const char *url = arena_fmt(t->mem, "/council-meetings/%s", at);

	post(t, arena_fmt(t->mem, "/meetings/%s/cancellation", meeting_of(t,
	    at)), "version", "1", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/items", url), "title", "事業計画", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "%s/seats", url), NULL);
	EXPECT_STATUS(t, 409);
	get(t, url);
	EXPECT_STATUS(t, 200);
	get(t, arena_fmt(t->mem, "%s/agenda.pdf", url));
	EXPECT_STATUS(t, 200);
	EXPECT(strcmp(t->type, "application/pdf") == 0);
	get(t, arena_fmt(t->mem, "%s/people.pdf", url));
	EXPECT_STATUS(t, 200);
}

TEST(the_agenda_is_shown_to_whoever_is_invited_when_somebody_says_so)
{
	const char *at = plan(t, found(t, "through"), "R8.5.20");
	const char *url = arena_fmt(t->mem, "/council-meetings/%s", at);
	const char *share = arena_fmt(t->mem, "%s/sharing", url);

	post(t, share, "version", "1", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "%s/items", url), "title", "事業計画" CANARY,
	    NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM meeting"
	    " WHERE agenda IS NOT NULL") == 0);
	post(t, share, "version", "1", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/meetings/%s/minutes", meeting_of(t, at)));
	EXPECT_SEES(t, "1．事業計画");
	post(t, share, "version", "2", NULL);
	EXPECT_STATUS(t, 409);
	post(t, arena_fmt(t->mem, "%s/items", url), "title", "半年の報告", NULL);
	post(t, share, "version", "1", NULL);
	EXPECT_STATUS(t, 409);
	get(t, url);
	EXPECT_SEES(t, "この議題を招待に載せる");
}

TEST(councils_are_shown_fifty_at_a_time_those_that_are_over_last)
{
	post(t, "/councils", "title", "終わった部会", "kind", "council",
	    "quorum", "half", "numbering", "through", "ended_on", "R8.3.1",
	    NULL);
	EXPECT_STATUS(t, 303);
	for (int i = 1; i <= 50; i++)
		found(t, "through");
	get(t, "/councils");
	EXPECT_SEES(t, "51件のうち1～50件め");
	EXPECT_NOT_SEES(t, "に終了");
	get(t, "/councils?page=2");
	EXPECT_SEES(t, "51件のうち51～51件め");
	EXPECT_SEES(t, "終わった部会");
}
