#include <jansson.h>

#include "base/result.h"
#include "tests/kit.h"

static const char *
add_agency(struct town *t)
{
	api(t, "POST", "/api/v1/agencies",
	    "{\"name\":\"見本園\",\"kind\":\"nursery\"}");
	EXPECT_STATUS(t, 201);
	EXPECT(strncmp(t->location, "/api/v1/agencies/", 17) == 0);
	return t->location;
}

TEST(record_goes_in_and_comes_out_as_json)
{
	const char *where = add_agency(t);

	api(t, "GET", where, NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "\"name\":\"見本園\"");
	EXPECT_SEES(t, "\"version\":1");
	api(t, "GET", "/api/v1/agencies", NULL);
	EXPECT_SEES(t, "\"total\":1");
}

TEST(change_by_api_needs_the_version_and_refuses_a_stale_one)
{
	const char *where = add_agency(t);

	api(t, "PUT", where, "{\"name\":\"新しい名\"}");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "\"field\":\"version\"");
	api(t, "PUT", where, "{\"version\":1,\"name\":\"新しい名\"}");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "\"version\":2");
	api(t, "PUT", where, "{\"version\":1,\"name\":\"古い版から\"}");
	EXPECT_STATUS(t, 409);
	EXPECT_SEES(t, "\"status\":409");
}

TEST(problem_names_the_field_and_is_problem_json)
{
	api(t, "POST", "/api/v1/contacts", "{\"on_day\":\"2026-02-30\","
	    "\"method\":\"phone\",\"requester\":\"family\",\"body\":\"x\","
	    "\"surprise\":1}");
	EXPECT_STATUS(t, 422);
	EXPECT(strstr(t->type, "application/problem+json") != NULL);
	EXPECT_SEES(t, "\"field\":\"on_day\"");
	EXPECT_SEES(t, "\"field\":\"surprise\"");
	EXPECT(town_number(t, "SELECT count(*) FROM contact") == 0);
}

TEST(broken_bodies_are_told_apart_from_bad_values)
{
	static const char *const broken[] = { "{\"name\":", "[1,2]",
	    "{\"name\":{\"deep\":1}}", "{\"name\":\"a\",\"name\":\"b\"}",
	    "\"text\"", "{\"name\":\"\xff\"}" };

	for (size_t i = 0; i < COUNT(broken); i++) {
		api(t, "POST", "/api/v1/agencies", broken[i]);
		EXPECT_STATUS(t, 400);
		EXPECT(strstr(t->type, "application/problem+json") != NULL);
	}
	EXPECT(town_number(t, "SELECT count(*) FROM agency") == 0);
}

TEST(foreign_id_wrong_method_and_unknown_address_are_refused)
{
	api(t, "GET", "/api/v1/agencies/nobody", NULL);
	EXPECT_STATUS(t, 404);
	api(t, "DELETE", "/api/v1/agencies", NULL);
	EXPECT_STATUS(t, 405);
	api(t, "GET", "/api/v1/nothing", NULL);
	EXPECT_STATUS(t, 404);
}

TEST(same_key_by_api_makes_one_record)
{
	with_header(t, "idempotency-key", "k-1");
	api(t, "POST", "/api/v1/agencies",
	    "{\"name\":\"見本園\",\"kind\":\"nursery\"}");
	EXPECT_STATUS(t, 201);
	with_header(t, "idempotency-key", "k-1");
	api(t, "POST", "/api/v1/agencies",
	    "{\"name\":\"見本園\",\"kind\":\"nursery\"}");
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM agency") == 1);
}

TEST(openapi_describes_every_record)
{
	api(t, "GET", "/api/v1/openapi.json", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "\"openapi\":\"3.1.0\"");
	EXPECT_SEES(t, "\"/api/v1/children/{id}\"");
	EXPECT_SEES(t, "\"/api/v1/statistics\"");
	EXPECT_SEES(t, "\"topics\":{\"type\":\"array\"");
}

TEST(openapi_leaves_out_what_is_turned_away)
{
	json_t *all, *calls;

	api(t, "GET", "/api/v1/openapi.json", NULL);
	all = json_loads(t->body, 0, NULL);
	EXPECT(all != NULL);
	calls = json_object_get(json_object_get(all, "paths"),
	    "/api/v1/consents/{id}");
	EXPECT(json_object_get(calls, "get") != NULL);
	EXPECT(json_object_get(calls, "put") == NULL);
	calls = json_object_get(json_object_get(all, "paths"),
	    "/api/v1/attachments");
	EXPECT(json_object_get(calls, "get") == NULL);
	EXPECT(json_object_get(calls, "post") == NULL);
	json_decref(all);
}

TEST(nobody_reads_the_api_without_a_token)
{
	sign_in(t, NULL);
	get(t, "/api/v1/children");
	EXPECT_STATUS(t, 401);
	EXPECT(strstr(t->type, "application/problem+json") != NULL);
}
