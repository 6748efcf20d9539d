#include "features/training/training.h"
#include "tests/kit_letters.h"

/* Sessions on the public site, and applying for them. */

#define ROW(id, course, day, seats, theme) \
	"INSERT INTO pub_training VALUES ('" id "', '" course "', '見本勉強会'," \
	" 'study', 1, '" day "', '18:00', '19:30', NULL, 1, '" theme "'," \
	" '見本 医師', 'nurse', '" seats "')"

static struct letters
begin(struct public_site *p, struct town *t)
{
	struct letters l = letters_open(t);

	letters_begin_public(&l, p);
	public_fill(p, ROW("one", "c", "2026-05-01", "open", "呼吸のケア"));
	public_fill(p, ROW("two", "c", "2026-05-29", "full", "食べる楽しみ"));
	public_fill(p, ROW("another", "d", "2026-05-30", "few", "計画づくり"));
	public_fill(p, ROW("over", "c", "2026-03-31", "open", "終わった回"));
	public_open(p);
	return l;
}

static void
end(struct public_site *p, struct letters *l)
{
	public_close(p);
	letters_close(l);
}

TEST(training_calendar_shows_what_is_to_come_by_month)
{
	struct public_site p;
	struct letters l = begin(&p, t);

	visit(&p, "/trainings");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "令和8年5月</h2>");
	EXPECT_SEES(&p.t, "呼吸のケア");
	EXPECT_SEES(&p.t, "空きあり");
	EXPECT_SEES(&p.t, "キャンセル待ち");
	EXPECT_SEES(&p.t, "残りわずか");
	EXPECT_NOT_SEES(&p.t, "終わった回");
	public_set_today(&p, "2026-05-31");
	visit(&p, "/trainings");
	EXPECT_SEES(&p.t, "いま申込を受けている研修はありません");
	visit(&p, "/trainings/over");
	EXPECT_STATUS(&p.t, 404);
	end(&p, &l);
}

TEST(training_application_is_sealed_for_the_centre_with_the_sessions_chosen)
{
	struct public_site p;
	struct letters l = begin(&p, t);
	struct inbox_letter *all;

	visit(&p, "/trainings/one");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "value=\"one\" checked");
	EXPECT_SEES(&p.t, "value=\"two\"");
	EXPECT_NOT_SEES(&p.t, "value=\"another\"");
	visit_post(&p, "/trainings/one", "name", "見本 花子" CANARY,
	    "profession", "nurse", "mail", "hanako@example.jp", "session",
	    "one", "session", "two", "session", "another", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(strcmp(p.t.location, "/trainings/applied") == 0);
	visit(&p, p.t.location);
	EXPECT_SEES(&p.t, "メールが届きます");
	EXPECT(letters_all(&l, &all) == 1);
	EXPECT(strcmp(all[0].kind, training_application.name) == 0);
	EXPECT(strstr(all[0].text, "\"session\":[\"one\",\"two\"]"));
	end(&p, &l);
}

TEST(training_application_with_faults_comes_back_as_it_was)
{
	struct public_site p;
	struct letters l = begin(&p, t);
	struct inbox_letter *all;

	visit_post(&p, "/trainings/one", "name", "見本 花子" CANARY,
	    "organization", "見本病院", "mail", "no address", NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT_SEES(&p.t, "#f-mail");
	EXPECT_SEES(&p.t, "#f-profession");
	EXPECT_SEES(&p.t, "#f-session");
	EXPECT_SEES(&p.t, "見本病院");
	EXPECT_NOT_SEES(&p.t, "value=\"one\" checked");
	EXPECT(letters_all(&l, &all) == 0);
	/* A program is thanked, and nothing of it is kept. */
	visit_post(&p, "/trainings/one", "name", "x", "profession", "nurse",
	    "mail", "x@example.jp", "session", "one", "website", "y", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(letters_all(&l, &all) == 0);
	end(&p, &l);
}

TEST(training_session_goes_into_a_calendar)
{
	struct public_site p;
	struct letters l = begin(&p, t);

	visit(&p, "/trainings/one/calendar.ics");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "DTSTART:20260501T090000Z");
	EXPECT_SEES(&p.t, "LOCATION:オンライン");
	end(&p, &l);
}
