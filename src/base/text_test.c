#include "base/text.h"
#include "tests/kit.h"

static struct arena *
mem(void)
{
	static struct arena *kept;

	if (!kept)
		kept = arena_new();
	arena_reset(kept);
	return kept;
}

static bool
same_key(const char *a, const char *b)
{
	struct arena *m = mem();

	return strcmp(text_key(m, a), text_key(m, b)) == 0;
}

static bool
same_loose(const char *a, const char *b)
{
	struct arena *m = mem();

	return strcmp(text_key_loose(m, a), text_key_loose(m, b)) == 0;
}

UNIT(broken_utf8_is_not_let_in)
{
	static const char *const broken[] = { "\xff", "\xc0\xaf", "\xe0\x80\xaf",
	    "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe3\x81", "a\x80" };

	for (size_t i = 0; i < COUNT(broken); i++)
		EXPECT(!text_valid(broken[i], strlen(broken[i])));
	EXPECT(text_valid("髙﨑𠮷", strlen("髙﨑𠮷")));
	EXPECT(!text_valid("a\0b", 3));
}

UNIT(text_is_tidied_without_changing_a_name)
{
	struct arena *m = mem();

	EXPECT(strcmp(text_tidy(m, "　髙橋 \r\n"), "髙橋") == 0);
	EXPECT(strcmp(text_tidy(m, "一行め\r\n二行め\r三"), "一行め\n二行め\n三") == 0);
	EXPECT(strcmp(text_tidy(m, "が"), "が") == 0);
	EXPECT(strcmp(text_tidy(m, "葛\xf3\xa0\x84\x80城"), "葛\xf3\xa0\x84\x80城")
	    == 0);
	EXPECT(strcmp(text_tidy(m, "a\x01" "b\x7f"), "ab") == 0);
	EXPECT(strcmp(text_tidy(m, "①㈱"), "①㈱") == 0);
}

UNIT(names_spelt_another_way_have_the_same_key)
{
	EXPECT(same_key("髙橋", "高橋"));
	EXPECT(same_key("山﨑", "山崎"));
	EXPECT(same_key("渡邊", "渡辺") && same_key("渡邉", "渡辺"));
	EXPECT(same_key("齋藤", "斉藤") && same_key("齊藤", "斎藤"));
	EXPECT(same_key("たかはし", "タカハシ"));
	EXPECT(same_key("ﾀｶﾊｼ", "タカハシ"));
	EXPECT(same_key("ＡＢＣ　１２", "abc12"));
	EXPECT(same_key("タカハシ・サクラ", "タカハシ サクラ"));
	EXPECT(same_key("六ヶ所", "六ケ所"));
	EXPECT(same_key("鰺ヶ沢", "鯵ケ沢"));
	EXPECT(same_key("葛\xf3\xa0\x84\x80城", "葛城"));
	EXPECT(!same_key("ガク", "カク"));
}

UNIT(loose_key_forgives_size_voicing_and_long_marks)
{
	EXPECT(same_loose("ガッコウ", "カツコウ"));
	EXPECT(same_loose("チヅル", "チズル"));
	EXPECT(same_loose("ユーコ", "ユコ"));
	EXPECT(same_loose("ヴァイオレット", "ハイオレット"));
	EXPECT(same_loose("シャ", "シヤ"));
	EXPECT(same_loose("ヲ", "オ"));
	EXPECT(!same_loose("カ", "キ"));
}

UNIT(numbers_of_any_width_are_read)
{
	int64_t n;

	EXPECT(text_number("１２３", &n) && n == 123);
	EXPECT(text_number(" -4 ", &n) && n == -4);
	EXPECT(text_number("1,234", &n) && n == 1234);
	EXPECT(!text_number("", &n) && !text_number("12a", &n));
	EXPECT(!text_number("99999999999999999999", &n));
}

UNIT(cell_of_several_values_is_split_at_its_marks_only)
{
	struct arena *m = mem();
	size_t n;
	const char *const *parts = text_split(m, "就園・就学； 会議;訪看、病院\n;；",
	    &n);

	EXPECT(n == 4);
	EXPECT(strcmp(parts[0], "就園・就学") == 0);
	EXPECT(strcmp(parts[1], "会議") == 0);
	EXPECT(strcmp(parts[3], "病院") == 0);
	EXPECT(strcmp(text_join(m, parts, n), "就園・就学；会議；訪看；病院") == 0);
}

UNIT(text_is_cut_at_code_points_and_blank_is_blank)
{
	struct arena *m = mem();

	EXPECT(strcmp(text_cut(m, "あいうえ", 3), "あいう…") == 0);
	EXPECT(strcmp(text_cut(m, "あいう", 3), "あいう") == 0);
	EXPECT(text_length("髙𠮷a") == 3);
	EXPECT(text_blank("　 \t") && text_blank(NULL) && !text_blank("。"));
}

UNIT(text_is_the_same_as_text_and_nothing_as_nothing)
{
	EXPECT(text_same("a", "a") && text_same(NULL, NULL));
	EXPECT(!text_same("a", "b") && !text_same(NULL, "") &&
	    !text_same("", NULL));
}
