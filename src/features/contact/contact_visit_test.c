#include "tests/kit_pdf.h"
#include "tests/kit_rows.h"


static const char *
child(struct town *t, const char *name)
{
	post(t, "/children", "name", name, "kana", "みほん", "born_on",
	    "R5.4.12", "municipality", "02201", "guardian", "見本 明子",
	    "phone", "017-000-0001", "another", "1", NULL);
	return id_at(t, "/children/");
}

static const char *
first_contact(struct town *t)
{
	static const struct query q = { "test.contact",
	    "SELECT id FROM contact WHERE visit IS NULL" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	return arena_text(t->mem, rows.cells[0]);
}

static const char *
visit(struct town *t, const char *who)
{
	post(t, "/contacts", "on_day", "R8.4.1", "method", "visit", "support",
	    "direct", "requester", "family", "child", who, "partners", "",
	    "participants_family", "２", "participants_nurse", "1",
	    "participants_doctor", "", "minutes", "90", "travel_minutes", "120",
	    "km", "80", "place", "自宅", "body", "吸引の様子を見た。", NULL);
	EXPECT_STATUS(t, 303);
	return first_contact(t);
}

TEST(visit_counts_who_was_there_and_what_it_took)
{
	get(t, arena_fmt(t->mem, "/contacts/%s", visit(t,
	    child(t, "見本 さくら"))));
	EXPECT_SEES(t, "家族2名、看護師1名");
	EXPECT_SEES(t, "直接（本人・家族へ）");
	EXPECT(town_number(t, "SELECT minutes + travel_minutes + km"
	    " FROM contact WHERE participants = 'family:2,nurse:1'") == 290);
}

TEST(visit_without_numbers_says_nothing_of_them)
{
	const char *id;

	post(t, "/contacts", "on_day", "R8.4.1", "method", "visit",
	    "requester", "family", "partners", "", "minutes", "", "body", "x",
	    NULL);
	id = id_at(t, "/contacts/");
	get(t, arena_fmt(t->mem, "/contacts/%s", id));
	EXPECT_NOT_SEES(t, "対応時間");
	api(t, "GET", arena_fmt(t->mem, "/api/v1/contacts/%s", id), NULL);
	EXPECT_SEES(t, "\"minutes\":null");
}

TEST(visit_with_a_wrong_head_count_is_refused_in_words)
{
	post(t, "/contacts", "on_day", "R8.4.1", "method", "visit",
	    "requester", "family", "partners", "", "participants_family",
	    "たくさん", "body", "x", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "人数を数字で入力してください。例）2");
	EXPECT_SEES(t, "たくさん");
	post(t, "/contacts", "on_day", "R8.4.1", "method", "visit",
	    "requester", "family", "partners", "", "participants_wizard", "1",
	    "body", "x", NULL);
	EXPECT_STATUS(t, 422);
}

TEST(visit_to_two_children_is_one_outing_with_two_records)
{
	const char *sakura = child(t, "見本 さくら");
	const char *first = visit(t, sakura), *sora = child(t, "見本 そら");

	get(t, arena_fmt(t->mem, "/contacts/new?full=1&with=%s", first));
	EXPECT_SEES(t, "同じ訪問で会った、もう1人の子どもの記録です。");
	EXPECT_SEES(t, "value=\"2\"");
	EXPECT_NOT_SEES(t, "吸引の様子を見た。");
	EXPECT_NOT_SEES(t, "value=\"120\"");
	post(t, arena_fmt(t->mem, "/contacts?with=%s", first), "on_day",
	    "R8.4.1", "method", "visit", "requester", "family", "child", sora,
	    "partners", "", "body", "初めて会った。", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/contacts/%s", first));
	EXPECT_SEES(t, "同じ訪問の記録");
	EXPECT_SEES(t, "見本 そら");
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM contact"
	    " WHERE visit = '%s'", first)) == 1);
}

TEST(letter_tells_what_was_agreed_to_and_on_which_consent_it_stands)
{
	const char *sakura = child(t, "見本 さくら"), *first = visit(t, sakura);
	const char *home, *other, *text;

	home = town_agency(t, "見本園", "nursery");
	other = town_agency(t, "例示病院", "hospital");
	post(t, "/consents", "child", sakura, "recipient", home, "purpose",
	    "support", "classes", "identity", "classes", "care", "given_by",
	    "見本 明子", "given_as", "mother", "given_on", "R8.4.1",
	    "text_version", "r8", "explained_by", "看護師 花", "from_on",
	    "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	get(t, arena_fmt(t->mem, "/contacts/%s/letter/%s", first, home));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "見本園　御中");
	EXPECT_SEES(t, "R8.4.1の同意（見本 明子さん）");
	EXPECT_NOT_SEES(t, "吸引の様子を見た。");
	EXPECT_NOT_SEES(t, "017-000-0001");
	get(t, arena_fmt(t->mem, "/contacts/%s/letter/%s", first, other));
	EXPECT_STATUS(t, 403);
	EXPECT_SEES(t, "例示病院に伝えるための有効な同意がありません");
	EXPECT_NOT_SEES(t, "さくら");
	text = get_pdf(t, arena_fmt(t->mem, "/contacts/%s/letter/%s/letter.pdf",
	    first, home));
	EXPECT(strstr(text, "見本園御中"));
	EXPECT(strstr(text, "R8.4.1の同意（見本明子さん）"));
	EXPECT(!strstr(text, "吸引の様子を見た。"));
	EXPECT(!strstr(text, "017-000-0001"));
	get(t, arena_fmt(t->mem, "/contacts/%s/letter/%s/letter.pdf", first,
	    other));
	EXPECT_STATUS(t, 403);
	EXPECT_SEES(t, "例示病院に伝えるための有効な同意がありません");
}
