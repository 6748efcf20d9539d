#include "features/training/training.h"
#include "tests/kit_public.h"

static const char *
digest(struct town *t, const char *number)
{
	return training_certificate_digest(t->mem, number, "2026-04-01",
	    "abcd-efgh-jkmn");
}

TEST(public_certificate_is_said_to_hold_and_nothing_else)
{
	struct public_site p = { 0 };
	const char *ask = "/certificates?number=2026-0001&on_day=R8.4.1"
	    "&code=ABCD-efgh-jkmn";

	public_begin(&p, t);
	public_fill(&p, arena_fmt(t->mem, "INSERT INTO pub_certificate VALUES"
	    " ('%s', '0'), ('%s', '1')", digest(t, "2026-0001"),
	    digest(t, "2026-0002")));
	public_open(&p);
	visit(&p, "/certificates");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_NOT_SEES(&p.t, "有効です");
	visit(&p, ask);
	EXPECT_SEES(&p.t, "この修了証は有効です。");
	visit(&p, "/certificates?number=2026-0002&on_day=2026-04-01"
	    "&code=abcdefghjkmn");
	EXPECT_SEES(&p.t, "取り消されています。");
	EXPECT_NOT_SEES(&p.t, "有効です。");
	visit(&p, "/certificates?number=2026-0001&on_day=2026-04-02"
	    "&code=abcdefghjkmn");
	EXPECT_SEES(&p.t, "見つかりません");
	visit(&p, "/certificates?number=2026-0001&on_day=&code=%3Cb%3Ecanary"
	    "%3C%2Fb%3E");
	EXPECT_STATUS(&p.t, 422);
	EXPECT_NOT_SEES(&p.t, "見つかりません");
	public_close(&p);
}
