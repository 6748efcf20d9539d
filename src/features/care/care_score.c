#include "features/care/care_score.h"

#include <string.h>

enum { VENTILATOR = 0, TRACHEOSTOMY = 1, NONE = -1, CLASS_1 = 3, CLASS_2 = 16,
	CLASS_3 = 32 };

const struct care_instrument care_score_2021 = {
	.code = "score_2021",
	.label = "医療的ケア判定スコア（令和3年度）",
	.valid_from = "2021-04-01",
	.items = {
		{ "1", "人工呼吸器の管理", 10, 2, 1 },
		{ "2", "気管切開の管理", 8, 2, NONE },
		{ "3", "鼻咽頭エアウェイの管理", 5, 1, NONE },
		{ "4", "酸素療法", 8, 1, NONE },
		{ "5", "吸引（口鼻腔または気管内）", 8, 1, NONE },
		{ "6", "ネブライザーの管理", 3, NONE, NONE },
		{ "7-1", "経管栄養（経鼻・胃ろう・腸ろうなど）", 8, 2, NONE },
		{ "7-2", "経管栄養（持続注入ポンプ）", 3, 1, NONE },
		{ "8", "中心静脈カテーテルの管理", 8, 2, NONE },
		{ "9-1", "皮下注射", 5, 1, NONE },
		{ "9-2", "持続皮下注射ポンプ", 3, 1, NONE },
		{ "10", "血糖測定", 3, 1, NONE },
		{ "11", "継続的な透析", 8, 2, NONE },
		{ "12-1", "間欠的導尿", 5, NONE, NONE },
		{ "12-2", "持続的導尿", 3, 1, NONE },
		{ "13-1", "消化管ストーマ", 5, 1, NONE },
		{ "13-2", "摘便または洗腸", 5, NONE, NONE },
		{ "13-3", "浣腸（市販のグリセリン浣腸を除く）", 3, NONE, NONE },
		{ "14", "けいれん時の処置", 3, 2, NONE },
	},
};

size_t
care_item_of(const struct care_instrument *in, const char *code)
{
	size_t i = 0;

	while (i < CARE_ITEMS && strcmp(in->items[i].code, code) != 0)
		i++;
	return i;
}

bool
care_item_has(const struct care_item *item, enum care_level level)
{
	switch (level) {
	case CARE_BASE:
		return item->high < 0;
	case CARE_MID:
		return item->mid >= 0;
	case CARE_HIGH:
		return item->high >= 0;
	default:
		return true;
	}
}

static const char *const level_names[] = { [CARE_NONE] = "",
	[CARE_BASE] = "base", [CARE_LOW] = "low", [CARE_MID] = "mid",
	[CARE_HIGH] = "high" };

const char *
care_level_name(enum care_level level)
{
	return level_names[level];
}

enum care_level
care_level_of(const char *name)
{
	for (int i = CARE_BASE; i <= CARE_HIGH; i++) {
		if (strcmp(level_names[i], name) == 0)
			return (enum care_level)i;
	}
	return CARE_NONE;
}

static bool
counts(const struct care_instrument *in, const enum care_level *levels, size_t i)
{
	return levels[i] != CARE_NONE && care_item_has(&in->items[i], levels[i]);
}

static int
watch_of(const struct care_item *item, enum care_level level)
{
	if (level == CARE_HIGH)
		return item->high;
	return level == CARE_MID ? item->mid : 0;
}

struct care_score
care_score(const struct care_instrument *in,
    const enum care_level levels[CARE_ITEMS])
{
	bool ventilated = counts(in, levels, VENTILATOR);
	struct care_score s = { 0 };

	for (size_t i = 0; i < CARE_ITEMS; i++) {
		if (!counts(in, levels, i))
			continue;
		s.base += in->items[i].base;
		/* Whoever looks after the ventilator looks after the cannula. */
		if (i != TRACHEOSTOMY || !ventilated)
			s.watch += watch_of(&in->items[i], levels[i]);
	}
	s.total = s.base + s.watch;
	s.class = (s.total >= CLASS_1) + (s.total >= CLASS_2) +
	    (s.total >= CLASS_3);
	return s;
}
