#include <stdlib.h>
#include <unistd.h>

#include "app/site.h"
#include "features/training/training.h"
#include "tests/kit_public.h"

/* Sessions on the public site, and applying for them. */

#define ROW(id, course, day, seats, theme) \
	"INSERT INTO pub_training VALUES ('" id "', '" course "', '見本勉強会'," \
	" 'study', 1, '" day "', '18:00', '19:30', NULL, 1, '" theme "'," \
	" '見本 医師', 'nurse', '" seats "')"

static char path[] = "/tmp/tsunagu-apply-XXXXXX";

static void
begin(struct public_site *p, struct town *t)
{
	int fd;

	memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
	fd = mkstemp(path);
	EXPECT(fd >= 0 && close(fd) == 0);
	*p = (struct public_site){ .inbox = inbox_open(path) };
	EXPECT(p->inbox);
	public_begin(p, t);
	public_fill(p, arena_fmt(t->mem, "INSERT INTO about (key, value) VALUES"
	    " ('inbox_key', '%s')", inbox_key(t->mem, t->site->keys->seal)));
	public_fill(p, ROW("one", "c", "2026-05-01", "open", "呼吸のケア"));
	public_fill(p, ROW("two", "c", "2026-05-29", "full", "食べる楽しみ"));
	public_fill(p, ROW("another", "d", "2026-05-30", "few", "計画づくり"));
	public_fill(p, ROW("over", "c", "2026-03-31", "open", "終わった回"));
	public_open(p);
}

static void
end(struct public_site *p)
{
	public_close(p);
	inbox_close(p->inbox);
	EXPECT(unlink(path) == 0);
}

static size_t
letters(struct town *t, struct inbox_letter **out)
{
	const char *name;
	size_t n;

	EXPECT(inbox_letters(t->mem, path, t->site->keys->seal, 0, &name, out,
	    &n) == OK);
	return n;
}

TEST(training_calendar_shows_what_is_to_come_by_month)
{
	struct public_site p;

	begin(&p, t);
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
	end(&p);
}

TEST(training_application_is_sealed_for_the_centre_with_the_sessions_chosen)
{
	struct public_site p;
	struct inbox_letter *all;

	begin(&p, t);
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
	EXPECT(letters(t, &all) == 1);
	EXPECT(strcmp(all[0].kind, training_application.name) == 0);
	EXPECT(strstr(all[0].text, "\"session\":[\"one\",\"two\"]"));
	end(&p);
}

TEST(training_application_with_faults_comes_back_as_it_was)
{
	struct public_site p;
	struct inbox_letter *all;

	begin(&p, t);
	visit_post(&p, "/trainings/one", "name", "見本 花子" CANARY,
	    "organization", "見本病院", "mail", "no address", NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT_SEES(&p.t, "#f-mail");
	EXPECT_SEES(&p.t, "#f-profession");
	EXPECT_SEES(&p.t, "#f-session");
	EXPECT_SEES(&p.t, "見本病院");
	EXPECT_NOT_SEES(&p.t, "value=\"one\" checked");
	EXPECT(letters(t, &all) == 0);
	/* A program is thanked, and nothing of it is kept. */
	visit_post(&p, "/trainings/one", "name", "x", "profession", "nurse",
	    "mail", "x@example.jp", "session", "one", "website", "y", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(letters(t, &all) == 0);
	end(&p);
}

TEST(training_session_goes_into_a_calendar)
{
	struct public_site p;

	begin(&p, t);
	visit(&p, "/trainings/one/calendar.ics");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "DTSTART:20260501T090000Z");
	EXPECT_SEES(&p.t, "LOCATION:オンライン");
	end(&p);
}
