#include <string.h>

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
add_one(struct request *r, struct meeting *m, int days,
    const struct rows *people, const char *agency)
{
	bool over = days < -9;
	enum result rc;

	m->state = over ? "closed" : "planned";
	m->on_day = date_add_days(r->mem, r->today, days);
	if (days) /* that of today is, whatever the day */
		m->on_day = demo_weekday(r->mem, m->on_day);
	m->person = rows_cell(people, 0, "id");
	m->minutes =
	    over ? "それぞれの近況を共有し、これからの役割を確かめた。" : NULL;
	m->roles =
	    over ? "訪問看護：吸引の手順を園に伝える\n園：緊急時の連絡表を作る"
		 : NULL;
	m->minutes_on = m->closed_on = over ? m->on_day : NULL;
	rc = record_add(r, &meeting_record, m);
	if (!rc)
		rc = invite(
		    r, m, m->person, rows_cell(people, 0, "name"), NULL, over);
	if (!rc && agency)
		rc = invite(r, m, NULL, "見本 担当", agency, over);
	return rc;
}

/* Of children whose families agreed; days from today. */
static const struct told {
	int days;
	const char *kind, *title, *place_kind, *place, *agenda;
} told[] = {
	{ 0, "care", "園に通うための話し合い", "centre", "センター 会議室",
	    "家族の希望\n園での吸引をだれがするか\n停電と体調が悪いときの連絡" },
	{ 4, "discharge", "退院に向けた話し合い", "hospital",
	    "見本病院 地域連携室", "退院の見込み\n在宅で使う機器\n夜の見守り" },
	{ 10, "care", "学校での注入を見直す会議", "hospital",
	    "見本病院 地域連携室", "近況\n注入の時間と姿勢\n校外学習" },
	{ 17, "care", "放課後の居場所を考える会議", "hall", "見本市役所 3階",
	    "近況\n通える曜日\n送り迎え" },
	{ -6, "care", "短期入所を始める前の会議", "hospital",
	    "見本病院 地域連携室", "夜のケアの手順\n持ち物\n連絡先" },
	{ -20, "discharge", "退院前カンファレンス", "hospital", "見本病院 6階",
	    "機器と手技の練習\n訪問看護の回数\n停電したときの行き先" },
	{ -48, "care", "呼吸器が替わったあとの会議", "hospital", "例示総合病院",
	    "新しい設定\n支える人への説明" },
	{ -90, "care", "就学に向けた話し合い", "hall", "見本市教育委員会",
	    "学校の見学の感想\n看護師の配置\n春までの段取り" },
};

/* One of a child; to the first come all who may be told. */
static enum result
add_told(
    struct request *r, const struct rows *people, const struct rows *consents)
{
	struct meeting last = { 0 };
	enum result rc = OK;

	for (size_t i = 0, n = 0;
	     !rc && people->nrows && n < COUNT(told) && i < consents->nrows;
	     i++) {
		const struct told *t = &told[n];
		struct meeting m = { .kind = t->kind,
			.title = t->title,
			.from_at = "13:30",
			.to_at = "14:30",
			.place_kind = t->place_kind,
			.place = t->place,
			.child = rows_cell(consents, i, "child"),
			.agenda = t->agenda };

		if (last.child && strcmp(m.child, last.child) == 0) {
			rc = n == 1 ? invite(r, &last, NULL, "例示 担当",
					  rows_cell(consents, i, "recipient"),
					  false)
				    : OK;
			continue;
		}
		n++;
		rc = add_one(r, &m, t->days, people,
		    rows_cell(consents, i, "recipient"));
		last = m;
	}
	return rc;
}

enum result
meeting_demo(struct request *r)
{
	struct meeting council = { .kind = "council",
		.title = "医療的ケア児支援協議会",
		.from_at = "14:00",
		.to_at = "16:00",
		.place_kind = "hall",
		.place = "見本市役所 3階 第2会議室",
		.yearly = "1",
		.online_url = "https://meeting.example/council",
		.agenda = "昨年度の実績\n今年度の計画\n圏域ごとの課題" };
	struct rows people = { 0 }, consents = { 0 };
	enum result rc = account_people(r, &people);

	if (!rc)
		rc = meeting_sql_demo_consents(r, &consents);
	if (!rc)
		rc = add_told(r, &people, &consents);
	if (!rc && people.nrows)
		rc = add_one(r, &council, -340, &people, NULL);
	if (!rc && people.nrows) {
		council.title = "圏域の作業部会";
		council.kind = "working_group";
		rc = add_one(r, &council, 9, &people, NULL);
	}
	return rc;
}
