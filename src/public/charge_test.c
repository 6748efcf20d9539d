#include "tests/kit_public.h"

/* 役割分担, as everybody reads it. */

TEST(charge_is_shown_to_everybody_with_who_does_what)
{
	struct public_site p = { .inbox = NULL };

	public_begin(&p, t);
	public_fill(&p, "INSERT INTO pub_charge (year, position, body,"
	    " function, part) VALUES"
	    " (2026, 1, '受託A" CANARY "', 'training', 'lead'),"
	    " (2026, 1, '受託A" CANARY "', 'survey', 'help'),"
	    " (2026, 2, '受託B', 'survey', 'lead'),"
	    " (2026, 3, '受託C', NULL, NULL)");
	public_open(&p);
	visit(&p, "/charge");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "役割分担　令和8年度");
	EXPECT_SEES(&p.t, "<th scope=\"row\">研修・人材育成</th><td>◎");
	EXPECT_SEES(&p.t, "<td>〇<span class=\"vh\">協力</span></td><td>◎");
	EXPECT_SEES(&p.t, "受託C");
	/* What nobody does is not there. */
	EXPECT_NOT_SEES(&p.t, "家族の交流");
	EXPECT(*header(&p.t, "ETag"));
	visit(&p, "/");
	EXPECT_SEES(&p.t, "href=\"/charge\"");
	public_close(&p);
}

TEST(charge_has_no_page_where_one_body_does_it_all)
{
	struct public_site p = { .inbox = NULL };

	public_begin(&p, t);
	public_open(&p);
	visit(&p, "/charge");
	EXPECT_STATUS(&p.t, 404);
	visit(&p, "/");
	EXPECT_NOT_SEES(&p.t, "href=\"/charge\"");
	public_close(&p);
}
