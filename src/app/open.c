#include "app/open.h"

#include <stdlib.h>
#include <string.h>

#include "app/answer.h"
#include "app/open_cache.h"
#include "app/page_frame.h"
#include "app/route.h"
#include "app/session.h"
#include "base/crypto.h"
#include "base/date.h"

/* The door of a site that is open to all. */

enum { MAX_ADDRESS = 512, EDITION_LENGTH = 16 };

static enum result
about_read(struct db *db, struct arena *mem, const char *key, const char **out)
{
	static const struct query q = {
		"open.about", "SELECT value FROM about WHERE key = $1"
	};
	struct rows rows = { 0 };
	enum result rc = db_rows(db, mem, &q, ARGS(v_text(key)), &rows);

	*out = rc || !rows.nrows ? "" : rows.cells[0];
	return rc;
}

const char *
open_about(struct request *r, const char *key)
{
	const char *value;

	(void)about_read(r->db, r->mem, key, &value);
	return value;
}

/* Another format has tables that the pages of this program do not know. */
static const char *
read_about(struct db *db, struct arena *mem, int format, struct open_site *o)
{
	const struct {
		const char *key, **value;
	} wanted[] = {
		{ "centre", &o->centre },
		{ "prefecture", &o->prefecture },
		{ "phone", &o->phone },
		{ "phone_hours", &o->hours },
		{ "made_at", &o->made_at },
	};
	const char *is;

	if (about_read(db, mem, "format", &is))
		return "it is no bundle of tsunagu";
	if (strcmp(is, arena_fmt(mem, "%d", format)) != 0)
		return "it was made by another version of tsunagu: make it"
		    " anew with this one";
	for (size_t i = 0; i < COUNT(wanted); i++) {
		if (about_read(db, mem, wanted[i].key, wanted[i].value))
			return "it is damaged";
	}
	return *o->made_at ? NULL : "it does not say when it was made";
}

static const char *
edition_of(struct arena *mem, const char *made_at, const char *build)
{
	const char *both = arena_fmt(mem, "%s %s", made_at, build);

	return arena_bytes(mem, crypto_digest(mem, both, strlen(both)),
	    EDITION_LENGTH);
}

struct site *
open_site_new(struct arena *mem, const struct open_with *with,
    const char **why)
{
	struct site *site = arena_take(mem, sizeof(*site));
	struct open_site *o = arena_take(mem, sizeof(*o));
	struct db *db = db_open(with->store);

	*why = db ? read_about(db, mem, with->format, o) :
	    "it cannot be opened";
	db_close(db);
	if (*why)
		return NULL;
	site->open = o;
	site->store = with->store;
	site->features = with->features;
	site->nfeatures = with->nfeatures;
	site->clock = date_now;
	site->build = site_build(mem);
	site->codes_moved = arena_take(mem, sizeof(*site->codes_moved));
	site->templates = site_templates(mem, with->features, with->nfeatures);
	if (!site->templates || route_check(with->features, with->nfeatures)) {
		*why = "the program itself is damaged";
		return NULL;
	}
	o->inbox = with->inbox;
	o->edition = edition_of(mem, o->made_at, site->build);
	o->cache = open_cache_new();
	return site;
}

void
open_site_free(struct site *site)
{
	if (site)
		open_cache_free(site->open->cache);
}

/* 405 tells how it is done instead. */
static enum result
refuse_method(struct request *r)
{
	bool asks = strcmp(r->method, "GET") == 0;

	r->answer.status = 405;
	request_header_add(r, "Allow", asks ? "POST" : "GET, HEAD");
	return DENIED;
}

static enum result
dispatch(struct request *r)
{
	struct found found;
	enum result rc;

	if (answer_is_watched(r))
		return answer_watched(r);
	rc = route_find(r, &found);
	if (rc && found.other_method)
		return refuse_method(r);
	if (rc || found.right != EVERYONE || !found.handle)
		return MISSING;
	if (strcmp(r->method, "GET") != 0 && strcmp(r->method, "OPTIONS") != 0 &&
	    !session_same_site(r))
		return DENIED;
	return found.handle(r);
}

static const char *
header_of(const struct http_answer *a, const char *name)
{
	for (size_t i = 0; i < a->headers.n; i++) {
		if (strcasecmp(a->headers.at[i].name, name) == 0)
			return a->headers.at[i].value;
	}
	return NULL;
}

/* By edition and day, and by what it is where that can be chosen. */
static const char *
tag_of(struct request *r)
{
	const char *type = r->answer.type ? r->answer.type : "";

	return arena_fmt(r->mem, "\"%s-%s-%.6s\"", r->site->open->edition,
	    r->today, crypto_digest(r->mem, type, strlen(type)));
}

/* A page may be kept a while without asking. */
static void
let_keep(struct request *r, enum result rc)
{
	const struct answer *a = &r->answer;

	if (rc || strcmp(r->method, "GET") != 0 || a->see || a->stream ||
	    (a->status && a->status != 200) || answer_is_watched(r))
		return;
	request_header_add(r, "Cache-Control", arena_fmt(r->mem,
	    "public, max-age=%d", OPEN_KEPT_SECONDS));
	request_header_add(r, "ETag", tag_of(r));
}

/* The browser has it already. */
static void
spare(const struct http_request *in, struct http_answer *out)
{
	const char *has = pairs_get(&in->headers, "if-none-match");
	const char *is = header_of(out, "ETag");

	if (out->status != 200 || !has || !is ||
	    (strcmp(has, "*") != 0 && !strstr(has, is)))
		return;
	out->status = 304;
	out->body = "";
	out->nbody = 0;
}

/* NULL: what comes is not to be kept. */
static const char *
address_of(struct arena *mem, const struct http_request *in)
{
	if ((strcmp(in->method, "GET") != 0 && strcmp(in->method, "HEAD") != 0) ||
	    strlen(in->path) + strlen(in->query) > MAX_ADDRESS)
		return NULL;
	/* The path is decoded, so it may hold anything, a "?" as well. */
	return arena_fmt(mem, "%zu %s?%s", strlen(in->path), in->path,
	    in->query);
}

static enum result
carry_out(struct request *r, struct desk *d, const struct http_request *in)
{
	enum result rc = desk_refresh(d, r->mem);

	answer_begin(r, d->site, d, in);
	if (!rc && (rc = answer_read(r, in)))
		r->answer.status = 400;
	else if (!rc)
		rc = dispatch(r);
	if (r->damaged) {
		rc = BROKEN;
		r->answer.status = 0;
		r->answer.body = buffer_new(r->mem);
	}
	let_keep(r, rc);
	return rc;
}

void
open_handle(struct site *site, struct desk *d, struct arena *mem,
    const struct http_request *in, struct http_answer *out)
{
	const char *day = date_of_instant(mem, site->clock(mem));
	const char *address = address_of(mem, in);
	struct request *r;

	if (answer_asset(mem, in, out))
		return;
	if (!address || !open_cache_get(site->open->cache, mem, day, address,
	    out)) {
		r = arena_take(mem, sizeof(*r));
		r->mem = mem;
		answer_finish(r, carry_out(r, d, in), out);
		/* What is said in several ways at one address is not kept. */
		if (address && header_of(out, "ETag") &&
		    !header_of(out, "Vary"))
			open_cache_put(site->open->cache, day, address, out);
	}
	spare(in, out);
}
