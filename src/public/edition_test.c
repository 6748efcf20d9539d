#include <pthread.h>
#include <stdatomic.h>

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

/* One of several who read on and on while bundles come and go. */
struct reader {
	struct editions *editions;
	atomic_bool *ended;
	size_t answers, wrong;
};

static void *
read_on(void *ctx)
{
	struct reader *me = ctx;
	struct edition_place *place = edition_place_open(me->editions);
	struct arena *mem = arena_new();
	char query[32];

	while (place && !atomic_load(me->ended)) {
		struct http_answer out = { 0 };

		snprintf(query, sizeof(query), "n=%zu", me->answers % 7);
		edition_handle(place, mem, &(struct http_request){
			.method = "GET", .path = "/", .query = query,
			.body = "", .address = "127.0.0.1" }, &out);
		me->answers++;
		me->wrong += out.status != 200 || !strstr(out.body, "</html>");
		arena_reset(mem);
	}
	edition_place_close(place);
	arena_free(mem);
	return NULL;
}

TEST(no_reader_is_failed_while_bundles_come_and_go)
{
	enum { READERS = 3, BUNDLES = 8, MOST_LOOKS = 20000 };
	struct public_site p = { 0 };
	atomic_bool ended = false;
	struct reader readers[READERS];
	pthread_t threads[READERS];
	const char *name;
	int seen = 0;

	opened(&p, t);
	for (size_t i = 0; i < READERS; i++) {
		readers[i] = (struct reader){ p.editions, &ended, 0, 0 };
		EXPECT(pthread_create(&threads[i], NULL, read_on,
		    &readers[i]) == 0);
	}
	for (int i = 0; i < BUNDLES; i++) {
		public_begin(&p, t);
		public_fill(&p, arena_fmt(t->mem, "UPDATE about SET value ="
		    " 'センター%d' WHERE key = 'centre'", i));
		public_publish(&p);
		name = arena_fmt(t->mem, "センター%d", i);
		/* While somebody else opens it, the one before is shown. */
		for (int k = 0; k < MOST_LOOKS; k++) {
			visit(&p, "/");
			if (kit_sees(&p.t, name))
				break;
		}
		seen += kit_sees(&p.t, name);
	}
	atomic_store(&ended, true);
	for (size_t i = 0; i < READERS; i++) {
		pthread_join(threads[i], NULL);
		EXPECT(readers[i].answers > 0 && readers[i].wrong == 0);
	}
	EXPECT(seen == BUNDLES);
	public_close(&p);
}

TEST(address_with_a_question_mark_in_its_path_is_another_address)
{
	struct public_site p = { 0 };

	opened(&p, t);
	visit(&p, "/services?q=a?");
	EXPECT_STATUS(&p.t, 200);
	visit_path(&p, "/services?q=a");
	EXPECT_STATUS(&p.t, 404);
	public_close(&p);
}
