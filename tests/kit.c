#include "tests/kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include "app/site.h"
#include "base/buffer.h"
#include "tests/kit_town.h"

/* What is noted though nothing was changed. */
#define UNNOTED "'view', 'list', 'break_failed', 'refuse'"

enum { MAX_FIELDS = 100, SHOWN = 600 };

bool
kit_sees(const struct town *t, const char *text)
{
	return strstr(t->body, text) != NULL;
}

/* From where the page begins in earnest, so that a failure shows the reason
 * and not the menu. */
static void
show_answer(const struct town *t)
{
	const char *s = strstr(t->body, "<main");

	fprintf(stderr, "    answer %d %s %s\n", t->status, t->type,
	    t->location);
	fprintf(stderr, "    %.*s\n", (int)SHOWN, s ? s : t->body);
}

void
test_fail(const struct town *t, const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: expected: %s\n", file, line, what);
	if (t)
		show_answer(t);
	_fail(file, line);
	abort();
}

/* Sign-in notes failures of its own kind, a draft is no record, an import that
 * was started before is only shown, and a preview
 * changes nothing. */
static bool
may_go_unnoted(const char *path)
{
	return strncmp(path, "/sign-in", 8) == 0 ||
	    strncmp(path, "/drafts", 7) == 0 || strstr(path, "/preview") ||
	    strncmp(path, "/import/jobs/", 13) == 0 ||
	    strncmp(path, "/opendata/jobs/", 15) == 0 ||
	    strstr(path, "/returns/takes") ||
	    strcmp(path, "/matching") == 0 ||
	    strcmp(path, "/matching/board") == 0 ||
	    strcmp(path, "/matching/unmet") == 0;
}

/* What a browser is told of every answer: run nothing of others, show it in no
 * frame, keep no page. */
static bool
is_guarded(const struct town *t, const char *path)
{
	const char *policy = header(t, "Content-Security-Policy");
	bool asset = strncmp(path, "/web/", 5) == 0;

	return strstr(policy, "default-src 'none'") &&
	    strstr(policy, "frame-ancestors 'none'") &&
	    !strstr(policy, "unsafe-") &&
	    strcmp(header(t, "X-Content-Type-Options"), "nosniff") == 0 &&
	    *header(t, "Referrer-Policy") &&
	    strcmp(header(t, "Cross-Origin-Opener-Policy"), "same-origin") == 0 &&
	    strcmp(header(t, "Cross-Origin-Resource-Policy"),
		"same-origin") == 0 &&
	    (asset || strstr(header(t, "Cache-Control"), "no-store"));
}

const char *
kit_complaint(const struct town *t, const char *method, const char *path,
    bool repeated, int64_t noted)
{
	bool changes = strcmp(method, "GET") && strcmp(method, "HEAD");
	/* Who is asked to sign in first has changed nothing. */
	bool worked = t->status >= 200 && t->status < 400 &&
	    strncmp(t->location, "/sign-in?next=", 14) != 0;

	if (t->status < 200 || t->status > 599)
		return "a status that HTTP knows";
	if (changes && worked && !noted && !repeated && !may_go_unnoted(path))
		return "an audit row for what was changed";
	if (changes && !worked && noted && strncmp(path, "/sign-in", 8))
		return "no audit row for what did not happen";
	if (repeated && noted)
		return "nothing new from a form sent twice";
	if (strncmp(t->type, "text/html", 9) == 0 && kit_sees(t, CANARY))
		return "what was typed to be escaped";
	return NULL;
}

static bool
was_sent(struct town *t, const char *once)
{
	struct query q = { "kit.sent",
	    "SELECT count(*) FROM sent_form WHERE once = $1" };
	int64_t n = 0;

	EXPECT(db_number(t->db, t->mem, &q, ARGS(v_text(once)), &n) == OK);
	return n > 0;
}

static const char *
copied(struct town *t, const char *s)
{
	return s ? arena_text(t->mem, s) : "";
}

const char *
header(const struct town *t, const char *name)
{
	const char *value = pairs_get(&t->headers, name);

	return value ? value : "";
}

/*
 * As in the server: the answer's arena is gone before the next request. What
 * the test looks at is copied out first.
 */
static void
carry(struct town *t, const struct http_request *in)
{
	struct arena *mem = arena_new();
	struct http_answer out = { 0 };

	site_handle(t->site, t->desk, mem, in, &out);
	town_take_stream(t, mem, &out);
	t->status = out.status;
	t->type = copied(t, out.type);
	t->body = arena_bytes(t->mem, out.body ? out.body : "", out.nbody);
	t->nbody = out.nbody;
	t->headers = (struct pairs){ arena_array(t->mem, out.headers.n + 1,
	    sizeof(*t->headers.at)), 0 };
	for (; t->headers.n < out.headers.n; t->headers.n++) {
		const struct pair *h = &out.headers.at[t->headers.n];

		t->headers.at[t->headers.n] = (struct pair){
			copied(t, h->name), copied(t, h->value) };
	}
	t->location = header(t, "Location");
	town_keep_cookie(t, &out.headers);
	arena_free(mem);
	t->nextra = 0;
}

static void
send_to(struct town *t, const char *method, const char *target,
    const char *once, const char *bytes, size_t n)
{
	const char *mark = strchr(target, '?');
	size_t npath = mark ? (size_t)(mark - target) : strlen(target);
	struct http_request in = {
		.method = method,
		.path = arena_bytes(t->mem, target, npath),
		.query = mark ? mark + 1 : "",
		.headers = { t->extra, t->nextra },
		.body = arena_bytes(t->mem, bytes, n),
		.nbody = n,
		.address = "127.0.0.1",
	};
	bool repeated = once && was_sent(t, once);
	int64_t before = town_number(t, "SELECT count(*) FROM audit"
	    " WHERE verb NOT IN (" UNNOTED ")");
	const char *complaint;

	carry(t, &in);
	complaint = kit_complaint(t, method, in.path, repeated,
	    town_number(t, "SELECT count(*) FROM audit"
	    " WHERE verb NOT IN (" UNNOTED ")") - before);
	if (complaint)
		test_fail(t, in.path, 0, complaint);
	if (!is_guarded(t, in.path))
		test_fail(t, in.path, 0, "what a browser may do with it");
}

void
with_header(struct town *t, const char *name, const char *value)
{
	EXPECT(t->nextra < COUNT(t->extra));
	t->extra[t->nextra++] = (struct pair){ name, value };
}

static void
with_cookie(struct town *t)
{
	with_header(t, "host", "127.0.0.1");
	if (t->cookie)
		with_header(t, "cookie", t->cookie);
}

static const char *
once_header(const struct town *t)
{
	const struct pairs sent = { (struct pair *)t->extra, t->nextra };

	return pairs_get(&sent, "idempotency-key");
}

void
get(struct town *t, const char *path)
{
	with_cookie(t);
	send_to(t, "GET", path, NULL, "", 0);
}

void
ask(struct town *t, const char *method, const char *path, const char *type,
    const char *bytes, size_t n)
{
	with_cookie(t);
	if (type)
		with_header(t, "content-type", type);
	send_to(t, method, path, once_header(t), bytes, n);
}

void
api(struct town *t, const char *method, const char *path, const char *json)
{
	with_header(t, "host", "127.0.0.1");
	if (town_token(t))
		with_header(t, "authorization",
		    arena_fmt(t->mem, "Bearer %s", town_token(t)));
	if (json)
		with_header(t, "content-type", "application/json");
	send_to(t, method, path, once_header(t), json ? json : "",
	    json ? strlen(json) : 0);
}

/* name, value, ..., NULL, with what a page of ours adds by itself. */
static struct pairs
fields_read(struct town *t, bool ours, va_list ap)
{
	struct pair *at = arena_array(t->mem, MAX_FIELDS, sizeof(*at));
	struct pairs fields = { at, 0 };
	const char *name;

	while ((name = va_arg(ap, const char *))) {
		EXPECT(fields.n < MAX_FIELDS - 2);
		at[fields.n++] = (struct pair){ name, va_arg(ap, const char *) };
	}
	if (!ours)
		return fields;
	if (!pairs_get(&fields, "csrf") && t->csrf)
		at[fields.n++] = (struct pair){ "csrf", t->csrf };
	if (!pairs_get(&fields, "once"))
		at[fields.n++] = (struct pair){ "once",
		    arena_fmt(t->mem, "kit-%u", ++t->sent) };
	return fields;
}

static void
post_fields(struct town *t, const char *path, const struct pairs *fields)
{
	struct buffer b = buffer_new(t->mem);

	for (size_t i = 0; i < fields->n; i++) {
		buffer_add(&b, i ? "&" : "");
		buffer_url(&b, fields->at[i].name);
		buffer_add(&b, "=");
		buffer_url(&b, fields->at[i].value);
	}
	with_cookie(t);
	with_header(t, "content-type", "application/x-www-form-urlencoded");
	send_to(t, "POST", path, pairs_get(fields, "once"), b.s, b.len);
}

void
post(struct town *t, const char *path, ...)
{
	struct pairs fields;
	va_list ap;

	va_start(ap, path);
	fields = fields_read(t, true, ap);
	va_end(ap);
	post_fields(t, path, &fields);
}

void
post_raw(struct town *t, const char *path, ...)
{
	struct pairs fields;
	va_list ap;

	va_start(ap, path);
	fields = fields_read(t, false, ap);
	va_end(ap);
	post_fields(t, path, &fields);
}

#define BOUNDARY "----kit7d93b1"
#define PART	 "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\""

void
upload(struct town *t, const char *path, const char *field, const char *file,
    const char *bytes, size_t n, ...)
{
	struct buffer b = buffer_new(t->mem);
	struct pairs fields;
	va_list ap;

	va_start(ap, n);
	fields = fields_read(t, true, ap);
	va_end(ap);
	for (size_t i = 0; i < fields.n; i++)
		buffer_fmt(&b, PART "\r\n\r\n%s\r\n", fields.at[i].name,
		    fields.at[i].value);
	buffer_fmt(&b, PART "; filename=\"%s\"\r\n\r\n", field, file);
	buffer_bytes(&b, bytes, n);
	buffer_add(&b, "\r\n--" BOUNDARY "--\r\n");
	with_cookie(t);
	with_header(t, "content-type",
	    "multipart/form-data; boundary=" BOUNDARY);
	send_to(t, "POST", path, once_header(t) ? once_header(t) :
	    pairs_get(&fields, "once"), b.s, b.len);
}
