#include "app/open.h"
#include "public/hsds_list.h"

/* The routes of the API, and what is one object. */

static enum result
takes_nothing(struct request *r)
{
	struct hsds_ask ask;

	return hsds_ask(r, hsds_terms(r), 0, &ask);
}

/* GET /hsds/ */
static enum result
root_get(struct request *r)
{
	struct buffer b = buffer_new(r->mem);
	const char *base;

	if (takes_nothing(r))
		return OK;
	base = hsds_base(r);
	hsds_open(&b, NULL, "{");
	hsds_text(&b, "version", "3.1");
	hsds_text(&b, "profile", arena_fmt(r->mem, "%s/opendata", base));
	hsds_text(&b, "openapi_url", arena_fmt(r->mem,
	    "%s/hsds/openapi.json", base));
	hsds_text(&b, "description",
	    "医療的ケアの必要な子どもを支えるサービスの公開情報");
	hsds_open(&b, "publisher", "{");
	hsds_text(&b, "name", r->site->open->centre);
	hsds_mail(&b, "email", open_about(r, "mail"));
	hsds_url(&b, "website", open_about(r, "url"));
	hsds_close(&b, "}}");
	return hsds_answer(r, OK, &b);
}

/* GET /hsds/services/ID and /hsds/service_at_locations/ID */
static enum result
show_service(struct request *r, bool at_location)
{
	struct buffer b = buffer_new(r->mem);
	struct hsds_writer w = hsds_writer(r, &b);
	const struct hsds_row *row;
	enum result rc;

	if (takes_nothing(r))
		return OK;
	rc = hsds_sql_service(r, r->arg[0], &row);
	if (!rc)
		rc = hsds_writer_load(&w, row, 1);
	if (!rc && at_location)
		hsds_service_at_location(&w, row, DEEP, false);
	else if (!rc)
		hsds_service(&w, NULL, row, DEEP);
	return hsds_answer(r, rc, &b);
}

static enum result
service_get(struct request *r)
{
	return show_service(r, false);
}

static enum result
service_at_location_get(struct request *r)
{
	return show_service(r, true);
}

static enum result
organization_get(struct request *r)
{
	struct buffer b = buffer_new(r->mem);
	struct hsds_writer w = hsds_writer(r, &b);
	const struct hsds_organization *o;
	struct hsds_ask ask;
	enum result rc = hsds_ask(r, w.terms, ASK_FULL_SERVICE, &ask);

	if (rc)
		return OK;
	rc = hsds_sql_organization(r, r->arg[0], &o);
	if (!rc)
		rc = hsds_organization_deep(&w, o, ask.full_service);
	return hsds_answer(r, rc, &b);
}

static enum result
openapi_get(struct request *r)
{
	return takes_nothing(r) ? OK : hsds_openapi_get(r);
}

static enum result
taxonomy_get(struct request *r)
{
	struct buffer b = buffer_new(r->mem);
	struct hsds_writer w = hsds_writer(r, &b);
	const char *name = hsds_taxonomy_of_id(w.terms, r->arg[0]);

	if (takes_nothing(r))
		return OK;
	if (name)
		hsds_put_taxonomy(&w, NULL, name);
	return hsds_answer(r, name ? OK : MISSING, &b);
}

static enum result
taxonomy_term_get(struct request *r)
{
	struct buffer b = buffer_new(r->mem);
	struct hsds_writer w = hsds_writer(r, &b);
	const struct hsds_term *t = hsds_term_of_id(w.terms, r->arg[0]);

	if (takes_nothing(r))
		return OK;
	if (t)
		hsds_put_term(&w, NULL, t, DEEP);
	return hsds_answer(r, t ? OK : MISSING, &b);
}

static enum result
services_get(struct request *r)
{
	return hsds_list_get(r, &hsds_services_list);
}

static enum result
organizations_get(struct request *r)
{
	return hsds_list_get(r, &hsds_organizations_list);
}

static enum result
service_at_locations_get(struct request *r)
{
	return hsds_list_get(r, &hsds_service_at_locations_list);
}

static enum result
taxonomies_get(struct request *r)
{
	return hsds_list_get(r, &hsds_taxonomies_list);
}

static enum result
taxonomy_terms_get(struct request *r)
{
	return hsds_list_get(r, &hsds_taxonomy_terms_list);
}

/* What is behind /hsds/ and not above. */
static enum result
nowhere(struct request *r)
{
	return hsds_problem(r, 404, NULL,
	    "このアドレスはありません。/hsds/openapi.json に一覧があります。");
}

static enum result
read_only(struct request *r)
{
	request_header_add(r, "Allow", "GET, HEAD, OPTIONS");
	return hsds_problem(r, 405, NULL, "読むこと（GET）だけができます。");
}

/* A browser asks first whether a page of another site may. */
static enum result
options(struct request *r)
{
	hsds_headers(r);
	request_header_add(r, "Allow", "GET, HEAD, OPTIONS");
	request_header_add(r, "Access-Control-Allow-Methods",
	    "GET, HEAD, OPTIONS");
	request_header_add(r, "Access-Control-Allow-Headers",
	    "Accept, Content-Type, If-None-Match");
	request_header_add(r, "Access-Control-Max-Age", "86400");
	r->answer.status = 204;
	r->answer.type = "text/plain; charset=utf-8";
	return OK;
}

#define NEVER(method) \
	{ method, "/hsds", EVERYONE, read_only }, \
	{ method, "/hsds/", EVERYONE, read_only }, \
	{ method, "/hsds/*", EVERYONE, read_only }, \
	{ method, "/hsds/*/*", EVERYONE, read_only }

static const struct route routes[] = {
	{ "GET", "/hsds", EVERYONE, root_get },
	{ "GET", "/hsds/", EVERYONE, root_get },
	{ "GET", "/hsds/openapi.json", EVERYONE, openapi_get },
	{ "GET", "/hsds/services", EVERYONE, services_get },
	{ "GET", "/hsds/services/*", EVERYONE, service_get },
	{ "GET", "/hsds/organizations", EVERYONE, organizations_get },
	{ "GET", "/hsds/organizations/*", EVERYONE, organization_get },
	{ "GET", "/hsds/service_at_locations", EVERYONE,
	    service_at_locations_get },
	{ "GET", "/hsds/service_at_locations/*", EVERYONE,
	    service_at_location_get },
	{ "GET", "/hsds/taxonomies", EVERYONE, taxonomies_get },
	{ "GET", "/hsds/taxonomies/*", EVERYONE, taxonomy_get },
	{ "GET", "/hsds/taxonomy_terms", EVERYONE, taxonomy_terms_get },
	{ "GET", "/hsds/taxonomy_terms/*", EVERYONE, taxonomy_term_get },
	{ "GET", "/hsds/*", EVERYONE, nowhere },
	{ "GET", "/hsds/*/*", EVERYONE, nowhere },
	{ "OPTIONS", "/hsds", EVERYONE, options },
	{ "OPTIONS", "/hsds/", EVERYONE, options },
	{ "OPTIONS", "/hsds/*", EVERYONE, options },
	{ "OPTIONS", "/hsds/*/*", EVERYONE, options },
	NEVER("POST"), NEVER("PUT"), NEVER("PATCH"), NEVER("DELETE"),
};

extern const struct feature public_hsds_feature;
const struct feature public_hsds_feature = {
	.name = "hsds",
	FEATURE_ROUTES(routes),
};
