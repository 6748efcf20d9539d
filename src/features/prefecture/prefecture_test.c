#include "tests/kit.h"

TEST(a_municipality_that_changes_region_keeps_its_earlier_one)
{
	sign_in(t, "admin");
	post(t, "/regions", "municipality", "02412", "region", "kamitosan",
	    "from", "R8.4.1", NULL);
	EXPECT(t->status == 303);
	get(t, "/regions");
	EXPECT(t->status == 200);
	EXPECT_SEES(t, "<td>おいらせちょう</td><td>八戸圏域</td><td>はじめから</td>");
	EXPECT_SEES(t, "<td>おいらせちょう</td><td>上十三圏域</td><td>R8.4.1</td>");
}

TEST(a_region_needs_a_municipality_a_region_and_a_day)
{
	sign_in(t, "admin");
	post(t, "/regions", "municipality", "99999", "region", "nowhere",
	    "from", "13/45", NULL);
	EXPECT(t->status == 422);
	EXPECT_SEES(t, "入力に誤りが3件あります");
}

TEST(only_the_administrator_redraws_regions)
{
	sign_in(t, "hana_nurse");
	get(t, "/regions");
	EXPECT(t->status == 403);
}
