#include "app/demo.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/concern/concern_private.h"
#include "features/concern/concern_sql.h"

/* Concerns as a centre may have them after some years, and cards still to be
 * put together. */
struct told {
	const char *title;
	int region;			/* counted from 1; 0: all of the prefecture */
	const char *state, *hard, *plan, *work, *outcome;
	const char *says[4];
};

static const struct told told[] = {
	{ "夜間と休日に預けられる所がない", 0, "doing", "1",
	    "短期入所を受ける病院を、圏域ごとに1か所つくる。",
	    "4つの病院に出向き、受け入れの条件を聞いた。", NULL,
	    { "母が熱を出した夜、預け先が見つからなかった。",
	    "短期入所は3か月先まで埋まっていると言われた。",
	    "きょうだいの行事に、家族そろって行けたことがない。",
	    "人工呼吸器の子は受けられないと断られた。" } },
	{ "通院と通学の移送の手立てがない", 0, "planned", "1",
	    "福祉タクシーの会社と、看護師が同乗する形を話し合う。", NULL, NULL,
	    { "学校まで毎日、片道1時間を母が運転している。",
	    "移送中に吸引ができる人がいない。",
	    "冬は道が悪く、通院をあきらめる日がある。", NULL } },
	{ "看護師のいる保育園が足りない", 3, "doing", NULL,
	    "園の看護師に、実際の手技を伝える研修を開く。",
	    "2つの園で実技の研修を行った。",
	    "1つの園が、来年度の受け入れを決めた。",
	    { "園の看護師が休むと登園できない。",
	    "注入のやり方を見せてほしいと園から頼まれた。", NULL, NULL } },
	{ "停電のときの備えが家庭ごとにばらばら", 6, "found", NULL,
	    NULL, NULL, NULL,
	    { "外部バッテリーの値段が高く、買えていない。",
	    "避難所に電源があるのか分からない。", NULL, NULL } },
	{ "退院前の会議に地域が呼ばれない", 2, "solved", NULL,
	    "病院の地域連携室と、呼ぶ相手の一覧をつくる。",
	    "一覧を3つの病院に配った。",
	    "昨年度の退院は、すべて地域が入った会議を開けた。",
	    { "退院の前の日に知らされた。", NULL, NULL, NULL } },
};

enum { MINDED = 3 };		/* the first so many have somebody */

static const char *const loose[] = {
	"訪問看護の時間が短く、買い物にも出られない。",
	"相談支援専門員が何人も断られた末に見つかった。",
	"学校の看護師が1人で、休憩がとれない。",
	"書類が役所ごとに違い、同じことを何度も書いた。",
	"父親どうしで話せる場がほしい。",
	"卒業したあとに通える所が思いうかばない。",
	"おむつと消耗品の置き場所に困っている。",
	"放課後に預かる所が週に2日しかない。",
};

static const char *
region_of(const struct request *r, const struct told *t)
{
	return t->region ? demo_region(r, (size_t)t->region - 1) : NULL;
}

static enum result
put_cards(struct request *r, const struct told *t, const struct concern *c)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(t->says) && t->says[i]; i++) {
		struct concern_card k = {
			.says = t->says[i], .source = "free",
			.on_day = date_add_days(r->mem, r->today,
			    -(int)(20 + 30 * i)),
			.region = region_of(r, t), .concern = c->id,
		};

		rc = record_add(r, &concern_card_record, &k);
	}
	return rc;
}

static enum result
put_concern(struct request *r, const struct told *t, const char *owner)
{
	int year = date_fiscal_year(r->today);
	struct concern c = { .title = t->title, .region = region_of(r, t),
		.owner = owner, .state = t->state, .hard = t->hard,
		.began_year = year - (t->hard ? 3 : 1) };
	struct concern_year last = { .year = year - 1, .plan = t->plan,
		.state = "planned" };
	struct concern_year now = { .year = year, .state = t->state,
		.plan = t->plan, .work = t->work, .outcome = t->outcome };
	enum result rc = record_add(r, &concern_record, &c);

	last.concern = now.concern = c.id;
	if (!rc && t->plan)
		rc = record_add(r, &concern_year_record, &last);
	if (!rc && t->plan)
		rc = record_add(r, &concern_year_record, &now);
	return rc ? rc : put_cards(r, t, &c);
}

/* The hardest one, before the council that comes or came. */
static enum result
hand_one(struct request *r)
{
	struct rows concerns = { 0 }, meetings = { 0 };
	struct concern_talk t = { .handed_on = r->today };
	enum result rc = concern_sql_all(r, date_fiscal_year(r->today),
	    &concerns);

	if (!rc)
		rc = concern_sql_meetings(r, date_add_days(r->mem, r->today,
		    -400), &meetings);
	if (rc || !concerns.nrows || !meetings.nrows)
		return rc;
	t.concern = rows_cell(&concerns, 0, "id");
	t.meeting = rows_cell(&meetings, 0, "id");
	t.decision = "県と病院で、受け入れの条件を来年度までに整理する。";
	t.decided_on = r->today;
	return record_add(r, &concern_talk_record, &t);
}

enum result
concern_demo(struct request *r)
{
	struct rows people = { 0 };
	enum result rc = account_people(r, &people);

	for (size_t i = 0; !rc && i < COUNT(told); i++)
		rc = put_concern(r, &told[i], people.nrows && i < MINDED ?
		    rows_cell(&people, 0, "id") : NULL);
	for (size_t i = 0; !rc && i < COUNT(loose); i++) {
		struct concern_card k = { .says = loose[i], .source = "free",
			.on_day = date_add_days(r->mem, r->today,
			    -(int)(5 * i)) };

		rc = record_add(r, &concern_card_record, &k);
	}
	return rc ? rc : hand_one(r);
}
