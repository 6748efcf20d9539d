#include "features/casebook/casebook_doubt.h"

#include <string.h>

enum { AROUND = 4, LONGEST_NAME = 10 };

void
veiled_add(struct veiled_list *list, const char *was, const char *now)
{
	struct veiled *more;

	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->at[i].was, was) == 0 &&
		    strcmp(list->at[i].now, now) == 0)
			return;
	}
	if (list->n == VEILED_MAX)
		return;
	if (list->n == list->room) {
		list->room = list->room ? list->room * 2 : 16;
		more = arena_array(list->mem, list->room, sizeof(*more));
		if (list->n)
			memcpy(more, list->at, list->n * sizeof(*more));
		list->at = more;
	}
	list->at[list->n++] = (struct veiled){ was, now };
}

bool
doubt_is_common(const char *s, size_t n)
{
	static const char *const words[] = { "看護師", "医師", "保健師", "保育士",
	    "相談員", "相談支援専門員", "職員", "園長", "院長", "校長", "教頭", "教諭",
	    "主任", "係長", "課長", "部長", "事務", "担当", "助言", "母", "父", "祖母",
	    "祖父", "保護者", "家族", "調整", "管理者", "管理", "先生", "本人", "兄", "姉" };

	for (size_t i = 0; i < COUNT(words); i++) {
		if (strlen(words[i]) == n && strncmp(words[i], s, n) == 0)
			return true;
	}
	return false;
}

const char *
doubt_around(struct arena *mem, const struct units *u, size_t i, size_t n)
{
	size_t from = i > AROUND ? i - AROUND : 0, to = i + n + AROUND;

	return arena_fmt(mem, "…%s…", units_text(mem, u, from,
	    to < u->n ? to : u->n));
}

static size_t
suffix(const struct units *u, size_t i)
{
	static const char *const all[] = { "さん", "ちゃん", "くん", "さま", "様",
	    "氏", "君", "ｻﾝ", "ﾁｬﾝ", "ｸﾝ" };

	return units_have_one(u, i, all, COUNT(all));
}

/* What goes on as another word: 様子, さんぽ, くんだ. */
static bool
goes_on(const struct units *u, size_t i)
{
	static const char *const rest[] = { "子", "々", "式", "態", "相", "ぽ",
	    "だ", "で", "せ", "か", "ま", "し", "化", "主" };
	bool particle = units_have(u, i, "です") || units_have(u, i, "では") ||
	    units_have(u, i, "まで") || units_have(u, i, "から");

	return !particle && units_have_one(u, i, rest, COUNT(rest)) > 0;
}

/* Whether what ends at i is somebody whom everybody may know: お母さん, Aさん. */
static bool
is_anybody(const struct units *u, size_t i)
{
	static const char *const words[] = { "母", "父", "兄", "姉", "祖母", "祖父",
	    "おばあ", "おじい", "婆", "爺", "皆", "みな", "子", "娘", "息子", "患者",
	    "利用者", "保護者", "家族", "親御", "業者", "職員", "看護師", "医師",
	    "保育士", "相談員", "奥", "旦那", "赤", "たく", "かあ", "とう", "にい",
	    "ねえ", "ばあ", "じい", "坊", "お客", "客", "同", "模", "仕", "多",
	    "異", "有", "機関", "園", "病院", "学校", "事業所", "ステーション",
	    "保健師", "支援員", "ヘルパー", "ドクター", "ナース", "隣", "も", "ご" };

	if (!i || (u->at[i - 1].c >= 'A' && u->at[i - 1].c <= 'Z'))
		return true;
	for (size_t from = i > LONGEST_NAME ? i - LONGEST_NAME : 0; from < i;
	    from++) {
		size_t n = units_have_one(u, from, words, COUNT(words));

		if (n && from + n == i)
			return true;
	}
	return u->at[i - 1].script == SCRIPT_OTHER;
}

/* Where the name that ends at i begins: one run of kana or of kanji before,
 * and what of the other script it follows. */
static size_t
beginning(const struct units *u, size_t i)
{
	enum script last = u->at[i - 1].script;
	size_t at = i;

	while (at && i - at < LONGEST_NAME && u->at[at - 1].script == last &&
	    !(last == SCRIPT_HIRAGANA && i - at > 1 &&
	    units_particle(u, at - 1)))
		at--;
	while (last != SCRIPT_KANJI && at && i - at < LONGEST_NAME &&
	    u->at[at - 1].script == SCRIPT_KANJI)
		at--;
	return at;
}

/* The next name called so at or after *i; gives where it begins and ends. */
static bool
next_called(const struct units *u, size_t *i, size_t *from, size_t *to)
{
	for (; *i < u->n; (*i)++) {
		size_t n = suffix(u, *i);

		if (!n || goes_on(u, *i + n) || is_anybody(u, *i))
			continue;
		*from = beginning(u, *i);
		*to = *i + n;
		if (*from < *i)
			return true;
	}
	return false;
}

void
doubt_called(struct arena *mem, const char *text, struct veiled_list *out)
{
	struct units u = units_of(mem, text);
	size_t from, to;

	for (size_t i = 0; next_called(&u, &i, &from, &to); i = to)
		veiled_add(out, units_text(mem, &u, from, to),
		    "登録にない名前かもしれません。");
}

const char *const *
pseudonyms_called(struct arena *mem, const char *text, size_t *n)
{
	struct units u = units_of(mem, text ? text : "");
	const char **names = arena_array(mem, u.n + 1, sizeof(*names));
	size_t from, to;

	*n = 0;
	for (size_t i = 0; next_called(&u, &i, &from, &to); i = to)
		names[(*n)++] = units_text(mem, &u, from, i);
	return names;
}
