
#include "app/deed.h"
#include "features/account/account.h"
#include "features/consent/consent.h"
#include "tests/kit_rows.h"

static const char *
agency(struct town *t, const char *name, const char *kind)
{
	post(t, "/agencies", "name", name, "kind", kind, NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/agencies/"), 36);
}

/* The mother agrees today; "to_on" and all else as the test wants it. */
static void
hana_writes_down(struct town *t, const char *child, const char *recipient,
    const char *given_as, const char *from_on, const char *to_on)
{
	post(t, "/consents", "child", child, "recipient", recipient, "recipient",
	    "", "purpose", "support", "classes", "identity", "classes", "care",
	    "given_by", "見本 明子", "given_as", given_as, "given_on", "R8.4.1",
	    "text_version", "r8", "explained_by", "看護師 花", "from_on", from_on,
	    "to_on", to_on, NULL);
}

static const char *
only_consent(struct town *t)
{
	static const struct query q = { "test.consent", "SELECT id FROM consent" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return arena_fmt(t->mem, "/consents/%s", rows.cells[0]);
}

static enum result
may_see(struct town *t, const char *child, const char *recipient,
    const char *class)
{
	struct consent c;

	return consent_standing(town_request(t), child, recipient, "support",
	    class, &c);
}

TEST(consent_lets_the_recipient_see_what_was_ticked_and_no_more)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");
	const char *other = agency(t, "例示病院", "hospital");

	hana_writes_down(t, child, home, "mother", "R8.4.1", "R9.3.31");
	EXPECT_STATUS(t, 303);
	EXPECT(may_see(t, child, home, "care") == OK);
	EXPECT(may_see(t, child, home, "clinical") == MISSING);
	EXPECT(may_see(t, child, other, "care") == MISSING);
	set_today(t, "2027-04-01");
	EXPECT(may_see(t, child, home, "care") == MISSING);
}

TEST(consent_shows_beside_the_timeline_with_what_is_missing)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");

	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "有効な同意はありません。");
	hana_writes_down(t, child, home, "mother", "R8.4.1", "R8.5.31");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "見本園");
	EXPECT_SEES(t, "あと60日で切れます。");
	EXPECT_SEES(t, "共有していないこと：住所・連絡先・家族、病状・相談の内容");
	set_today(t, "2026-06-01");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "期限が切れています。");
}

TEST(consent_with_61_days_left_is_not_yet_announced)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");

	hana_writes_down(t, child, home, "mother", "R8.4.1", "R8.6.1");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_NOT_SEES(t, "日で切れます");
}

TEST(consent_taken_anew_silences_the_one_that_runs_out)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");

	hana_writes_down(t, child, home, "mother", "R8.4.1", "R8.4.30");
	hana_writes_down(t, child, home, "mother", "R8.5.1", "R9.3.31");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_NOT_SEES(t, "日で切れます");
	set_today(t, "2026-05-02");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_NOT_SEES(t, "期限が切れています。");
}

TEST(parents_consent_must_be_retaken_when_the_child_turns_18)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");

	hana_writes_down(t, child, home, "mother", "R8.4.1", "");
	set_today(t, "2041-04-11");
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "あと1日で18歳になります。本人の同意をとり直します。");
	EXPECT(may_see(t, child, home, "care") == OK);
	set_today(t, "2041-04-12");
	sign_in(t, "hana_nurse");
	get(t, arena_fmt(t->mem, "/children/%s", child));
	EXPECT_SEES(t, "18歳になり終わりました。");
	EXPECT(may_see(t, child, home, "care") == MISSING);
	hana_writes_down(t, child, home, "mother", "R23.4.12", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "始まる日には18歳になっています。本人（または成年後見人）の同意が必要です。");
	hana_writes_down(t, child, home, "self", "R23.4.12", "");
	EXPECT_STATUS(t, 303);
	EXPECT(may_see(t, child, home, "care") == OK);
}

TEST(one_paper_for_two_recipients_is_two_consents)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");
	const char *other = agency(t, "例示病院", "hospital");

	post(t, "/consents", "child", child, "recipient", "", "recipient", home,
	    "recipient", other, "recipient", home, "purpose", "support",
	    "classes", "care", "given_by", "見本 明子", "given_as", "mother",
	    "given_on", "R8.4.1", "text_version", "r8", "explained_by", "花",
	    "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM consent") == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE record = 'consent' AND verb = 'add'") == 2);
	EXPECT(may_see(t, child, home, "care") == OK);
	EXPECT(may_see(t, child, other, "care") == OK);
}

TEST(consent_with_one_unknown_recipient_writes_nothing)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");

	post(t, "/consents", "child", child, "recipient", home, "recipient",
	    "nobody", "purpose", "support", "classes", "care", "given_by",
	    CANARY, "given_as", "mother", "given_on", "R8.4.1", "text_version",
	    "r8", "explained_by", "花", "from_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-recipient\"");
	EXPECT(town_number(t, "SELECT count(*) FROM consent") == 0);
}

TEST(empty_consent_names_what_is_missing_and_keeps_the_child)
{
	const char *child = town_sakura(t);

	get(t, arena_fmt(t->mem, "/consents/new?child=%s", child));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本 さくら");
	EXPECT_SEES(t, "さんの同意を書く");
	post(t, "/consents", "child", child, "recipient", "", "classes", "",
	    "given_by", CANARY, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "見本 さくら");
	EXPECT_SEES(t, "さんの同意を書く");
	EXPECT_SEES(t, "href=\"#f-recipient\"");
	EXPECT_SEES(t, "href=\"#f-classes\"");
	EXPECT_SEES(t, "href=\"#f-purpose\"");
	EXPECT(town_number(t, "SELECT count(*) FROM consent") == 0);
}

TEST(consent_from_the_future_or_before_it_was_given_is_refused)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");

	hana_writes_down(t, child, home, "mother", "R8.3.31", "R8.3.30");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "同意した日より前からは共有できません。");
	EXPECT_SEES(t, "始まる日より前の日です。");
	set_today(t, "2026-03-31");
	sign_in(t, "hana_nurse");
	hana_writes_down(t, child, home, "mother", "R8.4.1", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "まだ来ていない日です。");
}

TEST(consent_withdrawn_holds_no_more_from_that_moment)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");
	const char *where;

	hana_writes_down(t, child, home, "mother", "R8.4.1", "");
	where = only_consent(t);
	post(t, arena_fmt(t->mem, "%s/withdrawal", where), "withdrawn_by", " ",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(may_see(t, child, home, "care") == OK);
	post(t, arena_fmt(t->mem, "%s/withdrawal", where), "withdrawn_by",
	    CANARY, NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(may_see(t, child, home, "care") == MISSING);
	get(t, where);
	EXPECT_SEES(t, "令和8年4月1日（水）に取り消しました");
	EXPECT_NOT_SEES(t, "/withdrawal");
	post(t, arena_fmt(t->mem, "%s/withdrawal", where), "withdrawn_by", "母",
	    NULL);
	EXPECT_STATUS(t, 409);
	get(t, arena_fmt(t->mem, "/children/%s/consents", child));
	EXPECT_SEES(t, "終わった同意・取り消した同意");
	EXPECT_SEES(t, "R8.4.1に取り消し");
}

TEST(consent_cannot_be_rewritten_by_any_door)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");
	const char *where;

	hana_writes_down(t, child, home, "mother", "R8.4.1", "R8.4.30");
	where = only_consent(t);
	get(t, arena_fmt(t->mem, "%s/edit", where));
	EXPECT_STATUS(t, 404);
	post(t, where, "version", "1", "to_on", "R20.3.31", NULL);
	EXPECT_STATUS(t, 405);
	api(t, "PUT", arena_fmt(t->mem, "/api/v1%s", where),
	    "{\"version\":1,\"to_on\":\"2038-03-31\"}");
	EXPECT_STATUS(t, 405);
	api(t, "POST", "/api/v1/consents", "{\"withdrawn_on\":\"2026-04-01\"}");
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT count(*) FROM consent"
	    " WHERE to_on = '2026-04-30' AND version = 1") == 1);
}

/* Nobody can be reached: shared without consent, with the reason. */
static void
taro_decides(struct town *t, const char *child, const char *recipient,
    const char *given_as, const char *to_on, const char *why)
{
	post(t, "/consents", "child", child, "recipient", recipient, "purpose",
	    "disaster", "classes", "care", "given_by", "医師 太郎", "given_as",
	    given_as, "given_on", "R8.4.1", "text_version", "none",
	    "explained_by", "医師 太郎", "from_on", "R8.4.1", "to_on", to_on,
	    "emergency", why, NULL);
}

TEST(exception_without_consent_says_why_and_ends_within_30_days)
{
	const char *child = town_sakura(t), *home = agency(t, "見本消防", "fire_service");

	taro_decides(t, child, home, "none", "R8.4.30", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "同意も説明もなしで共有する理由を入力してください。");
	taro_decides(t, child, home, "mother", "", CANARY);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "緊急の例外は30日までです。");
	EXPECT_SEES(t, "同意なしの理由を書いたときは「同意なし（緊急の例外）」を");
	taro_decides(t, child, home, "none", "R8.5.2", "停電");
	EXPECT_STATUS(t, 422);
	taro_decides(t, child, home, "none", "R8.5.1", CANARY);
	EXPECT_STATUS(t, 303);
	get(t, only_consent(t));
	EXPECT_SEES(t, "同意なしの共有の記録");
	EXPECT_NOT_SEES(t, "（自署）");
}

TEST(consents_of_nobody_are_missing)
{
	get(t, "/children/no-such-child/consents");
	EXPECT_STATUS(t, 404);
	get(t, "/consents/no-such-consent");
	EXPECT_STATUS(t, 404);
	get(t, "/consents/new?child=no-such-child");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "data-suggest=\"/children/suggest\"");
}

/* Goro advises for that agency and is sent to the child; he signs in. */
static void
goro_is_sent(struct town *t, const char *child, const char *home)
{
	const char *goro = town_somebody(t, "goro", "助言 五郎", "advisor",
	    home);

	post(t, "/assignments", "child", child, "person", goro, "from_on",
	    "R8.4.1", "to_on", "R8.4.30", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "goro");
}

TEST(agency_sees_what_was_shared_with_it_and_writes_no_consents)
{
	const char *child = town_sakura(t), *home = agency(t, "見本大学", "hospital");
	const char *other = agency(t, "例示病院", "hospital");
	const char *page = arena_fmt(t->mem, "/children/%s/consents", child);

	hana_writes_down(t, child, other, "mother", "R8.4.1", "");
	EXPECT_STATUS(t, 303);
	goro_is_sent(t, child, home);
	get(t, page);
	EXPECT_STATUS(t, 403);
	/* What nobody has lacks no consent. */
	post(t, "/attachments", "child", "00000000-0000-4000-8000-000000000000",
	    NULL);
	EXPECT_STATUS(t, 404);
	sign_in(t, "hana_nurse");
	hana_writes_down(t, child, home, "mother", "R8.4.1", "");
	EXPECT_STATUS(t, 303);
	sign_in(t, "goro");
	get(t, page);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本大学");
	EXPECT_NOT_SEES(t, "例示病院");
	EXPECT_NOT_SEES(t, "見本 明子");
	EXPECT_NOT_SEES(t, "同意を書く");
	hana_writes_down(t, child, home, "mother", "R8.4.1", "");
	EXPECT_STATUS(t, 403);
	get(t, "/consents");
	EXPECT_STATUS(t, 404);
}

TEST(program_of_an_agency_counts_and_reads_no_other_agencys_consents)
{
	const char *child = town_sakura(t), *home = agency(t, "見本大学", "hospital");
	const char *other = agency(t, "例示病院", "hospital"), *theirs;

	hana_writes_down(t, child, other, "mother", "R8.4.1", "");
	theirs = only_consent(t);
	hana_writes_down(t, child, home, "mother", "R8.4.1", "");
	goro_is_sent(t, child, home);
	api(t, "GET", "/api/v1/consents", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "{\"total\":1,");
	EXPECT_SEES(t, home);
	EXPECT_NOT_SEES(t, other);
	api(t, "GET", arena_fmt(t->mem, "/api/v1%s", theirs), NULL);
	EXPECT_STATUS(t, 404);
	get(t, theirs);
	EXPECT_STATUS(t, 404);
}

TEST(agency_reads_nothing_of_the_family_nor_of_who_broke_glass)
{
	static const char *const kept[] = { "family-members", "glass",
		"named-grants" };
	const char *child = town_sakura(t), *home = agency(t, "見本大学", "hospital");

	hana_writes_down(t, child, home, "mother", "R8.4.1", "");
	goro_is_sent(t, child, home);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "/children/%s/glass", child), "reason",
	    "緊急の搬送のため確かめます", NULL);
	EXPECT_STATUS(t, 303);
	api(t, "GET", "/api/v1/glass", NULL);
	EXPECT_SEES(t, "{\"total\":1,");
	sign_in(t, "goro");
	for (size_t i = 0; i < COUNT(kept); i++) {
		api(t, "GET", arena_fmt(t->mem, "/api/v1/%s", kept[i]), NULL);
		EXPECT_STATUS(t, 200);
		EXPECT_SEES(t, "{\"total\":0,");
	}
}

TEST(consent_withdrawn_shuts_the_advisor_out_at_once)
{
	const char *child = town_sakura(t), *home = agency(t, "見本大学", "hospital");
	const char *page = arena_fmt(t->mem, "/children/%s", child);

	hana_writes_down(t, child, home, "mother", "R8.4.1", "");
	goro_is_sent(t, child, home);
	get(t, page);
	EXPECT_STATUS(t, 200);
	sign_in(t, "hana_nurse");
	post(t, arena_fmt(t->mem, "%s/withdrawal", only_consent(t)),
	    "withdrawn_by", "見本 明子", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "goro");
	get(t, page);
	EXPECT_STATUS(t, 403);
	EXPECT_SEES(t, "共有する同意がありません");
	EXPECT_NOT_SEES(t, "さくら");
}

/* What everybody at the centre has to do; today is the second of `day`. */
static bool
is_due(struct town *t, const char *day, const char *what)
{
	set_today(t, day);
	get(t, "/?all=1");
	EXPECT_STATUS(t, 200);
	return kit_sees(t, what);
}

TEST(consent_is_asked_for_anew_a_month_before_it_ends)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");
	const char *what = "同意をもらい直す（見本園、R9.3.31まで）";

	hana_writes_down(t, child, home, "mother", "R8.4.1", "R9.3.31");
	EXPECT(!is_due(t, "2027-02-27", what));
	EXPECT(is_due(t, "2027-02-28", what));
	EXPECT(is_due(t, "2027-05-30", what));
	EXPECT(!is_due(t, "2027-05-31", what));
	set_today(t, "2027-03-01");
	hana_writes_down(t, child, home, "mother", "R9.3.1", "R10.3.31");
	EXPECT_STATUS(t, 303);
	EXPECT(!is_due(t, "2027-03-02", what));
}

TEST(consent_that_ended_by_age_is_let_go_before_its_written_day)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");

	hana_writes_down(t, child, home, "mother", "R8.4.1", "R24.1.31");
	EXPECT(is_due(t, "2041-03-12", "同意をもらい直す"));
	EXPECT(!is_due(t, "2042-01-15", "同意をもらい直す"));
}

TEST(consent_of_a_parent_is_asked_for_anew_before_the_child_comes_of_age)
{
	const char *child = town_sakura(t), *home = agency(t, "見本園", "nursery");
	const char *what = "同意をもらい直す（見本園、R23.4.11まで）";

	hana_writes_down(t, child, home, "mother", "R8.4.1", "");
	EXPECT(!is_due(t, "2041-03-11", what));
	EXPECT(is_due(t, "2041-03-12", what));
	set_today(t, "2041-04-12");
	hana_writes_down(t, child, home, "self", "R23.4.12", "");
	EXPECT_STATUS(t, 303);
	EXPECT(!is_due(t, "2041-04-12", what));
}
