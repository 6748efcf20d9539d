#include "app/desk.h"

#include <string.h>

#include "app/answer.h"
#include "app/audit.h"
#include "app/charge.h"
#include "app/deed.h"
#include "app/fresh.h"
#include "app/ledger.h"
#include "app/plain.h"
#include "app/route.h"
#include "app/session.h"
#include "base/text.h"

/* One HTTP request from door to door. */

static bool
changes(const struct request *r)
{
	return strcmp(r->method, "GET") != 0;
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
	if (!request_may(r, found->right) || (found->feature &&
	    charge_permits(r, found->feature->function)) ||
	    (found->record && record_is_closed(r, found->record)))
		return DENIED;
	if (changes(r) && (!session_same_site(r) ||
	    (found->right != EVERYONE && !session_csrf_fits(r))))
		return DENIED;
	return found->right & FRESH ? fresh_check(r) : OK;
}

/* What another one has written may wait for the fsync it shares with others:
 * looked for in a turn of our own, which ends behind it. */
static const char *
repeated_just_now(struct request *r)
{
	const char *see;

	db_begin(r->db);
	see = deed_repeated(r);
	return db_commit(r->db) ? NULL : see;
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
	if (rc == CONFLICT && changes(r) && (see = repeated_just_now(r)))
		return request_see(r, OK, see);
	return rc;
}

static enum result
dispatch(struct request *r)
{
	struct found found;
	enum result rc;

	if (answer_is_watched(r))
		return answer_watched(r);
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
	answer_begin(r, site, d, in);
	if (!rc)
		rc = recognise(r, who);
	if (!rc && (rc = answer_read(r, in))) {
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
	answer_finish(r, rc, out);
	note_views(r, out);
	db_unsnapshot(d->db);
}
