#include "app/travel.h"
#include "tests/kit.h"

static enum result
import(struct town *t, const char *csv, bool dry, struct travel_counts *n,
    struct request **r)
{
	*r = town_request(t);
	return travel_import(*r, csv, strlen(csv), dry, n);
}

TEST(minutes_that_somebody_knows_go_before_the_estimate_and_back)
{
	get(t, "/travel?a=02201");
	EXPECT_SEES(t, "<caption id=\"c-travel\">青森市から</caption>");
	EXPECT_SEES(t, "八戸市</th><td>94km</td><td>145分</td>");
	post(t, "/travel", "a", "02203", "b", "02201", "minutes", "100", NULL);
	EXPECT(t->status == 303);
	get(t, "/travel?a=02201");
	EXPECT_SEES(t, "<td>100分</td>");
	EXPECT_SEES(t, ">職員</a></td>");
	post(t, "/travel", "a", "02201", "b", "02203", "minutes", "", NULL);
	EXPECT(t->status == 303);
	EXPECT(town_number(t, "SELECT count(*) FROM travel") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE record ="
	    " 'travel'") == 2);
}

TEST(minutes_need_two_municipalities_and_a_number)
{
	post(t, "/travel", "a", "13101", "b", "", "minutes", CANARY, NULL);
	EXPECT(t->status == 422);
	EXPECT_SEES(t, "入力に誤りが3件あります");
	post(t, "/travel", "a", "02201", "b", "02203", "minutes", "1441", NULL);
	EXPECT(t->status == 422);
	post(t, "/travel", "a", "02201", "b", "02203", "minutes", "0", NULL);
	EXPECT(t->status == 422);
	EXPECT(town_number(t, "SELECT count(*) FROM travel") == 0);
}

TEST(table_of_minutes_leaves_what_was_corrected_by_hand)
{
	struct travel_counts n;
	struct request *r;
	const char *csv = "市町村,青森市,弘前市,外ケ浜町\n"
	    "青森市,0,50,45\n02202,50,,\n外ヶ浜町,,110,\n";

	post(t, "/travel", "a", "02201", "b", "02202", "minutes", "65", NULL);
	EXPECT(import(t, csv, true, &n, &r) == OK);
	EXPECT(n.pairs == 3 && n.kept == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM travel") == 1);
	EXPECT(import(t, csv, false, &n, &r) == OK);
	EXPECT(town_number(t, "SELECT sum(minutes) FROM travel") == 65 + 45 + 110);
	/* The next table takes the place of this one. */
	EXPECT(import(t, ",02201\n02203,90\n", false, &n, &r) == OK);
	EXPECT(n.pairs == 1 && n.kept == 0);
	EXPECT(town_number(t, "SELECT sum(minutes) FROM travel") == 65 + 90);
}

TEST(table_of_minutes_with_a_wrong_cell_is_refused_by_line)
{
	static const struct {
		const char *csv, *line, *says;
	} wrong[] = {
		{ "", "line", "" },
		{ ",青森市\n盛岡市,120\n", "line 2", "no such municipality" },
		{ ",青森市,02201\n弘前市,1,1\n", "line 1", "stands twice" },
		{ ",青森市\n弘前市,1\n弘前市,1\n", "line 3", "stands twice" },
		{ ",青森市\n弘前市,1時間\n", "line 2", "minutes are" },
		{ ",青森市\n弘前市,0\n", "line 2", "minutes are" },
		{ ",青森市\n弘前市,-5\n", "line 2", "minutes are" },
		{ ",青森市,弘前市\n青森市,,50\n弘前市,60,\n", "line 3", "way back" },
	};

	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct travel_counts n;
		struct request *r;

		EXPECT(import(t, wrong[i].csv, false, &n, &r) == INVALID);
		EXPECT(r->nfaults == 1);
		EXPECT_OF(t, !strncmp(r->faults[0].field, wrong[i].line,
		    strlen(wrong[i].line)), wrong[i].csv);
		EXPECT(strstr(r->faults[0].says, wrong[i].says));
	}
	EXPECT(town_number(t, "SELECT count(*) FROM travel") == 0);
}
