#include "app/deed.h"
#include "features/directory/directory_page.h"
#include "tests/kit_rows.h"


static const char *
place(struct town *t, const char *name, const char *visibility)
{
	post(t, "/places", "name", name, "kana", "カクウノイエ",
	    "municipality", "02203", "phone", "0178-00-0000", "visibility",
	    visibility, "told_by", "電話", "confirmed_on", "2026-03-20",
	    "provider_name", "架空福祉会", "sure", "1", NULL);
	return id_at(t, "/places/");
}

static const char *
service(struct town *t, const char *at, const char *kind, const char *number)
{
	post(t, arena_fmt(t->mem, "/places/%s/services", at), "kind", kind,
	    "number", number, "status", "active", "capacity", "4",
	    "visibility", "public", "from_age", "6か月", "below_age", "18歳",
	    "nurse-mon", "9時～17時", "memo", "秘密のメモ", "contact", "架空 担当",
	    "told_by", "電話", "confirmed_on", "2026-03-20", NULL);
	return id_at(t, "/services/");
}

static const char *
url(struct town *t, const char *id, const char *behind)
{
	return arena_fmt(t->mem, "/services/%s%s", id, behind);
}

/* Somebody of another organisation. */
static void
sign_in_outside(struct town *t)
{
	const char *home;

	home = town_agency(t, "見本事業所", "consultation");
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "調整 海", "role",
	    "coordinator", "agency", home, NULL);
	sign_in(t, "umi");
}

TEST(directory_place_that_may_be_there_already_is_shown_first)
{
	const char *first = place(t, "架空のいえ" CANARY, "public");

	get(t, arena_fmt(t->mem, "/places/%s", first));
	EXPECT_SEES(t, "架空福祉会");
	post(t, "/places", "name", "架空のいえ", "municipality", "02203",
	    "visibility", "public", "told_by", "電話", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, first);
	EXPECT_SEES(t, "同じかもしれない場所");
	EXPECT(town_number(t, "SELECT count(*) FROM place") == 1);
	place(t, "架空のいえ2", "public");
	EXPECT(town_number(t, "SELECT count(*) FROM place") == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM provider") == 1);
}

TEST(directory_number_and_kind_are_one_service_wherever_it_is_written)
{
	const char *home = place(t, "架空のいえ", "public");

	service(t, home, "short_stay_medical", "0210000001");
	/* 24 is the file code of both. */
	post(t, arena_fmt(t->mem, "/places/%s/services", home), "kind",
	    "short_stay", "number", "0210000001", "status", "active",
	    "visibility", "public", "told_by", "電話", NULL);
	EXPECT_STATUS(t, 422);
	service(t, home, "after_school", "0210000001");
	EXPECT(town_number(t, "SELECT count(*) FROM service") == 2);
}

TEST(directory_answers_are_written_in_a_table_and_not_over_another_s)
{
	const char *id = service(t, place(t, "架空のいえ", "public"),
	    "short_stay", "0210000001");
	const char *table = url(t, id, "/answers");

	post(t, table, "version", "1", "told_by", "電話", "a-ventilator",
	    "terms", "a-suction", "yes", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "どんな条件かを入力してください");
	post(t, table, "version", "1", "told_by", "電話", "confirmed_on",
	    "2026-04-02", "a-suction", "yes", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "まだ来ていない日");
	post(t, table, "version", "1", "told_by", "電話", "confirmed_on",
	    "2026-03-25", "a-ventilator", "terms", "t-ventilator",
	    "夜間は不可" CANARY, "a-suction", "yes", "a-dialysis", "no", NULL);
	EXPECT_STATUS(t, 303);
	get(t, url(t, id, ""));
	EXPECT_SEES(t, "夜間は不可");
	EXPECT_SEES(t, "確認・7日前に確認（電話）");
	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE substr(answers, 1, 1) = 't' AND version = 2"
	    " AND confirmed_on = '2026-03-25'") == 1);
	post(t, table, "version", "1", "told_by", "訪問", "a-suction", "no",
	    NULL);
	EXPECT_STATUS(t, 409);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_value"
	    " WHERE field = 'suction' AND value = 'yes'") == 1);
	get(t, url(t, id, "/history"));
	EXPECT_SEES(t, "条件付き（夜間は不可");
}

TEST(directory_one_tap_confirms_what_is_known_and_leaves_the_unknown)
{
	const char *id = service(t, place(t, "架空のいえ", "public"),
	    "short_stay", "0210000001");

	post(t, url(t, id, "/answers"), "version", "1", "told_by", "電話",
	    "confirmed_on", "2026-03-25", "a-suction", "yes", NULL);
	EXPECT_STATUS(t, 303);
	set_today(t, "2026-06-01");
	post(t, url(t, id, "/confirmation"), "version", "2", "told_by",
	    "FAX", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_value"
	    " WHERE record = 'service' AND confirmed_on <> '2026-06-01'")
	    == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE confirmed_on = '2026-06-01'"
	    " AND answers LIKE '%y%' AND answers LIKE '%-%'") == 1);
	post(t, url(t, id, "/confirmation"), "version", "2", "told_by",
	    "FAX", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(directory_place_of_the_centre_alone_is_nowhere_for_others)
{
	const char *seen = place(t, "架空のいえ", "public");
	const char *hidden = place(t, "内密の病院", "centre");
	const char *open = service(t, seen, "short_stay", "0210000001");
	const char *shut = service(t, hidden, "hospital", "0210000002");

	post(t, url(t, open, "/answers"), "version", "1", "told_by", "電話",
	    "a-suction", "yes", "v-suction", "centre", "a-oxygen", "yes",
	    "v-oxygen", "supporters", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/services?q=内密");
	EXPECT_SEES(t, "内密の病院");
	sign_in_outside(t);
	get(t, "/services");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "架空のいえ");
	EXPECT_SEES(t, ">1件<");
	EXPECT_NOT_SEES(t, "内密の病院");
	get(t, "/services?criterion=suction");
	EXPECT_SEES(t, ">0件<");
	get(t, "/services?criterion=oxygen");
	EXPECT_SEES(t, ">1件<");
	get(t, url(t, shut, ""));
	EXPECT_STATUS(t, 404);
	get(t, arena_fmt(t->mem, "/places/%s", hidden));
	EXPECT_STATUS(t, 404);
	get(t, url(t, open, ""));
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "秘密のメモ");
	EXPECT_SEES(t, "架空 担当");
	get(t, url(t, open, "/answers"));
	EXPECT_STATUS(t, 404);
	get(t, url(t, open, "/history"));
	EXPECT_STATUS(t, 404);
	get(t, "/services/booklet?region=hachinohe");
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, "内密の病院");
	EXPECT_NOT_SEES(t, "架空 担当");
	api(t, "GET", "/api/v1/services", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "\"total\":1");
	EXPECT_NOT_SEES(t, "秘密のメモ");
	api(t, "GET", arena_fmt(t->mem, "/api/v1/services/%s/capabilities",
	    open), NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "{\"criterion\":\"suction\",\"answer\":\"unknown\","
	    "\"terms\":null,\"source\":null,");
	EXPECT_SEES(t, "{\"criterion\":\"oxygen\",\"answer\":\"yes\",");
	api(t, "GET", "/api/v1/places", NULL);
	EXPECT_NOT_SEES(t, "内密の病院");
	api(t, "GET", arena_fmt(t->mem, "/api/v1/services/%s", shut), NULL);
	EXPECT_STATUS(t, 404);
}

TEST(directory_list_is_narrowed_by_what_is_asked)
{
	const char *a = service(t, place(t, "架空のいえ", "public"),
	    "short_stay", "0210000001");

	service(t, place(t, "見本クリニック", "public"), "clinic",
	    "0210000002");
	post(t, url(t, a, "/answers"), "version", "1", "told_by", "電話",
	    "a-suction", "no", "a-oxygen", "terms", "t-oxygen", "1人", NULL);
	get(t, "/services?q=くりにっく");
	EXPECT_SEES(t, ">1件<");
	get(t, "/services?q=0210000001");
	EXPECT_SEES(t, "架空のいえ");
	get(t, "/services?region=hachinohe");
	EXPECT_SEES(t, ">2件<");
	get(t, "/services?region=aomori");
	EXPECT_SEES(t, ">0件<");
	get(t, "/services?kind=clinic");
	EXPECT_SEES(t, ">1件<");
	get(t, "/services?criterion=suction");
	EXPECT_SEES(t, ">0件<");
	get(t, "/services?criterion=suction&answer=no");
	EXPECT_SEES(t, ">1件<");
	get(t, "/services?criterion=suction&answer=unknown");
	EXPECT_SEES(t, ">1件<");
	EXPECT_SEES(t, "見本クリニック");
	get(t, "/services?criterion=oxygen");
	EXPECT_SEES(t, ">1件<");
	get(t, "/services?criterion=%27%3B--&answer=%27&fresh=x&status=y");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, ">0件<");
	set_today(t, "2027-05-01");
	get(t, "/services?fresh=old");
	EXPECT_SEES(t, ">2件<");
	EXPECT_SEES(t, "class=\"stale\"");
}

/* What an import says of the one service, committed. */
static void
import(struct town *t, const char *id, const char *day, bool there)
{
	struct request *r = town_request(t);
	struct origin from = { SOURCE_OPEN, day, "WAM NET" };
	struct claim c = { .field = "capacity", .value = "9" };
	struct claim gone = { .field = "status", .value = "closed",
		.propose = true };

	deed_begin(r);
	if (there) {
		EXPECT(directory_offer(r, &service_record, id, 0, &from, &c, 1)
		    == OK);
		EXPECT(c.became == OFFER_PROPOSED || c.became == OFFER_KEPT);
		EXPECT(directory_reopen(r, id) == OK);
	} else {
		EXPECT(directory_offer(r, &service_record, id, 0, &from, &gone,
		    1) == OK);
		EXPECT(gone.became == OFFER_PROPOSED);
	}
	EXPECT(db_commit(r->db) == OK);
}

TEST(directory_proposals_are_accepted_or_refused_and_come_back_in_a_year)
{
	const char *id = service(t, place(t, "架空のいえ", "public"),
	    "short_stay", "0210000001");

	import(t, id, "2026-03-31", true);
	get(t, "/services/proposals");
	EXPECT_SEES(t, "定員");
	EXPECT_SEES(t, "9人");
	EXPECT(town_number(t, "SELECT capacity FROM service") == 4);
	import(t, id, "2026-09-30", false);
	get(t, "/services/proposals");
	EXPECT_SEES(t, "廃止");
	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE status = 'active'") == 1);
	import(t, id, "2026-12-31", true);
	get(t, "/services/proposals");
	EXPECT_NOT_SEES(t, "廃止</b>");
	EXPECT(town_number(t, "SELECT count(*) FROM directory_proposal"
	    " WHERE decided_at IS NULL") == 1);
}

TEST(directory_waiting_proposals_are_one_line_of_today_until_decided)
{
	const char *id = service(t, place(t, "架空のいえ", "public"),
	    "short_stay", "0210000001");

	get(t, "/");
	EXPECT_NOT_SEES(t, "受入れ先の台帳の提案を確かめる");
	import(t, id, "2026-03-31", true);
	get(t, "/?whose=all");
	EXPECT_SEES(t, "受入れ先の台帳の提案を確かめる（1件）");
	EXPECT_SEES(t, "href=\"/services/proposals\"");
	sign_in_outside(t);
	get(t, "/?whose=all");
	EXPECT_NOT_SEES(t, "受入れ先の台帳の提案を確かめる");
}

static const char *
proposal(struct town *t)
{
	const char *at;

	get(t, "/services/proposals");
	at = strstr(t->body, "action=\"/services/proposals/");
	EXPECT(at);
	return arena_bytes(t->mem, at + strlen("action=\""),
	    strlen("/services/proposals/") + 36);
}

TEST(directory_accepted_proposal_is_the_centre_s_word_and_a_refused_one_stays_away)
{
	const char *id = service(t, place(t, "架空のいえ", "public"),
	    "short_stay", "0210000001");
	const char *at;

	import(t, id, "2026-03-31", true);
	at = proposal(t);
	post(t, at, "decision", "maybe", NULL);
	EXPECT_STATUS(t, 422);
	post(t, at, "decision", "refused", NULL);
	EXPECT_STATUS(t, 303);
	post(t, at, "decision", "accepted", NULL);
	EXPECT_STATUS(t, 404);
	set_today(t, "2026-10-10");
	import(t, id, "2026-09-30", true);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_proposal"
	    " WHERE decided_at IS NULL") == 0);
	set_today(t, "2027-10-10");
	import(t, id, "2027-09-30", true);
	post(t, proposal(t), "decision", "accepted", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE capacity = 9 AND confirmed_on = '2027-10-10'") == 1);
}

TEST(directory_agency_that_said_the_same_follows_the_place)
{
	const char *agency, *home;

	post(t, "/agencies", "name", "架空のいえ", "kind", "short_stay",
	    "phone", "0178-00-0000", NULL);
	agency = id_at(t, "/agencies/");
	home = place(t, "架空のいえ", "public");
	post(t, arena_fmt(t->mem, "/places/%s", home), "version", "1",
	    "name", "架空のいえ", "municipality", "02203", "visibility",
	    "public", "agency", agency, "phone", "0178-99-9999", "told_by",
	    "電話", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM agency"
	    " WHERE phone = '0178-99-9999' AND municipality = '02203'") == 1);
	post(t, arena_fmt(t->mem, "/places/%s", home), "version", "1",
	    "name", "別名", "municipality", "02203", "visibility", "public",
	    "told_by", "電話", NULL);
	EXPECT_STATUS(t, 409);
}

TEST(directory_copies_are_what_the_values_say_for_the_whole_demo)
{
	static const char *const fields[] = { "kind", "number", "status",
	    "capacity", "opening", "nurse_hours", "age_from", "age_below",
	    "weight_max", "contact", "note", "memo" };
	struct request *r = town_request(t);

	deed_begin(r);
	EXPECT(directory_demo(r) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM service") >= 380);
	EXPECT(town_number(t, "SELECT count(DISTINCT municipality)"
	    " FROM service") == 40);
	EXPECT(town_number(t, "SELECT count(*) FROM service s"
	    " JOIN directory_slot d ON 1 = 1 LEFT JOIN directory_value v"
	    " ON v.record_id = s.id AND v.field = d.criterion"
	    " WHERE substr(s.answers, d.slot + 1, 1) <> CASE v.value"
	    " WHEN 'yes' THEN 'y' WHEN 'terms' THEN 't' WHEN 'no' THEN 'n'"
	    " ELSE '-' END") == 0);
	for (size_t i = 0; i < COUNT(fields); i++) {
		EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*)"
		    " FROM service s LEFT JOIN directory_value v"
		    " ON v.record_id = s.id AND v.field = '%s'"
		    " LEFT JOIN directory_value w ON w.record_id = s.id"
		    " AND w.field = '*'"
		    " AND ',' || w.value || ',' LIKE '%%,%s,%%'"
		    " WHERE COALESCE(NULLIF(CAST(s.%s AS TEXT), '0'), '')"
		    " <> COALESCE(v.value, CASE WHEN w.value IS NULL THEN ''"
		    " ELSE CAST(s.%s AS TEXT) END)", fields[i], fields[i],
		    fields[i], fields[i])) == 0);
	}
	EXPECT(town_number(t, "SELECT count(*) FROM service s"
	    " JOIN place p ON p.id = s.place"
	    " WHERE s.municipality <> p.municipality OR s.search <> p.search"
	    " OR s.kana <> p.kana OR (p.visibility = 'centre')"
	    " <> (s.shown_to = 'centre')") == 0);
	get(t, "/services/coverage");
	EXPECT_STATUS(t, 200);
	get(t, "/services/booklet?region=hachinohe");
	EXPECT_STATUS(t, 200);
}

TEST(directory_growth_counts_a_place_once_from_the_day_it_was_told)
{
	const char *home = place(t, "架空のいえ", "public");
	const char *a = service(t, home, "short_stay", "0210000001");
	const char *b = service(t, home, "after_school", "0210000001");

	post(t, url(t, a, "/answers"), "version", "1", "told_by", "電話",
	    "confirmed_on", "2025-03-01", "a-ventilator", "yes", NULL);
	post(t, url(t, b, "/answers"), "version", "1", "told_by", "電話",
	    "confirmed_on", "2025-06-01", "a-ventilator", "yes", NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/services/coverage");
	EXPECT_SEES(t, "<tr><th scope=\"row\">令和5年度</th><td>0</td><td>0</td>"
	    "<td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td>");
	EXPECT_SEES(t, "<tr><th scope=\"row\">令和6年度</th><td>0</td><td>0</td>"
	    "<td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td>");
	EXPECT_SEES(t, "人工呼吸器を受け入れる場所の移り変わり");
	EXPECT_SEES(t, "region=hachinohe&amp;criterion=ventilator");
	EXPECT_SEES(t, "<tr><th scope=\"row\">令和8年度</th><td>0</td><td>0</td>"
	    "<td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td>");
}

TEST(directory_criteria_are_told_apart_from_one_another_and_from_columns)
{
	static const char *const lists[] = { "care", "criterion" };
	struct request *r = town_request(t);

	EXPECT(town_number(t, "SELECT count(*) FROM code a JOIN code b"
	    " ON a.code = b.code WHERE a.list = 'care'"
	    " AND b.list = 'criterion'") == 0);
	for (size_t l = 0; l < COUNT(lists); l++) {
		size_t n;
		const struct code *list = codes_list(r->codes, lists[l], &n);

		EXPECT(n >= 14);
		for (size_t i = 0; i < n; i++)
			EXPECT(!record_field(&service_record, list[i].code));
	}
}

TEST(directory_form_sent_twice_makes_one_place)
{
	const char *once = "0193a6b2-0000-7000-8000-000000000001";

	for (int i = 0; i < 2; i++) {
		post_raw(t, "/places", "csrf", t->csrf, "once", once, "name",
		    "架空のいえ", "municipality", "02203", "visibility",
		    "public", "told_by", "電話", NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(town_number(t, "SELECT count(*) FROM place") == 1);
}

TEST(directory_wrong_hours_ages_and_pins_are_said_and_kept)
{
	const char *home = place(t, "架空のいえ", "public");

	post(t, arena_fmt(t->mem, "/places/%s/services", home), "kind",
	    "clinic", "status", "active", "visibility", "public", "told_by",
	    "電話", "opening-mon", "朝から", "from_age", "5歳", "below_age",
	    "3歳", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "朝から");
	EXPECT_SEES(t, "9:00-17:00のように");
	EXPECT_SEES(t, "下の年齢より上");
	post(t, arena_fmt(t->mem, "/places/%s", home), "version", "1", "name",
	    "架空のいえ", "municipality", "02203", "visibility", "public",
	    "told_by", "電話", "latitude", "40.5", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "両方入力");
	post(t, arena_fmt(t->mem, "/places/%s", home), "version", "1", "name",
	    "架空のいえ", "municipality", "02203", "visibility", "public",
	    "told_by", "電話", "latitude", "40.5", "longitude", "141.5", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM place"
	    " WHERE lat = 4050000 AND precise = 'manual'") == 1);
}
