#include "app/draft.h"

#include "tests/kit.h"

static int64_t
drafts(struct town *t)
{
	return town_number(t, "SELECT count(*) FROM draft");
}

/* The request of whoever is signed in, to ask for a draft as a page does. */
static struct request *
request_of(struct town *t)
{
	struct request *r = town_request(t);
	struct person *who = arena_take(t->mem, sizeof(*who));
	struct query q = { "test.person",
	    "SELECT id FROM person WHERE login = $1" };
	struct rows rows = { 0 };

	EXPECT(db_rows(t->db, t->mem, &q, ARGS(v_text(t->login)), &rows) ==
	    OK);
	who->id = rows.cells[0];
	who->login = t->login;
	r->who = who;
	return r;
}

TEST(draft_is_kept_and_comes_back_in_order)
{
	struct pairs p = { 0 };

	post(t, "/drafts", "form", "contact-new", "body",
	    "body=%E9%9B%BB%E8%A9%B1%26%3D&topics=daily&topics=school&once=x"
	    "&csrf=secret&caller=", NULL);
	EXPECT_STATUS(t, 204);
	EXPECT(draft_load(request_of(t), "contact-new", &p) == OK);
	EXPECT(p.n == 5);
	EXPECT(strcmp(p.at[0].value, "電話&=") == 0);
	EXPECT(strcmp(p.at[2].value, "school") == 0);
	EXPECT(strcmp(p.at[4].name, "caller") == 0);
	EXPECT(!pairs_get(&p, "csrf"));
	EXPECT(strcmp(pairs_get(&p, "once"), "x") == 0);
	EXPECT(draft_kept_at(request_of(t), "contact-new") != NULL);
}

TEST(newer_draft_of_a_form_replaces_the_older)
{
	struct pairs p = { 0 };

	post(t, "/drafts", "form", "contact-new", "body", "body=1", NULL);
	post(t, "/drafts", "form", "contact-new", "body", "body=2", NULL);
	post(t, "/drafts", "form", "contact-full", "body", "body=3", NULL);
	EXPECT(drafts(t) == 2);
	EXPECT(draft_load(request_of(t), "contact-new", &p) == OK);
	EXPECT(strcmp(pairs_get(&p, "body"), "2") == 0);
}

TEST(draft_is_its_owners_alone)
{
	struct pairs p = { 0 };

	post(t, "/drafts", "form", "contact-new", "body", "body=1", NULL);
	sign_in(t, "jiro_clerk");
	EXPECT(draft_load(request_of(t), "contact-new", &p) == MISSING);
	EXPECT(draft_kept_at(request_of(t), "contact-new") == NULL);
	post(t, "/drafts/removal", "form", "contact-new", NULL);
	EXPECT_STATUS(t, 204);
	EXPECT(drafts(t) == 1);
}

TEST(draft_goes_with_the_deed_of_its_form)
{
	struct request *r;
	struct pairs p = { 0 };

	post(t, "/drafts", "form", "contact-new", "body", "body=1", NULL);
	r = request_of(t);
	db_begin(r->db);
	draft_drop(r, "contact-new");
	db_rollback(r->db);
	EXPECT(draft_load(r, "contact-new", &p) == OK);
	db_begin(r->db);
	draft_drop(r, "contact-new");
	EXPECT(db_commit(r->db) == OK);
	EXPECT(draft_load(r, "contact-new", &p) == MISSING);
}

TEST(draft_thrown_away_leads_back_to_its_form)
{
	post(t, "/drafts", "form", "contact-new", "body", "body=1", NULL);
	post(t, "/drafts/removal", "form", "contact-new", "next",
	    "/contacts/new", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(strcmp(t->location, "/contacts/new") == 0);
	EXPECT(drafts(t) == 0);
	post(t, "/drafts/removal", "form", "contact-new", "next",
	    "//elsewhere.example", NULL);
	EXPECT(strcmp(t->location, "/") == 0);
}

TEST(draft_that_is_no_form_is_refused)
{
	static const char *const names[] = { "", "Contact", "../x",
	    "contact new", "漢字" };
	char *large = arena_take(t->mem, DRAFT_MAX_BYTES + 2);

	for (size_t i = 0; i < COUNT(names); i++) {
		post(t, "/drafts", "form", names[i], "body", "a=1", NULL);
		EXPECT_STATUS(t, 422);
	}
	post(t, "/drafts", "form", "contact-new", "body", "a=%ff", NULL);
	EXPECT_STATUS(t, 422);
	memset(large, 'a', DRAFT_MAX_BYTES + 1);
	post(t, "/drafts", "form", "contact-new", "body", large, NULL);
	EXPECT_STATUS(t, 422);
	EXPECT(drafts(t) == 0);
}

TEST(drafts_have_a_limit_a_person)
{
	for (int i = 0; i < DRAFT_MAX_FORMS; i++) {
		post(t, "/drafts", "form", arena_fmt(t->mem, "form-%d", i),
		    "body", "a=1", NULL);
		EXPECT_STATUS(t, 204);
	}
	post(t, "/drafts", "form", "one-more", "body", "a=1", NULL);
	EXPECT_STATUS(t, 422);
	post(t, "/drafts", "form", "form-7", "body", "a=2", NULL);
	EXPECT_STATUS(t, 204);
}

TEST(draft_is_forgotten_after_its_days)
{
	struct pairs p = { 0 };

	post(t, "/drafts", "form", "contact-new", "body", "body=1", NULL);
	set_today(t, "2026-05-01");
	EXPECT(draft_load(request_of(t), "contact-new", &p) == OK);
	set_today(t, "2026-05-02");
	EXPECT(draft_load(request_of(t), "contact-new", &p) == MISSING);
	post(t, "/drafts", "form", "contact-full", "body", "body=1", NULL);
	EXPECT(drafts(t) == 1);
}

TEST(draft_needs_somebody_signed_in)
{
	sign_in(t, NULL);
	post(t, "/drafts", "form", "contact-new", "body", "body=1", NULL);
	EXPECT_STATUS(t, 303);
	EXPECT(drafts(t) == 0);
}
