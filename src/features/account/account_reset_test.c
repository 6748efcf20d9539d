#include <sodium.h>
#include <string.h>

#include "features/account/account_factor_test.h"
#include "tests/kit_mail.h"
#include "tests/kit_rows.h"

/* What the command line does for whoever cannot sign in any more. */

static const char *
reset(struct town *t, const char *login)
{
	const char *link = NULL;

	EXPECT(account_reset_sign_in(town_request(t), login, &link) == OK);
	EXPECT(strncmp(link, "/invite/", 8) == 0);
	return link;
}

TEST(only_administrator_gets_in_again_by_the_command_line)
{
	const char *link, *cookie;

	sign_in(t, "admin");
	(void)factor_enrol(t);
	cookie = t->cookie;
	link = reset(t, "admin");
	t->cookie = cookie;
	get(t, "/people");
	EXPECT_STATUS(t, 303);
	EXPECT(town_count(t, "session s JOIN person p ON p.id = s.person"
	    " WHERE p.login = 'admin'") == 0);
	EXPECT(town_count(t, "person_factor") == 0);
	EXPECT(town_count(t, "recovery_code") == 0);
	EXPECT(town_count(t, "known_address k JOIN person p ON p.id = k.person"
	    " WHERE p.login = 'admin'") == 0);
	sign_in(t, NULL);
	post_raw(t, "/sign-in", "login", "admin", "password", TOWN_PASSWORD,
	    NULL);
	EXPECT_STATUS(t, 422);
	get(t, link);
	EXPECT_STATUS(t, 200);
	post_raw(t, "/invite", "token", link + strlen("/invite/"), "new",
	    "lake snow apple 7", "again", "lake snow apple 7", NULL);
	EXPECT_STATUS(t, 303);
	get(t, link);
	EXPECT_SEES(t, "このリンクは使えません");
	post_raw(t, "/sign-in", "login", "admin", "password",
	    "lake snow apple 7", NULL);
	EXPECT_STATUS(t, 303);
}

TEST(reset_of_a_sign_in_is_on_record_as_of_the_command_line)
{
	(void)reset(t, "admin");
	EXPECT(town_count(t, "audit WHERE login = 'cli' AND record = 'person'"
	    " AND verb IN ('reset_password', 'factor_remove')") == 2);
	EXPECT(town_count(t, "audit WHERE what LIKE '%invite%'") == 0);
}

TEST(reset_ends_the_tokens_and_tells_whose_they_were)
{
	struct mail mail;

	mail_turn_on(t);
	mail_reach(t, "admin", "admin@example.jp");
	sign_in(t, "admin");
	api(t, "GET", "/api/v1/agencies", NULL);
	EXPECT_STATUS(t, 200);
	(void)reset(t, "admin");
	api(t, "GET", "/api/v1/agencies", NULL);
	EXPECT_STATUS(t, 401);
	EXPECT(town_count(t, "audit WHERE verb = 'revoke' AND record = 'api_token'") ==
	    1);
	mail = mail_last(t);
	EXPECT(strcmp(mail.to, "admin@example.jp") == 0);
	EXPECT(strstr(mail.body, "/invite/") == NULL);
}

TEST(reset_takes_nothing_from_anybody_else)
{
	(void)factor_enrol(t);
	(void)reset(t, "admin");
	get(t, "/children");
	EXPECT_STATUS(t, 200);
	EXPECT(town_count(t, "person_factor") == 1);
}

TEST(reset_is_for_people_who_are_here)
{
	const char *link = "";
	struct account a = { 0 };

	EXPECT(account_reset_sign_in(town_request(t), "nobody", &link) ==
	    MISSING);
	EXPECT(!link);
	sign_in(t, "admin");
	EXPECT(account_of_login(town_request(t), "hana_nurse", &a) == OK);
	post(t, arena_fmt(t->mem, "/people/%s/handover", a.id), "version", "1",
	    "last_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(account_reset_sign_in(town_request(t), "hana_nurse", &link) ==
	    MISSING);
	EXPECT(town_count(t, "invitation") == 0);
}

/* As an older program stored it: one pass over 8 MiB. */
TEST(password_of_an_older_cost_is_kept_at_todays_when_it_is_next_given)
{
	static const struct query q = { "test.old",
		"UPDATE person SET password_hash = $1 WHERE login = 'hana_nurse'" };
	char old[crypto_pwhash_STRBYTES];

	EXPECT(crypto_pwhash_str_alg(old, TOWN_PASSWORD, strlen(TOWN_PASSWORD),
	    1, 8 << 20, crypto_pwhash_ALG_ARGON2ID13) == 0);
	db_begin(t->db);
	(void)db_exec(t->db, &q, ARGS(v_text(old)));
	EXPECT(db_commit(t->db) == OK);
	sign_in(t, NULL);
	post_raw(t, "/sign-in", "login", "hana_nurse", "password", "wrong one 123",
	    NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(town_count(t, arena_fmt(t->mem, "person WHERE password_hash = '%s'",
	    old)) == 1);
	for (int i = 0; i < 2; i++) {
		post_raw(t, "/sign-in", "login", "hana_nurse", "password",
		    TOWN_PASSWORD, NULL);
		EXPECT_STATUS(t, 303);
	}
	EXPECT(town_count(t, "person WHERE login = 'hana_nurse' AND password_hash LIKE"
	    " '%m=65536,t=5,p=1%'") == 1);
}
