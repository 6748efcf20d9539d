#include <string.h>

#include "app/codes.h"
#include "app/demo.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/dispatch/dispatch_private.h"
#include "features/dispatch/dispatch_sql.h"

enum { DEMO_DAYS = 3 * 365, DEMO_ACTIVITIES = 170 };

/* Three fictional years: regions in turn, kinds by chance. */
static enum result
add_activities(struct request *r)
{
	struct dice d = dice_new(3);
	const char *from = date_add_days(r->mem, r->today, -DEMO_DAYS);
	size_t nregions, nkinds;
	const struct code *regions = codes_list(r->codes, "region", &nregions);
	const struct code *kinds = codes_list(r->codes, "advisor_kind", &nkinds);

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


enum { DEMO_DISPATCHES = 12 };

/* Requests in every state, so that each step has something to look at. */
static enum result
add_dispatches(struct request *r)
{
	static const char *const states[] = { "received", "received",
	    "adjusting", "accepted", "assigned", "closed", "closed", "closed",
	    "declined" };
	static const char *const wanted[] = {
		"吸引の手技を職員と一緒に確認してほしい",
		"緊急時の対応手順を一緒に見直してほしい",
		"医療的ケアの基本について職員研修をお願いしたい",
		"受け入れの準備について助言がほしい" };
	static const char *const kinds[] = { "advisor", "lecturer", "technical" };
	struct dice d = dice_new(27);
	struct rows agencies = { 0 }, people = { 0 };
	size_t nregions, npurposes;
	const struct code *regions = codes_list(r->codes, "region", &nregions);
	const struct code *purposes = codes_list(r->codes, "advisor_kind",
	    &npurposes);
	enum result rc = dispatch_sql_agencies(r, &agencies);

	if (!rc)
		rc = account_people(r, &people);
	for (size_t i = 0; !rc && agencies.nrows && people.nrows &&
	    nregions > 1 && npurposes && i < DEMO_DISPATCHES; i++) {
		const char *state = states[i % COUNT(states)];
		bool over = strcmp(state, "closed") == 0;
		bool goes = over || strcmp(state, "assigned") == 0;
		struct dispatch a = {
			.kind = kinds[i % COUNT(kinds)],
			.state = state,
			.asked_on = date_add_days(r->mem, r->today,
			    over ? -60 - (int)i : -3 - (int)i),
			.agency = rows_cell(&agencies, dice_below(&d,
			    agencies.nrows), "id"),
			.asked_by = "見本 担当",
			.region = regions[dice_below(&d, nregions - 1)].code,
			.purpose = purposes[dice_below(&d, npurposes)].code,
			.request = dice_pick(&d, wanted, COUNT(wanted)),
			.wishes = "火曜か木曜の午後",
			.reason = strcmp(state, "declined") == 0 ||
			    strcmp(state, "adjusting") == 0 ?
			    "日程が重なっているため、月をずらせるか確認中です。" : NULL,
			.person = goes ? rows_cell(&people, 0, "id") : NULL,
			.planned_on = goes ? date_add_days(r->mem, r->today,
			    over ? -30 : 1 + (int)i) : NULL,
			.carried_on = over ? date_add_days(r->mem, r->today,
			    -30) : NULL,
			.participants = over ? "nursery:3,nurse:1" : NULL,
			.content = over ? "園で吸引の手順を一緒に確かめた。" : NULL,
			.devised = over ? "写真つきの手順を1枚にまとめた。" : NULL,
			.voice = over ? "職員みなで同じ手順を見られるようになった。" :
			    NULL,
			.closed_on = over ? date_add_days(r->mem, r->today,
			    -20) : NULL,
		};

		rc = record_add(r, &dispatch_record, &a);
	}
	return rc;
}

enum result
dispatch_demo(struct request *r)
{
	enum result rc = add_activities(r);

	return rc ? rc : add_dispatches(r);
}
