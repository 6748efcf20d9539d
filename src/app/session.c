#include "app/session.h"

#include <string.h>

#include "app/charge.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/fresh.h"
#include "base/crypto.h"
#include "base/instant.h"
#include "base/text.h"

static const struct {
	const char *role;
	unsigned rights;
} roles[] = {
	{ "administrator", SIGNED_IN | STATISTICS_READ | ADMINISTER },
	{ "doctor", SIGNED_IN | CHILD_READ | CHILD_WRITE | STATISTICS_READ },
	{ "nurse", SIGNED_IN | CHILD_READ | CHILD_WRITE | STATISTICS_READ },
	{ "counsellor", SIGNED_IN | CHILD_READ | CHILD_WRITE |
	    STATISTICS_READ },
	{ "clerk", SIGNED_IN | CHILD_READ | CHILD_WRITE | STATISTICS_READ },
	{ "advisor", SIGNED_IN | CHILD_READ | CHILD_WRITE },
	{ "coordinator", SIGNED_IN | CHILD_READ | CHILD_WRITE },
	{ "officer", SIGNED_IN | CHILD_READ },
	{ "facility", SIGNED_IN | CHILD_READ },
	{ "family", SIGNED_IN | CHILD_READ },
};

/* What roles at the centre allow is not for people of another body. */
enum { OUTSIDE = SIGNED_IN | CHILD_READ | CHILD_WRITE };

unsigned
session_rights(const char *role)
{
	unsigned rights = 0;

	for (const char *s = role; s && *s;) {
		size_t n = strcspn(s, ",");

		for (size_t i = 0; i < COUNT(roles); i++) {
			if (strlen(roles[i].role) == n &&
			    strncmp(s, roles[i].role, n) == 0)
				rights |= roles[i].rights;
		}
		s += n + (s[n] == ',');
	}
	return rights;
}

unsigned
session_rights_of(const struct person *who)
{
	unsigned rights = session_rights(who->role);

	return who->agency ? rights & OUTSIDE : rights;
}

const char *
session_hash(struct arena *mem, const char *key)
{
	return crypto_digest(mem, key, strlen(key));
}

static const char *
setting(const struct request *r, const char *name)
{
	return r->codes ? codes_setting(r->codes, name) : "";
}

/* Between 5 minutes and the 12 hours a session may last. */
static int64_t
idle_seconds(const struct request *r)
{
	int64_t minutes;

	if (!text_number(setting(r, "session_idle_minutes"), &minutes) ||
	    minutes < 5 || minutes > 60 * SESSION_HOURS)
		minutes = SESSION_IDLE_MINUTES;
	return minutes * 60;
}

/* By TLS, a cookie sent in the clear, or set by a neighbouring host, does not
 * count. */
static const char *
cookie_name(const struct request *r)
{
	return r->secure ? "__Host-tsunagu_session" : "tsunagu_session";
}

const char *
session_cookie_name(struct request *r, const char *name)
{
	return r->secure ? arena_fmt(r->mem, "__Secure-%s", name) : name;
}

void
session_cookie(struct request *r, const char *name, const char *path,
    const char *key)
{
	request_header_add(r, "Set-Cookie", arena_fmt(r->mem,
	    "%s=%s; Path=%s; HttpOnly; SameSite=Lax%s",
	    session_cookie_name(r, name), key, path,
	    r->secure ? "; Secure" : ""));
}

const char *
session_origin(struct request *r)
{
	const char *host = request_header(r, "host");

	return host ? arena_fmt(r->mem, "%s://%s", r->secure ? "https" :
	    "http", host) : "";
}

static bool
is_reading(const struct request *r)
{
	return strcmp(r->method, "GET") == 0 || strcmp(r->method, "HEAD") == 0;
}

/*
 * Notes the visit. A page view should not wait for the writer, so it does so
 * only when a third of the idle time has gone by. Losing this note costs an
 * earlier sign-in, so the outcome is nobody's business.
 */
static void
note_visit(struct request *r, const char *hash, const char *seen_at)
{
	static const struct query q = {
		"session.note_visit",
		"UPDATE session SET seen_at = $2 WHERE hash = $1 AND seen_at < $2"
	};
	int64_t spare = is_reading(r) ? idle_seconds(r) / 3 : 60;

	if (instant_seconds_between(seen_at, r->now) < spare)
		return;
	if (!db_begin_if_free(r->db))
		return;
	(void)db_exec(r->db, &q, ARGS(v_text(hash), v_text(r->now)));
	if (db_commit(r->db))
		return;
}

bool
session_needs_factor(const struct request *r, const char *role)
{
	return (session_rights(role) & (CHILD_READ | ADMINISTER)) &&
	    strcmp(setting(r, "second_factor"), "optional") != 0;
}

/* Where a session may be that has given only the password. */
static bool
asks_for_factor(const struct request *r, bool enrolled)
{
	return strncmp(r->path, "/sign-", 6) == 0 ||
	    (!enrolled && strncmp(r->path, "/account/factor", 15) == 0);
}

/* A clock that was put back makes nobody fresh. */
static bool
is_fresh(const struct request *r, const char *at)
{
	int64_t ago = at ? instant_seconds_between(at, r->now) : -1;

	return ago >= 0 && ago < FRESH_SECONDS;
}

static enum result
by_cookie(struct request *r, const char *key, struct person *who)
{
	static const struct query q = {
		"session.by_cookie",
		"SELECT p.id, p.login, p.name, p.role, s.csrf, s.seen_at,"
		" s.factor_at, (SELECT f.id FROM person_factor f WHERE f.person"
		" = p.id AND f.session IS NULL), p.agency, a.kind, a.municipality,"
		" s.fresh_at, p.body FROM session s JOIN person p ON p.id = s.person"
		" LEFT JOIN agency a ON a.id = p.agency"
		" WHERE s.hash = $1 AND s.ends_at > $2 AND s.seen_at > $3"
		" AND (p.left_on IS NULL OR p.left_on > $4)"
	};
	const char *hash = session_hash(r->mem, key);
	const char *idle = instant_add(r->mem, r->now, -idle_seconds(r));
	const char *const *c;
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q, ARGS(v_text(hash),
	    v_text(r->now), v_text(idle), v_text(r->today)), &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	c = rows.cells;
	*who = (struct person){ .id = c[0], .login = c[1], .name = c[2],
	    .role = c[3], .session = hash, .csrf = c[4], .agency = c[8],
	    .agency_kind = c[9], .agency_place = c[10], .body = c[12],
	    .enrolled = c[7] != NULL, .fresh = is_fresh(r, c[11]) };
	who->rights = session_rights_of(who);
	/* Who has given only the password may only give, or set up, the rest. */
	if (!c[6] && (c[7] || session_needs_factor(r, c[3]))) {
		who->owes = true;
		who->rights &= SIGNED_IN;
		if (!asks_for_factor(r, c[7] != NULL))
			return MISSING;
	}
	note_visit(r, hash, c[5]);
	return OK;
}

static enum result
by_token(struct request *r, const char *token, struct person *who)
{
	static const struct query q = {
		"session.by_token",
		"SELECT p.id, p.role, t.label, t.writes, p.agency, a.kind,"
		" a.municipality, p.body FROM api_token t"
		" JOIN person p ON p.id = t.made_by"
		" LEFT JOIN agency a ON a.id = p.agency"
		" WHERE t.hash = $1 AND t.revoked_at IS NULL"
		" AND (p.left_on IS NULL OR p.left_on > $2)"
	};
	unsigned rights = SIGNED_IN | CHILD_READ | STATISTICS_READ;
	const char *const *c;
	struct rows rows = { 0 };
	enum result rc = db_rows(r->db, r->mem, &q,
	    ARGS(v_text(session_hash(r->mem, token)), v_text(r->today)), &rows);

	if (rc)
		return rc;
	if (!rows.nrows)
		return MISSING;
	c = rows.cells;
	if (strcmp(c[3], "1") == 0)
		rights |= CHILD_WRITE;
	else if (!is_reading(r))
		return DENIED;
	*who = (struct person){ .id = c[0], .role = c[1], .name = c[2],
	    .login = arena_fmt(r->mem, "token:%s", c[2]),
	    .agency = c[4], .agency_kind = c[5], .agency_place = c[6],
	    .body = c[7] };
	who->rights = rights & session_rights_of(who);
	return OK;
}

static enum result
person_of(struct request *r, struct person *who)
{
	static const char bearer[] = "Bearer ";
	const char *given = request_header(r, "authorization");
	const char *cookies = request_header(r, "cookie");
	const char *key;

	if (given && strncmp(r->path, "/api/", 5) == 0) {
		if (strncasecmp(given, bearer, sizeof(bearer) - 1) != 0)
			return MISSING;
		return by_token(r, given + sizeof(bearer) - 1, who);
	}
	key = cookies ? http_cookie(r->mem, cookies, cookie_name(r)) : NULL;
	return key && *key ? by_cookie(r, key, who) : MISSING;
}

enum result
session_person(struct request *r, struct person *who)
{
	enum result rc = person_of(r, who);

	return rc ? rc : charge_of_person(r, who);
}

bool
session_same_site(const struct request *r)
{
	const char *site = request_header(r, "sec-fetch-site");
	const char *origin = request_header(r, "origin");
	const char *host = request_header(r, "host");
	const char *after;

	if (site)
		return strcmp(site, "same-origin") == 0 ||
		    strcmp(site, "none") == 0;
	/* Some browsers hide the origin of our own forms, as "null". */
	if (!origin || strcmp(origin, "null") == 0)
		return true;
	after = strstr(origin, "://");
	return host && after && strcasecmp(after + 3, host) == 0;
}

bool
session_csrf_fits(const struct request *r)
{
	const char *given = request_form(r, "csrf");

	if (!r->who)
		return session_same_site(r);
	if (!r->who->session)
		return true;
	if (!given)
		given = request_header(r, "x-csrf-token");
	return given && r->who->csrf && crypto_same(given, r->who->csrf);
}

static void
set_cookie(struct request *r, const char *key, const char *more)
{
	request_header_add(r, "Set-Cookie", arena_fmt(r->mem,
	    "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", cookie_name(r), key,
	    r->secure ? "; Secure" : "", more));
}

static enum result
end_session(struct request *r)
{
	static const struct query q = {
		"session.end", "DELETE FROM session WHERE hash = $1"
	};

	if (!r->who || !r->who->session)
		return OK;
	return db_exec(r->db, &q, ARGS(v_text(r->who->session)));
}

enum result
session_open(struct request *r, const char *person)
{
	static const struct query sweep = {
		"session.sweep",
		"DELETE FROM session WHERE ends_at <= $1 OR seen_at <= $2"
	};
	static const struct query open = {
		"session.open",
		"INSERT INTO session (hash, person, csrf, opened_at, seen_at,"
		" ends_at, fresh_at) VALUES ($1, $2, $3, $4, $4, $5, $4)"
	};
	const char *key = crypto_token(r->mem, 32);
	const char *idle = instant_add(r->mem, r->now, -idle_seconds(r));
	const char *ends = instant_add(r->mem, r->now, SESSION_HOURS * 3600);

	(void)end_session(r);
	(void)db_exec(r->db, &sweep, ARGS(v_text(r->now), v_text(idle)));
	(void)deed_forget(r);
	set_cookie(r, key, "");
	return db_exec(r->db, &open, ARGS(v_text(session_hash(r->mem, key)),
	    v_text(person), v_text(crypto_token(r->mem, 32)), v_text(r->now),
	    v_text(ends)));
}

enum result
session_renew(struct request *r, bool factor)
{
	static const struct query q = {
		"session.renew",
		"UPDATE session SET hash = $2, csrf = $3,"
		" factor_at = COALESCE($4, factor_at),"
		" fresh_at = COALESCE($4, fresh_at) WHERE hash = $1"
		" RETURNING hash"
	};
	const char *key = crypto_token(r->mem, 32);
	struct person *who = arena_take(r->mem, sizeof(*who));
	enum result rc;

	*who = *r->who;
	who->session = session_hash(r->mem, key);
	who->csrf = crypto_token(r->mem, 32);
	if (factor)
		who->rights = session_rights_of(who);
	rc = db_exec_one(r->db, r->mem, &q, ARGS(v_text(r->who->session),
	    v_text(who->session), v_text(who->csrf),
	    v_text(factor ? r->now : NULL)));
	if (rc)
		return rc;
	set_cookie(r, key, "");
	r->who = who;
	return OK;
}

enum result
session_confirm(struct request *r)
{
	static const struct query q = {
		"session.confirm",
		"UPDATE session SET hash = $2, fresh_at = $3,"
		" factor_at = CASE WHEN factor_at IS NULL THEN NULL ELSE $3 END"
		" WHERE hash = $1 RETURNING hash"
	};
	const char *key = crypto_token(r->mem, 32);
	struct person *who = arena_take(r->mem, sizeof(*who));
	enum result rc;

	*who = *r->who;
	who->session = session_hash(r->mem, key);
	who->fresh = true;
	rc = db_exec_one(r->db, r->mem, &q, ARGS(v_text(r->who->session),
	    v_text(who->session), v_text(r->now)));
	if (rc)
		return rc;
	set_cookie(r, key, "");
	r->who = who;
	return OK;
}

enum result
session_close(struct request *r)
{
	set_cookie(r, "", "; Max-Age=0");
	request_header_add(r, "Clear-Site-Data", "\"cache\", \"storage\"");
	return end_session(r);
}

enum result
session_close_others(struct request *r, const char *person)
{
	static const struct query q = {
		"session.close_others",
		"DELETE FROM session WHERE person = $1 AND hash <> $2"
	};
	const char *mine = r->who && r->who->session ? r->who->session : "";

	return db_exec(r->db, &q, ARGS(v_text(person), v_text(mine)));
}

enum result
session_close_all(struct request *r)
{
	static const struct query q = {
		"session.close_all", "DELETE FROM session"
	};

	return db_exec(r->db, &q, NO_ARGS);
}

enum result
session_revoke(struct request *r, const char *handle)
{
	static const struct query q = {
		"session.revoke",
		"DELETE FROM session WHERE person = $1"
		" AND substr(hash, 1, 16) = $2 RETURNING hash"
	};

	_Static_assert(SESSION_HANDLE_LENGTH == 16, "the query says 16");
	return db_exec_one(r->db, r->mem, &q,
	    ARGS(v_text(r->who->id), v_text(handle)));
}

enum result
session_list(struct request *r, struct rows *rows)
{
	static const struct query q = {
		"session.list",
		"SELECT substr(hash, 1, 16) AS handle, opened_at, seen_at,"
		" CASE WHEN hash = $2 THEN 1 ELSE 0 END AS mine FROM session"
		" WHERE person = $1 AND ends_at > $3 AND seen_at > $4"
		" ORDER BY opened_at DESC, hash"
	};
	const char *mine = r->who->session ? r->who->session : "";
	const char *idle = instant_add(r->mem, r->now, -idle_seconds(r));

	return db_rows(r->db, r->mem, &q, ARGS(v_text(r->who->id),
	    v_text(mine), v_text(r->now), v_text(idle)), rows);
}

enum result
session_count(struct request *r, int64_t *n)
{
	static const struct query q = {
		"session.count",
		"SELECT count(*) FROM session WHERE ends_at > $1 AND seen_at > $2"
	};
	const char *idle = instant_add(r->mem, r->now, -idle_seconds(r));

	return db_number(r->db, r->mem, &q, ARGS(v_text(r->now), v_text(idle)),
	    n);
}
