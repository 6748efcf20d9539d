#include <stdlib.h>

#include "app/audit.h"
#include "app/charge.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/distance.h"
#include "app/plain.h"
#include "app/site.h"
#include "app/text_map.h"
#include "tests/kit.h"
#include "tests/kit_town.h"

/*
 * The second prefecture: the whole fictional centre on packs/iwate, every page
 * a member of staff comes to by its links and every address without an id. No
 * page may break, no link lead nowhere, and nothing may speak of the first one.
 */
enum { MOST_PAGES = 4000, OF_ONE_SHAPE = 2 };

static const char *const elsewhere[] = { "青森", "津軽", "八戸", "弘前", "下北",
	"上十三", "西北五", "陸奥湾", "むつ市", "017-000-" };

struct walk {
	struct town *t;
	const char *paths[MOST_PAGES], *from[MOST_PAGES];
	size_t n;
	struct text_map *known, *shapes;
};

/* The address without its ids and values, for pages that are alike. */
static const char *
shape_of(struct arena *mem, const char *path)
{
	struct buffer b = buffer_new(mem);

	for (const char *s = path; *s;) {
		size_t n = strcspn(s, "/?&=");

		if (strcspn(s, "0123456789") < n || (s > path && s[-1] == '='))
			buffer_add(&b, "*");
		else
			buffer_bytes(&b, s, n);
		buffer_bytes(&b, s + n, s[n] != 0);
		s += n + (s[n] != 0);
	}
	return b.s ? b.s : "";
}

static void
add(struct walk *w, const char *path, const char *from)
{
	const char *shape = shape_of(w->t->mem, path);
	size_t *seen = (size_t *)text_map_get(w->shapes, shape);

	if (text_map_get(w->known, path) || w->n == MOST_PAGES)
		return;
	if (!seen) {
		seen = arena_take(w->t->mem, sizeof(*seen));
		text_map_put(w->shapes, shape, seen);
	}
	if ((*seen)++ >= OF_ONE_SHAPE)
		return;
	text_map_put(w->known, path, path);
	w->paths[w->n] = path;
	w->from[w->n++] = from;
}

/* "&amp;" is "&" again; what comes after "#" is for the browser. */
static const char *
link_of(struct arena *mem, const char *s, size_t n)
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < n && s[i] != '#'; i++) {
		buffer_bytes(&b, s + i, 1);
		if (strncmp(s + i, "&amp;", 5) == 0)
			i += 4;
	}
	return b.s ? b.s : "";
}

static void
add_links(struct walk *w, const char *from)
{
	static const char before[] = "href=\"";

	for (const char *s = w->t->body; (s = strstr(s, before));) {
		s += sizeof(before) - 1;
		if (*s == '/' && s[1] != '/' && strncmp(s, "/web/", 5) != 0)
			add(w, link_of(w->t->mem, s, strcspn(s, "\"")), from);
	}
}

static void
look(struct walk *w, const char *path, const char *from)
{
	struct town *t = w->t;
	bool text = strncmp(t->type, "text/", 5) == 0 ||
	    strncmp(t->type, "application/json", 16) == 0;

	for (size_t i = 0; text && i < COUNT(elsewhere); i++)
		EXPECT_OF(t, !kit_sees(t, elsewhere[i]), arena_fmt(t->mem,
		    "%s says nothing of %s", path, elsewhere[i]));
	EXPECT_OF(t, t->status < 500, arena_fmt(t->mem, "%s works", path));
	if (from)
		EXPECT_OF(t, t->status != 404, arena_fmt(t->mem,
		    "the link on %s to %s leads there", from, path));
}

static void
add_addresses(struct walk *w)
{
	const struct site *site = w->t->site;

	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		if (f->menu.path)
			add(w, f->menu.path, NULL);
		for (size_t k = 0; k < f->nroutes; k++) {
			if (strcmp(f->routes[k].method, "GET") == 0 &&
			    !strchr(f->routes[k].path, '*'))
				add(w, f->routes[k].path, NULL);
		}
		for (size_t k = 0; k < f->nrecords; k++) {
			add(w, arena_fmt(w->t->mem, "/%s", f->records[k]->path),
			    NULL);
			add(w, arena_fmt(w->t->mem, "/%s/new",
			    f->records[k]->path), NULL);
		}
	}
}

static void
make_centre(struct town *t)
{
	struct request *r;

	town_elsewhere(t, "packs/iwate");
	r = town_request(t);
	deed_begin(r);
	for (size_t i = 0; i < nall_features; i++) {
		if (all_features[i]->demo && charge_is_done(r->codes,
		    all_features[i]->function))
			EXPECT(all_features[i]->demo(r) == OK);
	}
	(void)audit_note_plain(r, "demo", "setting", "-", "");
	EXPECT(deed_commit(r, NULL) == OK);
}

static void
walk_from(struct walk *w, size_t first)
{
	struct town *t = w->t;

	for (size_t i = first; i < w->n; i++) {
		/* Signing out ends the walk. */
		if (strncmp(w->paths[i], "/sign-", 6) == 0)
			continue;
		get(t, w->paths[i]);
		look(w, w->paths[i], w->from[i]);
		if (t->status == 200 && strncmp(t->type, "text/html", 9) == 0)
			add_links(w, w->paths[i]);
	}
}

static void
walk_as(struct town *t, const char *login)
{
	size_t linked;
	struct walk w = { .t = t,
		.known = text_map_new(t->mem, MOST_PAGES),
		.shapes = text_map_new(t->mem, MOST_PAGES) };

	sign_in(t, login);
	add(&w, "/", NULL);
	walk_from(&w, 0);
	linked = w.n;
	add_addresses(&w);
	walk_from(&w, linked);
	EXPECT(w.n > 200 && w.n < MOST_PAGES);
}

TEST(iwate_test_centre_opens_on_every_page_and_speaks_of_no_other_prefecture)
{
	make_centre(t);
	walk_as(t, "hana_nurse");
	walk_as(t, "admin");
}

TEST(iwate_has_its_33_municipalities_in_9_regions)
{
	town_elsewhere(t, "packs/iwate");
	EXPECT(town_number(t, "SELECT count(*) FROM municipality") == 33);
	EXPECT(town_number(t, "SELECT count(*) FROM municipality"
	    " WHERE code NOT LIKE '03%' OR lat = 0") == 0);
	EXPECT(town_number(t, "SELECT count(DISTINCT region)"
	    " FROM municipality_region WHERE scheme = 'medical'") == 9);
	EXPECT(town_number(t, "SELECT count(*) FROM municipality m"
	    " JOIN municipality_region b ON b.municipality = m.code"
	    " JOIN code c ON c.list = 'region' AND c.code = b.region") == 33);
	EXPECT(town_number(t, "SELECT count(*) FROM code"
	    " WHERE list = 'region'") == 10);
	EXPECT(town_number(t, "SELECT count(*) FROM neighbour"
	    " WHERE a NOT LIKE '03%' OR b NOT LIKE '03%'") == 0);
}

/* By land from every municipality to every other, and no further than it is. */
TEST(iwate_has_a_way_between_any_two_municipalities)
{
	const struct municipality *towns;
	struct distances *d;
	struct request *r;
	size_t n;

	town_elsewhere(t, "packs/iwate");
	r = town_request(t);
	towns = codes_municipalities(r->codes, &n);
	EXPECT(n == 33);
	EXPECT(distances_load(r, &d) == OK);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < n; k++) {
			struct spot a = { .municipality = towns[i].code };
			struct spot b = { .municipality = towns[k].code };
			struct distance found;

			EXPECT(distance_between(d, &a, &b, &found));
			EXPECT(found.km < 400);
		}
	}
}

TEST(iwate_says_how_far_it_is_over_the_mountains)
{
	struct spot morioka = { .municipality = "03201" };
	struct spot miyako = { .municipality = "03202" };
	struct distances *d;
	struct distance found;

	town_elsewhere(t, "packs/iwate");
	EXPECT(distances_load(town_request(t), &d) == OK);
	EXPECT(distance_between(d, &morioka, &miyako, &found));
	EXPECT(found.km > 70 && found.km < 120);
}
