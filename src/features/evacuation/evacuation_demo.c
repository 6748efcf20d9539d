#include "app/demo.h"
#include "base/date.h"
#include "features/evacuation/evacuation_basis.h"
#include "features/evacuation/evacuation_pages.h"
#include "features/evacuation/evacuation_sql.h"

/* Fictional plans in every state, one that ran out and one whose place refused. */
struct story {
	const char *state;
	int signed_ago; /* days; 0: not signed */
	int drilled_ago;
	const char *answer;
};

static const struct story stories[] = {
	{ "drilled", 60, 20, "yes" },
	{ "shared", 100, 0, "yes" },
	{ "signed", 10, 0, "yes" },
	{ "meeting", 0, 0, "yes" },
	{ "draft", 0, 0, "waiting" },
	{ "drilled", 400, 380, "yes" },
	{ "signed", 340, 0, "no" },
	{ "shared", 30, 0, "waiting" },
	{ "draft", 0, 0, "no" },
	{ "signed", 5, 0, "yes" },
};

/* About a quarter of the children have one. */
enum { DEMO_PLANS = 60 };

static const char *
ago(struct request *r, int days)
{
	return days ? date_add_days(r->mem, r->today, -days) : NULL;
}

static enum result
ask_place(struct request *r, const struct story *s, const char *child,
    struct acceptance *a)
{
	*a = (struct acceptance){ .child = child,
		.name = "見本中央病院 4階",
		.kind = "hospital",
		.answer = s->answer,
		.direct = "1",
		.power = "非常用電源あり、コンセント2口",
		.oxygen = "1",
		.family_limit = 1,
		.confirmed_by = "病棟師長 見本",
		.confirmed_on = ago(r, 45) };
	return record_add(r, &acceptance_record, a);
}

static void
write_plan(
    struct request *r, const struct story *s, size_t turn, struct plan *p)
{
	static const char *const households[] = { "父、母、兄", "父、母、姉",
		"母、祖母", "父、母", "父、母、祖父母", "母、弟" };

	p->reason =
	    "人工呼吸器などの医療的ケアが必要で、移動に大人2人がいります。";
	p->household = households[turn % COUNT(households)];
	p->diseases = "見本症候群";
	p->allergies = "なし";
	p->blood_type = "A型 Rh+";
	p->weight =
	    arena_fmt(r->mem, "%zu.%zukg", 8 + (5 + turn * 7) % 14,
	    (2 + turn * 3) % 10);
	p->weight_on = ago(r, 50);
	p->drugs = "朝・夕：見本シロップ 3ml";
	p->hospital = arena_fmt(
	    r->mem, "見本中央病院 小児科 %s", demo_phone(r, "000-0000"));
	p->care_detail = "吸引は30分ごと。10Fr、気管12cmまで。";
	p->positions = "首を支え、少し起こした姿勢で運ぶ。";
	p->building = "木造2階建て、1階の居間";
	p->power = "外部電池2個、車のインバーター（正弦波）";
	p->luggage = "呼吸器、吸引器、手動の蘇生バッグ、注入物品3日分";
	p->hazards = "flood\tup\t自宅の2階\t川ぞいの道は使わない\n"
		     "outage\tgo\t\t国道側から\nearthquake\tstay\t自宅\t";
	p->first_hour =
	    "内蔵電池に切り替わったか見る。市と訪問看護に電話する。";
	p->first_hour_by = "母";
	p->third_hour = "外部電池に替え、車から充電する。";
	p->third_hour_by = "父・訪問看護";
	p->later = "病院に電話してから移動する。車が出せないときは119。";
	p->later_by = "父・町内会";
	p->helper = "見本町内会";
	p->helper_address = "見本町1丁目";
	p->helper_phone = demo_phone(r, "000-0001");
	p->contacts = "見本 明子\t母\t090-0000-0001\t\n見本 一郎\t父\t"
		      "090-0000-0002\t";
	p->supporters = arena_fmt(
	    r->mem, "見本訪問看護\t訪問看護\t%s\t", demo_phone(r, "000-0003"));
	p->utility = "見本電力";
	p->utility_on = ago(r, 200);
	p->state = s->state;
	p->signed_on = ago(r, s->signed_ago);
	p->drilled_on = ago(r, s->drilled_ago);
	p->shared_on = s->state[0] == 's' && s->state[1] == 'h'
			   ? ago(r, s->signed_ago)
			   : NULL;
	p->meeting_on = s->state[0] == 'd' && !s->signed_ago
			    ? NULL
			    : ago(r, s->signed_ago + 7);
	p->meeting_people = p->meeting_on ? "家族、訪問看護、市" : NULL;
}

static enum result
tell(struct request *r, size_t turn, const char *child)
{
	const struct story *s = &stories[turn % COUNT(stories)];
	struct plan p = { .child = child,
		.place = "home",
		.edition = 1,
		.made_by = r->who->id };
	struct acceptance a;
	enum result rc = ask_place(r, s, child, &a);

	write_plan(r, s, turn, &p);
	p.acceptance = a.id;
	if (!rc && p.signed_on) {
		p.signed_by = "見本 明子";
		p.signed_as = "mother";
		p.valid_until = date_add_days(r->mem, p.signed_on, PLAN_DAYS);
		rc = plan_basis(r, &p, &p.basis);
		p.mark = evacuation_sql_mark(r, child, p.acceptance);
	}
	if (!rc)
		rc = record_add(r, &plan_record, &p);
	if (!rc && p.drilled_on)
		rc = record_add(r, &drill_record,
		    &(struct drill){ .plan = p.id,
			.child = child,
			.on_day = p.drilled_on,
			.scenario = "地震のあとの停電",
			.participants = "家族、町内会",
			.minutes = 38,
			.luggage = "12kg、父が持つ",
			.power_tested = "1",
			.power_test = "車から2時間給電できた。",
			.next_actions = "荷物を2つに分ける。",
			.made_by = p.made_by });
	return rc;
}

enum result
evacuation_demo(struct request *r)
{
	struct rows rows = { 0 };
	enum result rc = evacuation_sql_demo(r, DEMO_PLANS, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		rc = tell(r, i, rows_cell(&rows, i, "id"));
	return rc;
}
