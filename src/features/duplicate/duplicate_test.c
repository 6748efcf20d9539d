#include "tests/kit_rows.h"

static const char *
child_named(struct town *t, const char *name, const char *kana,
    const char *born, const char *another)
{
	post(t, "/children", "name", name, "kana", kana, "born_on", born,
	    "municipality", "02201", another, "1", NULL);
	EXPECT_STATUS(t, 303);
	return arena_bytes(t->mem, t->location + strlen("/children/"), 36);
}

static const char *
call(struct town *t, const char *child, const char *body)
{
	post(t, "/contacts", "on_day", "R8.4.1", "method", "phone",
	    "requester", "family", "child", child, "body", body, NULL);
	EXPECT_STATUS(t, 303);
	return child;
}

static int64_t
contacts_of(struct town *t, const char *child)
{
	return town_number(t, arena_fmt(t->mem,
	    "SELECT count(*) FROM contact WHERE child = '%s'", child));
}

static void
merge(struct town *t, const char *kept, const char *gone)
{
	post(t, arena_fmt(t->mem, "/children/%s/merge", kept), "other", gone,
	    NULL);
}

static void
separate(struct town *t)
{
	static const struct query q = { "test.merge", "SELECT id FROM child_merge"
	    " WHERE undone_at IS NULL" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	post(t, arena_fmt(t->mem, "/merges/%s/separation", rows.cells[0]),
	    NULL);
	EXPECT_STATUS(t, 303);
}

TEST(child_told_of_again_in_other_letters_is_shown_before_it_is_written)
{
	child_named(t, "髙見本 さくら", "タカミホン サクラ", "R5.4.12", "another");
	post(t, "/children", "name", "高見本 桜", "kana", "たかみほん さくら",
	    "born_on", "R5.4.12", "municipality", "02201", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "同じ子どもではありませんか");
	EXPECT_SEES(t, "名前と生年月日が同じ");
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 1);
	post(t, "/children", "name", "高見本 桜", "kana", "たかみほん さくら",
	    "born_on", "R5.4.12", "municipality", "02201", "another", "1",
	    NULL);
	EXPECT_STATUS(t, 303);
}

TEST(child_unlike_all_others_is_written_without_a_question)
{
	child_named(t, "見本 さくら", "ミホン サクラ", "R5.4.12", "another");
	post(t, "/children", "name", "例示 そら", "kana", "レイジ ソラ",
	    "born_on", "R4.1.2", "municipality", "02203", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(merge_takes_the_rows_over_and_its_undoing_gives_exactly_those_back)
{
	const char *a = child_named(t, "見本 さくら", "ミホン サクラ", "R5.4.12",
	    "another");
	const char *b = child_named(t, "見本 桜", "ミホン サクラ", "R5.4.12",
	    "another");

	call(t, a, "一つめ");
	call(t, b, "二つめ");
	call(t, b, "三つめ");
	get(t, arena_fmt(t->mem, "/children/%s/merge?other=%s", a, b));
	EXPECT_SEES(t, "相談・支援記録 2件");
	merge(t, a, b);
	EXPECT_STATUS(t, 303);
	EXPECT(contacts_of(t, a) == 3 && contacts_of(t, b) == 0);
	get(t, "/children");
	EXPECT_NOT_SEES(t, "見本 桜");
	get(t, arena_fmt(t->mem, "/children/%s", b));
	EXPECT_STATUS(t, 303);
	EXPECT(strstr(t->location, a));
	call(t, a, "四つめ");
	separate(t);
	EXPECT(contacts_of(t, a) == 2 && contacts_of(t, b) == 2);
	get(t, "/children");
	EXPECT_SEES(t, "見本 桜");
	get(t, arena_fmt(t->mem, "/children/%s", b));
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "三つめ");
}

static int64_t
power_of(struct town *t, const char *child, const char *what)
{
	return town_number(t, arena_fmt(t->mem, "SELECT %s FROM power"
	    " WHERE child = '%s'", what, child));
}

TEST(merge_takes_devices_over_and_says_anew_how_long_they_run)
{
	const char *a = child_named(t, "見本 凛", "ミホン リン", "R5.4.12",
	    "another");
	const char *b = child_named(t, "見本 りん", "ミホン リン", "R5.4.12",
	    "another");

	post(t, arena_fmt(t->mem, "/children/%s/devices", a), "kind",
	    "ventilator", "internal", "1", "internal_minutes", "300",
	    "external", "0", NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/children/%s/devices", b), "kind",
	    "suction", "internal", "1", "internal_minutes", "40", "external",
	    "0", NULL);
	EXPECT_STATUS(t, 303);
	merge(t, a, b);
	EXPECT_STATUS(t, 303);
	EXPECT(power_of(t, a, "minutes") == 40 && power_of(t, a, "rank") == 1);
	EXPECT(power_of(t, b, "count(*)") == 0);
	separate(t);
	EXPECT(power_of(t, a, "minutes") == 300);
	EXPECT(power_of(t, b, "minutes") == 40 && power_of(t, b, "rank") == 3);
}

TEST(merge_of_a_child_with_itself_is_refused)
{
	const char *a = child_named(t, "見本 さくら", "ミホン サクラ", "R5.4.12",
	    "another");

	merge(t, a, a);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "同じ記録です。");
	EXPECT(town_number(t, "SELECT count(*) FROM child_merge") == 0);
}

static void
agree(struct town *t, const char *child, const char *recipient,
    const char *class)
{
	post(t, "/consents", "child", child, "recipient", recipient, "purpose",
	    "support", "classes", "identity", "classes", class, "given_by",
	    "見本 明子", "given_as", "mother", "given_on", "R8.4.1",
	    "text_version", "r8", "explained_by", "看護師 花", "from_on",
	    "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(merge_of_two_whose_consents_contradict_is_refused_with_the_agency)
{
	const char *a = child_named(t, "見本 さくら", "ミホン サクラ", "R5.4.12",
	    "another");
	const char *b = child_named(t, "見本 桜", "ミホン サクラ", "R5.4.12",
	    "another"), *home;

	home = town_agency(t, "見本園", "nursery");
	agree(t, a, home, "care");
	agree(t, b, home, "care");
	merge(t, a, b);
	EXPECT_STATUS(t, 303);
	separate(t);
	agree(t, b, home, "contact");
	merge(t, a, b);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "見本園への同意が2つの記録で食い違っています");
	EXPECT(town_number(t, "SELECT count(*) FROM child_merge"
	    " WHERE undone_at IS NULL") == 0);
}
