#include "app/demo.h"
#include "base/date.h"
#include "features/training/training_day.h"
#include "features/training/training_material.h"

/* A study group of nine evenings as a centre may hold it, the last still to
 * come; the first two with some who came by name. */

enum { EVERY_DAYS = 28, LAST_IN_DAYS = 14, NEEDED = 2, REMIND_DAYS = 3 };

static const struct {
	const char *theme, *place;
	int64_t came;
} evenings[] = {
	{ "医療的ケア児の在宅生活を支える（総論）", NULL, 63 },
	{ "呼吸のケアと気管切開の管理", NULL, 108 },
	{ "経管栄養と食べる楽しみ", NULL, 78 },
	{ "保育園・学校での受け入れ", "見本市文化会館", 93 },
	{ "きょうだいと家族を支える", NULL, 59 },
	{ "災害への備えと停電のとき", NULL, 168 },
	{ "成人期への移行", NULL, 89 },
	{ "訪問看護と相談支援の連携", NULL, 109 },
	{ "一年のまとめと来年度に向けて", "見本市文化会館", 0 },
};

static const struct {
	const char *name, *kana, *profession, *organization, *mail;
} people[] = {
	{ "見本 花子", "ミホン ハナコ", "nurse", "見本訪問看護ステーション",
	    "hanako@example.jp" },
	{ "例示 太郎", "レイジ タロウ", "teacher", "見本特別支援学校",
	    "taro@example.jp" },
	{ "試作 次郎", "シサク ジロウ", "counsellor", "見本相談支援事業所", NULL },
	{ "仮名 三枝", "カメイ サエグサ", "nursery", "見本保育園", "saegusa@example.jp" },
};

static enum result
put_people(struct request *r, const struct training_session *s,
    const char *state)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(people); i++) {
		struct training_applicant a = {
			.session = s->id, .name = people[i].name,
			.kana = people[i].kana,
			.profession = people[i].profession,
			.organization = people[i].organization,
			.mail = people[i].mail,
			.phone = arena_fmt(r->mem, "090-0000-71%02zu", i),
			.state = state, .source = "staff",
		};

		rc = record_add(r, &training_applicant_record, &a);
	}
	return rc;
}

/* Somebody who came twice; of the second time, their row. */
static enum result
put_faithful(struct request *r, const struct training_session *s,
    struct training_applicant *a)
{
	*a = (struct training_applicant){ .session = s->id,
		.name = "作例 四郎", .profession = "nurse",
		.organization = "見本病院", .state = "attended",
		.source = "staff" };
	return record_add(r, &training_applicant_record, a);
}

static enum result
put_certificate(struct request *r, const struct training *t,
    const struct training_applicant *a)
{
	struct training_certificate k = {
		.training = t->id, .applicant = a->id, .name = a->name,
		.organization = a->organization, .attended = NEEDED,
		.on_day = r->today,
	};

	return training_certificate_add(r, t, &k);
}

/* Somebody who signed in with a number that nobody gave. */
static enum result
put_stranger(struct request *r, const struct training_applicant *beside)
{
	struct training_sign_in s = { .session = beside->session,
		.at = r->now, .moment = "only", .why = "none",
		.said =
		"dareka@example.jp",
		.kana = "カクウ" };

	return record_add(r, &training_sign_in_record, &s);
}

static enum result
put_recording(struct request *r, const struct training_session *s)
{
	return record_add(r, &training_material_record,
	    &(struct training_material){ .session = s->id,
	    .title = "当日の録画", .url = "https://video.example.jp/rokuga" });
}

enum result
training_demo(struct request *r)
{
	int n = (int)COUNT(evenings);
	struct training t = { .title = "小児在宅サポーター勉強会",
		.kind = "study", .needed = NEEDED,
		.aim = "小児在宅医療と医療的ケア児を支える人の仲間を増やす。" };
	struct training_applicant faithful = { 0 };
	struct training_door door;
	enum result rc;

	t.year = date_fiscal_year(r->today);
	rc = record_add(r, &training_record, &t);
	for (int i = 0; !rc && i < n; i++) {
		struct training_session s = {
			.training = t.id, .number = i + 1,
			.on_day = demo_weekday(r->mem, date_add_days(r->mem,
			    r->today, LAST_IN_DAYS - (n - 1 - i) * EVERY_DAYS)),
			.from_at = "18:00", .to_at = "19:30",
			.place = evenings[i].place,
			.online_url = "https://meet.example.jp/benkyokai",
			.theme = evenings[i].theme,
			.lecturers = "見本 医師（見本病院）",
			.professions = "doctor,nurse", .capacity = 200,
			.headcount = evenings[i].came ? evenings[i].came :
			    UNTOLD,
			.announced = i == n - 1 ? "1" : NULL,
			.remind_days = i == n - 1 ? REMIND_DAYS : 0,
		};

		rc = record_add(r, &training_session_record, &s);
		if (!rc && i < NEEDED)
			rc = put_people(r, &s, "attended");
		if (!rc && i < NEEDED)
			rc = put_faithful(r, &s, &faithful);
		if (!rc && i == n - 2)
			rc = put_recording(r, &s);
		if (!rc && i == n - 1)
			rc = put_people(r, &s, "accepted");
		if (!rc && i == n - 1)
			rc = training_door_add(r, &s, &door);
	}
	if (!rc)
		rc = put_stranger(r, &faithful);
	if (!rc)
		rc = training_demo_public(r);
	return rc ? rc : put_certificate(r, &t, &faithful);
}
