#include <pthread.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "app/desk.h"
#include "features/account/account.h"
#include "tests/kit.h"

/*
 * A right that ends between the moment somebody is let in and the moment they
 * write. Akiko is family of one child; the restriction of hers comes between.
 */
enum { ROUNDS = 300 };
#define AKIKO "family_member WHERE id = 'f'"

static void
run_sql(struct town *t, const char *sql)
{
	const struct query q = { "test.hold", sql };
	struct request *r = town_request(t);

	deed_begin(r);
	db_exec(r->db, &q, NO_ARGS);
	audit_note_plain(r, "change", "test", "", "");
	EXPECT(deed_commit(r, NULL) == OK);
}

static const char *
akiko_has_a_child(struct town *t)
{
	struct request *r = town_request(t);
	struct account akiko;

	run_sql(t, "INSERT INTO child (id, version, changed, number, name)"
	    " VALUES ('c', 1, 1, 'N1', 'x')");
	deed_begin(r);
	EXPECT(account_add_hashed(r, "akiko", "見本 明子", "family", "-") == OK);
	EXPECT(deed_commit(r, NULL) == OK);
	EXPECT(account_of_login(town_request(t), "akiko", &akiko) == OK);
	run_sql(t, arena_fmt(t->mem, "INSERT INTO family_member (id, version,"
	    " changed, child, person, relation, verified_on, restricted,"
	    " from_on) VALUES ('f', 1, 1, 'c', '%s', 'mother', '2026-01-01',"
	    " '0', '2026-01-01')", akiko.id));
	return akiko.id;
}

/* A request of Akiko's, let in to the child. */
static enum result
let_in(struct request *r, const char *akiko)
{
	struct person *who = arena_take(r->mem, sizeof(*who));
	const struct grant *grant;

	EXPECT(account_person(r, akiko, who) == OK);
	r->who = who;
	return access_grant(r, "c", &grant);
}

static enum result
write_down(struct request *r)
{
	deed_begin(r);
	audit_note_plain(r, "change", "test", "by_akiko", "");
	return deed_commit(r, NULL);
}

TEST(right_that_ends_after_somebody_was_let_in_lets_nothing_be_written)
{
	static const char *const ends[] = {
		"UPDATE family_member SET restricted = '1'",
		"UPDATE family_member SET to_on = '2026-03-31'",
		"UPDATE family_member SET verified_on = NULL",
		"DELETE FROM family_member",
		"UPDATE person SET left_on = '2026-04-01' WHERE login = 'akiko'",
		"UPDATE person SET role = 'facility' WHERE login = 'akiko'" };
	const char *akiko = akiko_has_a_child(t);
	struct request *r = town_request(t);

	EXPECT(let_in(r, akiko) == OK);
	EXPECT(write_down(r) == OK);
	for (size_t i = 0; i < COUNT(ends); i++) {
		run_sql(t, "UPDATE person SET left_on = NULL, role = 'family'"
		    " WHERE login = 'akiko'");
		run_sql(t, "DELETE FROM " AKIKO);
		run_sql(t, arena_fmt(t->mem, "INSERT INTO family_member"
		    " VALUES ('f', 1, 1, 'c', '%s', 'mother', '2026-01-01',"
		    " '0', '2026-01-01', NULL)", akiko));
		r = town_request(t);
		EXPECT(let_in(r, akiko) == OK);
		run_sql(t, ends[i]);
		EXPECT_OF(NULL, write_down(r) == DENIED, ends[i]);
	}
	EXPECT(town_number(t, "SELECT count(*) FROM audit"
	    " WHERE record_id = 'by_akiko'") == 1);
}

struct race {
	struct site *site;
	const char *akiko;
};

/* Writes until she is no longer let do so. */
static void *
write_on(void *arg)
{
	const struct race *race = arg;
	struct desk *desk = desk_open(race->site);
	enum result rc = OK;

	while (!rc) {
		struct arena *mem = arena_new();
		struct request *r = arena_take(mem, sizeof(*r));

		EXPECT(desk_request(race->site, desk, mem, r) == OK);
		rc = let_in(r, race->akiko);
		if (!rc)
			rc = write_down(r);
		arena_free(mem);
	}
	desk_close(desk);
	return (void *)(intptr_t)rc;
}

TEST(nothing_is_written_after_the_deed_that_took_the_right_away)
{
	struct race race = { t->site, akiko_has_a_child(t) };
	pthread_t thread;
	void *rc;

	for (int i = 0; i < ROUNDS; i++) {
		EXPECT(!pthread_create(&thread, NULL, write_on, &race));
		run_sql(t, "UPDATE family_member SET restricted = '1'");
		EXPECT(!pthread_join(thread, &rc));
		EXPECT((intptr_t)rc == DENIED || (intptr_t)rc == MISSING);
		EXPECT(town_number(t, "SELECT count(*) FROM audit a WHERE"
		    " a.record_id = 'by_akiko' AND a.seq > (SELECT max(b.seq)"
		    " FROM audit b WHERE b.record_id = '')") == 0);
		run_sql(t, "UPDATE family_member SET restricted = '0'");
	}
}

/* A database that cannot be asked, for a moment, what rights rest on. */
TEST(request_that_could_not_read_its_rights_shows_and_writes_nothing)
{
	const char *akiko = akiko_has_a_child(t);
	struct request *r = town_request(t);

	run_sql(t, "ALTER TABLE glass RENAME TO elsewhere");
	EXPECT(let_in(r, akiko) == BROKEN);
	sign_in(t, "admin");
	post(t, "/children", "name", "見本 さくら", NULL);
	EXPECT_STATUS(t, 500);
	run_sql(t, "ALTER TABLE elsewhere RENAME TO glass");
	EXPECT(r->damaged);
	EXPECT(let_in(r, akiko) == BROKEN);
	EXPECT(write_down(r) == BROKEN);
	EXPECT(let_in(town_request(t), akiko) == OK);
	post(t, "/children", "name", "見本 さくら", NULL);
	EXPECT_STATUS(t, 303);
}
