#include "features/training/training.h"
#include "tests/kit_letters.h"

/* The page on the poster: what it takes, and that it leaves as a letter. */

static struct letters
begin(struct public_site *p, struct town *t, const char *both_codes)
{
	struct letters l = letters_open(t);

	letters_begin_public(&l, p);
	public_fill(p, arena_fmt(t->mem, "INSERT INTO pub_door VALUES ('%s',"
	    " '2026-04-01', '見本勉強会', '3', '呼吸', '18:00', NULL, '%s')",
	    training_door_digest(t->mem, "the-token"), both_codes));
	public_open(p);
	return l;
}

static void
end(struct public_site *p, struct letters *l)
{
	public_close(p);
	letters_close(l);
}

TEST(public_sign_in_of_two_who_type_the_same_is_two_letters)
{
	struct inbox_letter *all;
	struct public_site p;
	struct letters l = begin(&p, t, "0");

	visit(&p, "/sign-in/the-token");
	EXPECT_SEES(&p.t, "第3回");
	EXPECT_NOT_SEES(&p.t, "合言葉");
	visit(&p, "/sign-in/another");
	EXPECT_STATUS(&p.t, 404);
	visit_post(&p, "/sign-in/the-token", "said", "12", NULL);
	EXPECT_STATUS(&p.t, 422);
	visit_post(&p, "/sign-in/the-token", "said", "1234", "name", "見本",
	    NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT(letters_all(&l, &all) == 0);
	visit_post(&p, "/sign-in/the-token", "said", "１２３４", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(strcmp(p.t.location, "/sign-in/the-token/done") == 0);
	visit_post(&p, "/sign-in/the-token", "said", "1234", NULL);
	EXPECT(letters_all(&l, &all) == 2);
	EXPECT(strcmp(all[0].kind, "training_attendance") == 0);
	EXPECT(strstr(all[0].text, "\"said\":\"1234\""));
	visit(&p, "/sign-in/the-token/done");
	EXPECT_SEES(&p.t, "受付しました");
	end(&p, &l);
}

TEST(public_sign_in_is_shut_on_another_day)
{
	struct inbox_letter *all;
	struct public_site p;
	struct letters l = begin(&p, t, "0");

	public_set_today(&p, "2026-04-02");
	visit(&p, "/sign-in/the-token");
	EXPECT_SEES(&p.t, "いまは、この画面からは受付していません");
	visit_post(&p, "/sign-in/the-token", "said", "1234", NULL);
	EXPECT_STATUS(&p.t, 409);
	EXPECT(letters_all(&l, &all) == 0);
	end(&p, &l);
}

TEST(public_sign_in_with_codes_asks_for_one_and_for_which)
{
	struct inbox_letter *all;
	struct public_site p;
	struct letters l = begin(&p, t, "1");

	visit_post(&p, "/sign-in/the-token", "said", "1234", NULL);
	EXPECT_STATUS(&p.t, 422);
	EXPECT_SEES(&p.t, "始めか終わりかを選んでください。");
	visit_post(&p, "/sign-in/the-token", "said", "1234", "moment", "end",
	    "code", "0042", NULL);
	EXPECT_STATUS(&p.t, 303);
	EXPECT(letters_all(&l, &all) == 1);
	EXPECT(strstr(all[0].text, "\"moment\":\"end\""));
	EXPECT(strstr(all[0].text, "\"code\":\"0042\""));
	end(&p, &l);
}
