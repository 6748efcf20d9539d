#include "features/account/account_throttle.h"

#include "features/account/account_factor_test.h"
#include "features/account/account_private.h"
#include "features/account/account_sign_in_test.h"

/* Guessing is slowed down, colleagues are not kept out, nothing is given away. */

#define WRONG "not the one"

static const struct visit office = { .address = "127.0.0.9" };
static const struct visit elsewhere = { .address = "127.0.0.8" };

static void
come_in(struct town *t, const struct visit *v)
{
	(void)try_from(t, v, "hana_nurse", TOWN_PASSWORD);
	EXPECT_STATUS(t, 303);
}

static int
status_of(struct town *t, const struct visit *v, const char *login,
    const char *password)
{
	(void)try_from(t, v, login, password);
	return t->status;
}

static void
sql(struct town *t, const char *text)
{
	db_begin(t->db);
	db_exec(t->db, &(struct query){ "test.sql", text }, NO_ARGS);
	EXPECT(db_commit(t->db) == OK);
}

/* Few from each of many places, as who has many machines does it. */
static void
attack_hana_from_everywhere(struct town *t)
{
	for (int i = 0; i < TRIES_OF_LOGIN; i++)
		fail_before(t, "hana_nurse", arena_fmt(t->mem,
		    "127.0.1.%d", i), 1, 60);
}

TEST(guessing_one_login_from_many_addresses_is_slowed_down)
{
	attack_hana_from_everywhere(t);
	EXPECT(status_of(t, &elsewhere, "hana_nurse", TOWN_PASSWORD) == 429);
	EXPECT(status_of(t, &elsewhere, "taro_doctor", TOWN_PASSWORD) == 303);
}

TEST(colleague_is_not_kept_out_by_what_others_try_elsewhere)
{
	come_in(t, &office);
	attack_hana_from_everywhere(t);
	EXPECT(status_of(t, &elsewhere, "hana_nurse", TOWN_PASSWORD) == 429);
	come_in(t, &office);
}

TEST(colleague_is_not_kept_out_by_who_sits_in_the_same_office)
{
	come_in(t, &office);
	fail_before(t, "hana_nurse", office.address, 30, 60);
	EXPECT(status_of(t, &office, "hana_nurse", WRONG) == 429);
	come_in(t, &office);
	for (int i = 0; i < TRIES_OF_ADDRESS; i++)
		fail_before(t, arena_fmt(t->mem, "guess%d", i),
		    office.address, 1, 60);
	EXPECT(status_of(t, &office, "taro_doctor", TOWN_PASSWORD) == 429);
	come_in(t, &office);
}

TEST(what_others_try_in_the_office_does_not_keep_out_elsewhere)
{
	come_in(t, &office);
	fail_before(t, "hana_nurse", office.address, TRIES_HERE, 60);
	for (int i = 0; i < TRIES_OF_LOGIN; i++)
		EXPECT(status_of(t, &office, "hana_nurse", WRONG) == 429);
	come_in(t, &elsewhere);
	come_in(t, &office);
	EXPECT(town_number(t, "SELECT count(*) FROM failed_sign_in") == 0);
}

TEST(flood_of_guesses_is_stopped_even_where_a_login_is_known)
{
	come_in(t, &office);
	fail_before(t, "known:hana_nurse", office.address,
	    TRIES_WHERE_KNOWN - 1, 60);
	fail_before(t, "hana_nurse", office.address, TRIES_HERE, 60);
	EXPECT(status_of(t, &office, "hana_nurse", WRONG) == 429);
	EXPECT(status_of(t, &office, "hana_nurse", TOWN_PASSWORD) == 429);
	come_in(t, &elsewhere);
}

TEST(address_is_known_for_thirty_days)
{
	come_in(t, &office);
	attack_hana_from_everywhere(t);
	sql(t, "UPDATE known_address SET seen_at = '2026-03-02T03:00:01Z'");
	come_in(t, &office);
	sql(t, "UPDATE known_address SET seen_at = '2026-03-02T03:00:00Z'");
	EXPECT(status_of(t, &office, "hana_nurse", TOWN_PASSWORD) == 429);
}

TEST(address_of_one_is_not_known_for_another)
{
	come_in(t, &office);
	fail_before(t, "taro_doctor", office.address, TRIES_HERE, 60);
	EXPECT(status_of(t, &office, "taro_doctor", TOWN_PASSWORD) == 429);
}

TEST(address_is_known_only_after_the_second_factor)
{
	(void)factor_enrol(t);
	sql(t, "DELETE FROM known_address");
	come_in(t, &office);
	EXPECT(strncmp(t->location, "/sign-in/factor", 15) == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM known_address") == 0);
}

TEST(address_itself_is_not_stored_as_known)
{
	come_in(t, &office);
	EXPECT(town_number(t, "SELECT count(*) FROM known_address") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM known_address"
	    " WHERE hash LIKE '%127.0.0%' OR length(hash) <> 64") == 0);
}

TEST(new_password_makes_other_addresses_unknown)
{
	come_in(t, &office);
	sign_in(t, "hana_nurse");
	post(t, "/account/password", "old", TOWN_PASSWORD, "new",
	    "lake snow apple 7", "again", "lake snow apple 7", NULL);
	EXPECT_STATUS(t, 303);
	attack_hana_from_everywhere(t);
	EXPECT(status_of(t, &office, "hana_nurse", "lake snow apple 7") == 429);
}

TEST(wrong_codes_of_others_do_not_keep_the_owner_out)
{
	const char *secret = factor_enrol(t);

	for (int i = 0; i < TRIES_OF_LOGIN; i++)
		fail_before(t, "factor:hana_nurse", arena_fmt(t->mem,
		    "127.0.1.%d", i), 1, 60);
	sign_in(t, NULL);
	post_raw(t, "/sign-in", "login", "hana_nurse", "password",
	    TOWN_PASSWORD, NULL);
	post(t, "/sign-in/factor", "code", "000000", NULL);
	EXPECT_STATUS(t, 429);
	post(t, "/sign-in/factor", "code", factor_code(t, secret, 1), NULL);
	EXPECT_STATUS(t, 303);
}

/* The same is typed, so the answers have to be equal to the byte. */
static void
yuki_is_told(struct town *t, const char *state, int status, const char *page)
{
	(void)try_from(t, &elsewhere, "yuki", WRONG);
	EXPECT_OF(t, t->status == status, state);
	EXPECT_OF(t, strcmp(t->body, page) == 0, state);
	sql(t, "DELETE FROM failed_sign_in WHERE address = '127.0.0.8'");
}

static void
yuki_goes_through_everything(struct town *t, int status)
{
	struct account a = { 0 };
	const char *page;

	sign_in(t, "admin");
	(void)try_from(t, &elsewhere, "yuki", WRONG);
	page = t->body;
	yuki_is_told(t, "the same as before", status, page);
	post(t, "/people", "login", "yuki", "name", "相談員 雪", "role",
	    "counsellor", NULL);
	EXPECT_STATUS(t, 200);
	yuki_is_told(t, "invited", status, page);
	EXPECT(account_of_login(town_request(t), "yuki", &a) == OK);
	sql(t, arena_fmt(t->mem, "UPDATE person SET password_hash = (SELECT"
	    " password_hash FROM person WHERE login = 'hana_nurse')"
	    " WHERE id = '%s'", a.id));
	yuki_is_told(t, "with a password", status, page);
	post(t, arena_fmt(t->mem, "/people/%s/handover", a.id), "version", "1",
	    "last_on", "R8.4.1", NULL);
	EXPECT_STATUS(t, 303);
	yuki_is_told(t, "left", status, page);
}

TEST(wrong_password_tells_nothing_of_whether_the_login_exists)
{
	yuki_goes_through_everything(t, 422);
	EXPECT_SEES(t, "ログイン名かパスワードが違います");
}

TEST(having_to_wait_tells_nothing_of_whether_the_login_exists)
{
	for (int i = 0; i < TRIES_OF_LOGIN; i++)
		fail_before(t, "yuki", arena_fmt(t->mem, "127.0.1.%d", i), 1,
		    60);
	yuki_goes_through_everything(t, 429);
	EXPECT_SEES(t, "あと14分お待ちください");
}

TEST(login_that_was_only_invited_costs_what_any_other_costs)
{
	sign_in(t, "admin");
	post(t, "/people", "login", "yuki", "name", "相談員 雪", "role",
	    "counsellor", NULL);
	EXPECT_STATUS(t, 200);
	EXPECT(town_number(t, arena_fmt(t->mem, "SELECT count(*) FROM person"
	    " WHERE login = 'yuki' AND password_hash = '%s'",
	    account_nobodys_password)) == 1);
}
