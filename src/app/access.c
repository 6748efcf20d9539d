#include "app/access.h"

#include <string.h>

#include "app/access_sql.h"
#include "app/charge.h"
#include "base/text.h"

struct grant {
	const char *child;		/* NULL: about no child */
	struct decision decision;
	const char *path;
	unsigned seen;			/* classes shown in this answer */
	struct grant *next, *beside;	/* in order; in the same bucket */
};

/* An export opens every child there is. */
enum { BUCKETS = 512 };

/* What one request has found out. */
struct access {
	const struct access_fact *facts;
	size_t nfacts;
	struct grant *first, **last;
	struct grant *recent;		/* rows of one child come together */
	struct grant *bucket[BUCKETS];
	size_t ngrants;
	enum result failed;		/* BROKEN: the facts could not be read */
};

static struct asker
asker_of(const struct request *r)
{
	return (struct asker){ r->who, r->today, r->now };
}

enum result
access_begin(struct request *r)
{
	struct access *a;
	enum result rc;

	if (r->access)
		return r->access->failed;
	if (!r->who)
		return MISSING;
	a = arena_take(r->mem, sizeof(*a));
	a->last = &a->first;
	rc = r->who->id ? access_sql_facts(r, &a->facts, &a->nfacts) : OK;
	/* Asked again it might succeed, and half a form would have been read. */
	if (rc == BROKEN) {
		a->failed = rc;
		r->damaged = true;
	}
	if (!rc || rc == BROKEN)
		r->access = a;
	return rc;
}

static const char *
path_text(struct arena *mem, const struct decision *d)
{
	struct buffer b;

	if (d->npaths == 1)
		return d->paths[0];
	b = buffer_new(mem);
	for (size_t i = 0; i < d->npaths; i++)
		buffer_fmt(&b, "%s%s", i ? "+" : "", d->paths[i]);
	return b.s;
}

static size_t
bucket_of(const char *child)
{
	size_t hash = 5381;

	while (child && *child)
		hash = hash * 33 + (unsigned char)*child++;
	return hash % BUCKETS;
}

static struct grant *
known(const struct access *a, const char *child)
{
	if (a->recent && text_same(a->recent->child, child))
		return a->recent;
	for (struct grant *g = a->bucket[bucket_of(child)]; g; g = g->beside) {
		if (text_same(g->child, child))
			return g;
	}
	return NULL;
}

static struct decision
decision_of(const struct request *r, const struct access *a, const char *child)
{
	struct asker asker = asker_of(r);
	size_t from = 0, n = 0;

	while (child && from < a->nfacts &&
	    strcmp(a->facts[from].child, child) != 0)
		from++;
	while (child && from + n < a->nfacts &&
	    strcmp(a->facts[from + n].child, child) == 0)
		n++;
	return access_decide(&asker, n ? a->facts + from : NULL, n);
}

static struct grant *
decide(struct request *r, struct access *a, const char *child)
{
	struct grant *g = arena_take(r->mem, sizeof(*g));

	g->child = child ? arena_text(r->mem, child) : NULL;
	g->decision = decision_of(r, a, child);
	g->path = path_text(r->mem, &g->decision);
	*a->last = g;
	a->last = &g->next;
	g->beside = a->bucket[bucket_of(child)];
	a->bucket[bucket_of(child)] = g;
	a->ngrants++;
	return g;
}

enum result
access_grant(struct request *r, const char *child, const struct grant **out)
{
	struct access *a;
	enum result rc = access_begin(r);

	*out = NULL;
	if (rc)
		return rc;
	a = r->access;
	a->recent = known(a, child);
	if (!a->recent)
		a->recent = decide(r, a, child);
	if (!(a->recent->decision.classes & CLASS_IDENTITY)) {
		r->lacks_consent |= a->recent->decision.lacks_consent;
		return MISSING;
	}
	*out = a->recent;
	return OK;
}

enum result
access_of_person(struct request *r, const struct person *who,
    const char *child, unsigned *classes)
{
	struct request theirs = *r;
	const struct grant *grant;
	enum result rc;

	theirs.who = who;
	theirs.access = NULL;
	rc = access_grant(&theirs, child, &grant);
	*classes = rc ? 0 : grant->decision.classes;
	return rc == MISSING ? OK : rc;
}

/* Whether any of what this request relied on came from a row: roles alone are
 * held against the person. */
static bool
stands_on_rows(const struct access *a)
{
	for (const struct grant *g = a->first; g; g = g->next) {
		for (size_t i = 0; i < g->decision.npaths; i++) {
			if (strcmp(g->decision.paths[i], "centre") != 0)
				return true;
		}
	}
	return false;
}

static enum result
facts_hold(struct request *r)
{
	struct access now = { 0 };
	enum result rc = access_sql_facts(r, &now.facts, &now.nfacts);

	for (const struct grant *g = r->access->first; g && !rc; g = g->next) {
		struct decision d = decision_of(r, &now, g->child);

		if (g->decision.classes & ~d.classes)
			rc = DENIED;
	}
	return rc;
}

void
access_hold(struct request *r)
{
	bool same = false;
	enum result rc;

	if (!r->who || !r->who->id || db_failed(r->db))
		return;
	rc = r->access ? r->access->failed : OK;
	if (!rc)
		rc = access_sql_same_person(r, &same);
	if (!rc && !same)
		rc = DENIED;
	if (!rc)
		rc = charge_holds(r);
	if (!rc && r->access && stands_on_rows(r->access))
		rc = facts_hold(r);
	if (rc)
		db_fail(r->db, rc);
}

bool
grant_shows(const struct grant *g, unsigned classes)
{
	return (g->decision.classes & classes) == classes;
}

const char *
grant_path(const struct grant *g)
{
	return g->path;
}

const char *
grant_consent(const struct grant *g)
{
	return g->decision.consent;
}

const char *
grant_basis(const struct grant *g)
{
	return g->decision.consent ? g->decision.consent :
	    g->decision.disaster;
}

bool
grant_is_glass(const struct grant *g)
{
	for (size_t i = 0; i < g->decision.npaths; i++) {
		if (strcmp(g->decision.paths[i], "glass") == 0)
			return true;
	}
	return false;
}

bool
access_is_centre(const struct request *r)
{
	return r->who && !r->who->agency &&
	    access_ceiling(r->who, true) & CLASS_IDENTITY;
}

enum result
access_centre(const struct request *r)
{
	return access_is_centre(r) ? OK : DENIED;
}

bool
access_centre_writes(const struct request *r)
{
	return access_is_centre(r) && request_may(r, CHILD_WRITE);
}

enum result
access_children(struct request *r, struct rows *out)
{
	static const char *const names[] = { "id" };
	struct access *a;
	const struct grant *g;
	const char **ids, *last = NULL;
	bool lacked = r->lacks_consent;
	enum result rc = access_begin(r);

	*out = (struct rows){ .names = names, .ncols = 1 };
	if (rc == MISSING)
		return OK;
	if (rc)
		return rc;
	a = r->access;
	ids = arena_array(r->mem, a->nfacts + 1, sizeof(*ids));
	for (size_t i = 0; i < a->nfacts; i++) {
		const char *child = a->facts[i].child;

		if (last && strcmp(last, child) == 0)
			continue;
		last = child;
		rc = access_grant(r, child, &g);
		if (!rc)
			ids[out->nrows++] = child;
		else if (rc != MISSING)
			return rc;
	}
	out->cells = ids;
	/* Of none of them in particular: what is missing is something else. */
	r->lacks_consent = lacked;
	return OK;
}

enum result
access_filter(struct request *r, struct buffer *sql, const char *column,
    struct value **args, size_t *nargs)
{
	struct rows ids;
	struct value *all;
	enum result rc;

	if (access_is_centre(r))
		return OK;
	rc = access_children(r, &ids);
	if (rc)
		return rc;
	all = arena_array(r->mem, *nargs + ids.nrows + 1, sizeof(*all));
	if (*nargs)
		memcpy(all, *args, *nargs * sizeof(*all));
	buffer_fmt(sql, " AND %s IN ('-'", column);
	for (size_t i = 0; i < ids.nrows; i++) {
		all[(*nargs)++] = v_text(ids.cells[i]);
		buffer_fmt(sql, ", $%zu", *nargs);
	}
	buffer_add(sql, ")");
	*args = all;
	return OK;
}

void
access_saw(struct request *r, const struct grant *g, unsigned classes)
{
	struct grant *own = g->child ? known(r->access, g->child) : NULL;

	if (own)
		own->seen |= classes;
}

struct sight *
access_sights(const struct request *r, size_t *n)
{
	const struct access *a = r->access;
	struct sight *all;

	*n = 0;
	if (!a)
		return NULL;
	all = arena_array(r->mem, a->ngrants + 1, sizeof(*all));
	for (const struct grant *g = a->first; g; g = g->next) {
		if (g->seen)
			all[(*n)++] = (struct sight){ g->child, g, g->seen };
	}
	return all;
}
