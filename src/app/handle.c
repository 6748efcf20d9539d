#include "app/desk.h"

#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "app/fresh.h"
#include "app/ledger.h"
#include "app/page.h"
#include "app/plain.h"
#include "app/route.h"
#include "app/session.h"
#include "app/stream.h"
#include "base/asset.h"
#include "base/date.h"
#include "base/json.h"
#include "base/text.h"

/* One HTTP request from door to door. */

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
static bool
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

static bool
changes(const struct request *r)
{
	return strcmp(r->method, "GET") != 0;
}

/* Body and query into pairs. INVALID: the form of it is broken: 400. */
static enum result
read_body(struct request *r, const struct http_request *in)
{
	const char *type = request_header(r, "content-type"), *why;
	enum result rc = form_urlencoded(r->mem, in->query, strlen(in->query),
	    &r->query);

	if (rc || !changes(r))
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

static enum result
ask_to_sign_in(struct request *r)
{
	struct buffer next = buffer_new(r->mem);

	if (r->api) {
		r->answer.status = 401;
		request_header_add(r, "WWW-Authenticate", "Bearer");
		return DENIED;
	}
	buffer_add(&next, "/sign-in?next=");
	buffer_url(&next, changes(r) ? "/" : r->path);
	return request_see(r, OK, next.s);
}

static enum result
permit(struct request *r, const struct found *found)
{
	if (!request_may(r, found->right) ||
	    (found->record && record_is_closed(r, found->record)))
		return DENIED;
	if (changes(r) && (!session_same_site(r) ||
	    (found->right != EVERYONE && !session_csrf_fits(r))))
		return DENIED;
	return found->right & FRESH ? fresh_check(r) : OK;
}

static enum result
carry_out(struct request *r, const struct found *found)
{
	const char *see = changes(r) ? deed_repeated(r) : NULL;
	enum result rc;

	if (see)
		return request_see(r, OK, see);
	rc = found->handle ? found->handle(r) :
	    found->plain(r, found->feature, found->record);
	/* Two at the same time: the other one was first, and did it. */
	if (rc == CONFLICT && changes(r) && (see = deed_repeated(r)))
		return request_see(r, OK, see);
	return rc;
}

static enum result
dispatch(struct request *r)
{
	struct found found;
	enum result rc;

	if (strcmp(r->path, "/healthz") == 0)
		return health(r);
	if (strcmp(r->path, "/api/v1/openapi.json") == 0 && r->who)
		return api_openapi(r);
	rc = route_find(r, &found);
	if (rc && !r->who)
		return ask_to_sign_in(r);
	if (rc) {
		r->answer.status = found.other_method ? 405 : 0;
		return rc;
	}
	if (!r->who && found.right != EVERYONE)
		return ask_to_sign_in(r);
	rc = permit(r, &found);
	return rc ? rc : carry_out(r, &found);
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

static void
finish(struct request *r, enum result rc, struct http_answer *out)
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

static void
fill(struct request *r, struct site *site, struct desk *d,
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
	r->api = starts(in->path, "/api/");
	r->answer.body = buffer_sized(r->mem, PAGE_BYTES);
}

/* Nobody known is no refusal yet: the route says who may come in. */
static enum result
recognise(struct request *r, struct person *who)
{
	enum result rc = session_person(r, who);

	if (!rc)
		r->who = who;
	return rc == MISSING ? OK : rc;
}

static const char *
once_of(const struct request *r)
{
	const char *key = request_header(r, "idempotency-key");

	if (!key)
		key = request_form(r, "once");
	return key && *key && text_length(key) <= 100 ? key : NULL;
}

/* Written at once, where no ledger runs: tests and commands. */
static bool
write_views(struct request *r, const struct audit_row *rows, size_t n)
{
	struct audit_writer w = { .db = r->db, .mem = r->mem,
		.chain = r->site->keys->chain };

	db_unsnapshot(r->db);
	db_begin(r->db);
	for (size_t i = 0; i < n; i++)
		(void)audit_write(&w, &rows[i]);
	(void)audit_close(&w);
	return !db_commit(r->db);
}

/* Who was shown is on record before the answer leaves, or it does not leave. */
static void
note_views(struct request *r, struct http_answer *out)
{
	struct audit_row *rows;
	size_t n;

	if ((!out->nbody && !out->stream.more) || out->status == 303)
		return;
	n = audit_views(r, &rows);
	if (!n)
		return;
	if (r->site->ledger) {
		out->hold = ledger_hold(rows, n);
	} else if (!write_views(r, rows, n)) {
		if (out->stream.more)
			out->stream.end(out->stream.ctx);
		*out = (struct http_answer){ .status = 503 };
	}
}

void
site_handle(struct site *site, struct desk *d, struct arena *mem,
    const struct http_request *in, struct http_answer *out)
{
	struct request *r = arena_take(mem, sizeof(*r));
	struct person *who = arena_take(mem, sizeof(*who));
	enum result rc;

	r->mem = mem;
	if (answer_asset(mem, in, out))
		return;
	db_snapshot(d->db);
	rc = desk_refresh(d, mem);
	fill(r, site, d, in);
	if (!rc)
		rc = recognise(r, who);
	if (!rc && (rc = read_body(r, in))) {
		r->answer.status = 400;
	} else if (!rc) {
		r->once = once_of(r);
		rc = dispatch(r);
	}
	if (r->damaged) {
		rc = BROKEN;
		r->answer.status = 0;
		r->answer.body = buffer_new(mem);
	}
	finish(r, rc, out);
	note_views(r, out);
	db_unsnapshot(d->db);
}
