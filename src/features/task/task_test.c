#include "tests/kit_rows.h"

static const char *
task(struct town *t)
{
	return arena_fmt(t->mem, "/tasks/%s", town_text_of(t,
	    "SELECT id FROM task WHERE due_on > $1", "2000"));
}

static void
hana_gives(struct town *t, const char *owner, const char *child)
{
	post(t, "/tasks", "title", "受給者証の期限を聞く" CANARY, "child", child,
	    "owner", town_person(t, owner), "due_on", "R8.4.2", NULL);
}

TEST(task_given_to_a_colleague_stands_on_their_day_until_it_is_done)
{
	hana_gives(t, "taro_doctor", town_sakura(t));
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_NOT_SEES(t, "受給者証の期限を聞く");
	get(t, "/tasks?all=1");
	EXPECT_SEES(t, "受給者証の期限を聞く");
	sign_in(t, "taro_doctor");
	get(t, "/");
	EXPECT_SEES(t, "受給者証の期限を聞く");
	EXPECT_SEES(t, "見本 さくら");
	post(t, arena_fmt(t->mem, "%s/completion", task(t)), "version", "1",
	    "result", "8月まで", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_NOT_SEES(t, "受給者証の期限を聞く");
	get(t, task(t));
	EXPECT_SEES(t, "8月まで");
	post(t, arena_fmt(t->mem, "%s/reopening", task(t)), "version", "2",
	    NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/");
	EXPECT_SEES(t, "受給者証の期限を聞く");
}

TEST(task_done_by_two_at_once_is_done_by_the_first)
{
	hana_gives(t, "hana_nurse", town_sakura(t));
	post(t, arena_fmt(t->mem, "%s/completion", task(t)), "version", "1",
	    NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "%s/completion", task(t)), "version", "1",
	    NULL);
	EXPECT_STATUS(t, 409);
}

/* Of the nursery, with nothing that ties it to any child. */
static void
add_outsider(struct town *t)
{
	const char *agency;

	agency = town_agency(t, "見本園", "nursery");
	sign_in(t, "admin");
	post(t, "/people", "login", "sora", "name", "園長 空", "role",
	    "facility", "agency", agency, NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "hana_nurse");
}

TEST(task_about_a_child_is_not_given_to_who_may_not_see_the_child)
{
	const char *child = town_sakura(t);

	add_outsider(t);
	hana_gives(t, "sora", child);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "園長 空さんは、この子の連絡先までは見られません");
	EXPECT(town_number(t, "SELECT count(*) FROM task") == 0);
}

TEST(task_about_no_child_is_seen_by_who_has_it_and_the_centre_alone)
{
	const char *url;

	add_outsider(t);
	hana_gives(t, "sora", "");
	EXPECT_STATUS(t, 303);
	hana_gives(t, "taro_doctor", "");
	url = arena_fmt(t->mem, "/tasks/%s", town_text_of(t, "SELECT id FROM task"
	    " WHERE owner <> $1", town_person(t, "sora")));
	sign_in(t, "sora");
	get(t, "/tasks?all=1");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "1件");
	get(t, url);
	EXPECT_STATUS(t, 404);
	url = arena_fmt(t->mem, "/tasks/%s", town_text_of(t, "SELECT id FROM task"
	    " WHERE owner = $1", town_person(t, "sora")));
	post(t, arena_fmt(t->mem, "%s/completion", url), "version", "1", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(task_of_yesterday_and_for_nobody_is_refused_in_words)
{
	post(t, "/tasks", "title", "電話する", "owner", "", "due_on", "R8.3.31",
	    NULL);
	EXPECT_STATUS(t, 422);
	post(t, "/tasks", "title", "電話する", "owner", town_person(t, "admin"),
	    "due_on", "R8.3.31", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "今日より後の日を入力してください。");
}

/* The address on the page, without host. */
static const char *
feed_address(struct town *t)
{
	const char *at;

	post(t, "/calendar", NULL);
	EXPECT_STATUS(t, 200);
	at = strstr(t->body, "/calendar/");
	EXPECT(at);
	return arena_bytes(t->mem, at, strcspn(at, "<"));
}

TEST(calendar_tells_days_and_links_and_no_names)
{
	const char *address, *old;

	hana_gives(t, "hana_nurse", town_sakura(t));
	old = feed_address(t);
	address = feed_address(t);
	sign_in(t, NULL);
	get(t, old);
	EXPECT_STATUS(t, 404);
	get(t, address);
	EXPECT_STATUS(t, 200);
	EXPECT(strstr(t->body, "DTSTART;VALUE=DATE:20260402\r\n"));
	EXPECT(strstr(t->body, "/tasks/"));
	EXPECT(!strstr(t->body, "さくら") && !strstr(t->body, "受給者証"));
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE verb IN"
	    " ('list', 'view') AND login = 'hana_nurse'") == 0);
	sign_in(t, "hana_nurse");
	post(t, "/calendar/revocation", NULL);
	sign_in(t, NULL);
	get(t, address);
	EXPECT_STATUS(t, 404);
}

TEST(day_with_more_steps_than_fit_says_so_and_shows_the_oldest)
{
	for (int i = 0; i < 205; i++) {
		post(t, "/tasks", "title", arena_fmt(t->mem, "用件%03d番", i),
		    "owner", town_person(t, "hana_nurse"), "due_on", "R8.4.2",
		    NULL);
		EXPECT_STATUS(t, 303);
	}
	get(t, "/");
	EXPECT_SEES(t, "今日・明日の予定（200以上）");
	EXPECT_SEES(t, "用件049番");
	EXPECT_NOT_SEES(t, "用件050番");
	EXPECT_SEES(t, "href=\"/?whole=1\"");
	get(t, "/?whole=1");
	EXPECT_SEES(t, "用件199番");
	EXPECT_NOT_SEES(t, "残りも出す");
}
