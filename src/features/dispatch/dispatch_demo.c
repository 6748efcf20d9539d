#include <string.h>

#include "app/codes.h"
#include "app/demo.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/child/child.h"
#include "features/dispatch/dispatch_private.h"
#include "features/dispatch/dispatch_sql.h"

enum { DEMO_DAYS = 3 * 365, DEMO_ACTIVITIES = 170,
	DEMO_AGENCIES = 5000 };

/* Three fictional years: regions in turn, kinds by chance. */
static enum result
add_activities(struct request *r)
{
	struct dice d = dice_new(3);
	const char *from = date_add_days(r->mem, r->today, -DEMO_DAYS);
	size_t nregions, nkinds;
	const struct code *regions = codes_list(r->codes, "region", &nregions);
	const struct code *kinds =
	    codes_list(r->codes, "advisor_kind", &nkinds);

	for (size_t i = 0; i < DEMO_ACTIVITIES && nregions > 1 && nkinds; i++) {
		struct advisor_activity a = {
			.on_day = dice_day(&d, r->mem, from, r->today),
			.region = regions[dice_below(&d, nregions - 1)].code,
			.kind = kinds[dice_below(&d, nkinds)].code,
		};

		record_add(r, &advisor_activity_record, &a);
	}
	return OK;
}

/* Requests in every state, so that each step has something to look at; days
 * are before today, of those to come below 0. */
static const struct told {
	const char *kind, *state, *agency, *purpose, *request, *reason;
	int asked, goes;
	const char *participants, *content, *devised, *voice;
} told[] = {
	{ "technical", "received", "見本こども園", "advice",
	    "春から通う子の吸引を、職員と一緒に練習してほしい", NULL, 2, 0,
	    NULL, NULL, NULL, NULL },
	{ "lecturer", "received", "例示こどもデイ", "training",
	    "医療的ケアの基本について、職員研修をお願いしたい", NULL, 4, 0,
	    NULL, NULL, NULL, NULL },
	{ "advisor", "adjusting", "架空小学校", "advice",
	    "校外学習のときの見守りについて助言がほしい",
	    "日程が重なっているため、月をずらせるか確認中です。", 8, 0, NULL,
	    NULL, NULL, NULL },
	{ "technical", "accepted", "模擬支援学校", "case",
	    "新しい呼吸器の扱いを、看護師と一緒に確かめてほしい", NULL, 9, 0,
	    NULL, NULL, NULL, NULL },
	{ "lecturer", "assigned", "架空訪問看護ステーション", "training",
	    "小児の訪問を始めるための勉強会で話してほしい", NULL, 16, -11, NULL,
	    NULL, NULL, NULL },
	{ "advisor", "closed", "例示こども園", "advice",
	    "吸引の手技を職員と一緒に確認してほしい", NULL, 75, 54,
	    "nursery:3,nurse:1", "園で吸引の手順を一緒に確かめた。",
	    "写真つきの手順を1枚にまとめた。",
	    "職員みなで同じ手順を見られるようになった。" },
	{ "technical", "closed", "模擬訪問看護ステーション", "case",
	    "胃ろうのある子の入浴を一緒に見てほしい", NULL, 110, 96,
	    "family:1,visiting_nurse:2",
	    "家庭の浴室で、入浴の順番と持ち方を試した。",
	    "いすの高さを変え、1人でも支えられるようにした。",
	    "家族から、毎日入れるようになったと聞いた。" },
	{ "lecturer", "closed", "見本市教育委員会", "training",
	    "学校の看護師の研修で、緊急時の対応を話してほしい", NULL, 190, 150,
	    "teacher:6,nurse:9",
	    "カニューレが抜けたときの対応を、人形で練習した。",
	    "2人1組で、声に出して行った。",
	    "学校に帰って、同じ練習を始めた。" },
	{ "advisor", "declined", "想定ショートステイ", "meeting",
	    "来週の会議に出てほしい",
	    "日程が合わず、圏域の別の会議でお話しします。", 60, 0, NULL, NULL,
	    NULL, NULL },
};

/* What stands in the columns of what was carried out; NULL: not yet. */
static void
carry_out(struct request *r, const struct told *t, struct dispatch *a)
{
	if (strcmp(t->state, "closed") != 0)
		return;
	a->carried_on = a->planned_on;
	a->participants = t->participants;
	a->content = t->content;
	a->devised = t->devised;
	a->voice = t->voice;
	a->closed_on = date_add_days(r->mem, a->planned_on, 7);
}

static const char *
agency_called(const struct rows *agencies, const char *name)
{
	for (size_t i = 0; i < agencies->nrows; i++) {
		if (strcmp(rows_cell(agencies, i, "name"), name) == 0)
			return rows_cell(agencies, i, "id");
	}
	return NULL;
}

static enum result
add_one(struct request *r, const struct told *t, const struct rows *agencies,
    const char *goes, const char *child)
{
	struct dispatch a = { .kind = t->kind,
		.state = t->state,
		.asked_on = demo_weekday(
		    r->mem, date_add_days(r->mem, r->today, -t->asked)),
		.agency = agency_called(agencies, t->agency),
		.asked_by = "見本 担当",
		.purpose = t->purpose,
		.request = t->request,
		.wishes = "火曜か木曜の午後",
		.reason = t->reason,
		.child = child,
		.explained = child ? "1" : NULL };
	struct agency at;
	enum result rc;

	if (!a.agency) /* another pack has other kinds */
		return OK;
	rc = record_get(r, &agency_record, a.agency, &at);
	if (rc)
		return rc;
	a.region = codes_region(r->codes, at.municipality, r->today);
	if (t->goes) {
		a.person = goes;
		a.planned_on = demo_weekday(
		    r->mem, date_add_days(r->mem, r->today, -t->goes));
	}
	carry_out(r, t, &a);
	return record_add(r, &dispatch_record, &a);
}

/* The advisor of the region, or whoever stands first. */
static const char *
who_goes(const struct rows *people)
{
	for (size_t i = 0; i < people->nrows; i++) {
		if (strcmp(rows_cell(people, i, "role"), "advisor") == 0)
			return rows_cell(people, i, "id");
	}
	return rows_cell(people, 0, "id");
}

static enum result
add_dispatches(struct request *r)
{
	struct rows agencies = { 0 }, people = { 0 }, children = { 0 };
	enum result rc = agency_first(r, DEMO_AGENCIES, &agencies);

	if (!rc)
		rc = child_first(r, 1, &children);
	if (!rc)
		rc = account_people(r, &people);
	for (size_t i = COUNT(told); !rc && people.nrows && i-- > 0;)
		rc = add_one(r, &told[i], &agencies, who_goes(&people),
		    !i && children.nrows ? children.cells[0] : NULL);
	return rc;
}

enum result
dispatch_demo(struct request *r)
{
	enum result rc = add_activities(r);

	return rc ? rc : add_dispatches(r);
}
