#include "features/training/training_town_test.h"

const char *
town_course(struct town *t, const char *needed)
{
	post(t, "/trainings", "title", "見本勉強会" CANARY, "kind", "study",
	    "year", "2025", "needed", needed, NULL);
	return id_at(t, "/trainings/");
}

const char *
town_session(struct town *t, const char *training, const char *number,
    const char *day, const char *capacity, const char *headcount)
{
	post(t, arena_fmt(t->mem, "/training-sessions?training=%s", training),
	    "number", number, "on_day", day, "from_at", "18:00", "to_at",
	    "19:30", "online_url", "https://meet.example.jp/x", "theme",
	    "呼吸のケア" CANARY, "capacity", capacity, "headcount", headcount,
	    NULL);
	return id_at(t, "/training-sessions/");
}

void
town_apply(struct town *t, const char *session, const char *name,
    const char *mail)
{
	post(t, arena_fmt(t->mem, "/training-sessions/%s/applicants", session),
	    "name", name, "profession", "nurse", "organization",
	    "見本訪問看護" CANARY, "mail", mail, NULL);
}

const char *
town_applicant(struct town *t, const char *session, const char *state,
    const char *which)
{
	struct query q = { "test.applicant", arena_fmt(t->mem,
	    "SELECT %s(id) FROM training_applicant WHERE session = '%s'"
	    " AND state = '%s'", which, session, state) };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1 && rows.cells[0]);
	return rows.cells[0];
}

void
town_attend(struct town *t, const char *session, const char *applicant)
{
	post(t, arena_fmt(t->mem, "/training-sessions/%s/attendance", session),
	    "came", applicant, NULL);
	EXPECT_STATUS(t, 303);
}
