#include "app/open.h"
#include "tests/kit_public.h"

static void
opened(struct public_site *p, struct town *t)
{
	public_begin(p, t);
	public_open(p);
}

TEST(public_site_says_whose_it_is_without_a_cookie)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "あおもり支援センター");
	EXPECT_SEES(&p.t, "tel:017-000-0000");
	EXPECT_NOT_SEES(&p.t, "サインイン");
	EXPECT(strncmp(header(&p.t, "Cache-Control"), "public", 6) == 0);
	public_close(&p);
}

TEST(page_that_a_visitor_has_already_is_not_sent_again)
{
	struct public_site p = { 0 };
	const char *tag;

	opened(&p, t);
	visit(&p, "/");
	tag = header(&p.t, "ETag");
	EXPECT(*tag);
	with_header(&p.t, "if-none-match", tag);
	visit(&p, "/");
	EXPECT_STATUS(&p.t, 304);
	EXPECT(p.t.nbody == 0);
	/* What fades with the day is another page on the next. */
	public_set_today(&p, "2026-04-02");
	with_header(&p.t, "if-none-match", tag);
	visit(&p, "/");
	EXPECT_STATUS(&p.t, 200);
	public_close(&p);
}

TEST(addresses_that_are_not_there_and_methods_that_are_not_done)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/children");
	EXPECT_STATUS(&p.t, 404);
	visit(&p, "/sign-in");
	EXPECT_STATUS(&p.t, 404);
	visit(&p, "/import/children");
	EXPECT_STATUS(&p.t, 404);
	visit_by(&p, "POST", "/");
	EXPECT_STATUS(&p.t, 405);
	EXPECT(strcmp(header(&p.t, "Allow"), "GET, HEAD") == 0);
	visit_by(&p, "HEAD", "/");
	EXPECT_STATUS(&p.t, 200);
	visit_by(&p, "BREW", "/");
	EXPECT_STATUS(&p.t, 405);
	visit(&p, "/?a=%ff");
	EXPECT_STATUS(&p.t, 400);
	visit(&p, "/healthz");
	EXPECT_STATUS(&p.t, 200);
	public_close(&p);
}

TEST(new_bundle_is_shown_without_a_restart)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/");
	public_begin(&p, t);
	public_fill(&p, "UPDATE about SET value = '新しいセンター'"
	    " WHERE key = 'centre'");
	public_publish(&p);
	visit(&p, "/");
	EXPECT_STATUS(&p.t, 200);
	EXPECT_SEES(&p.t, "新しいセンター");
	EXPECT_NOT_SEES(&p.t, "あおもり支援センター");
	public_close(&p);
}

static void
put_there(const struct public_site *p, const char *bytes, size_t n)
{
	FILE *f = fopen(p->path, "w");

	EXPECT(f && fwrite(bytes, 1, n, f) == n && fclose(f) == 0);
}

TEST(file_that_is_no_bundle_changes_nothing)
{
	struct public_site p = { 0 };
	const char *whole, *why = NULL;
	size_t n;

	opened(&p, t);
	whole = file_bytes(t->mem, p.path, &n);
	EXPECT(whole);
	put_there(&p, "not a database", 14);
	visit(&p, "/");
	EXPECT_STATUS(&p.t, 200);
	EXPECT(!editions_open(p.path, NULL, &why) && why);
	/* Copied over it, and not to its end yet. */
	put_there(&p, whole, n / 2);
	visit(&p, "/");
	EXPECT_STATUS(&p.t, 200);
	EXPECT(!editions_open(p.path, NULL, &why));
	put_there(&p, whole, n);
	visit(&p, "/");
	EXPECT_SEES(&p.t, "あおもり支援センター");
	public_close(&p);
}

TEST(bundle_of_another_version_says_so)
{
	struct public_site p = { 0 };
	const char *why = NULL;

	opened(&p, t);
	public_begin(&p, t);
	public_fill(&p, "UPDATE about SET value = '999' WHERE key = 'format'");
	public_publish(&p);
	visit(&p, "/");
	EXPECT_STATUS(&p.t, 200);
	EXPECT(!editions_open(p.path, NULL, &why));
	EXPECT(strstr(why, "another version"));
	EXPECT(!editions_open("/tmp/tsunagu-not-there.db", NULL, &why));
	public_close(&p);
}
