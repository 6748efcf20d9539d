#include "public/hsds_list.h"

/* The five lists: how many there are, and one piece after another. */

enum { AT_ONCE = 100 };

static void
end_item(struct hsds_writer *w, const struct hsds_ask *ask)
{
	if (ask->ndjson)
		buffer_add(w->b, "\n");
}

static enum result
services_piece(struct hsds_writer *w, const struct hsds_ask *ask,
    int64_t offset, int64_t limit, const char **last, size_t *n)
{
	const struct hsds_row *rows;
	enum result rc = hsds_sql_services(w->r, ask, *last, offset, limit,
	    &rows, n);

	if (!rc && ask->full && !ask->minimal)
		rc = hsds_writer_load(w, rows, *n);
	for (size_t i = 0; !rc && i < *n; i++) {
		if (ask->minimal)
			hsds_minimal(w, &rows[i]);
		else
			hsds_service(w, NULL, &rows[i], ask->full ? DEEP : FLAT);
		end_item(w, ask);
		*last = rows[i].s.id;
	}
	return rc;
}

const struct hsds_list hsds_services_list = {
	"services", ASK_SEARCH | ASK_PAGE | ASK_TERM | ASK_ORGANIZATION |
	    ASK_MODIFIED | ASK_MINIMAL | ASK_FULL | ASK_AGE, 50,
	hsds_sql_services_count, services_piece
};

static enum result
at_locations_piece(struct hsds_writer *w, const struct hsds_ask *ask,
    int64_t offset, int64_t limit, const char **last, size_t *n)
{
	const struct hsds_row *rows;
	enum result rc = hsds_sql_services(w->r, ask, *last, offset, limit,
	    &rows, n);

	for (size_t i = 0; !rc && i < *n; i++) {
		hsds_service_at_location(w, &rows[i], ask->full ? DEEP : FLAT,
		    false);
		end_item(w, ask);
		*last = rows[i].s.id;
	}
	return rc;
}

const struct hsds_list hsds_service_at_locations_list = {
	"service_at_locations", ASK_SEARCH | ASK_PAGE | ASK_TERM |
	    ASK_ORGANIZATION | ASK_MODIFIED | ASK_FULL | ASK_AGE, 50,
	hsds_sql_services_count, at_locations_piece
};

/* Some at a time: a query takes so many arguments. */
static enum result
put_services(struct hsds_writer *w, const struct hsds_row *rows, size_t n,
    bool full)
{
	enum result rc = OK;

	hsds_open(w->b, "services", "[");
	for (size_t i = 0; !rc && i < n; i++) {
		if (full && i % AT_ONCE == 0)
			rc = hsds_writer_load(w, rows + i, n - i < AT_ONCE ?
			    n - i : AT_ONCE);
		if (!rc)
			hsds_service(w, NULL, &rows[i], full ? DEEP : FLAT);
	}
	hsds_close(w->b, "]");
	return rc;
}

enum result
hsds_organization_deep(struct hsds_writer *w,
    const struct hsds_organization *o, bool full_service)
{
	const struct hsds_place *places;
	const struct hsds_row *rows;
	size_t nplaces, nrows;
	enum result rc = hsds_sql_places_of(w->r, o->id, &places, &nplaces);

	if (!rc)
		rc = hsds_sql_services_of(w->r, o->id, &rows, &nrows);
	if (rc)
		return rc;
	hsds_organization_open(w, NULL, o, DEEP);
	hsds_open(w->b, "locations", "[");
	for (size_t i = 0; i < nplaces; i++)
		hsds_location(w, NULL, &places[i], DEEP);
	hsds_close(w->b, "]");
	rc = put_services(w, rows, nrows, full_service);
	hsds_close(w->b, "}");
	return rc;
}

static enum result
organizations_piece(struct hsds_writer *w, const struct hsds_ask *ask,
    int64_t offset, int64_t limit, const char **last, size_t *n)
{
	const struct hsds_organization *rows;
	enum result rc = hsds_sql_organizations(w->r, ask, *last, offset,
	    limit, &rows, n);

	for (size_t i = 0; !rc && i < *n; i++) {
		if (ask->full || ask->full_service) {
			rc = hsds_organization_deep(w, &rows[i],
			    ask->full_service);
		} else {
			hsds_organization_open(w, NULL, &rows[i], FLAT);
			hsds_close(w->b, "}");
		}
		end_item(w, ask);
		*last = rows[i].id;
	}
	return rc;
}

const struct hsds_list hsds_organizations_list = {
	"organizations", ASK_SEARCH | ASK_PAGE | ASK_TERM | ASK_FULL |
	    ASK_FULL_SERVICE, 1, hsds_sql_organizations_count, organizations_piece
};

static enum result
taxonomies_count(struct request *r, const struct hsds_ask *ask, int64_t *out)
{
	(void)r;
	(void)ask;
	for (*out = 0; hsds_taxonomy((size_t)*out); ++*out)
		;
	return OK;
}

static enum result
taxonomies_piece(struct hsds_writer *w, const struct hsds_ask *ask,
    int64_t offset, int64_t limit, const char **last, size_t *n)
{
	const char *name;

	(void)last;
	for (*n = 0; (int64_t)*n < limit; ++*n) {
		name = hsds_taxonomy((size_t)offset + *n);
		if (!name)
			break;
		hsds_put_taxonomy(w, NULL, name);
		end_item(w, ask);
	}
	return OK;
}

const struct hsds_list hsds_taxonomies_list = {
	"taxonomies", ASK_PAGE, 50, taxonomies_count, taxonomies_piece
};

static enum result
terms_count(struct request *r, const struct hsds_ask *ask, int64_t *out)
{
	size_t n;

	(void)hsds_terms_found(hsds_terms(r), ask, &n);
	*out = (int64_t)n;
	return OK;
}

static enum result
terms_piece(struct hsds_writer *w, const struct hsds_ask *ask,
    int64_t offset, int64_t limit, const char **last, size_t *n)
{
	size_t total;
	const struct hsds_term *const *all = hsds_terms_found(w->terms, ask,
	    &total);

	(void)last;
	for (*n = 0; (int64_t)*n < limit &&
	    (size_t)offset + *n < total; ++*n) {
		hsds_put_term(w, NULL, all[(size_t)offset + *n],
		    ask->full ? DEEP : FLAT);
		end_item(w, ask);
	}
	return OK;
}

const struct hsds_list hsds_taxonomy_terms_list = {
	"taxonomy_terms", ASK_SEARCH | ASK_PAGE | ASK_TREE, 50,
	terms_count, terms_piece
};
