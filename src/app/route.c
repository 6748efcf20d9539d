#include "app/route.h"

#include <string.h>

#include "app/charge.h"
#include "app/import_page.h"
#include "app/plain.h"
#include "app/site.h"
#include "base/log.h"

/* "new" is a page, never somebody's id. */
static bool
is_id(const char *segment, size_t len)
{
	return len && !(len == 3 && strncmp(segment, "new", 3) == 0);
}

/* Whether path matches pattern; stars go to arg (may be NULL). */
static bool
matches(struct arena *mem, const char *pattern, const char *path,
    const char **arg)
{
	size_t n = 0;

	while (*pattern && *path) {
		size_t len = strcspn(path, "/");

		if (*pattern == '*') {
			if (!is_id(path, len) || n == MAX_PATH_ARGS)
				return false;
			if (arg)
				arg[n] = arena_bytes(mem, path, len);
			n++;
			pattern++;
			path += len;
		} else if (*pattern++ != *path++) {
			return false;
		}
	}
	return !*pattern && !*path;
}

static enum result
find_route(struct request *r, const struct feature *f,
    const struct route *routes, size_t n, struct found *found)
{
	for (size_t i = 0; i < n; i++) {
		const struct route *t = &routes[i];

		if (!matches(r->mem, t->path, r->path, r->arg))
			continue;
		if (strcmp(t->method, r->method) != 0) {
			found->other_method = true;
			continue;
		}
		found->right = t->right;
		found->handle = t->handle;
		found->feature = f;
		return OK;
	}
	return MISSING;
}

/* What follows the record's path in the address, or NULL. */
static const char *
below(const struct record *rec, const char *path, bool *api)
{
	size_t n = strlen(rec->path);

	*api = strncmp(path, "/api/v1/", 8) == 0;
	path += *api ? 8 : 1;
	if (strncmp(path, rec->path, n) != 0 || (path[n] && path[n] != '/'))
		return NULL;
	return path + n;
}

static enum result
find_plain(struct request *r, const struct feature *f,
    const struct record *rec, struct found *found)
{
	bool api;
	const char *rest = below(rec, r->path, &api);

	for (size_t i = 0; rest && i < nplain_routes; i++) {
		const struct plain_route *t = &plain_routes[i];

		if (t->api != api || !matches(r->mem, t->path, rest, r->arg))
			continue;
		if (strcmp(t->method, r->method) != 0) {
			found->other_method = true;
			continue;
		}
		found->right = t->writes ? rec->write : rec->read;
		found->plain = t->handle;
		found->feature = f;
		found->record = rec;
		return OK;
	}
	return MISSING;
}

enum result
route_find(struct request *r, struct found *found)
{
	const struct site *site = r->site;

	*found = (struct found){ 0 };
	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		if (charge_is_done(r->codes, f->function) &&
		    !find_route(r, f, f->routes, f->nroutes, found))
			return OK;
	}
	if (!find_route(r, NULL, import_routes, nimport_routes, found))
		return OK;
	for (size_t i = 0; i < site->nfeatures; i++) {
		const struct feature *f = site->features[i];

		for (size_t k = 0; charge_is_done(r->codes, f->function) &&
		    k < f->nrecords; k++) {
			if (!find_plain(r, f, f->records[k], found))
				return OK;
		}
	}
	return found->other_method ? DENIED : MISSING;
}

static bool
is_whole(const struct feature *f, const struct route *t)
{
	if (t->right != RIGHT_NONE && t->handle && t->path[0] == '/' &&
	    !((t->right & FRESH) && (t->right & EVERYONE)))
		return true;
	log_error("route", "%s: %s %s has no right, handler or leading slash",
	    f->name, t->method, t->path);
	return false;
}

/* A field that tells nothing of a child would be shown with any path to her. */
static bool
is_told(const struct record *rec)
{
	if (!rec->read || !rec->write) {
		log_error("route", "record %s says not who may see it",
		    rec->name);
		return false;
	}
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];

		if (rec->child ? f->tells != 0 : !f->to || !f->to->child)
			continue;
		log_error("route", rec->child ?
		    "record %s says not what of a child %s tells" :
		    "record %s is not about a child, yet %s is",
		    rec->name, f->name);
		return false;
	}
	return true;
}

enum result
route_check(const struct feature *const *features, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct feature *f = features[i];

		for (size_t k = 0; k < f->nroutes; k++) {
			if (!is_whole(f, &f->routes[k]))
				return BROKEN;
		}
		for (size_t k = 0; k < f->nrecords; k++) {
			if (!is_told(f->records[k]))
				return BROKEN;
		}
	}
	return OK;
}

enum result
route_nowhere(struct request *r)
{
	(void)r;
	return MISSING;
}

enum result
route_never(struct request *r)
{
	r->answer.status = 405;
	return DENIED;
}
