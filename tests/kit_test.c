#include "tests/kit.h"

static struct town
answered(int status, const char *type, const char *body)
{
	return (struct town){ .status = status, .type = type, .body = body,
	    .location = "" };
}

UNIT(kit_asks_for_an_audit_row_of_every_change)
{
	struct town t = answered(303, "text/html", "");

	EXPECT(kit_complaint(&t, "POST", "/children", false, 0));
	EXPECT(kit_complaint(&t, "PUT", "/api/v1/children/1", false, 0));
	EXPECT(!kit_complaint(&t, "POST", "/children", false, 1));
	EXPECT(!kit_complaint(&t, "GET", "/children", false, 0));
	EXPECT(!kit_complaint(&t, "POST", "/drafts", false, 0));
}

UNIT(kit_asks_for_no_audit_row_of_what_was_refused)
{
	struct town t = answered(422, "text/html", "");

	EXPECT(kit_complaint(&t, "POST", "/children", false, 1));
	EXPECT(!kit_complaint(&t, "POST", "/children", false, 0));
	EXPECT(!kit_complaint(&t, "POST", "/sign-in", false, 1));
}

UNIT(kit_asks_that_a_form_sent_twice_happens_once)
{
	struct town t = answered(303, "text/html", "");

	EXPECT(!kit_complaint(&t, "POST", "/children", true, 0));
	EXPECT(kit_complaint(&t, "POST", "/children", true, 1));
}

UNIT(kit_asks_that_what_was_typed_is_escaped)
{
	struct town t = answered(200, "text/html; charset=utf-8",
	    "<p>" CANARY "</p>");

	EXPECT(kit_complaint(&t, "GET", "/children", false, 0));
	t.body = "<p>&lt;b&gt;canary&lt;/b&gt;</p>";
	EXPECT(!kit_complaint(&t, "GET", "/children", false, 0));
	t = answered(200, "application/json", "\"" CANARY "\"");
	EXPECT(!kit_complaint(&t, "GET", "/children", false, 0));
}

TEST(town_has_people_who_are_signed_in_by_name)
{
	EXPECT(strcmp(t->login, "hana_nurse") == 0);
	get(t, "/");
	EXPECT_STATUS(t, 200);
	sign_in(t, NULL);
	get(t, "/");
	EXPECT_STATUS(t, 303);
	sign_in(t, "admin");
	get(t, "/people");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "jiro_clerk");
}

TEST(town_begins_anew_with_every_test)
{
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM municipality") == 40);
	set_today(t, "2027-01-15");
	get(t, "/");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "令和9年1月15日");
}
