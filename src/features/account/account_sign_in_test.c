#include "app/session.h"
#include "app/site.h"
#include "base/buffer.h"
#include "base/crypto.h"
#include "base/instant.h"
#include "features/account/account_private.h"
#include "features/account/account_sign_in_test.h"

/* Signing in and out, as a browser without a session does it. */

static struct http_request
sign_in_request(const struct visit *v, struct buffer *body,
    struct pairs *headers)
{
	struct pair *h = headers->at;

	h[headers->n++] = (struct pair){ "host", "127.0.0.1" };
	h[headers->n++] = (struct pair){ "content-type",
	    "application/x-www-form-urlencoded" };
	if (v->cookie)
		h[headers->n++] = (struct pair){ "cookie", v->cookie };
	if (v->site)
		h[headers->n++] = (struct pair){ "sec-fetch-site", v->site };
	if (v->next) {
		buffer_add(body, "&next=");
		buffer_url(body, v->next);
	}
	return (struct http_request){ .method = "POST", .path = "/sign-in",
	    .query = "", .headers = *headers, .body = body->s,
	    .nbody = body->len, .secure = v->secure,
	    .address = v->address ? v->address : "127.0.0.1" };
}

const char *
try_from(struct town *t, const struct visit *v, const char *login,
    const char *password)
{
	struct pairs headers = { arena_array(t->mem, 6, sizeof(struct pair)), 0 };
	struct buffer body = buffer_new(t->mem);
	struct http_answer out = { 0 };
	struct http_request in;
	const char *set;

	buffer_add(&body, "login=");
	buffer_url(&body, login);
	buffer_add(&body, "&password=");
	buffer_url(&body, password);
	in = sign_in_request(v, &body, &headers);
	site_handle(t->site, t->desk, t->mem, &in, &out);
	t->status = out.status;
	t->type = out.type;
	t->body = arena_bytes(t->mem, out.body, out.nbody);
	t->location = pairs_get(&out.headers, "Location");
	t->location = t->location ? t->location : "";
	set = pairs_get(&out.headers, "Set-Cookie");
	return set ? set : "";
}

static const char *
cookie_of(struct town *t, const char *set)
{
	return arena_bytes(t->mem, set, strcspn(set, ";"));
}

static int
status_with(struct town *t, const char *cookie, const char *path)
{
	t->cookie = cookie;
	get(t, path);
	return t->status;
}

void
fail_before(struct town *t, const char *login, const char *address, int times,
    int64_t seconds_ago)
{
	static const struct query q = {
		"test.fail",
		"INSERT INTO failed_sign_in (id, at, login_hash, address)"
		" VALUES ($1, $2, $3, $4)"
	};
	const char *at = instant_add(t->mem, "2026-04-01T03:00:00Z",
	    -seconds_ago);

	db_begin(t->db);
	for (int i = 0; i < times; i++)
		db_exec(t->db, &q, ARGS(v_text(crypto_uuid(t->mem)),
		    v_text(at), v_text(session_hash(t->mem, login)),
		    v_text(address)));
	EXPECT(db_commit(t->db) == OK);
}

TEST(right_password_opens_a_session_in_a_guarded_cookie)
{
	const char *set;

	sign_in(t, NULL);
	set = try_from(t, &(struct visit){ 0 }, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/") == 0);
	EXPECT(strncmp(set, "tsunagu_session=", 16) == 0);
	EXPECT(strstr(set, "; HttpOnly") && strstr(set, "; SameSite=Lax") &&
	    strstr(set, "; Path=/"));
	EXPECT(status_with(t, cookie_of(t, set), "/account") == 200);
	EXPECT_SEES(t, "hana_nurse");
}

TEST(cookie_given_by_https_is_bound_to_this_host_and_to_https)
{
	const char *set;

	sign_in(t, NULL);
	set = try_from(t, &(struct visit){ .secure = true }, "hana_nurse",
	    TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
	EXPECT(strncmp(set, "__Host-tsunagu_session=", 23) == 0);
	EXPECT(strstr(set, "; Secure") && strstr(set, "; Path=/") &&
	    !strstr(set, "Domain"));
	/* In the clear it is nobody's. */
	EXPECT(status_with(t, cookie_of(t, set), "/account") == 303);
}

TEST(login_may_be_typed_in_full_width_and_capitals)
{
	(void)try_from(t, &(struct visit){ 0 }, "ＨＡＮＡ_nurse ", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
}

TEST(session_key_itself_is_nowhere_in_the_database)
{
	const char *key = strchr(t->cookie, '=') + 1;

	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM session"
	    " WHERE hash = '%s' OR csrf = '%s'", key, key)) == 0);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM session"
	    " WHERE hash = '%s'", session_hash(t->mem, key))) == 1);
}

/* The one word that differs in the page is what was typed. */
static const char *
without_login(struct town *t, const char *login)
{
	const char *at = strstr(t->body, login);
	size_t n = strlen(login);

	EXPECT(at);
	return arena_fmt(t->mem, "%.*s%s", (int)(at - t->body), t->body, at + n);
}

TEST(wrong_password_and_unknown_login_are_answered_the_same)
{
	const char *wrong, *unknown;

	(void)try_from(t, &(struct visit){ 0 }, "hana_nurse", "not the one");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "ログイン名かパスワードが違います");
	wrong = without_login(t, "hana_nurse");
	(void)try_from(t, &(struct visit){ 0 }, "nobody_here", "not the one");
	EXPECT_STATUS(t, 422);
	unknown = without_login(t, "nobody_here");
	EXPECT(strcmp(wrong, unknown) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE verb = 'sign_in_failed'") == 2);
}

TEST(nobodys_password_costs_what_any_other_costs)
{
	const char *any = crypto_password(t->mem, TOWN_PASSWORD);
	size_t n = strlen("$argon2id$v=19$");

	n += strcspn(any + n, "$");
	EXPECT(strncmp(any, account_nobodys_password, n + 1) == 0);
	EXPECT(strlen(any) == strlen(account_nobodys_password));
	EXPECT(!crypto_password_fits(account_nobodys_password, ""));
}

TEST(fifth_failure_closes_the_door_to_this_address_only)
{
	const struct visit here = { .address = "127.0.0.9" };
	const struct visit elsewhere = { .address = "127.0.0.8" };

	fail_before(t, "hana_nurse", "127.0.0.9", 4, 60);
	(void)try_from(t, &here, "hana_nurse", "not the one");
	EXPECT_STATUS(t, 422);
	(void)try_from(t, &here, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 429);
	EXPECT_SEES(t, "あと14分");
	(void)try_from(t, &elsewhere, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
	(void)try_from(t, &here, "taro_doctor", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
}

TEST(login_that_does_not_exist_is_slowed_down_too)
{
	const struct visit here = { .address = "127.0.0.9" };

	fail_before(t, "nobody_here", "127.0.0.9", 5, 60);
	(void)try_from(t, &here, "nobody_here", "not the one");
	EXPECT_STATUS(t, 429);
}

TEST(door_opens_again_after_fifteen_minutes)
{
	const struct visit here = { .address = "127.0.0.9" };

	fail_before(t, "hana_nurse", "127.0.0.9", 5, 15 * 60);
	(void)try_from(t, &here, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
	EXPECT(town_number(t, "SELECT count(*) FROM failed_sign_in") == 0);
}

TEST(guessing_many_logins_closes_the_door_to_the_address)
{
	const struct visit here = { .address = "127.0.0.9" };

	for (int i = 0; i < 30; i++)
		fail_before(t, arena_fmt(t->mem, "guess%d", i), "127.0.0.9", 1,
		    60);
	(void)try_from(t, &here, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 429);
	(void)try_from(t, &(struct visit){ 0 }, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
}

TEST(session_from_before_signing_in_is_not_kept)
{
	const char *planted, *set;

	sign_in(t, "jiro_clerk");
	planted = t->cookie;
	set = try_from(t, &(struct visit){ .cookie = planted }, "hana_nurse",
	    TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(cookie_of(t, set), planted) != 0);
	EXPECT(status_with(t, planted, "/account") == 303);
	EXPECT(status_with(t, cookie_of(t, set), "/account") == 200);
	EXPECT_SEES(t, "hana_nurse");
}

TEST(made_up_session_key_opens_nothing)
{
	EXPECT(status_with(t, "tsunagu_session=made-up", "/account") == 303);
	EXPECT(strcmp(t->location, "/sign-in?next=%2Faccount") == 0);
	EXPECT(status_with(t, "tsunagu_session=", "/account") == 303);
}

TEST(signing_out_ends_the_session_itself)
{
	const char *cookie = t->cookie;

	post(t, "/sign-out", NULL);
	EXPECT(strcmp(header(t, "Clear-Site-Data"),
	    "\"cache\", \"storage\"") == 0);
	EXPECT_STATUS(t, 303);
	EXPECT(t->cookie == NULL);
	EXPECT(status_with(t, cookie, "/account") == 303);
	get(t, "/sign-in?done=signed_out");
	EXPECT_SEES(t, "サインアウトしました");
}

TEST(signing_in_goes_on_to_the_page_first_asked_for)
{
	const struct visit v = { .next = "/children/42?q=1" };

	(void)try_from(t, &v, "hana_nurse", TOWN_PASSWORD);
	EXPECT(strcmp(t->location, "/children/42?q=1") == 0);
}

TEST(signing_in_never_leads_off_the_site)
{
	static const char *const off[] = { "//elsewhere.example/",
	    "https://elsewhere.example/", "/\\elsewhere.example",
	    "/a\r\nSet-Cookie: a=b", "elsewhere", "/\tx", "", "/sign-out" };

	for (size_t i = 0; i < COUNT(off); i++)
		EXPECT(strcmp(account_next(off[i]), "/") == 0);
	EXPECT(strcmp(account_next("/children"), "/children") == 0);
	(void)try_from(t, &(struct visit){ .next = "//elsewhere.example/" },
	    "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/") == 0);
	sign_in(t, "hana_nurse");
	get(t, "/sign-in?next=//elsewhere.example/");
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/") == 0);
}

TEST(sign_in_form_of_another_site_is_refused)
{
	(void)try_from(t, &(struct visit){ .site = "cross-site" },
	    "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 403);
	(void)try_from(t, &(struct visit){ .site = "same-origin" },
	    "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
}

TEST(empty_sign_in_asks_for_both)
{
	(void)try_from(t, &(struct visit){ 0 }, "", "");
	EXPECT_STATUS(t, 422);
	EXPECT_SEES(t, "href=\"#f-login\"");
	EXPECT_SEES(t, "href=\"#f-password\"");
	(void)try_from(t, &(struct visit){ 0 }, CANARY, "x");
	EXPECT_STATUS(t, 422);
	EXPECT_NOT_SEES(t, CANARY);
}
