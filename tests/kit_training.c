#include "tests/kit_training.h"

const char *
training_town(struct town *t, const char *capacity)
{
	const char *course;

	post(t, "/trainings", "title", "見本勉強会" CANARY, "kind", "study",
	    "year", "2026", NULL);
	course = id_at(t, "/trainings/");
	post(t, arena_fmt(t->mem, "/training-sessions?training=%s", course),
	    "number", "1", "on_day", "R8.5.1", "from_at", "18:00", "to_at",
	    "19:30", "online_url", "https://meet.example.jp/x", "theme",
	    "呼吸のケア" CANARY, "lecturers", "見本 医師", "professions",
	    "nurse", "capacity", capacity, "announced", "1", "remind_days",
	    "3", NULL);
	return id_at(t, "/training-sessions/");
}

void
training_town_apply(struct town *t, const char *session, const char *name,
    const char *mail)
{
	post(t, arena_fmt(t->mem, "/training-sessions/%s/applicants", session),
	    "name", name, "profession", "nurse", "organization",
	    "見本訪問看護", "mail", mail, NULL);
	EXPECT_STATUS(t, 303);
}

int64_t
training_town_count(struct town *t, const char *session, const char *state)
{
	return town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " training_applicant WHERE session = '%s' AND state = '%s'",
	    session, state));
}
