#include "app/demo.h"
#include "base/date.h"
#include "features/child/child_page.h"

/* Children nobody could take for real ones: their surnames say "sample". */

enum { CHILDREN = 160 };

static const char *const surnames[][2] = {
	{ "見本", "ミホン" },
	{ "例示", "レイジ" },
	{ "架空", "カクウ" },
	{ "仮名", "カメイ" },
	{ "想定", "ソウテイ" },
	{ "模擬", "モギ" },
	{ "練習", "レンシュウ" },
	{ "試行", "シコウ" },
	{ "髙見本", "タカミホン" },
	{ "見本﨑", "ミホンザキ" },
};

static const char *const given[][3] = {
	{ "さくら", "サクラ", "female" },
	{ "陽太", "ヨウタ", "male" },
	{ "ひなた", "ヒナタ", "female" },
	{ "蓮", "レン", "male" },
	{ "葵", "アオイ", "female" },
	{ "湊", "ミナト", "male" },
	{ "凛", "リン", "female" },
	{ "樹", "イツキ", "male" },
	{ "結衣", "ユイ", "female" },
	{ "大翔", "ヒロト", "male" },
	{ "紬", "ツムギ", "female" },
	{ "悠真", "ユウマ", "male" },
	{ "芽依", "メイ", "female" },
	{ "朝陽", "アサヒ", "male" },
	{ "しおり", "シオリ", "female" },
	{ "奏太", "ソウタ", "male" },
};

static const char *const cares[] = {
	"ventilator,tracheostomy,suction,tube_feeding", "tracheostomy,suction",
	"oxygen", "tube_feeding", "suction,tube_feeding", "oxygen,tube_feeding",
	"injection,glucose", "catheter", "seizure",
	"ventilator,suction,tube_feeding,oxygen", "stoma", "nebuliser,suction"
};

static const char *const guardians[] = { "母", "父", "父母", "祖母" };

/* The first of them is the one that README's tour follows: three years old,
 * with everything that the centre does for a child. */
static void
make_first(struct request *r)
{
	int year = date_fiscal_year(r->today);
	struct child c = { .name = "見本 そら",
		.kana = "ミホン ソラ",
		.sex = "female",
		.born_on = arena_fmt(r->mem, "%d-04-20", year - 3),
		.municipality = demo_town(r),
		.medical_care = "yes",
		.care = "ventilator,tracheostomy,suction,tube_feeding",
		.guardian = "父母",
		.phone = demo_phone(r, "000-0001"),
		.note = "夜は呼吸器、日中はよく歩く。架空の記録です。" };

	record_add(r, &child_record, &c);
}

/* No two have the same name; the second one is a brother of the first. */
static void
make(struct request *r, struct dice *d, size_t i)
{
	size_t g = i % COUNT(given),
	       s = (i - 1 + i / COUNT(given)) % COUNT(surnames);
	int age_days =
	    (int)dice_below(d, dice_below(d, 3) ? 7 * 365 : 19 * 365);
	struct child c = {
		.name = arena_fmt(r->mem, "%s %s", surnames[s][0], given[g][0]),
		.kana = arena_fmt(r->mem, "%s %s", surnames[s][1], given[g][1]),
		.sex = given[g][2],
		.born_on = date_add_days(r->mem, r->today, -40 - age_days),
		.municipality = dice_town(d, r),
		.medical_care = i % 12 ? "yes" : "no",
		.guardian = dice_pick(d, guardians, COUNT(guardians)),
		.phone = demo_phone(r, arena_fmt(r->mem, "000-%04zu", i + 1)),
		.note = "架空の記録です。",
	};

	if (i % 12)
		c.care = dice_pick(d, cares, COUNT(cares));
	if (i % 40 == 39)
		c.born_on = NULL;
	if (i % 53 == 52)
		c.municipality = NULL;
	record_add(r, &child_record, &c);
}

enum result
child_demo(struct request *r)
{
	struct dice d = dice_new(1);

	make_first(r);
	for (size_t i = 1; i < CHILDREN; i++)
		make(r, &d, i);
	return OK;
}
