#include <jansson.h>

#include "base/instant.h"
#include "public/hsds_private.h"
#include "tests/kit_public.h"

#define PLACE "5b6a0a3e-0000-5000-8000-000000000001"
#define OTHER "5b6a0a3e-0000-5000-8000-000000000002"

static void
site_of_two(struct public_site *p, struct town *t)
{
	public_begin(p, t);
	public_fill_service(p, PLACE, "りんご園", "02201", "after_school");
	public_fill_service(p, OTHER, "ねぶた園", "02203", "visiting_nurse");
}

static json_t *
read_json(struct public_site *p, const char *path)
{
	json_error_t e;
	json_t *j;

	visit(p, path);
	EXPECT_STATUS(&p->t, 200);
	EXPECT_OF(&p->t, strcmp(header(&p->t, "Access-Control-Allow-Origin"),
	    "*") == 0, "open to other sites");
	j = json_loads(p->t.body, 0, &e);
	EXPECT_OF(&p->t, j, "JSON");
	return j;
}

static int64_t
total_of(struct public_site *p, const char *path)
{
	json_t *j = read_json(p, path);
	int64_t n = json_integer_value(json_object_get(j, "total_items"));

	EXPECT(json_boolean_value(json_object_get(j, "empty")) == (n == 0));
	json_decref(j);
	return n;
}

static const char *
term_of(struct public_site *p, const char *taxonomy, const char *code)
{
	return arena_fmt(p->t.mem, "/hsds/services?taxonomy_term_id=%s",
	    hsds_uuid(p->t.mem, "taxonomy_term", arena_fmt(p->t.mem, "%s %s",
	    taxonomy, code)));
}

UNIT(hsds_instants_are_those_of_the_standard_or_a_day_in_japan)
{
	struct arena *mem = arena_new();
	static const struct {
		const char *typed, *is;
	} good[] = {
		{ "2026-04-01", "2026-03-31T15:00:00Z" },
		{ "2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z" },
		{ "2026-04-01T09:00:00+09:00", "2026-04-01T00:00:00Z" },
		{ "2026-04-01T09:00:00 09:00", "2026-04-01T00:00:00Z" },
		{ "2026-04-01T00:00:00.25-01:30", "2026-04-01T01:30:00Z" },
	};
	static const char *const bad[] = { "", "2026", "2026-02-30", "now",
		"2026-04-01T", "2026-04-01T24:00:00Z", "2026-04-01T09:00:00",
		"2026-04-01T09:00:00+9", "2026-04-01T09:00:00+99:00",
		"2026-04-01 09:00:00Z", "2026-04-01T09:00:00Zz", "R8.4.1" };

	for (size_t i = 0; i < COUNT(good); i++)
		EXPECT_OF(NULL, strcmp(hsds_instant(mem, good[i].typed),
		    good[i].is) == 0, good[i].typed);
	for (size_t i = 0; i < COUNT(bad); i++)
		EXPECT_OF(NULL, !hsds_instant(mem, bad[i]), bad[i]);
	arena_free(mem);
}

UNIT(hsds_writes_no_comma_too_many_and_nothing_that_is_not_known)
{
	struct arena *mem = arena_new();
	struct buffer b = buffer_new(mem);

	hsds_open(&b, NULL, "{");
	hsds_text(&b, "a", "ends in [");
	hsds_text(&b, "b", "");
	hsds_text(&b, "c", NULL);
	hsds_url(&b, "d", "javascript:alert(1)");
	hsds_url(&b, "e", "http://example.org/空き");
	hsds_url(&b, "f", "http://example.org/x");
	hsds_mail(&b, "g", "nobody");
	hsds_mail(&b, "h", "a@b.example");
	hsds_open(&b, "i", "[");
	hsds_number(&b, NULL, 1);
	hsds_number(&b, NULL, 2);
	hsds_close(&b, "]");
	hsds_close(&b, "}");
	EXPECT_OF(NULL, strcmp(b.s, "{\"a\":\"ends in [\",\"f\":"
	    "\"http://example.org/x\",\"h\":\"a@b.example\",\"i\":[1,2]}") == 0,
	    b.s);
	EXPECT(hsds_is_uuid(PLACE) && !hsds_is_uuid("") &&
	    !hsds_is_uuid("5B6A0A3E-0000-5000-8000-000000000001") &&
	    !hsds_is_uuid(PLACE "0"));
	arena_free(mem);
}

TEST(hsds_term_finds_who_takes_it_and_never_who_said_no)
{
	struct public_site p = { 0 };

	site_of_two(&p, t);
	public_fill_answer(&p, PLACE, "suction", "terms", "看護師のいる日");
	public_fill_answer(&p, OTHER, "suction", "no", NULL);
	public_open(&p);
	EXPECT(total_of(&p, term_of(&p, "care", "suction")) == 1);
	EXPECT_SEES(&p.t, PLACE);
	EXPECT_NOT_SEES(&p.t, OTHER);
	EXPECT(total_of(&p, term_of(&p, "refused", "suction")) == 1);
	EXPECT_SEES(&p.t, OTHER);
	EXPECT(total_of(&p, term_of(&p, "care", "oxygen")) == 0);
	EXPECT(total_of(&p, term_of(&p, "service_kind", "after_school")) == 1);
	json_decref(read_json(&p, "/hsds/services/" PLACE));
	EXPECT_SEES(&p.t, "\"value\":\"terms\"");
	EXPECT_SEES(&p.t, "条件付き：看護師のいる日（2026-03-20 調査の回答）");
	EXPECT_NOT_SEES(&p.t, "酸素療法");
	public_close(&p);
}

TEST(hsds_ages_are_years_and_the_week_is_a_rule)
{
	struct public_site p = { 0 };

	site_of_two(&p, t);
	public_fill(&p, "UPDATE pub_service SET age_from = 18, age_below = 216,"
	    " weight_max = 30, opening = 'mon 09:00-17:00,tue 09:00-17:00,"
	    "sat 13:00-24:00,hol 10:00-12:00' WHERE kind = 'after_school'");
	public_open(&p);
	json_decref(read_json(&p, "/hsds/services/" PLACE));
	EXPECT_SEES(&p.t, "\"minimum_age\":1.50,\"maximum_age\":17,");
	EXPECT_SEES(&p.t, "1歳6か月から18歳になるまで。体重：30kgまで。");
	EXPECT_SEES(&p.t, "\"byday\":\"MO,TU\",\"timezone\":9,"
	    "\"opens_at\":\"09:00+09:00\",\"closes_at\":\"17:00+09:00\"");
	EXPECT_SEES(&p.t, "\"byday\":\"SA\"");
	EXPECT_SEES(&p.t, "\"description\":\"祝 10:00-12:00\"");
	EXPECT(total_of(&p, "/hsds/services?maximum_age=1") == 2);
	EXPECT(total_of(&p, "/hsds/services?maximum_age=0") == 1);
	EXPECT(total_of(&p, "/hsds/services?minimum_age=17") == 2);
	EXPECT(total_of(&p, "/hsds/services?minimum_age=18") == 1);
	public_close(&p);
}

/* HSDS has no address without a postal code, and no unsure position. */
TEST(hsds_address_without_postal_code_is_told_in_words)
{
	struct public_site p = { 0 };

	site_of_two(&p, t);
	public_fill(&p, "UPDATE pub_location SET lat = 4082000, lng = 14074000,"
	    " precise = CASE id WHEN 'at-" PLACE "' THEN 'city' ELSE 'exact' END,"
	    " postal = CASE id WHEN 'at-" PLACE "' THEN NULL ELSE '0310000' END");
	public_open(&p);
	json_decref(read_json(&p, "/hsds/services/" PLACE));
	EXPECT_NOT_SEES(&p.t, "\"addresses\"");
	EXPECT_NOT_SEES(&p.t, "latitude");
	EXPECT_SEES(&p.t, "所在地：青森市番地1。位置の確かさ：市町村の中ほど。");
	json_decref(read_json(&p, "/hsds/services/" OTHER));
	EXPECT_SEES(&p.t, "\"postal_code\":\"0310000\",\"country\":\"JP\"");
	EXPECT_SEES(&p.t, "\"latitude\":40.82000,\"longitude\":140.74000");
	public_close(&p);
}

TEST(hsds_words_are_looked_for_in_names_kinds_and_towns)
{
	struct public_site p = { 0 };

	site_of_two(&p, t);
	public_open(&p);
	EXPECT(total_of(&p, "/hsds/services?search=%E3%83%AA%E3%83%B3%E3%82%B4")
	    == 1);
	EXPECT_SEES(&p.t, PLACE);
	/* 八戸　訪問看護, with a wide blank */
	EXPECT(total_of(&p, "/hsds/services?search=%E5%85%AB%E6%88%B8"
	    "%E3%80%80%E8%A8%AA%E5%95%8F%E7%9C%8B%E8%AD%B7") == 1);
	EXPECT_SEES(&p.t, OTHER);
	/* 八戸 りんご */
	EXPECT(total_of(&p, "/hsds/services?search=%E5%85%AB%E6%88%B8+"
	    "%E3%82%8A%E3%82%93%E3%81%94") == 0);
	EXPECT(total_of(&p, "/hsds/services?search=%25") == 0);
	EXPECT(total_of(&p, "/hsds/services?search=%27%20OR%201") == 0);
	EXPECT(total_of(&p, "/hsds/services?search=") == 2);
	public_close(&p);
}

TEST(hsds_parameter_that_is_not_known_or_not_right_is_refused_by_name)
{
	static const char *const bad[][2] = {
		{ "/hsds/services?colour=red", "colour" },
		{ "/hsds/services?page=0", "page" },
		{ "/hsds/services?page=2&page=2", "page" },
		{ "/hsds/services?per_page=1001", "per_page" },
		{ "/hsds/services?per_page=18446744073709551617", "per_page" },
		{ "/hsds/services?minimal=1", "minimal" },
		{ "/hsds/services?organization_id=1", "organization_id" },
		{ "/hsds/services?modified_after=soon", "modified_after" },
		{ "/hsds/taxonomies?full=true", "full" },
		{ "/hsds/services/" PLACE "?full=true", "full" },
	};
	struct public_site p = { 0 };

	site_of_two(&p, t);
	public_open(&p);
	for (size_t i = 0; i < COUNT(bad); i++) {
		visit(&p, bad[i][0]);
		EXPECT_STATUS(&p.t, 400);
		EXPECT_SEES(&p.t, arena_fmt(p.t.mem, "\"parameter\":\"%s\"",
		    bad[i][1]));
	}
	visit(&p, "/hsds/services/" PLACE "/x");
	EXPECT_STATUS(&p.t, 404);
	EXPECT_SEES(&p.t, "\"status\":404");
	visit(&p, "/hsds/organizations/" PLACE);
	EXPECT_STATUS(&p.t, 404);
	visit_by(&p, "DELETE", "/hsds/services");
	EXPECT_STATUS(&p.t, 405);
	EXPECT_SEES(&p.t, "\"status\":405");
	visit_by(&p, "OPTIONS", "/hsds/services/" PLACE);
	EXPECT_STATUS(&p.t, 204);
	public_close(&p);
}

/* More than one piece goes out piece by piece, and is the same. */
TEST(hsds_long_list_comes_in_pieces_and_has_each_once)
{
	struct public_site p = { 0 };
	size_t lines = 0;
	json_t *j, *contents;

	public_begin(&p, t);
	for (int i = 0; i < 230; i++)
		public_fill_service(&p, arena_fmt(t->mem,
		    "5b6a0a3e-0000-5000-8000-%012d", i), "園", "02201",
		    "nursery");
	public_open(&p);
	j = read_json(&p, "/hsds/services?per_page=1000");
	contents = json_object_get(j, "contents");
	EXPECT(json_array_size(contents) == 230);
	for (size_t i = 0; i < 230; i++)
		EXPECT(strcmp(json_string_value(json_object_get(
		    json_array_get(contents, i), "id")), arena_fmt(t->mem,
		    "5b6a0a3e-0000-5000-8000-%012zu", i)) == 0);
	json_decref(j);
	j = read_json(&p, "/hsds/services?per_page=100&page=3&full=true");
	EXPECT(json_array_size(json_object_get(j, "contents")) == 30);
	EXPECT(json_boolean_value(json_object_get(j, "last_page")));
	json_decref(j);
	with_header(&p.t, "accept", "text/ndjson");
	visit(&p, "/hsds/services?full=true");
	for (const char *s = p.t.body; (s = strchr(s, '\n')); s++)
		lines++;
	EXPECT(lines == 230);
	EXPECT(strncmp(p.t.type, "text/ndjson", 11) == 0);
	public_close(&p);
}

static size_t
lines_of(const char *s, size_t n)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += s[i] == '\n';
	return lines;
}

TEST(hsds_list_on_its_way_stays_with_the_bundle_it_began_with)
{
	static const struct http_request in = { .method = "GET",
		.path = "/hsds/services", .query = "format=ndjson", .body = "",
		.address = "127.0.0.1" };
	struct public_site p = { 0 };
	struct http_answer out = { 0 };
	struct arena *mem = arena_new();
	size_t lines = 0;
	struct buffer b;

	public_begin(&p, t);
	for (int i = 0; i < 230; i++)
		public_fill_service(&p, arena_fmt(t->mem, "id-%03d", i), "園",
		    "02201", "nursery");
	public_open(&p);
	edition_handle(p.place, mem, &in, &out);
	EXPECT(out.status == 200 && out.stream.more);
	for (int piece = 0; piece < 9; piece++) {
		b = buffer_new(mem);
		EXPECT(out.stream.more(out.stream.ctx, p.place, mem, &b));
		lines += lines_of(b.s, b.len);
		if (piece)
			continue;
		public_begin(&p, t);
		public_fill_service(&p, PLACE, "りんご園", "02201", "school");
		public_publish(&p);
		EXPECT(total_of(&p, "/hsds/services") == 1);
	}
	EXPECT(lines == 230);
	out.stream.end(out.stream.ctx);
	arena_free(mem);
	public_close(&p);
}

static const char *
some(unsigned *dice, const char *const *of, size_t n)
{
	*dice = *dice * 1103515245U + 12345U;
	return of[(*dice >> 16) % n];
}

/* Whatever is asked, in any order and number, is answered or refused. */
TEST(hsds_query_of_any_kind_is_answered_or_refused)
{
	static const char *const addresses[] = { "", "services", "nothing",
		"organizations", "taxonomy_terms", "service_at_locations",
		"taxonomies", ("services/" PLACE), "services/%00", "services/" };
	static const char *const names[] = { "page", "per_page", "search",
		"taxonomy_term_id", "full", "minimal", "format", "%ff", "",
		"modified_after", "organization_id", "page", "full" };
	static const char *const values[] = { "", "true", "1", "0", "-1", "2",
		"99999999999999999999", "%00", "%ff", "%", "%E3%81%82", "+",
		"'", "\"", "ndjson", "2026-04-01", PLACE, "..", "%F0%9F%8D%8E" };
	struct public_site p = { 0 };
	unsigned dice = 7, answered = 0;

	site_of_two(&p, t);
	public_open(&p);
	for (int i = 0; i < 500; i++) {
		const char *path = arena_fmt(t->mem, "/hsds/%s?", some(&dice,
		    addresses, COUNT(addresses)));

		for (int k = i % 4; k > 0; k--) {
			const char *name = some(&dice, names, COUNT(names));

			path = arena_fmt(t->mem, "%s%s=%s%s", path, name,
			    some(&dice, values, COUNT(values)),
			    k > 1 ? "&" : "");
		}
		visit(&p, path);
		EXPECT_OF(&p.t, p.t.status == 200 || p.t.status == 400 ||
		    p.t.status == 404, path);
		answered += p.t.status == 200;
	}
	EXPECT(answered > 50 && answered < 450);
	public_close(&p);
}
