#include "app/demo.h"
#include "base/date.h"
#include "features/account/account.h"
#include "features/meeting/meeting_private.h"
#include "features/meeting/meeting_sql.h"

/* A handful of fictional meetings: ahead, to be written up, over. */
static enum result
invite(struct request *r, const struct meeting *m, const char *person,
    const char *name, const char *agency, bool over)
{
	struct meeting_participant p = {
		.meeting = m->id,
		.child = m->child,
		.side = agency ? "agency" : "centre",
		.person = person,
		.name = name,
		.agency = agency,
		.part = agency ? "担当" : "進行と記録",
		.invited_on = date_add_days(r->mem, m->on_day, -21),
		.answer = over || person ? "yes" : "pending",
		.attended = over ? "1" : NULL,
	};

	return record_add(r, &meeting_participant_record, &p);
}

static enum result
add_one(struct request *r, const struct meeting *like, int days,
    const struct rows *people, const char *agency)
{
	struct meeting m = *like;
	bool over = days < -7;
	enum result rc;

	m.state = over ? "closed" : "planned";
	m.on_day = date_add_days(r->mem, r->today, days);
	m.person = rows_cell(people, 0, "id");
	m.minutes = over ? "それぞれの近況を共有し、これからの役割を確かめた。" : NULL;
	m.roles = over ? "訪問看護：吸引の手順を園に伝える\n園：緊急時の連絡表を作る" :
	    NULL;
	m.minutes_on = m.closed_on = over ? m.on_day : NULL;
	rc = record_add(r, &meeting_record, &m);
	if (!rc)
		rc = invite(r, &m, m.person, rows_cell(people, 0, "name"), NULL,
		    over);
	if (!rc && agency)
		rc = invite(r, &m, NULL, "見本 担当", agency, over);
	return rc;
}

enum result
meeting_demo(struct request *r)
{
	static const int days[] = { 0, 1, 6, 13, -3, -20, -45, -90 };
	static const char *const kinds[] = { "care", "discharge" };
	struct meeting council = { .kind = "council",
	    .title = "医療的ケア児支援協議会", .from_at = "14:00",
	    .to_at = "16:00", .place_kind = "hall",
	    .place = "見本市役所 3階 第2会議室", .yearly = "1",
	    .online_url = "https://meeting.example/council",
	    .agenda = "昨年度の実績\n今年度の計画\n圏域ごとの課題" };
	struct rows people = { 0 }, consents = { 0 };
	enum result rc = account_people(r, &people);

	if (!rc)
		rc = meeting_sql_demo_consents(r, &consents);
	for (size_t i = 0; !rc && people.nrows && i < consents.nrows &&
	    i < COUNT(days); i++) {
		struct meeting m = { .kind = kinds[i % COUNT(kinds)],
		    .title = "これからの支援を考える会議", .from_at = "13:30",
		    .to_at = "14:30", .place_kind = "hospital",
		    .place = "見本病院 地域連携室", .child = rows_cell(&consents,
		    i, "child"), .agenda = "近況\n困っていること\nこれからの役割" };

		rc = add_one(r, &m, days[i], &people, rows_cell(&consents, i,
		    "recipient"));
	}
	if (!rc && people.nrows)
		rc = add_one(r, &council, -340, &people, NULL);
	if (!rc && people.nrows) {
		council.title = "圏域の作業部会";
		council.kind = "working_group";
		rc = add_one(r, &council, 9, &people, NULL);
	}
	return rc;
}
