#include "app/answer.h"

#include <string.h>

#include "app/metrics.h"
#include "app/page.h"
#include "app/plain.h"
#include "app/stream.h"
#include "base/asset.h"
#include "base/date.h"
#include "base/json.h"

enum { PAGE_BYTES = 24 * 1024 };

/* First how long it may be kept: a page never, for it may be about people. */
static const struct pair guards[] = {
	{ "Cache-Control", "no-store" },
	{ "Content-Security-Policy", "default-src 'none'; script-src 'self';"
	    " style-src 'self'; img-src 'self'; connect-src 'self';"
	    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "same-origin" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
};

static bool
starts(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static const struct {
	const char *ending, *type;
} types[] = {
	{ ".css", "text/css; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
};

/* /web/NAME: the same for everybody, kept by the browser. */
bool
answer_asset(struct arena *mem, const struct http_request *in,
    struct http_answer *out)
{
	struct pair *headers = arena_array(mem, COUNT(guards), sizeof(*headers));
	const struct asset *a;

	if (!starts(in->path, "/web/") || strstr(in->path, ".."))
		return false;
	a = asset_find(arena_fmt(mem, "src%s", in->path));
	if (!a)
		a = asset_find(in->path + 1);
	if (!a)
		return false;
	*out = (struct http_answer){ .status = 200, .body = a->bytes,
	    .nbody = a->len, .type = "application/octet-stream",
	    .headers = { headers, COUNT(guards) } };
	memcpy(headers, guards, sizeof(guards));
	headers[0].value = "public, max-age=86400";
	for (size_t i = 0; i < COUNT(types); i++) {
		if (strstr(a->name, types[i].ending))
			out->type = types[i].type;
	}
	return true;
}

static bool
asks_health(const struct request *r)
{
	return strcmp(r->path, "/healthz") == 0;
}

static enum result
health(struct request *r)
{
	static const struct query q = { "health", "SELECT 1 AS n" };
	int64_t one = 0;
	enum result rc = db_number(r->db, r->mem, &q, NO_ARGS, &one);

	r->answer.type = "text/plain; charset=utf-8";
	buffer_add(&r->answer.body, rc ? "database does not answer\n" : "ok\n");
	r->answer.status = rc ? 503 : 200;
	return OK;
}

bool
answer_is_watched(const struct request *r)
{
	return asks_health(r) || metrics_asked(r);
}

enum result
answer_watched(struct request *r)
{
	return asks_health(r) ? health(r) : metrics_answer(r);
}

enum result
answer_read(struct request *r, const struct http_request *in)
{
	const char *type = request_header(r, "content-type"), *why;
	enum result rc = form_urlencoded(r->mem, in->query, strlen(in->query),
	    &r->query);

	if (rc || strcmp(r->method, "GET") == 0)
		return rc;
	if (!in->nbody)
		return OK;
	if (type && starts(type, "application/x-www-form-urlencoded"))
		return form_urlencoded(r->mem, in->body, in->nbody, &r->form);
	if (type && starts(type, "multipart/form-data"))
		return form_multipart(r->mem, type, in->body, in->nbody,
		    &r->form, &r->uploads);
	if (type && starts(type, "application/json")) {
		rc = json_read(r->mem, in->body, in->nbody, &r->form, &why);
		if (rc)
			request_fault(r, "", why);
		return rc;
	}
	request_fault(r, "", "too_many_fields");
	return INVALID;
}

static bool
sets_itself(const struct answer *a, const char *name)
{
	for (size_t i = 0; i < a->nheaders; i++) {
		if (strcasecmp(a->headers[i].name, name) == 0)
			return true;
	}
	return false;
}

void
answer_finish(struct request *r, enum result rc, struct http_answer *out)
{
	static const int statuses[] = { [OK] = 200, [INVALID] = 422,
	    [DENIED] = 403, [MISSING] = 404, [CONFLICT] = 409, [BROKEN] = 500 };
	struct answer *a = &r->answer;
	struct pair *headers;
	size_t n = 0;

	if (rc == MISSING && r->lacks_consent)
		rc = DENIED;
	if (rc && r->api)
		api_problem(r, rc);
	else if (rc && !a->body.len)
		page_refuse(r, rc);
	if (!rc && a->see) {
		a->status = 303;
		request_header_add(r, "Location", a->see);
	}
	if (a->file)
		request_header_add(r, "Content-Disposition", arena_fmt(r->mem,
		    "attachment; filename=\"%s\"", a->file));
	headers = arena_array(r->mem, COUNT(guards) + a->nheaders,
	    sizeof(*headers));
	for (size_t i = 0; i < COUNT(guards); i++) {
		if (!sets_itself(a, guards[i].name))
			headers[n++] = guards[i];
	}
	for (size_t i = 0; i < a->nheaders; i++)
		headers[n++] = a->headers[i];
	*out = (struct http_answer){
		.status = a->status ? a->status : statuses[rc],
		.type = a->type ? a->type : "text/html; charset=utf-8",
		.headers = { headers, n },
		.body = a->body.s,
		.nbody = a->body.len,
	};
	if (a->stream && !rc)
		out->stream = stream_body(a->stream);
	else
		stream_free(a->stream);
}

void
answer_begin(struct request *r, struct site *site, struct desk *d,
    const struct http_request *in)
{
	r->db = d->db;
	r->site = site;
	r->codes = d->codes;
	r->now = site->clock(r->mem);
	r->today = date_of_instant(r->mem, r->now);
	r->method = strcmp(in->method, "HEAD") == 0 ? "GET" : in->method;
	r->path = in->path;
	r->address = in->address;
	r->secure = in->secure;
	r->headers = in->headers;
	r->body = in->body;
	r->nbody = in->nbody;
	r->api = starts(in->path, "/api/") || starts(in->path, "/hsds/");
	r->answer.body = buffer_sized(r->mem, PAGE_BYTES);
}
