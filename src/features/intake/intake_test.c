#include "tests/kit_rows.h"

/* A nursery calls about somebody it does not name. */
static const char *
nursery_calls(struct town *t)
{
	post(t, "/contacts", "on_day", "R8.4.1", "requester", "nursery",
	    "caller", "見本園 園長", "topics", "daily", "body",
	    "吸引のある子の入園について相談したい" CANARY, NULL);
	return id_at(t, "/contacts/");
}

static const char *
begin(struct town *t, const char *contact)
{
	post(t, "/intakes", "contact", contact, NULL);
	return id_at(t, "/intakes/");
}

static void
take(struct town *t, const char *id, const char *step, const char *version,
    const char *a, const char *av, const char *b, const char *bv,
    const char *c, const char *cv)
{
	post(t, arena_fmt(t->mem, "/intakes/%s/steps/%s", id, step),
	    "version", version, a, av, b, bv, c, cv, NULL);
}

static void
skip(struct town *t, const char *id, const char *step, const char *version,
    const char *reason)
{
	post(t, arena_fmt(t->mem, "/intakes/%s/skips/%s", id, step), "version",
	    version, "reason", reason, NULL);
}

static void
take_back(struct town *t, const char *id, const char *step,
    const char *version)
{
	post(t, arena_fmt(t->mem, "/intakes/%s/returns/%s", id, step),
	    "version", version, NULL);
}

static void
register_sakura(struct town *t, const char *id, const char *version)
{
	post(t, arena_fmt(t->mem, "/intakes/%s/child", id), "version", version,
	    "name", "見本 さくら", "kana", "みほん さくら", "born_on", "R5.4.12",
	    "municipality", "02201", NULL);
}

/* Situation noted, family agreed: the child comes next, at version 3. */
static const char *
agreed(struct town *t, const char *contact)
{
	const char *id = begin(t, contact);

	take(t, id, "situation", "1", "situation", "医療的ケアのある子の入園",
	    NULL, NULL, NULL, NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/intakes/%s/steps/consent", id), "version",
	    "2", "consent_asked_by", "園長", "consent_asked_on", "R8.4.1",
	    "consent", "yes", "consent_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	return id;
}

TEST(nameless_call_becomes_a_supported_child_step_by_step)
{
	const char *contact = nursery_calls(t), *id, *child, *hana;

	get(t, arena_fmt(t->mem, "/contacts/%s", contact));
	EXPECT_SEES(t, "相談の流れをはじめる");
	id = begin(t, contact);
	get(t, arena_fmt(t->mem, "/intakes/%s", id));
	EXPECT_SEES(t, "次：<strong>相談の内容と状況を書く");
	EXPECT_SEES(t, "吸引のある子の入園について相談したい");
	take(t, id, "situation", "1", "situation", "医療的ケアのある子の入園",
	    NULL, NULL, NULL, NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/intakes/%s/steps/consent", id), "version",
	    "2", "consent_asked_by", "園長", "consent_asked_on", "R8.4.1",
	    "consent", "waiting", "consent_on", "", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/intakes/%s", id));
	EXPECT_SEES(t, "次：<strong>家族の返事を確かめる");
	set_today(t, "2026-04-03");
	post(t, arena_fmt(t->mem, "/intakes/%s/steps/consent", id), "version",
	    "3", "consent", "yes", "consent_on", "R8.4.2", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/intakes/%s/child", id));
	EXPECT_STATUS(t, 200);
	register_sakura(t, id, "4");
	EXPECT_STATUS(t, 303);
	child = town_text(t, "SELECT id FROM child WHERE kana = kana AND number ="
	    " number AND born_on = '2023-04-12'");
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM contact"
	    " WHERE child = '%s' AND id = '%s'", child, contact)) == 1);
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "相談の流れ");
	EXPECT_SEES(t, "主治医と連携する");
	post(t, arena_fmt(t->mem, "/intakes/%s/steps/doctor", id), "version",
	    "5", "doctor", "見本病院 医師 緑", "doctor_asked_on", "R8.4.3",
	    "doctor_answer", "yes", "doctor_on", "R8.4.3", "doctor_note",
	    "吸引の指示書を書く", NULL);
	EXPECT_STATUS(t, 303);
	hana = town_person(t, "hana_nurse");
	take(t, id, "actor", "6", "actor", "staff", "actor_person", hana,
	    "actor_on", "R8.4.3");
	EXPECT_STATUS(t, 303);
	take(t, id, "closing", "7", "outcome", "supported", NULL, NULL, NULL,
	    NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/intakes/%s", id));
	EXPECT_SEES(t, "終わった相談です");
	EXPECT_SEES(t, "支援につながった");
	get(t, "/intakes");
	EXPECT_SEES(t, "進んでいる相談はありません。");
	get(t, "/intakes?over=1");
	EXPECT_SEES(t, "R8-0001");
}

TEST(child_is_searched_for_before_another_is_registered)
{
	const char *first = agreed(t, nursery_calls(t)), *id, *sakura;

	register_sakura(t, first, "3");
	EXPECT_STATUS(t, 303);
	sakura = town_text(t, "SELECT id FROM child");
	id = agreed(t, nursery_calls(t));
	register_sakura(t, id, "3");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "同じ子どもではありませんか");
	EXPECT_SEES(t, "名前と生年月日が同じ");
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM contact"
	    " WHERE child IS NULL") == 1);
	post(t, arena_fmt(t->mem, "/intakes/%s/child", id), "version", "3",
	    "same", sakura, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 1);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM contact"
	    " WHERE child = '%s'", sakura)) == 2);
}

TEST(taking_the_child_back_leaves_the_contacts_as_they_were_told)
{
	const char *contact = nursery_calls(t), *id = agreed(t, contact);

	register_sakura(t, id, "3");
	EXPECT_STATUS(t, 303);
	take_back(t, id, "consent", "4");
	EXPECT_STATUS(t, 409);
	take_back(t, id, "child", "4");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM contact"
	    " WHERE child IS NULL") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM intake"
	    " WHERE child IS NULL AND child_on IS NULL") == 1);
	get(t, arena_fmt(t->mem, "/contacts/%s", contact));
	EXPECT_SEES(t, "吸引のある子の入園について相談したい");
	take_back(t, id, "consent", "5");
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/intakes/%s", id));
	EXPECT_SEES(t, "次：<strong>家族の返事を確かめる");
}

TEST(step_is_left_out_with_a_reason_only_and_comes_back)
{
	const char *id = begin(t, nursery_calls(t));

	skip(t, id, "situation", "1", "急ぎ");
	EXPECT_STATUS(t, 404);
	take(t, id, "situation", "1", "situation", "相談", NULL, NULL, NULL,
	    NULL);
	skip(t, id, "consent", "2", "　");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "とばす理由を書いてください。");
	skip(t, id, "child", "2", "先に");
	EXPECT_STATUS(t, 409);
	skip(t, id, "consent", "2", "家族から直接の電話" CANARY);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/intakes/%s", id));
	EXPECT_SEES(t, "家族から直接の電話");
	EXPECT_SEES(t, "次：<strong>子どもを探して");
	skip(t, id, "child", "3", "名前を聞いていない");
	EXPECT_STATUS(t, 303);
	take_back(t, id, "child", "4");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM intake"
	    " WHERE skipped = 'consent' AND child_skip IS NULL") == 1);
}

TEST(answers_that_cannot_be_are_refused_and_nothing_is_lost)
{
	const char *id = begin(t, nursery_calls(t)), *at;

	take(t, id, "situation", "1", "situation", "", NULL, NULL, NULL, NULL);
	EXPECT_STATUS(t, 422);
	take(t, id, "situation", "1", "situation", "相談", NULL, NULL, NULL,
	    NULL);
	at = arena_fmt(t->mem, "/intakes/%s/steps/consent", id);
	post(t, at, "version", "2", "consent_asked_by", "園長" CANARY,
	    "consent_asked_on", "R8.4.1", "consent", "yes", "consent_on",
	    "R8.3.31", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "頼んだ日より前になっています");
	EXPECT_SEES(t, "value=\"園長&lt;b");
	post(t, at, "version", "2", "consent_asked_by", "園長",
	    "consent_asked_on", "R8.4.2", "consent", "waiting", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "e-consent_asked_on");
	post(t, at, "version", "2", "consent_asked_by", "園長",
	    "consent_asked_on", "R8.4.1", "consent", "yes", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "e-consent_on");
	post(t, at, "version", "2", "consent_asked_on", "R8.4.1", "consent",
	    "waiting", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "だれを通して家族に聞くかを書いてください。");
	take(t, id, "closing", "2", "outcome", "supported", NULL, NULL, NULL,
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "「だれが動くか」を決めてください");
	take(t, id, "closing", "2", "outcome", "passed_on", NULL, NULL, NULL,
	    NULL);
	EXPECT_STATUS(t, 422);
	take(t, id, "doctor", "2", "doctor", "x", NULL, NULL, NULL, NULL);
	EXPECT_STATUS(t, 409);
	take(t, id, "nothing", "2", NULL, NULL, NULL, NULL, NULL, NULL);
	EXPECT_STATUS(t, 404);
	EXPECT(town_number(t, "SELECT version FROM intake") == 2);
}

TEST(family_that_does_not_agree_ends_it_and_no_child_is_registered)
{
	const char *id = begin(t, nursery_calls(t));

	take(t, id, "situation", "1", "situation", "相談", NULL, NULL, NULL,
	    NULL);
	post(t, arena_fmt(t->mem, "/intakes/%s/steps/consent", id), "version",
	    "2", "consent_asked_by", "園長", "consent_asked_on", "R8.4.1",
	    "consent", "no", "consent_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/intakes/%s/child", id));
	EXPECT_STATUS(t, 409);
	take(t, id, "closing", "3", "outcome", "supported", NULL, NULL, NULL,
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "家族が同意していない");
	take(t, id, "closing", "3", "outcome", "declined", NULL, NULL, NULL,
	    NULL);
	EXPECT_STATUS(t, 303);
	take(t, id, "closing", "4", "outcome", "declined", NULL, NULL, NULL,
	    NULL);
	EXPECT_STATUS(t, 409);
	take_back(t, id, "closing", "4");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM intake WHERE state ="
	    " 'open' AND outcome IS NULL AND closed_on IS NULL") == 1);
}

TEST(child_born_after_the_call_is_not_its_child)
{
	const char *id = agreed(t, nursery_calls(t));

	set_today(t, "2026-04-03");
	post(t, arena_fmt(t->mem, "/intakes/%s/child", id), "version", "3",
	    "name", "見本 さくら", "kana", "みほん さくら", "born_on", "R8.4.2",
	    "municipality", "02201", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "生まれる前の日付の記録");
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 0);
	post(t, arena_fmt(t->mem, "/intakes/%s/child", id), "version", "3",
	    "child_typed", "だれもいない", NULL);
	EXPECT_STATUS(t, 422);
}

TEST(thread_begins_once_and_a_stale_step_changes_nothing)
{
	const char *contact = nursery_calls(t), *id = begin(t, contact);

	post(t, "/intakes", "contact", contact, NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM intake") == 1);
	take(t, id, "situation", "1", "situation", "相談", NULL, NULL, NULL,
	    NULL);
	skip(t, id, "consent", "1", "古い画面");
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM intake"
	    " WHERE skipped IS NULL AND version = 2") == 1);
	post(t, "/intakes", "contact", "nobody", NULL);
	EXPECT_STATUS(t, 404);
}

TEST(another_call_is_added_and_is_the_childs_too)
{
	const char *id = agreed(t, nursery_calls(t)), *later = nursery_calls(t);

	register_sakura(t, id, "3");
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/contacts/%s", later));
	EXPECT_SEES(t, "R8-0001 に加える");
	post(t, arena_fmt(t->mem, "/intakes/%s/contacts", id), "contact",
	    later, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM contact"
	    " WHERE child IS NULL") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM intake_contact"
	    " WHERE tied = 1") == 2);
	post(t, arena_fmt(t->mem, "/intakes/%s/contacts", id), "contact",
	    later, NULL);
	EXPECT_STATUS(t, 409);
}

TEST(answer_is_asked_for_again_after_a_week)
{
	const char *id = begin(t, nursery_calls(t));

	get(t, "/");
	EXPECT_SEES(t, "相談の内容と状況を書く");
	take(t, id, "situation", "1", "situation", "相談", NULL, NULL, NULL,
	    NULL);
	post(t, arena_fmt(t->mem, "/intakes/%s/steps/consent", id), "version",
	    "2", "consent_asked_by", "園長", "consent_asked_on", "R8.4.1",
	    "consent", "waiting", NULL);
	get(t, "/");
	EXPECT_NOT_SEES(t, "家族の返事を確かめる");
	set_today(t, "2026-04-08");
	get(t, "/");
	EXPECT_SEES(t, "家族の返事を確かめる");
}

TEST(thread_about_nobody_is_the_centres_alone)
{
	const char *id = begin(t, nursery_calls(t)), *home;

	home = town_agency(t, "見本園", "nursery");
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "助言 海", "role", "advisor",
	    "agency", home, NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "umi");
	get(t, arena_fmt(t->mem, "/intakes/%s", id));
	EXPECT_STATUS(t, 404);
	skip(t, id, "consent", "1", "x");
	EXPECT_STATUS(t, 404);
	get(t, "/intakes");
	EXPECT_SEES(t, "進んでいる相談はありません。");
	get(t, "/");
	EXPECT_NOT_SEES(t, "相談の内容と状況を書く");
}
