#include "app/demo.h"
#include "app/record_page.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/concern/concern.h"
#include "features/council/council_private.h"

/* A council with members, a meeting that is over with what it decided, and the
 * next one with its agenda. */

enum { LAST_DAYS = -150, NEXT_DAYS = 20, TERM_ENDS_DAYS = 40,
	TERM_DAYS = 730 };

static const struct {
	const char *name, *side, *seat, *observer, *substitute, *mail;
	int ends;
} members[] = {
	{ "見本 会子", "centre", "会長", "0", NULL, NULL, TERM_DAYS },
	{ "例示 委男", "family", "家族の会 代表", "0", "例示 代美",
	    "iin@example.jp", TERM_ENDS_DAYS },
	{ "試作 員江", "centre", "小児科部長", "0", "試作 代治", NULL, TERM_DAYS },
	{ "仮名 県也", "centre", "県の担当課長", "1", NULL, NULL, TERM_DAYS },
};

static enum result
put_members(struct request *r, const struct council *c)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(members); i++) {
		struct council_member m = { .council = c->id,
			.name = members[i].name, .side = members[i].side,
			.seat = members[i].seat,
			.observer = members[i].observer,
			.substitute = members[i].substitute,
			.mail = members[i].mail,
			.from_on = date_add_days(r->mem, r->today, -300),
			.to_on = date_add_days(r->mem, r->today,
			    members[i].ends) };

		rc = record_add(r, &council_member_record, &m);
	}
	return rc;
}

static enum result
put_meeting(struct request *r, const struct council *c, int days,
    struct meeting *m, struct council_meeting *at)
{
	*m = (struct meeting){ .on_day = date_add_days(r->mem, r->today,
	    days), .from_at = "14:00", .to_at = "16:00",
	    .place_kind = "hall", .place = "見本市役所 3階 第2会議室",
	    .state = days < 0 ? "closed" : "planned" };
	*at = (struct council_meeting){ 0 };
	return council_next(r, c, m, at);
}

static enum result
put_item(struct request *r, const struct council_meeting *at, int64_t place,
    const char *title)
{
	struct council_item item = { .council_meeting = at->id,
		.place = place, .title = title };

	return record_add(r, &council_item_record, &item);
}

/* Decided at the first one, and what the next one has to look at. */
static enum result
put_actions(struct request *r, const struct council_meeting *from,
    const char *owner, const struct council_meeting *next)
{
	struct task going = { .title = "短期入所の空きを毎月知らせる方法を決める",
		.owner = owner, .due_on = date_add_days(r->mem, r->today, 10),
		.made_by = owner, .from_record = "meeting",
		.from_id = from->meeting };
	struct task done = { .title = "避難訓練の日程を3市にたずねる",
		.owner = owner, .due_on = date_add_days(r->mem, r->today, -60),
		.made_by = owner, .from_record = "meeting",
		.from_id = from->meeting, .done_on = date_add_days(r->mem,
		r->today, -62) };
	struct council_review v = { .council_meeting = next->id,
		.state = "going", .says = "2つの圏域で始まった。",
		.reviewed_on = r->today };
	enum result rc = record_add(r, &task_record, &going);

	if (!rc)
		rc = record_add(r, &task_record, &done);
	v.task = going.id;
	return rc ? rc : record_add(r, &council_review_record, &v);
}

/* The concern that was found first comes to the next meeting. */
static enum result
hand_concern(struct request *r, const struct council_meeting *next)
{
	struct concern_talk t = { .meeting = next->meeting,
		.handed_on = r->today };
	struct rows rows = { 0 };
	enum result rc = record_page(r, &concern_record, true, 1, 0, &rows);

	if (rc || !rows.nrows)
		return rc;
	t.concern = rows_cell(&rows, 0, "id");
	return record_add(r, &concern_talk_record, &t);
}

enum result
council_demo(struct request *r)
{
	struct council c = { .title = "支援センター運営協議会",
		.kind = "council", .quorum = "half", .numbering = "through",
		.purpose = "医療的ケア児と家族を支える取組を話し合い、課題の"
		    "解決を進める。" };
	struct rows people = { 0 };
	struct meeting m;
	struct council_meeting last, next;
	enum result rc = account_people(r, &people);

	if (rc || !people.nrows)
		return rc;
	c.keeper = rows_cell(&people, 0, "id");
	rc = record_add(r, &council_record, &c);
	if (!rc)
		rc = put_members(r, &c);
	if (!rc)
		rc = put_meeting(r, &c, LAST_DAYS, &m, &last);
	if (!rc)
		rc = put_item(r, &last, 1, "今年度の計画");
	if (!rc)
		rc = put_meeting(r, &c, NEXT_DAYS, &m, &next);
	if (!rc)
		rc = hand_concern(r, &next);
	if (!rc)
		rc = put_item(r, &next, 1, "半年の報告");
	if (!rc)
		rc = put_item(r, &next, 2, "来年度の事業計画");
	return rc ? rc : put_actions(r, &last, c.keeper, &next);
}
