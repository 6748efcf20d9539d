#include "app/demo.h"
#include "base/date.h"
#include "features/training/training_private.h"

/* A second course, all still to come and told of to the public: one day in a
 * hall that is full, one online with room. */

static const struct {
	const char *name, *profession, *organization, *mail, *state;
} people[] = {
	{ "習作 五月", "counsellor", "習作相談センター", "satsuki@example.jp",
	    "accepted" },
	{ "作例 睦月", "nurse", "作例訪問看護", "mutsuki@example.jp",
	    "accepted" },
	{ "試案 文", "officer", "試案町役場", "fumi@example.jp", "waiting" },
};

enum { SEATS = 2, FIRST_IN_DAYS = 25, SECOND_IN_DAYS = 53, REMIND = 3 };

static enum result
add_people(struct request *r, const struct training_session *s)
{
	enum result rc = OK;

	for (size_t i = 0; !rc && i < COUNT(people); i++)
		rc = record_add(r, &training_applicant_record,
		    &(struct training_applicant){ .session = s->id,
		    .name = people[i].name, .profession = people[i].profession,
		    .organization = people[i].organization,
		    .mail = people[i].mail, .state = people[i].state,
		    .phone = arena_fmt(r->mem, "090-0000-72%02zu", i),
		    .source = "public" });
	return rc;
}

enum result
training_demo_public(struct request *r)
{
	struct training t = { .kind = "coordinator", .title =
	    "医療的ケア児等コーディネーター養成研修", .aim = "医療的ケア児と"
	    "家族を、はじめからおわりまで支える人を育てる。",
	    .year = date_fiscal_year(r->today) };
	struct training_session hall = { .number = 1, .from_at = "10:00",
	    .to_at = "16:00", .place = "見本市文化会館　大会議室",
	    .theme = "地域で支えるしくみと計画づくり",
	    .lecturers = "見本 医師（見本病院）\n例示 保健師（例示町）",
	    .professions = "counsellor,nurse,officer", .capacity = SEATS,
	    .headcount = UNTOLD, .announced = "1", .remind_days = REMIND };
	struct training_session online = { .number = 2, .from_at = "13:30",
	    .to_at = "15:30", .theme = "家族の話を聞く",
	    .online_url = "https://meet.example.jp/yosei",
	    .lecturers = "仮名 心理士（仮名センター）", .capacity = 30,
	    .headcount = UNTOLD, .announced = "1", .remind_days = REMIND };
	enum result rc = record_add(r, &training_record, &t);

	hall.training = online.training = t.id;
	hall.on_day = demo_weekday(r->mem, date_add_days(r->mem, r->today,
	    FIRST_IN_DAYS));
	online.on_day = demo_weekday(r->mem, date_add_days(r->mem, r->today,
	    SECOND_IN_DAYS));
	if (!rc)
		rc = record_add(r, &training_session_record, &hall);
	if (!rc)
		rc = record_add(r, &training_session_record, &online);
	return rc ? rc : add_people(r, &hall);
}
