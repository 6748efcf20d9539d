#include "app/deed.h"
#include "features/directory/directory_private.h"
#include "tests/kit_rows.h"

/* What is hidden from somebody is not found out by asking either: every way of
 * narrowing a list gives the same whether or not hidden rows are there. */

static const char *
place(struct town *t, const char *name, const char *town,
    const char *provider, const char *visibility)
{
	post(t, "/places", "name", name, "kana", "カクウノイエ",
	    "municipality", town, "phone", "0178-00-0000", "latitude",
	    "40.5123", "longitude", "141.4881", "visibility", visibility,
	    "told_by", "電話", "provider_name", provider, "sure", "1", NULL);
	return id_at(t, "/places/");
}

static const char *
service(struct town *t, const char *at, const char *kind, const char *number,
    const char *visibility)
{
	const char *id;

	post(t, arena_fmt(t->mem, "/places/%s/services", at), "kind", kind,
	    "number", number, "status", "active", "capacity", "4",
	    "visibility", visibility, "told_by", "電話", "confirmed_on",
	    "2026-03-20", NULL);
	id = id_at(t, "/services/");
	post(t, arena_fmt(t->mem, "/services/%s/answers", id), "version", "1",
	    "told_by", "電話", "confirmed_on", "2026-03-20", "a-ventilator",
	    "yes", "a-suction", "terms", "t-suction", "昼だけ", "a-oxygen", "no",
	    NULL);
	EXPECT_STATUS(t, 303);
	return id;
}

static void
outsider_exists(struct town *t)
{
	const char *home;

	home = town_agency(t, "見本事業所", "consultation");
	sign_in(t, "admin");
	post(t, "/people", "login", "umi", "name", "調整 海", "role",
	    "coordinator", "agency", home, NULL);
	EXPECT_STATUS(t, 200);
	sign_in(t, "hana_nurse");
}

/* Every filter by every value that a hidden row could answer to, alone, and
 * some together. */
static const char *const asked[] = { "", "q=かくう", "q=内密",
	"q=0210000009", "q=0210000001", "region=hachinohe", "region=shimokita",
	"municipality=02203", "municipality=02208", "kind=short_stay",
	"kind=hospital", "status=active", "status=paused", "status=closed",
	"fresh=fresh", "fresh=old", "fresh=never", "criterion=ventilator",
	"criterion=ventilator&answer=no", "criterion=suction&answer=terms",
	"criterion=oxygen&answer=no", "criterion=oxygen&answer=unknown",
	"page=2", "municipality=02208&kind=hospital",
	"region=shimokita&criterion=ventilator" };
static const char *const pages[] = { "/services", "/services/map",
	"/services/booklet", "/providers", "/vacancies" };
static const char *const calls[] = { "/api/v1/services", "/api/v1/places",
	"/api/v1/providers", "/api/v1/services?limit=1",
	"/api/v1/places?limit=1" };

enum { MAX_SEEN = 400 };

struct seen {
	const char *url, *body;
};

/* Without the hidden inputs of forms, which are new each time. */
static const char *
bare(struct town *t, const char *html)
{
	static const char hidden[] = "<input type=\"hidden\"";
	struct buffer b = buffer_new(t->mem);
	const char *at;

	while ((at = strstr(html, hidden))) {
		buffer_bytes(&b, html, (size_t)(at - html));
		html = at + strcspn(at, ">");
	}
	buffer_add(&b, html);
	return b.s;
}

static void
look(struct town *t, struct seen *all, size_t *n, const char *url)
{
	const char *main;

	get(t, url);
	EXPECT(t->status == 200);
	main = strstr(t->body, "<main");
	EXPECT(main && *n < MAX_SEEN);
	all[(*n)++] = (struct seen){ url, bare(t, main ? main : "") };
}

static size_t
look_everywhere(struct town *t, struct seen *all, const char *at,
    const char *open)
{
	size_t n = 0;

	sign_in(t, "umi");
	for (size_t p = 0; p < COUNT(pages); p++) {
		for (size_t i = 0; i < COUNT(asked); i++)
			look(t, all, &n, arena_fmt(t->mem, "%s?%s", pages[p],
			    asked[i]));
	}
	look(t, all, &n, arena_fmt(t->mem, "/places/%s", at));
	look(t, all, &n, arena_fmt(t->mem, "/services/%s", open));
	for (size_t i = 0; i < COUNT(calls); i++) {
		api(t, "GET", calls[i], NULL);
		EXPECT(t->status == 200);
		all[n++] = (struct seen){ calls[i], arena_text(t->mem,
		    t->body) };
	}
	sign_in(t, "hana_nurse");
	return n;
}

TEST(directory_hidden_rows_change_no_list_count_map_or_call_of_others)
{
	struct seen *before = arena_array(t->mem, MAX_SEEN, sizeof(*before));
	struct seen *after = arena_array(t->mem, MAX_SEEN, sizeof(*after));
	const char *seen = place(t, "架空のいえ", "02203", "架空会", "public");
	const char *open = service(t, seen, "short_stay", "0210000001",
	    "public");
	const char *hidden;
	size_t n;

	outsider_exists(t);
	n = look_everywhere(t, before, seen, open);
	hidden = place(t, "内密の病院", "02208", "内密会", "centre");
	service(t, hidden, "hospital", "0210000009", "public");
	service(t, seen, "hospital", "0210000008", "centre");
	for (int i = 0; i < 60; i++)
		service(t, hidden, "short_stay", arena_fmt(t->mem,
		    "02200001%02d", i), "public");
	EXPECT(town_number(t, "SELECT count(*) FROM service") == 63);
	EXPECT(look_everywhere(t, after, seen, open) == n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(before[i].body, after[i].body) != 0)
			fprintf(stderr, "differs: %s\n", before[i].url);
		EXPECT(strcmp(before[i].body, after[i].body) == 0);
		EXPECT(!strstr(after[i].body, "内密の") &&
		    !strstr(after[i].body, "内密会"));
	}
}

static void
hide(struct town *t, const struct record *rec, const char *id,
    const char *field)
{
	struct request *r = town_request(t);
	struct origin hand = { SOURCE_HAND, "2026-04-01", "電話" };
	struct claim c = { .field = field, .value = "", .show_only = true,
	    .visibility = "centre" };

	deed_begin(r);
	EXPECT(directory_offer(r, rec, id, 0, &hand, &c, 1) == OK);
	EXPECT(deed_commit(r, NULL) == OK);
}

static void
expect_rows(struct town *t, const char *query, int n)
{
	get(t, arena_fmt(t->mem, "/services?%s", query));
	EXPECT_SEES(t, arena_fmt(t->mem, ">%d件<", n));
	get(t, arena_fmt(t->mem, "/services/map?%s", query));
	EXPECT_SEES(t, arena_fmt(t->mem, "<b>%d件</b>", n));
}

TEST(directory_field_for_the_centre_alone_is_no_way_to_find_its_service)
{
	const char *seen = place(t, "架空のいえ", "02203", "架空会", "public");
	const char *open = service(t, seen, "short_stay", "0210000001",
	    "public");

	outsider_exists(t);
	sign_in(t, "umi");
	expect_rows(t, "municipality=02203", 1);
	expect_rows(t, "region=hachinohe", 1);
	expect_rows(t, "q=0210000001", 1);
	sign_in(t, "hana_nurse");
	hide(t, &place_record, seen, "municipality");
	hide(t, &service_record, open, "number");
	expect_rows(t, "municipality=02203", 1);
	expect_rows(t, "q=0210000001", 1);
	get(t, "/services/booklet?region=hachinohe");
	EXPECT_NOT_SEES(t, "架空のいえ");

	sign_in(t, "umi");
	expect_rows(t, "", 1);
	expect_rows(t, "municipality=02203", 0);
	expect_rows(t, "region=hachinohe", 0);
	expect_rows(t, "q=0210000001", 0);
	get(t, "/services");
	EXPECT_NOT_SEES(t, "<td>八戸市");
}
