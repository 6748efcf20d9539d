#include "base/json_map.h"

#include <jansson.h>
#include <stdbool.h>

struct change {
	struct arena *mem;
	enum result (*each)(void *ctx, const char *name, const char **text);
	void *ctx;
	bool changed;
};

static enum result
change_one(struct change *c, const char *name, json_t *v)
{
	const char *text = json_is_string(v) ? json_string_value(v) : NULL;
	const char *put = text;
	enum result rc = text ? c->each(c->ctx, name, &put) : OK;

	if (rc || put == text)
		return rc;
	c->changed = true;
	return json_string_set(v, put) ? BROKEN : OK;
}

static enum result
change_all(struct change *c, json_t *object)
{
	const char *name;
	json_t *v;

	json_object_foreach(object, name, v)
	{
		enum result rc = change_one(c, name, v);

		if (rc)
			return rc;
	}
	return OK;
}

static const char *
written(struct arena *mem, const json_t *object)
{
	size_t n = json_dumpb(object, NULL, 0, JSON_COMPACT);
	char *out = arena_take(mem, n + 1);

	(void)json_dumpb(object, out, n, JSON_COMPACT);
	return out;
}

enum result
json_map(struct arena *mem, const char *json,
    enum result (*each)(void *, const char *, const char **), void *ctx,
    const char **out)
{
	struct change c = { mem, each, ctx, false };
	json_t *root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
	enum result rc = json_is_object(root) ? change_all(&c, root) : BROKEN;

	*out = !rc && c.changed ? written(mem, root) : json;
	json_decref(root);
	return rc;
}
