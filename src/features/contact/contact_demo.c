#include <string.h>

#include "app/codes.h"
#include "app/demo.h"
#include "base/date.h"
#include "features/contact/contact_page.h"
#include "features/contact/contact_sql.h"

enum { YEARS = 3, A_YEAR = 250, OPEN_STEPS = 24 };

static const char *const bodies[] = {
	"吸引の手順書を見直したいとの相談。看護師の交代に合わせ、12月中に手技の確認を行う。",
	"園を訪問し、緊急時の対応を職員と確認した。救急要請の順番と連絡網を決めた。",
	"退院に向けたカンファレンス。在宅で使う機器の一覧と、停電したときの行き先を確認した。",
	"就学に向けて教育委員会と打合せ。看護師の配置は秋の予算で要望する予定とのこと。",
	"家族より、夜間の吸引で眠れていないとの話。短期入所の見学を提案した。",
	"訪問看護と同行。気管カニューレの固定方法を一緒に確認し、写真つきの手順にまとめる。",
	"相談支援専門員から、受けられる事業所が見つからないとの相談。圏域内の3か所に確認する。",
	"放課後等デイで注入の見学。姿勢と速度を記録し、次回は実技の指導を行う。",
	"市の担当課を訪問。個別避難計画の対象者を一緒に確認した。",
	"主治医へ連絡し、指示書の書式をそろえることになった。",
	"保護者と電話。入園の見通しと、それまでに準備することを整理した。",
	"成人期の医療機関の紹介について、家族の希望を聞いた。",
};

static const char *const steps[] = { "手順書の案を送る", "主治医に確認する",
	"園へ折り返し電話する", "訪問の日程を決める", "市の担当課に連絡する",
	"短期入所の見学に同行する" };

static const char *const callers[] = { "見本園 園長", "例示訪問看護 管理者",
	"架空市 障がい福祉課", "母", "仮名相談支援 担当者" };

/* A code in force on the day; the first ones of a list come more often. */
static const char *
pick_code(struct request *r, struct dice *d, const char *list,
    const char *day)
{
	size_t n, i, tries = 0;
	const struct code *c = codes_list(r->codes, list, &n);

	do {
		i = dice_below(d, 1 + dice_below(d, n));
	} while (tries++ < 50 && (!code_valid(&c[i], day) || c[i].unknown));
	return c[i].code;
}

static const char *
pick_set(struct request *r, struct dice *d, const char *list,
    const char *day)
{
	const struct field *f = record_field(&contact_record,
	    list[0] == 't' ? "topics" : "partners");
	struct contact c = { 0 };
	const char *set = pick_code(r, d, list, day);

	for (size_t i = dice_below(d, 3); i; i--)
		set = arena_fmt(r->mem, "%s、%s", set, pick_code(r, d, list, day));
	return field_read(r, f, set, day, true, &c) ? NULL :
	    list[0] == 't' ? c.topics : c.partners;
}

static void
add_step(struct request *r, struct dice *d, struct contact *c)
{
	c->next_step = dice_pick(d, steps, COUNT(steps));
	c->next_on = date_add_days(r->mem, c->on_day,
	    3 + (int)dice_below(d, 20));
	if (date_days_between(c->next_on, r->today) > 12)
		c->next_done_on = c->next_on;
}

/* What a visit took, and who was there. */
static void
add_visit(struct dice *d, struct contact *c)
{
	static const char *const who[] = { "child:1,family:1",
	    "family:1,nurse:1,visiting_nurse:1", "family:2,consultation:1",
	    "nurse:1,nursery:2,municipality:1",
	    "doctor:1,nurse:2,social_worker:1,consultation:1" };
	static const char *const support[] = { "direct", "indirect",
	    "indirect", "municipality" };

	c->support = dice_pick(d, support, COUNT(support));
	c->participants = dice_pick(d, who, COUNT(who));
	c->minutes = 30 + 15 * (int64_t)dice_below(d, 6);
	c->travel_minutes = 20 + 10 * (int64_t)dice_below(d, 18);
	c->km = c->travel_minutes * 2 / 3;
}

/* Who there is to write about, and to write. */
struct cast {
	struct rows children, staff;
};

static void
make(struct request *r, struct dice *d, const struct cast *cast,
    const char *from, const char *to)
{
	const struct rows *children = &cast->children, *staff = &cast->staff;
	const char *day = dice_day(d, r->mem, from, to);
	struct contact c = { .on_day = day };
	size_t child = dice_below(d, children->nrows);
	const char *born_on = rows_cell(children, child, "born_on");

	c.method = dice_below(d, 10) < 8 ? "visit" :
	    pick_code(r, d, "method", day);
	c.requester = pick_code(r, d, "requester", day);
	c.topics = pick_set(r, d, "topic", day);
	c.partners = pick_set(r, d, "partner", day);
	c.body = dice_pick(d, bodies, COUNT(bodies));
	if (staff->nrows)
		c.staff = rows_cell(staff, dice_below(d, staff->nrows), "id");
	if (dice_below(d, 12) && (!born_on || date_days_between(born_on, day) > 0))
		c.child = rows_cell(children, child, "id");
	else
		c.caller = dice_pick(d, callers, COUNT(callers));
	if (dice_below(d, 4) == 0)
		add_step(r, d, &c);
	if (strcmp(c.method, "visit") == 0)
		add_visit(d, &c);
	record_add(r, &contact_record, &c);
}

/* The last days have something open for everybody: late, today, tomorrow. */
static void
make_open_steps(struct request *r, struct dice *d, const struct cast *cast)
{
	for (int i = 0; i < OPEN_STEPS; i++) {
		size_t child = dice_below(d, cast->children.nrows);
		struct contact c = {
			.on_day = date_add_days(r->mem, r->today, -3 - i / 2),
			.child = rows_cell(&cast->children, child, "id"),
			.method = "phone",
			.body = dice_pick(d, bodies, COUNT(bodies)),
			.next_step = dice_pick(d, steps, COUNT(steps)),
			.next_on = date_add_days(r->mem, r->today, i % 5 - 3),
			.staff = rows_cell(&cast->staff,
			    (size_t)i % cast->staff.nrows, "id"),
		};

		c.requester = pick_code(r, d, "requester", c.on_day);
		c.topics = pick_set(r, d, "topic", c.on_day);
		record_add(r, &contact_record, &c);
	}
}

static void
make_templates(struct request *r)
{
	static const struct contact_template all[] = {
		{ .name = "初めての訪問", .body = "（会った人）\n（いまの様子）\n"
		    "（困っていること）\n（約束したこと）" },
		{ .name = "退院前カンファレンス", .body = "（退院の見込み）\n"
		    "（機器と手技の練習）\n（地域の支援者）\n（決まったこと）" },
		{ .name = "園・学校との相談", .body = "（受け入れの状況）\n"
		    "（看護師の配置）\n（工夫できること）\n（次の段取り）" },
	};

	for (size_t i = 0; i < COUNT(all); i++) {
		struct contact_template t = all[i];

		record_add(r, &contact_template_record, &t);
	}
}

enum result
contact_demo(struct request *r)
{
	struct dice d = dice_new(2);
	struct cast cast = { 0 };
	int year = date_fiscal_year(r->today);
	enum result rc = contact_sql_demo_cast(r, &cast.children, &cast.staff);

	for (int y = year - YEARS + 1; !rc && y <= year; y++) {
		const char *from = date_fiscal_start(r->mem, y);
		const char *to = y == year ? r->today :
		    date_fiscal_end(r->mem, y);
		int n = A_YEAR * (date_days_between(from, to) + 1) / 365;

		for (int i = 0; i < n && cast.children.nrows; i++)
			make(r, &d, &cast, from, to);
	}
	make_templates(r);
	if (!rc && cast.children.nrows && cast.staff.nrows)
		make_open_steps(r, &d, &cast);
	return rc;
}
