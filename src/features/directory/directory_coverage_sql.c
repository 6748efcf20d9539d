#include <string.h>

#include "base/date.h"
#include "features/directory/directory_coverage.h"

struct aging {
	struct request *r;
	struct aged *all;
	size_t n, room;
};

static enum result
add_aged(void *ctx, const char *const *cells, size_t ncols)
{
	struct aging *a = ctx;
	const struct code *kind = codes_find(a->r->codes, "service_kind",
	    cells[1]);

	(void)ncols;
	if (a->n >= a->room || !kind)
		return OK;
	a->all[a->n++] = (struct aged){
		.region = cells[0] ? codes_region(a->r->codes, cells[0],
		    a->r->today) : "unknown",
		.kind = kind->code,
		.days = cells[2] ? date_days_between(cells[2], a->r->today) :
		    -1,
	};
	return OK;
}

enum result
directory_sql_aged(struct request *r, struct aged **out, size_t *n)
{
	static const struct query count = {
		"directory.aged_count", "SELECT count(*) AS n FROM service"
	};
	static const struct query q = {
		"directory.aged",
		"SELECT municipality, kind, confirmed_on FROM service"
		" WHERE status <> 'closed'"
	};
	struct aging a = { .r = r };
	int64_t all = 0;
	enum result rc = db_number(r->db, r->mem, &count, NO_ARGS, &all);

	a.room = (size_t)all;
	a.all = arena_array(r->mem, a.room + 1, sizeof(*a.all));
	if (!rc)
		rc = db_each(r->db, &q, NO_ARGS, add_aged, &a);
	*out = a.all;
	*n = a.n;
	return rc;
}

enum { MAX_ID = 40 };

/* A walk over the answers of one criterion: place by place, service by service,
 * day by day. */
struct walk {
	struct request *r;
	struct growth *g;
	const char *ends[GROWTH_YEARS];
	char place[MAX_ID], service[MAX_ID], closed_on[MAX_ID];
	int region;
	bool takes[GROWTH_YEARS];	/* this service */
	bool any[GROWTH_YEARS];		/* a service of this place */
};

static void
end_service(struct walk *w)
{
	for (size_t y = 0; y < GROWTH_YEARS; y++) {
		if (*w->closed_on && strcmp(w->closed_on, w->ends[y]) <= 0)
			w->takes[y] = false;
		w->any[y] |= w->takes[y];
		w->takes[y] = false;
	}
}

static void
end_place(struct walk *w)
{
	for (size_t y = 0; y < GROWTH_YEARS; y++) {
		if (w->any[y] && w->region >= 0)
			w->g->n[y][w->region]++;
		w->any[y] = false;
	}
}

static int
region_at(const struct walk *w, const char *municipality)
{
	const char *code = municipality ? codes_region(w->r->codes,
	    municipality, w->r->today) : "unknown";

	for (size_t i = 0; i < w->g->nregions; i++) {
		if (strcmp(w->g->regions[i]->code, code) == 0)
			return (int)i;
	}
	return -1;
}

static void
keep(char to[MAX_ID], const char *s)
{
	size_t n = s ? strlen(s) : 0;

	if (n >= MAX_ID)
		n = MAX_ID - 1;
	if (n)
		memcpy(to, s, n);
	to[n] = '\0';
}

/* place, municipality, service, closed on, told on, value */
static enum result
step(void *ctx, const char *const *c, size_t ncols)
{
	struct walk *w = ctx;
	bool takes = c[5] && (strcmp(c[5], "yes") == 0 ||
	    strcmp(c[5], "terms") == 0);

	(void)ncols;
	if (strcmp(w->service, c[2]) != 0) {
		end_service(w);
		keep(w->service, c[2]);
		keep(w->closed_on, c[3]);
	}
	if (strcmp(w->place, c[0]) != 0) {
		end_place(w);
		keep(w->place, c[0]);
		w->region = region_at(w, c[1]);
	}
	for (size_t y = 0; y < GROWTH_YEARS; y++) {
		if (strcmp(c[4], w->ends[y]) <= 0)
			w->takes[y] = takes;
	}
	return OK;
}

enum result
directory_sql_growth(struct request *r, const char *criterion,
    struct growth *g)
{
	static const struct query q = {
		"directory.growth",
		"SELECT s.place, s.municipality, s.id,"
		" CASE s.status WHEN 'closed'"
		" THEN COALESCE(s.status_on, '0000-00-00') END,"
		" h.confirmed_on, h.new_value FROM directory_history h"
		" JOIN service s ON s.id = h.record_id WHERE h.field = $1"
		" ORDER BY s.place, s.id, h.confirmed_on, h.at"
	};
	struct walk w = { .r = r, .g = g, .region = -1 };
	size_t n;
	const struct code *list = codes_list(r->codes, "region", &n);
	enum result rc;

	*g = (struct growth){ .first = date_fiscal_year(r->today) -
	    GROWTH_YEARS + 1 };
	for (size_t i = 0; i < n && g->nregions < GROWTH_REGIONS; i++)
		g->regions[g->nregions++] = &list[i];
	for (size_t y = 0; y < GROWTH_YEARS; y++)
		w.ends[y] = y == GROWTH_YEARS - 1 ? r->today :
		    date_fiscal_end(r->mem, g->first + (int)y);
	rc = db_each(r->db, &q, ARGS(v_text(criterion)), step, &w);
	end_service(&w);
	end_place(&w);
	return rc;
}
