#include <string.h>

#include "base/date.h"
#include "features/directory/directory_coverage.h"

enum { MAX_ID = 64 };

struct aging {
	struct request *r;
	struct aged *all, last;
	size_t n, room;
	char municipality[MAX_ID], kind[MAX_ID];	/* of the last row */
};

static bool
keep(char to[MAX_ID], const char *s)
{
	size_t n = s ? strlen(s) : 0;

	if (strcmp(to, s ? s : "") == 0)
		return false;
	if (n >= MAX_ID)
		n = MAX_ID - 1;
	if (n)
		memcpy(to, s, n);
	to[n] = '\0';
	return true;
}

/* Rows come in the order of municipality and kind: few are looked up. */
static enum result
add_aged(void *ctx, const char *const *cells, size_t ncols)
{
	struct aging *a = ctx;
	const struct code *kind;

	(void)ncols;
	if (keep(a->municipality, cells[0]) || !a->last.region)
		a->last.region = *a->municipality ? codes_region(a->r->codes,
		    a->municipality, a->r->today) : "unknown";
	if (keep(a->kind, cells[1]) || !a->last.kind) {
		kind = codes_find(a->r->codes, "service_kind", a->kind);
		a->last.kind = kind ? kind->code : "other";
	}
	a->last.days = cells[2] ? date_days_between(cells[2], a->r->today) : -1;
	if (a->n < a->room)
		a->all[a->n++] = a->last;
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
		" WHERE status <> 'closed' ORDER BY municipality, kind"
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

/* A place met on the walk, and the years in which a service of it took the
 * child: bits. */
struct met {
	const char *place;
	int region;
	unsigned years;
};

/* A walk over the answers to one criterion, service by service, day by day. */
struct walk {
	struct request *r;
	struct growth *g;
	const char *ends[GROWTH_YEARS];
	char service[MAX_ID], closed_on[MAX_ID];
	struct met *met, *here;		/* here: the place of this service */
	size_t nmet;			/* a power of two, half of it empty */
	unsigned years;			/* of this service */
};

static void
end_service(struct walk *w)
{
	for (unsigned y = 0; *w->closed_on && y < GROWTH_YEARS; y++) {
		if (strcmp(w->closed_on, w->ends[y]) <= 0)
			w->years &= ~(1u << y);
	}
	if (w->here)
		w->here->years |= w->years;
	w->years = 0;
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

static struct met *
meet(struct walk *w, const char *place, const char *municipality)
{
	size_t at = 5381;

	for (const char *s = place; *s; s++)
		at = at * 33 + (unsigned char)*s;
	for (at &= w->nmet - 1; w->met[at].place; at = (at + 1) &
	    (w->nmet - 1)) {
		if (strcmp(w->met[at].place, place) == 0)
			return &w->met[at];
	}
	w->met[at] = (struct met){ arena_text(w->r->mem, place),
	    region_at(w, municipality), 0 };
	return &w->met[at];
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
		w->here = meet(w, c[0], c[1]);
	}
	for (unsigned y = 0; y < GROWTH_YEARS; y++) {
		if (strcmp(c[4], w->ends[y]) > 0)
			continue;
		w->years = takes ? w->years | 1u << y : w->years & ~(1u << y);
	}
	return OK;
}

static void
add_up(struct walk *w)
{
	for (size_t i = 0; i < w->nmet; i++) {
		for (unsigned y = 0; y < GROWTH_YEARS; y++) {
			if (w->met[i].years & 1u << y && w->met[i].region >= 0)
				w->g->n[y][w->met[i].region]++;
		}
	}
}

static enum result
open_walk(struct walk *w)
{
	static const struct query q = {
		"directory.places", "SELECT count(*) AS n FROM place"
	};
	struct growth *g = w->g;
	size_t n;
	const struct code *list = codes_list(w->r->codes, "region", &n);
	int64_t places = 0;
	enum result rc = db_number(w->r->db, w->r->mem, &q, NO_ARGS, &places);

	for (w->nmet = 16; w->nmet < (size_t)places * 2 + 2; w->nmet *= 2)
		;
	w->met = arena_array(w->r->mem, w->nmet, sizeof(*w->met));
	*g = (struct growth){ .first = date_fiscal_year(w->r->today) -
	    GROWTH_YEARS + 1 };
	for (size_t i = 0; i < n && g->nregions < GROWTH_REGIONS; i++)
		g->regions[g->nregions++] = &list[i];
	for (size_t y = 0; y < GROWTH_YEARS; y++)
		w->ends[y] = y == GROWTH_YEARS - 1 ? w->r->today :
		    date_fiscal_end(w->r->mem, g->first + (int)y);
	return rc;
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
		" ORDER BY h.record_id, h.confirmed_on, h.at"
	};
	struct walk w = { .r = r, .g = g };
	enum result rc = open_walk(&w);

	if (!rc)
		rc = db_each(r->db, &q, ARGS(v_text(criterion)), step, &w);
	end_service(&w);
	add_up(&w);
	return rc;
}
