#include "tests/kit_public.h"

#define PLACE "5b6a0a3e-0000-5000-8000-000000000001"

/* A room told on 1 April of three days; told to nobody else since. */
static void
site_with_room(struct public_site *p, struct town *t)
{
	static const char *const days[] = { "2026-04-01", "2026-04-09",
		"2026-04-16" };

	public_begin(p, t);
	public_fill_service(p, PLACE, "りんご園", "02201", "short_stay");
	public_fill(p, "INSERT INTO pub_room VALUES ('room', '" PLACE "',"
	    " '個室', 3, 0, 0)");
	for (size_t i = 0; i < COUNT(days); i++)
		public_fill(p, arena_fmt(t->mem, "INSERT INTO pub_cell VALUES"
		    " ('room', '%s', 'few', 'last', 1, '2026-04-01T00:00:00Z',"
		    " 'phone')", days[i]));
}

static const char *
row_of(struct public_site *p, const char *day)
{
	const char *at;

	visit(p, "/opendata/vacancies.csv");
	EXPECT_STATUS(&p->t, 200);
	EXPECT(strncmp(p->t.body, "\xef\xbb\xbf", 3) == 0);
	at = strstr(p->t.body, arena_fmt(p->t.mem, ",3,%s,", day));
	EXPECT_OF(&p->t, at, day);
	return arena_bytes(p->t.mem, at + 14, strcspn(at + 14, "\r"));
}

TEST(vacancies_in_the_file_fade_with_the_days_as_on_the_board)
{
	struct public_site p = { 0 };

	site_with_room(&p, t);
	public_open(&p);
	EXPECT(strcmp(row_of(&p, "2026-04-01"), "△,残り1つ,1,,2026-04-01,"
	    "電話で聞いて入力," PLACE ",room") == 0);
	EXPECT(strcmp(row_of(&p, "2026-04-02"), "－,,,,,," PLACE ",room") == 0);
	public_set_today(&p, "2026-04-09");
	EXPECT(strcmp(row_of(&p, "2026-04-09"), "△,残り1つ,1,1,2026-04-01,"
	    "電話で聞いて入力," PLACE ",room") == 0);
	public_set_today(&p, "2026-04-16");
	EXPECT(strcmp(row_of(&p, "2026-04-16"), "－,,,,,," PLACE ",room") == 0);
	EXPECT_NOT_SEES(&p.t, "残り1つ");
	public_close(&p);
}

TEST(hsds_capacity_fades_with_the_days_too)
{
	struct public_site p = { 0 };

	site_with_room(&p, t);
	public_open(&p);
	visit(&p, "/hsds/services/" PLACE);
	EXPECT_SEES(&p.t, "\"available\":1,\"maximum\":3,");
	EXPECT_SEES(&p.t, "\"updated\":\"2026-04-01T00:00:00Z\"");
	EXPECT_NOT_SEES(&p.t, "要電話確認");
	public_set_today(&p, "2026-04-09");
	visit(&p, "/hsds/services/" PLACE);
	EXPECT_SEES(&p.t, "\"available\":1,");
	EXPECT_SEES(&p.t, "要電話確認");
	public_set_today(&p, "2026-04-16");
	visit(&p, "/hsds/services/" PLACE);
	EXPECT_STATUS(&p.t, 200);
	EXPECT_NOT_SEES(&p.t, "capacities");
	public_close(&p);
}

TEST(services_in_the_file_tell_unknown_from_no_and_run_nothing)
{
	struct public_site p = { 0 };

	public_begin(&p, t);
	public_fill_service(&p, PLACE, "=1+1", "02201", "after_school");
	public_fill_answer(&p, PLACE, "suction", "terms", "=cmd()");
	public_fill_answer(&p, PLACE, "oxygen", "no", NULL);
	public_fill(&p, "UPDATE pub_service SET age_from = 6, age_below = 1200,"
	    " note = '1行め' || char(10) || '\"2行め\"'");
	public_open(&p);
	visit(&p, "/opendata/services.csv");
	EXPECT_STATUS(&p.t, 200);
	EXPECT(strcmp(p.t.type, "text/csv; charset=utf-8") == 0);
	EXPECT(strstr(header(&p.t, "Content-Disposition"), "services.csv"));
	EXPECT_SEES(&p.t, "吸引,吸引_確認日,");
	EXPECT_SEES(&p.t, ",条件付き：=cmd(),2026-03-20,");
	EXPECT_SEES(&p.t, ",不可,2026-03-20,");
	EXPECT_SEES(&p.t, ",不明,,");
	EXPECT_SEES(&p.t, "'=1+1");
	EXPECT_SEES(&p.t, ",6,なし,");
	EXPECT_SEES(&p.t, "\"1行め\n\"\"2行め\"\"\"");
	EXPECT_NOT_SEES(&p.t, ",=");
	visit(&p, "/opendata");
	EXPECT_SEES(&p.t, "空きは受入れの約束ではありません");
	visit(&p, "/opendata/services.csv?kind=short_stay");
	EXPECT_STATUS(&p.t, 400);
	public_close(&p);
}

/* So many are made while they are sent. */
TEST(long_file_of_services_has_every_row_once_and_in_order)
{
	struct public_site p = { 0 };
	size_t rows = 0;

	public_begin(&p, t);
	for (int i = 0; i < 650; i++)
		public_fill_service(&p, arena_fmt(t->mem, "id-%04d", i), "園",
		    i % 2 ? "02201" : "02203", "nursery");
	public_open(&p);
	visit(&p, "/opendata/services.csv");
	EXPECT_STATUS(&p.t, 200);
	for (const char *s = p.t.body; (s = strstr(s, "\r\n")); s++)
		rows++;
	EXPECT(rows == 651);
	for (int i = 0; i < 650; i++)
		EXPECT_SEES(&p.t, arena_fmt(t->mem, ",id-%04d,", i));
	EXPECT_SEES(&p.t, "青森市");
	EXPECT_SEES(&p.t, ",650,");
	public_close(&p);
}
