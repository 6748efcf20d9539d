#include "app/import_page.h"
#include "app/plain.h"
#include "app/route.h"
#include "app/site.h"
#include "tests/access/matrix_run_test.h"
#include "tests/kit_town.h"

/* The route table of the site, with what this test expects of each. */

struct reader {
	const struct cast *c;
	struct arena *mem;
	struct line *all;
	size_t n, routes;
	bool used[MAX_LINES];
};

static struct line *
add(struct reader *r)
{
	EXPECT(r->n < MAX_LINES);
	r->all[r->n] = (struct line){ .route = r->routes };
	return &r->all[r->n++];
}

static void
add_fault(struct reader *r, const char *fault)
{
	add(r)->fault = fault;
}

/* A route of a feature, by each line there is for it. */
static void
add_route(struct reader *r, const struct route *t)
{
	size_t before = r->n;

	for (size_t i = 0; i < nexpectations; i++) {
		const struct expected *e = &expectations[i];
		struct line *line;

		if (strcmp(e->method, t->method) || strcmp(e->path, t->path))
			continue;
		line = add(r);
		line->e = *e;
		line->pattern = t->path;
		r->used[i] = true;
	}
	if (r->n == before)
		add_fault(r, arena_fmt(r->mem, "%s %s: no line in"
		    " matrix_table_test.c says who may see what there",
		    t->method, t->path));
	r->routes++;
}

/* A route of a feature goes before the free page. */
static bool
is_free(struct reader *r, const char *method, const char *pattern)
{
	struct request *asked = town_request(r->c->town);
	struct found found;

	asked->method = method;
	asked->path = text_with(r->mem, pattern, "*", NOBODYS_ID);
	return route_find(asked, &found) == OK && found.plain;
}

static void
add_page(struct reader *r, const struct record *rec,
    const struct plain_right *right, size_t i)
{
	const struct plain_route *t = &plain_routes[i];
	const struct expected *e = &plain_expectations[i];
	bool star = strchr(t->path, '*') != NULL;
	const char *pattern = arena_fmt(r->mem, "%s/%s%s",
	    t->api ? "/api/v1" : "", rec->path, t->path);
	struct line *line;

	EXPECT(strcmp(e->method, t->method) == 0 &&
	    strcmp(e->path, t->path) == 0);
	if (!is_free(r, t->method, pattern))
		return;
	line = add(r);
	line->e = *e;
	line->pattern = pattern;
	line->e.right = t->writes ? right->write : right->read;
	line->e.about = !star ? NULL : rec->child ? rec->name : "-";
	if (star && !rec->child)
		line->e.status = 404;
	if (t->api && !star && rec->child && strcmp(t->method, "GET") == 0)
		line->list = rec;
	r->routes++;
}

/* The free pages of a record. */
static void
add_pages(struct reader *r, const struct record *rec)
{
	const struct plain_right *right = plain_right(rec->name);

	EXPECT(nplain_routes == nplain_expectations);
	if (!right) {
		add_fault(r, arena_fmt(r->mem, "%s: no line in plain_rights"
		    " says who may read and write it", rec->name));
		r->routes++;
		return;
	}
	for (size_t i = 0; i < nplain_routes; i++)
		add_page(r, rec, right, i);
}

static size_t
children_with(const struct cast *c, const struct record *rec)
{
	const struct stored *rows[MAX_ROWS];
	size_t n = 0;

	for (size_t i = 0; i < NO_CHILD; i++)
		n += cast_rows(c, rec, i, false, rows) > 0 ||
		    cast_rows(c, rec, i, true, rows) > 0;
	return n;
}

/* Every field of every record about a child has its class in this test, and
 * children have such rows: else nothing would be asked. */
static void
check_told(struct reader *r, const struct record *rec)
{
	if (rec->child && children_with(r->c, rec) < NO_CHILD / 3)
		add_fault(r, arena_fmt(r->mem, "%s: cast_rows_test.c stores"
		    " none, or of few children", rec->name));
	for (size_t i = 0; rec->child && i < rec->nfields; i++) {
		const char *name = rec->fields[i].name;

		if (cast_mark(r->c, rec->name, strlen(rec->name), name,
		    strlen(name)) < 0)
			add_fault(r, arena_fmt(r->mem, "%s.%s: cast_test.c says"
			    " not what it tells", rec->name, name));
	}
}

/* What site_handle answers beside the table. */
static const struct route beside[] = {
	{ .method = "GET", .path = "/healthz" },
	{ .method = "GET", .path = "/metrics" },
	{ .method = "GET", .path = "/api/v1/openapi.json" },
};

static void
check_used(struct reader *r)
{
	for (size_t i = 0; i < nexpectations; i++) {
		if (!r->used[i])
			add_fault(r, arena_fmt(r->mem, "%s %s: a line, but no"
			    " such route", expectations[i].method,
			    expectations[i].path));
	}
}

size_t
lines_of(const struct cast *c, struct line all[MAX_LINES])
{
	struct reader r = { .c = c, .mem = c->town->mem, .all = all };
	const struct site *site = c->town->site;

	EXPECT(nexpectations <= COUNT(r.used));
	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		for (size_t k = 0; k < f->nroutes; k++)
			add_route(&r, &f->routes[k]);
		for (size_t k = 0; k < f->nrecords; k++) {
			check_told(&r, f->records[k]);
			add_pages(&r, f->records[k]);
		}
	}
	for (size_t i = 0; i < nimport_routes; i++)
		add_route(&r, &import_routes[i]);
	for (size_t i = 0; i < COUNT(beside); i++)
		add_route(&r, &beside[i]);
	check_used(&r);
	return r.n;
}
