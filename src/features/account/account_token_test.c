#include "app/session.h"
#include "features/account/account.h"
#include "tests/kit.h"

/* Keys of programs. */

#define CHILD "{\"number\":\"C900\",\"name\":\"試験 太郎\"}"

static const char *
token_made(struct town *t, const char *label, const char *writes)
{
	static const char mark[] = "<code class=\"secret\">";
	const char *at;

	sign_in(t, "admin");
	if (writes)
		post(t, "/tokens", "label", label, "writes", writes, NULL);
	else
		post(t, "/tokens", "label", label, NULL);
	EXPECT_STATUS(t, 200);
	at = strstr(t->body, mark);
	EXPECT(at);
	at += strlen(mark);
	return arena_bytes(t->mem, at, strcspn(at, "<"));
}

/* From here on only the token speaks. */
static void
speak_with(struct town *t, const char *token)
{
	sign_in(t, NULL);
	t->login = "admin";
	t->token = token;
}

TEST(token_is_shown_once_and_never_stored)
{
	const char *token = token_made(t, "月次集計", NULL);

	get(t, "/tokens");
	EXPECT_STATUS(t, 200);
	EXPECT_SEES(t, "月次集計");
	EXPECT_NOT_SEES(t, token);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " api_token WHERE hash = '%s'", token)) == 0);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM"
	    " api_token WHERE hash = '%s'",
	    session_hash(t->mem, token))) == 1);
}

TEST(token_that_may_only_read_cannot_write)
{
	speak_with(t, token_made(t, "集計", NULL));
	api(t, "GET", "/api/v1/children", NULL);
	EXPECT_STATUS(t, 200);
	api(t, "POST", "/api/v1/children", CHILD);
	EXPECT_STATUS(t, 403);
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 0);
}

TEST(token_that_may_write_writes_under_its_own_name)
{
	speak_with(t, token_made(t, "連携", "1"));
	api(t, "POST", "/api/v1/children", CHILD);
	EXPECT(t->status == 200 || t->status == 201);
	EXPECT(town_number(t, "SELECT count(*) FROM child") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM audit WHERE"
	    " login = 'token:連携' AND record = 'child'") == 1);
}

TEST(revoked_token_is_refused_at_once)
{
	static const struct query q = {
		"test.token", "SELECT id FROM api_token"
	};
	const char *token = token_made(t, "集計", "1");
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, NO_ARGS, &rows) == OK);
	EXPECT(rows.nrows == 1);
	post(t, arena_fmt(t->mem, "/tokens/%s/revocation", rows.cells[0]),
	    NULL);
	EXPECT_STATUS(t, 303);
	post(t, arena_fmt(t->mem, "/tokens/%s/revocation", rows.cells[0]),
	    NULL);
	EXPECT_STATUS(t, 404);
	speak_with(t, token);
	api(t, "GET", "/api/v1/children", NULL);
	EXPECT_STATUS(t, 401);
	EXPECT_NOT_SEES(t, "試験");
}

TEST(token_stops_when_its_maker_leaves)
{
	const char *token = token_made(t, "集計", NULL);

	db_begin(t->db);
	db_exec(t->db, &(struct query){ "test.leave",
	    "UPDATE person SET left_on = '2026-04-01' WHERE login = 'admin'" },
	    NO_ARGS);
	EXPECT(db_commit(t->db) == OK);
	speak_with(t, token);
	api(t, "GET", "/api/v1/children", NULL);
	EXPECT_STATUS(t, 401);
}

TEST(token_opens_no_page_and_never_administers)
{
	const char *token = token_made(t, "集計", "1");

	sign_in(t, NULL);
	with_header(t, "authorization", arena_fmt(t->mem, "Bearer %s", token));
	get(t, "/account");
	EXPECT_STATUS(t, 303);
	with_header(t, "authorization", arena_fmt(t->mem, "Bearer %s", token));
	get(t, "/people");
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(t->location, "/sign-in", 8) == 0);
}

TEST(broken_authorization_is_nobody_even_beside_a_session)
{
	static const char *const broken[] = { "", "Bearer", "Bearer ",
	    "Bearer nonsense", "Basic aGFuYTpoYW5h" };

	for (size_t i = 0; i < COUNT(broken); i++) {
		with_header(t, "authorization", broken[i]);
		get(t, "/api/v1/children");
		EXPECT_STATUS(t, 401);
	}
}

TEST(token_without_a_purpose_is_not_made)
{
	sign_in(t, "admin");
	post(t, "/tokens", "label", " ", "writes", "1", NULL);
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-label\"");
	EXPECT_SEES(t, "value=\"1\" checked");
	post(t, "/tokens", "label", CANARY, NULL);
	EXPECT_STATUS(t, 200);
	get(t, "/tokens");
	EXPECT_SEES(t, "&lt;b&gt;canary");
}
