#include <stdlib.h>
#include <unistd.h>

#include "app/deed.h"
#include "app/site.h"
#include "base/db_inbox.h"
#include "features/account/account.h"
#include "features/agency/agency.h"
#include "features/charge/charge_private.h"
#include "features/inbox/inbox.h"
#include "tests/kit_files.h"
#include "tests/kit_letters.h"
#include "tests/kit_rows.h"
#include "tests/kit_town.h"

/* Two organisations, and who works for them. */
struct two {
	const char *a, *b;
};

static const char *
put_agency(struct town *t, const char *name)
{
	struct request *r = town_request(t);
	struct agency a = { .name = name, .kind = "other" };

	deed_begin(r);
	EXPECT(record_add(r, &agency_record, &a) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	return arena_text(t->mem, a.id);
}

static void
works_for(struct town *t, const char *login, const char *body,
    const char *agency)
{
	struct request *r = town_request(t);
	struct account old, a;

	EXPECT(account_of_login(r, login, &old) == OK);
	a = old;
	a.body = body;
	a.agency = agency;
	deed_begin(r);
	EXPECT(record_change(r, &account_record, &old, &a) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
}

/* As admin: both are commissioned in 2026, hana works for A, jiro for B. */
static struct two
commission(struct town *t)
{
	struct two two = { put_agency(t, "受託A" CANARY),
		put_agency(t, "受託B") };

	sign_in(t, "admin");
	post(t, "/charges/2026", "add", two.a, NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/charges/2026", "add", two.b, "version", "1", NULL);
	EXPECT_STATUS(t, 303);
	works_for(t, "hana_nurse", two.a, NULL);
	works_for(t, "jiro_clerk", two.b, NULL);
	return two;
}

static const char *
version_of(struct town *t, int year)
{
	return arena_fmt(t->mem, "%lld", (long long)town_number(t,
	    arena_fmt(t->mem, "SELECT version FROM charge_year"
	    " WHERE year = %d", year)));
}

/* As admin: one cell of 2026. */
static void
cell(struct town *t, const char *function, const char *agency,
    const char *part)
{
	post(t, "/charges/2026", arena_fmt(t->mem, "%s.%s", function, agency),
	    part, "version", version_of(t, 2026), NULL);
	EXPECT_STATUS(t, 303);
}

TEST(charge_table_is_entered_read_and_warned_about_but_not_refused)
{
	struct two two = commission(t);

	cell(t, "training", two.a, "lead");
	cell(t, "training", two.b, "help");
	get(t, "/charges?year=2026");
	EXPECT_SEES(t, "受託B");
	EXPECT_SEES(t, "◎<span class=\"vh\">担当</span>");
	EXPECT_SEES(t, "〇<span class=\"vh\">協力</span>");
	EXPECT_SEES(t, "担当（◎）の決まっていないものがあります");
	EXPECT(!strstr(strstr(t->body, "決まっていないもの"), "あります：研修"));
	get(t, "/charges?year=2025");
	EXPECT_SEES(t, "まだありません");
	EXPECT(town_number(t, "SELECT count(*) FROM charge") == 2);
	cell(t, "training", two.b, "");
	EXPECT(town_number(t, "SELECT count(*) FROM charge") == 1);
}

static const char *const barred[] = { "/dispatches", "/dispatches/new",
	"/intakes", "/cases", "/advisor-activities", "/api/v1/intakes",
	"/import/advisor", "/export/advisor.csv" };

/* Asked with the session; the API takes one, too. */
static void
may_open(struct town *t, bool may)
{
	for (size_t i = 0; i < COUNT(barred); i++) {
		get(t, barred[i]);
		EXPECT_OF(t, may ? t->status == 200 : t->status == 403 ||
		    t->status == 404, arena_fmt(t->mem, "%s %s", barred[i],
		    may ? "opens" : "stays shut"));
	}
	get(t, "/");
	EXPECT_STATUS(t, 200);
	EXPECT(kit_sees(t, "href=\"/dispatches\"") == may);
	get(t, "/contacts");
	EXPECT_STATUS(t, 200);
	EXPECT(kit_sees(t, "href=\"/intakes\"") == may);
}

TEST(charge_keeps_a_body_without_a_part_in_individual_support_out_of_it)
{
	struct two two = commission(t);

	cell(t, "individual", two.a, "lead");
	sign_in(t, "hana_nurse");
	may_open(t, true);
	sign_in(t, "jiro_clerk");
	may_open(t, false);
	post(t, "/dispatches", "kind", "advisor", NULL);
	EXPECT_STATUS(t, 403);
	sign_in(t, "admin");
	cell(t, "individual", two.b, "help");
	sign_in(t, "jiro_clerk");
	may_open(t, true);
	/* Of the centre, and of none of them. */
	sign_in(t, "taro_doctor");
	may_open(t, true);
}

TEST(charge_keeps_nobody_out_where_one_body_does_it_all)
{
	sign_in(t, "hana_nurse");
	may_open(t, true);
	sign_in(t, "jiro_clerk");
	may_open(t, true);
}

TEST(charge_keeps_staff_out_whose_body_is_commissioned_no_more)
{
	struct two two = commission(t);

	cell(t, "individual", two.b, "lead");
	sign_in(t, "jiro_clerk");
	may_open(t, true);
	sign_in(t, "admin");
	post(t, "/charges/2026", arena_fmt(t->mem, "remove.%s", two.b), "1",
	    "version", version_of(t, 2026), NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM charge") == 0);
	sign_in(t, "jiro_clerk");
	may_open(t, false);
}

TEST(charge_of_next_year_counts_from_april_and_last_years_until_there_is_one)
{
	struct two two = commission(t);

	cell(t, "individual", two.b, "lead");
	post(t, "/charges/2027/copy", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/charges/2027", arena_fmt(t->mem, "individual.%s", two.b),
	    "", "version", version_of(t, 2027), NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "jiro_clerk");
	set_today(t, "2027-03-31");
	sign_in(t, "jiro_clerk");
	may_open(t, true);
	set_today(t, "2027-04-01");
	sign_in(t, "jiro_clerk");
	may_open(t, false);
	/* Nothing was entered for 2028. */
	set_today(t, "2028-04-01");
	sign_in(t, "jiro_clerk");
	may_open(t, false);
}

TEST(charge_keeps_people_of_another_organisation_out_when_it_is_commissioned)
{
	struct two two = commission(t);
	struct request *r = town_request(t);

	deed_begin(r);
	EXPECT(account_add(r, "kazu_advisor", "支援 かず", "administrator",
	    TOWN_PASSWORD) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM person") == 5);
	works_for(t, "kazu_advisor", NULL, two.b);
	sign_in(t, "kazu_advisor");
	get(t, "/cases");
	EXPECT_STATUS(t, 403);
	sign_in(t, "admin");
	cell(t, "individual", two.b, "help");
	sign_in(t, "kazu_advisor");
	get(t, "/cases");
	EXPECT_STATUS(t, 200);
}

TEST(charge_that_another_one_changed_meanwhile_shows_both)
{
	struct two two = commission(t);
	const char *name = arena_fmt(t->mem, "survey.%s", two.a);

	post(t, "/charges/2026", name, "lead", "version", "2", NULL);
	EXPECT_STATUS(t, 303);
	post(t, "/charges/2026", name, "help", "version", "2", NULL);
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "先にほかの人が保存しました");
	EXPECT_SEES(t, "いまは◎");
	EXPECT_SEES(t, "name=\"version\" value=\"3\"");
	EXPECT(town_number(t, "SELECT count(*) FROM charge"
	    " WHERE part = 'lead'") == 1);
}

TEST(charge_is_copied_from_the_last_year_once)
{
	struct two two = commission(t);

	cell(t, "family", two.b, "lead");
	get(t, "/charges?year=2027");
	EXPECT_SEES(t, "令和8年度の表を写す");
	post(t, "/charges/2027/copy", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM charge"
	    " WHERE year = 2027 AND function = 'family'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM charge_body"
	    " WHERE year = 2027") == 2);
	post(t, "/charges/2027/copy", NULL);
	EXPECT_STATUS(t, 409);
	/* History: last year's stays as it was. */
	get(t, "/charges?year=2026");
	EXPECT_SEES(t, "令和8年度");
	EXPECT_SEES(t, "受託B");
}

TEST(charge_refuses_what_is_no_year_no_part_and_no_organisation)
{
	struct two two = commission(t);

	get(t, "/charges?year=1999");
	EXPECT_STATUS(t, 404);
	get(t, "/charges?year=zz");
	EXPECT_STATUS(t, 404);
	post(t, "/charges/2030", "add", two.a, NULL);
	EXPECT_STATUS(t, 404);
	post(t, "/charges/2026", "add", "zz", "version", "2", NULL);
	EXPECT_STATUS(t, 422);
	post(t, "/charges/2026", arena_fmt(t->mem, "survey.%s", two.a),
	    "chief", "version", "2", NULL);
	EXPECT_STATUS(t, 422);
	/* Somebody of the other body does not take things on for this one. */
	post(t, "/charges/2026", arena_fmt(t->mem, "person.%s", two.a),
	    town_person(t, "jiro_clerk"), "version", "2", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_number(t, "SELECT version FROM charge_year") == 2);
	sign_in(t, "hana_nurse");
	get(t, "/charges/2026/edit");
	EXPECT_STATUS(t, 403);
	EXPECT(town_number(t, "SELECT count(*) FROM charge") == 0);
}

TEST(charge_holds_ten_bodies_and_no_more)
{
	sign_in(t, "admin");
	for (int i = 0; i <= CHARGE_BODIES; i++) {
		const char *id = put_agency(t, arena_fmt(t->mem, "法人%d", i));

		post(t, "/charges/2026", "add", id, "version",
		    i ? version_of(t, 2026) : "-1", NULL);
		EXPECT_STATUS(t, i < CHARGE_BODIES ? 303 : 422);
	}
	get(t, "/charges/2026/edit");
	EXPECT_SEES(t, "これ以上の法人は加えられません");
	get(t, "/charges.pdf?year=2026");
	EXPECT_STATUS(t, 200);
	EXPECT(strcmp(t->type, "application/pdf") == 0);
}

TEST(charge_gives_a_new_task_to_the_body_in_charge)
{
	struct two two = commission(t);
	const char *jiro = town_person(t, "jiro_clerk");
	const char *chosen = arena_fmt(t->mem, "value=\"%s\" selected", jiro);

	sign_in(t, "taro_doctor");
	get(t, "/tasks/new");
	EXPECT(strstr(t->body, arena_fmt(t->mem, "value=\"%s\" selected",
	    town_person(t, "taro_doctor"))));
	sign_in(t, "admin");
	cell(t, "consultation", two.b, "lead");
	post(t, "/charges/2026", arena_fmt(t->mem, "person.%s", two.b), jiro,
	    "version", version_of(t, 2026), NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	get(t, "/tasks/new");
	EXPECT(strstr(t->body, chosen));
	/* Two are in charge: nobody can say whose it is. */
	sign_in(t, "admin");
	cell(t, "consultation", two.a, "lead");
	sign_in(t, "taro_doctor");
	get(t, "/tasks/new");
	EXPECT(!strstr(t->body, chosen));
	/* Who works for one of them has it. */
	sign_in(t, "jiro_clerk");
	get(t, "/tasks/new");
	EXPECT(strstr(t->body, chosen));
}

TEST(charge_gives_a_new_intake_to_the_body_in_charge_and_hides_it_from_others)
{
	struct two two = commission(t);
	const char *contact, *intake;

	cell(t, "individual", two.a, "lead");
	post(t, "/charges/2026", arena_fmt(t->mem, "person.%s", two.a),
	    town_person(t, "hana_nurse"), "version", version_of(t, 2026), NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "taro_doctor");
	post(t, "/contacts", "on_day", "R8.4.1", "requester", "nursery",
	    "topics", "daily", "body", "入園の相談", NULL);
	EXPECT_STATUS(t, 303);
	contact = arena_bytes(t->mem, t->location, strlen("/contacts/") + 36);
	post(t, "/intakes", "contact", contact + strlen("/contacts/"), NULL);
	EXPECT_STATUS(t, 303);
	intake = arena_bytes(t->mem, t->location, strlen("/intakes/") + 36);
	EXPECT(town_number(t, "SELECT count(*) FROM intake i JOIN person p"
	    " ON p.id = i.staff WHERE p.login = 'hana_nurse'") == 1);
	sign_in(t, "hana_nurse");
	get(t, contact);
	EXPECT_SEES(t, intake);
	get(t, "/?all=1");
	EXPECT_SEES(t, intake);
	sign_in(t, "jiro_clerk");
	get(t, intake);
	EXPECT_STATUS(t, 403);
	get(t, contact);
	EXPECT_STATUS(t, 200);
	EXPECT_NOT_SEES(t, intake);
	get(t, "/?all=1");
	EXPECT_NOT_SEES(t, intake);
}

TEST(charge_gives_what_visitors_wrote_to_the_body_in_charge)
{
	struct letters l = letters_open(t);
	struct two two = commission(t);

	cell(t, "consultation", two.b, "lead");
	post(t, "/charges/2026", arena_fmt(t->mem, "person.%s", two.b),
	    town_person(t, "jiro_clerk"), "version", version_of(t, 2026), NULL);
	EXPECT_STATUS(t, 303);
	letters_put(&l, &inbox_contact,
	    "{\"about\":\"child\",\"body\":\"園のこと\"}");
	sign_in(t, "taro_doctor");
	post(t, "/inbox/arrivals", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM message m JOIN person p"
	    " ON p.id = m.keeper WHERE p.login = 'jiro_clerk'") == 1);
	letters_close(&l);
}

TEST(charge_shows_nothing_of_individual_support_where_nobody_does_it)
{
	static const char *const gone[] = { "/dispatches", "/dispatches/new",
		"/intakes", "/intakes/new", "/cases", "/cases/new",
		"/advisor-activities", "/api/v1/dispatches", "/api/v1/intakes",
		"/import/advisor", "/link/dispatch" };

	town_elsewhere(t, "packs/iwate");
	for (size_t i = 0; i < COUNT(gone); i++) {
		get(t, gone[i]);
		EXPECT_STATUS(t, 404);
	}
	post(t, "/dispatches", "kind", "advisor", NULL);
	EXPECT_STATUS(t, 404);
	get(t, "/");
	EXPECT_NOT_SEES(t, "href=\"/dispatches\"");
	EXPECT_SEES(t, "href=\"/coordinators\"");
	get(t, "/charges");
	EXPECT_STATUS(t, 200);
	sign_in(t, "admin");
	post(t, "/charges/2026", "add", put_agency(t, "受託A"), NULL);
	EXPECT_STATUS(t, 303);
	get(t, "/charges/2026/edit");
	EXPECT_SEES(t, "研修・人材育成");
	EXPECT_NOT_SEES(t, "個別支援");
}

/* Else nobody could be put in charge of it, or be kept out. */
TEST(charge_function_of_every_feature_stands_in_the_list)
{
	struct request *r = town_request(t);
	size_t n = 0;

	for (size_t i = 0; i < nall_features; i++) {
		const char *function = all_features[i]->function;

		if (!function)
			continue;
		EXPECT(codes_find(r->codes, "charge_function", function));
		n++;
	}
	EXPECT(n == 3);
	EXPECT(codes_find(r->codes, "charge_function", CHARGE_CONSULTATION));
}

TEST(charge_of_this_year_goes_out_with_names_of_bodies_alone)
{
	struct two two = commission(t);

	published_open(t);
	cell(t, "training", two.b, "lead");
	post(t, "/charges/2027/copy", NULL);
	EXPECT_STATUS(t, 303);
	sign_in(t, "hana_nurse");
	post(t, "/publish", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(published_count(t, "pub_charge") == 2);
	EXPECT(published_count(t, "pub_charge WHERE year = 2026 AND body = '受託B'"
	    " AND function = 'training' AND part = 'lead'") == 1);
	EXPECT(published_count(t, "code WHERE list = 'charge_function'") > 0);
	published_close(t);
}
