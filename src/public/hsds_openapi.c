#include <string.h>

#include "app/open.h"
#include "public/hsds_list.h"

/* The API describes itself from the tables that carry it out. */

static const struct address {
	const char *path, *says;
	const struct hsds_list *list;	/* NULL: one object */
	const char *object;		/* what is in it */
	unsigned takes;			/* of one object */
	bool required;			/* by the standard */
} addresses[] = {
	{ "/", "このAPIとHSDSの版", NULL, "about", 0, true },
	{ "/services", "サービスの一覧", &hsds_services_list, "service", 0,
	    true },
	{ "/services/{id}", "サービスひとつ、関連する情報すべて", NULL,
	    "service", 0, true },
	{ "/organizations", "法人の一覧", &hsds_organizations_list,
	    "organization", 0, false },
	{ "/organizations/{id}", "法人ひとつ、場所とサービス", NULL,
	    "organization", ASK_FULL_SERVICE, false },
	{ "/service_at_locations", "場所ごとのサービスの一覧",
	    &hsds_service_at_locations_list, "service_at_location", 0, false },
	{ "/service_at_locations/{id}", "場所でのサービスひとつ", NULL,
	    "service_at_location", 0, false },
	{ "/taxonomies", "分類体系の一覧", &hsds_taxonomies_list, "taxonomy", 0,
	    false },
	{ "/taxonomies/{id}", "分類体系ひとつ", NULL, "taxonomy", 0, false },
	{ "/taxonomy_terms", "分類の一覧", &hsds_taxonomy_terms_list,
	    "taxonomy_term", 0, false },
	{ "/taxonomy_terms/{id}", "分類ひとつ", NULL, "taxonomy_term", 0,
	    false },
};

/* What of each object is always there; the rest is as HSDS has it. */
static const struct {
	const char *name, *required;
} objects[] = {
	{ "about", "\"version\",\"profile\",\"openapi_url\"" },
	{ "service", "\"id\",\"name\",\"status\"" },
	{ "organization", "\"id\",\"name\",\"description\"" },
	{ "service_at_location", "\"id\"" },
	{ "taxonomy", "\"id\",\"name\",\"description\"" },
	{ "taxonomy_term", "\"id\",\"name\",\"description\"" },
};

static void
put_parameters(struct buffer *b, const struct address *a)
{
	unsigned takes = a->list ? a->list->takes : a->takes;

	hsds_open(b, "parameters", "[");
	if (strstr(a->path, "{id}"))
		hsds_plain(b, NULL, "{\"name\":\"id\",\"in\":\"path\","
		    "\"required\":true,\"schema\":{\"type\":\"string\","
		    "\"format\":\"uuid\"}}");
	for (size_t i = 0; i < hsds_nparameters(); i++) {
		const struct hsds_parameter *p = &hsds_parameters[i];

		if (!(p->of & takes))
			continue;
		hsds_open(b, NULL, "{");
		hsds_text(b, "name", p->name);
		hsds_text(b, "in", "query");
		hsds_text(b, "description", p->description);
		hsds_plain(b, "schema", p->schema);
		hsds_close(b, "}");
	}
	hsds_close(b, "]");
}

static void
put_schema(struct buffer *b, const struct address *a)
{
	const char *ref = arena_fmt(b->mem, "{\"$ref\":"
	    "\"#/components/schemas/%s\"}", a->object);

	if (!a->list) {
		hsds_plain(b, "schema", ref);
		return;
	}
	hsds_open(b, "schema", "{");
	hsds_plain(b, "allOf", "[{\"$ref\":\"#/components/schemas/Page\"}]");
	hsds_plain(b, "properties", arena_fmt(b->mem, "{\"contents\":"
	    "{\"type\":\"array\",\"items\":%s}}", ref));
	hsds_close(b, "}");
}

static void
put_answers(struct buffer *b, const struct address *a)
{
	hsds_open(b, "responses", "{");
	hsds_open(b, "200", "{");
	hsds_text(b, "description", a->says);
	hsds_open(b, "content", "{");
	hsds_open(b, "application/json", "{");
	put_schema(b, a);
	hsds_close(b, "}");
	if (a->list)
		hsds_plain(b, "text/ndjson", "{}");
	hsds_close(b, "}}");
	hsds_plain(b, "default", "{\"$ref\":\"#/components/responses/problem\"}");
	hsds_close(b, "}");
}

static void
put_address(struct buffer *b, const struct address *a)
{
	hsds_open(b, a->path, "{");
	hsds_open(b, "get", "{");
	hsds_text(b, "summary", a->says);
	hsds_plain(b, "tags", a->required ? "[\"required\"]" : "[\"optional\"]");
	put_parameters(b, a);
	put_answers(b, a);
	hsds_close(b, "}}");
}

static void
put_components(struct buffer *b)
{
	hsds_open(b, "components", "{");
	hsds_plain(b, "responses", "{\"problem\":{\"description\":\"RFC 9457\","
	    "\"content\":{\"application/problem+json\":{}}}}");
	hsds_open(b, "schemas", "{");
	hsds_plain(b, "Page", "{\"type\":\"object\",\"properties\":{"
	    "\"total_items\":{\"type\":\"integer\"},"
	    "\"total_pages\":{\"type\":\"integer\"},"
	    "\"page_number\":{\"type\":\"integer\"},"
	    "\"size\":{\"type\":\"integer\"},"
	    "\"first_page\":{\"type\":\"boolean\"},"
	    "\"last_page\":{\"type\":\"boolean\"},"
	    "\"empty\":{\"type\":\"boolean\"}},\"required\":[\"empty\"]}");
	for (size_t i = 0; i < COUNT(objects); i++)
		hsds_plain(b, objects[i].name, arena_fmt(b->mem,
		    "{\"type\":\"object\",\"description\":\"HSDS 3.1 %s:"
		    " https://docs.openreferral.org/\",\"required\":[%s]}",
		    objects[i].name, objects[i].required));
	hsds_close(b, "}}");
}

enum result
hsds_openapi_get(struct request *r)
{
	struct buffer b = buffer_new(r->mem);

	hsds_open(&b, NULL, "{");
	hsds_text(&b, "openapi", "3.1.0");
	hsds_open(&b, "info", "{");
	hsds_text(&b, "title", "医療的ケア児を支えるサービスの公開情報（HSDS 3.1）");
	hsds_text(&b, "version", "1");
	hsds_plain(&b, "license", "{\"name\":\"CC BY 4.0\",\"url\":"
	    "\"https://creativecommons.org/licenses/by/4.0/\"}");
	hsds_close(&b, "}");
	hsds_plain(&b, "servers", arena_fmt(r->mem, "[{\"url\":\"%s/hsds\"}]",
	    hsds_base(r)));
	hsds_plain(&b, "tags", "[{\"name\":\"required\"},"
	    "{\"name\":\"optional\"}]");
	hsds_open(&b, "paths", "{");
	for (size_t i = 0; i < COUNT(addresses); i++)
		put_address(&b, &addresses[i]);
	hsds_close(&b, "}");
	put_components(&b);
	hsds_close(&b, "}");
	return hsds_answer(r, OK, &b);
}
