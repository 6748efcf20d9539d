#include "features/meeting/meeting_test.h"
#include "tests/kit_pdf.h"
#include "tests/kit_rows.h"

/* People without an account, behind the link of an invitation. */
static void
answer(struct town *t, const char *cookie, const char *yes,
    const char *comment)
{
	t->cookie = cookie;
	post_raw(t, "/links/meeting", "answer", yes, "comment", comment, NULL);
}

static void
look(struct town *t, const char *cookie)
{
	t->cookie = cookie;
	get(t, "/links/meeting");
}

TEST(guest_answers_an_invitation_and_sees_no_child_unless_named_by_consent)
{
	const char *child = meeting_test_child(t), *cookie, *id;
	const char *home = town_agency(t, "見本園", "nursery");

	meeting_test_agree(t, child, home, "care");
	id = meeting_test_plan(t, child);
	meeting_test_invite(t, id, home);
	cookie = meeting_test_open(t, meeting_test_token(t));
	look(t, cookie);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "春の支援会議");
	EXPECT_SEES(t, "見本市役所 3階");
	EXPECT_SEES(t, "https://meeting.example/1");
	EXPECT_SEES(t, "入園の準備");
	EXPECT_NOT_SEES(t, "見本 さくら");
	answer(t, cookie, "maybe", "");
	EXPECT_STATUS(t, 422);
	answer(t, cookie, "yes", "少しおくれます" CANARY);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM meeting_participant WHERE"
	    " answer = 'yes' AND answered_on = '2026-04-01'"
	    " AND comment NOT LIKE '%少し%'") == 1);
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/meetings/%s", id));
	EXPECT_SEES(t, "少しおくれます");
	meeting_test_agree(t, child, home, "identity");
	look(t, cookie);
	EXPECT_SEES(t, "見本 さくら");
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM audit WHERE"
	    " verb = 'view' AND path = 'link' AND children = '%s' AND person"
	    " IS NULL AND agency = '%s' AND classes = 'identity,care'", child,
	    home)) == 1);
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/children/%s/viewers", child));
	EXPECT_SEES(t, "リンクで来た人");
	EXPECT_SEES(t, "リンクから見ました");
}

TEST(guest_whose_link_is_old_forwarded_or_taken_back_is_told_so)
{
	const char *home = town_agency(t, "見本園", "nursery"), *token, *cookie;
	const char *id = meeting_test_plan(t, ""), *who;

	meeting_test_invite(t, id, home);
	token = meeting_test_token(t);
	who = town_text(t, "SELECT id FROM meeting_participant");
	cookie = meeting_test_open(t, token);
	answer(t, cookie, "no", "");
	EXPECT_STATUS(t, 303);
	sign_in(t, NULL);
	post_raw(t, "/link", "token", token, NULL);
	EXPECT_STATUS(t, 404);
	EXPECT_SEES(t, "ほかの端末でもう開かれています");
	set_today(t, "2026-04-30");
	answer(t, cookie, "yes", "");
	EXPECT_STATUS(t, 404);
	EXPECT_SEES(t, "期限が過ぎたか");
	EXPECT(town_number(t, "SELECT count(*) FROM meeting_participant"
	    " WHERE answer = 'no'") == 1);
	set_today(t, "2026-04-01");
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "/meeting-participants/%s/removal", who),
	    "version", "2", NULL);
	EXPECT_STATUS(t, 303);
	look(t, cookie);
	EXPECT_STATUS(t, 404);
}

TEST(guest_sees_nothing_once_the_consent_is_withdrawn_and_no_answer_is_lost)
{
	const char *child = meeting_test_child(t), *cookie, *id, *given;
	const char *home = town_agency(t, "見本園", "nursery");

	meeting_test_agree(t, child, home, "identity,contact,care,clinical");
	given = town_text(t, "SELECT id FROM consent");
	id = meeting_test_plan(t, child);
	meeting_test_invite(t, id, home);
	cookie = meeting_test_open(t, meeting_test_token(t));
	answer(t, cookie, "yes", "");
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "/consents/%s/withdrawal", given),
	    "withdrawn_on", "R8.4.1", "withdrawn_by", "見本 明子", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/meetings/%s", id));
	EXPECT_SEES(t, "同意がありません");
	look(t, cookie);
	EXPECT_SEES(t, "いまは、この会議の内容をお見せできません");
	EXPECT_NOT_SEES(t, "入園の準備");
	answer(t, cookie, "no", "");
	EXPECT_STATUS(t, 403);
	EXPECT(town_number(t, "SELECT count(*) FROM meeting_participant"
	    " WHERE answer = 'yes'") == 1);
}

/* Held on the tenth, with minutes. */
static const char *
held(struct town *t, const char *child, const char *home)
{
	const char *id = meeting_test_plan(t, child);

	meeting_test_invite(t, id, home);
	t->location = meeting_test_token(t);
	set_today(t, "2026-04-10");
	return id;
}

TEST(minutes_go_to_an_agency_with_a_standing_consent_and_to_no_other)
{
	const char *child = meeting_test_child(t), *id, *path, *cookie, *text;
	const char *home = town_agency(t, "見本園", "nursery");

	meeting_test_agree(t, child, home, "identity,care");
	id = held(t, child, home);
	cookie = t->location;
	post(t, arena_fmt(t->mem, "/meetings/%s/minutes", id), "version", "1",
	    "minutes", "吸引は園でもできる", NULL);
	EXPECT_STATUS(t, 303);
	path = arena_fmt(t->mem, "/meetings/%s/letter/%s", id, home);
	get(t, arena_fmt(t->mem, "%s/letter.pdf", path));
	EXPECT_STATUS(t, 403);
	get(t, path);
	EXPECT_STATUS(t, 403);
	EXPECT_SEES(t, "見本園に議事録を渡すための有効な同意がありません");
	EXPECT_NOT_SEES(t, "吸引は園でもできる");
	cookie = meeting_test_open(t, cookie);
	look(t, cookie);
	EXPECT_NOT_SEES(t, "吸引は園でもできる");
	sign_in(t, "hana_nurse");
	meeting_test_agree(t, child, home, "identity,contact,care,clinical");
	get(t, path);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "吸引は園でもできる");
	EXPECT_SEES(t, "見本 さくらさん");
	EXPECT_SEES(t, arena_fmt(t->mem, "%s/letter.pdf\">PDF", path));
	text = get_pdf(t, arena_fmt(t->mem, "%s/letter.pdf", path));
	EXPECT(strstr(text, "吸引は園でもできる"));
	EXPECT(strstr(text, "見本さくらさん"));
	look(t, cookie);
	EXPECT_SEES(t, "吸引は園でもできる");
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/meetings/%s/letter/%s", id,
	    town_agency(t, "例示園", "nursery")));
	EXPECT_STATUS(t, 404);
}
