#include "app/plain.h"

#include <string.h>

#include "app/route.h"
#include "app/site.h"

/* The API describes itself from the same tables that carry it out. */

static const char *
type_of(const struct field *f)
{
	switch (f->kind) {
	case KIND_NUMBER:
		return "{\"type\":[\"integer\",\"null\"]}";
	case KIND_CODES:
		return "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";
	case KIND_DAY:
		return "{\"type\":[\"string\",\"null\"],\"format\":\"date\"}";
	default:
		return "{\"type\":[\"string\",\"null\"]}";
	}
}

static void
put_schema(struct buffer *b, const struct record *rec)
{
	const char *comma = "";

	buffer_fmt(b, "\"%s\":{\"type\":\"object\",\"title\":", rec->name);
	buffer_json(b, rec->label);
	buffer_add(b, ",\"properties\":{\"id\":{\"type\":\"string\","
	    "\"format\":\"uuid\"},\"version\":{\"type\":\"integer\"}");
	for (size_t i = 0; i < rec->nfields; i++)
		buffer_fmt(b, ",\"%s\":%s", rec->fields[i].name,
		    type_of(&rec->fields[i]));
	buffer_add(b, "},\"required\":[");
	for (size_t i = 0; i < rec->nfields; i++) {
		if (!(rec->fields[i].flags & (REQUIRED | ASKED)))
			continue;
		buffer_fmt(b, "%s\"%s\"", comma, rec->fields[i].name);
		comma = ",";
	}
	buffer_add(b, "]}");
}

static void
put_answers(struct buffer *b, const char *name)
{
	buffer_fmt(b, "\"responses\":{\"200\":{\"description\":\"OK\","
	    "\"content\":{\"application/json\":{\"schema\":"
	    "{\"$ref\":\"#/components/schemas/%s\"}}}},"
	    "\"default\":{\"$ref\":\"#/components/responses/problem\"}}", name);
}

static void
put_body(struct buffer *b, const char *name)
{
	buffer_fmt(b, "\"requestBody\":{\"required\":true,\"content\":"
	    "{\"application/json\":{\"schema\":"
	    "{\"$ref\":\"#/components/schemas/%s\"}}}},", name);
}

/* Whether a record's free call is not turned away by a route of its feature. */
static bool
is_answered(const struct site *site, const char *method, const char *path)
{
	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		for (size_t k = 0; k < f->nroutes; k++) {
			const struct route *t = &f->routes[k];

			if (strcmp(t->method, method) == 0 &&
			    strcmp(t->path, path) == 0)
				return t->handle != route_nowhere &&
				    t->handle != route_never;
		}
	}
	return true;
}

static void
put_list(struct buffer *b, const struct record *rec)
{
	buffer_fmt(b, "\"get\":{\"operationId\":\"%s_list\","
	    "\"parameters\":[{\"name\":\"page\",\"in\":\"query\",\"schema\":"
	    "{\"type\":\"integer\"}}],\"responses\":{\"200\":"
	    "{\"description\":\"total, page, pages, items\"},\"default\":"
	    "{\"$ref\":\"#/components/responses/problem\"}}}", rec->name);
}

static void
put_add(struct buffer *b, const struct record *rec)
{
	buffer_fmt(b, "\"post\":{\"operationId\":\"%s_add\",\"parameters\":"
	    "[{\"name\":\"Idempotency-Key\",\"in\":\"header\",\"schema\":"
	    "{\"type\":\"string\"}}],", rec->name);
	put_body(b, rec->name);
	buffer_add(b, "\"responses\":{\"201\":{\"description\":\"made\"},"
	    "\"default\":{\"$ref\":\"#/components/responses/problem\"}}}");
}

static void
put_show(struct buffer *b, const struct record *rec)
{
	buffer_fmt(b, "\"get\":{\"operationId\":\"%s_show\",", rec->name);
	put_answers(b, rec->name);
	buffer_add(b, "}");
}

static void
put_change(struct buffer *b, const struct record *rec)
{
	buffer_fmt(b, "\"put\":{\"operationId\":\"%s_change\",", rec->name);
	put_body(b, rec->name);
	put_answers(b, rec->name);
	buffer_add(b, "}");
}

static void
put_paths(struct request *r, struct buffer *b, const struct record *rec)
{
	static const struct {
		const char *method, *below;
		void (*put)(struct buffer *, const struct record *);
	} calls[] = {
		{ "GET", "", put_list },
		{ "POST", "", put_add },
		{ "GET", "/*", put_show },
		{ "PUT", "/*", put_change },
	};

	buffer_fmt(b, ",\"/api/v1/%s\":{\"summary\":", rec->path);
	buffer_json(b, rec->label);
	for (size_t i = 0; i < COUNT(calls); i++) {
		if (i == 2) {
			buffer_fmt(b, "},\"/api/v1/%s/{id}\":{\"parameters\":"
			    "[{\"name\":\"id\",\"in\":\"path\",\"required\":true,"
			    "\"schema\":{\"type\":\"string\",\"format\":\"uuid\"}}]",
			    rec->path);
		}
		if (!is_answered(r->site, calls[i].method, arena_fmt(r->mem,
		    "/api/v1/%s%s", rec->path, calls[i].below)))
			continue;
		buffer_add(b, ",");
		calls[i].put(b, rec);
	}
	buffer_add(b, "}");
}

static void
put_statistics(struct buffer *b)
{
	buffer_add(b, "\"/api/v1/statistics\":{\"get\":{\"operationId\":"
	    "\"statistics\",\"parameters\":["
	    "{\"name\":\"from\",\"in\":\"query\",\"required\":true,\"schema\":"
	    "{\"type\":\"string\",\"format\":\"date\"}},"
	    "{\"name\":\"to\",\"in\":\"query\",\"required\":true,\"schema\":"
	    "{\"type\":\"string\",\"format\":\"date\"}},"
	    "{\"name\":\"restated\",\"in\":\"query\",\"schema\":"
	    "{\"type\":\"integer\"}}],\"responses\":{\"200\":"
	    "{\"description\":\"the year's tables\"},\"default\":"
	    "{\"$ref\":\"#/components/responses/problem\"}}}}");
}

/* No token administers. */
static bool
is_for_programs(const struct record *rec)
{
	return rec->read != ADMINISTER;
}

enum result
api_openapi(struct request *r)
{
	const struct site *site = r->site;
	struct buffer b = buffer_new(r->mem);
	const char *comma = "";

	buffer_add(&b, "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Tsunagu\","
	    "\"version\":\"1\"},\"security\":[{\"bearer\":[]}],\"paths\":{");
	put_statistics(&b);
	for (size_t i = 0; i < site->nfeatures; i++) {
		for (size_t k = 0; k < site->features[i]->nrecords; k++) {
			if (is_for_programs(site->features[i]->records[k]))
				put_paths(r, &b, site->features[i]->records[k]);
		}
	}
	buffer_add(&b, "},\"components\":{\"securitySchemes\":{\"bearer\":"
	    "{\"type\":\"http\",\"scheme\":\"bearer\"}},\"responses\":"
	    "{\"problem\":{\"description\":\"RFC 9457\",\"content\":"
	    "{\"application/problem+json\":{}}}},\"schemas\":{");
	for (size_t i = 0; i < site->nfeatures; i++) {
		for (size_t k = 0; k < site->features[i]->nrecords; k++) {
			if (!is_for_programs(site->features[i]->records[k]))
				continue;
			buffer_add(&b, comma);
			put_schema(&b, site->features[i]->records[k]);
			comma = ",";
		}
	}
	buffer_add(&b, "}}}");
	return api_answer(r, OK, &b);
}
