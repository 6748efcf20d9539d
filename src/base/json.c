#include "base/json.h"

#include <jansson.h>
#include <string.h>

#include "base/http.h"

static enum result
add(struct pairs *out, const char *name, const char *value)
{
	if (out->n == FORM_MAX_FIELDS)
		return INVALID;
	out->at[out->n++] = (struct pair){ name, value };
	return OK;
}

static const char *
text_of(struct arena *mem, const json_t *v)
{
	return arena_bytes(mem, json_string_value(v), json_string_length(v));
}

static enum result
add_array(
    struct arena *mem, const char *name, const json_t *v, struct pairs *out)
{
	size_t n = json_array_size(v);
	enum result rc;

	if (!n)
		return add(out, name, "");
	for (size_t i = 0; i < n; i++) {
		const json_t *entry = json_array_get(v, i);

		if (!json_is_string(entry))
			return INVALID;
		rc = add(out, name, text_of(mem, entry));
		if (rc)
			return rc;
	}
	return OK;
}

static enum result
add_value(
    struct arena *mem, const char *name, const json_t *v, struct pairs *out)
{
	switch (json_typeof(v)) {
	case JSON_STRING: return add(out, name, text_of(mem, v));
	case JSON_INTEGER:
		return add(out, name,
		    arena_fmt(mem, "%lld", (long long)json_integer_value(v)));
	case JSON_TRUE: return add(out, name, "1");
	case JSON_FALSE: return add(out, name, "0");
	case JSON_NULL: return add(out, name, "");
	case JSON_ARRAY: return add_array(mem, name, v, out);
	default: return INVALID;
	}
}

static enum result
add_all(struct arena *mem, json_t *object, struct pairs *out)
{
	const char *name;
	json_t *v;
	enum result rc;

	if (!json_is_object(object))
		return INVALID;
	out->at = arena_array(mem, FORM_MAX_FIELDS, sizeof(*out->at));
	json_object_foreach(object, name, v)
	{
		rc = add_value(mem, arena_text(mem, name), v, out);
		if (rc)
			return rc;
	}
	return OK;
}

enum result
json_read(struct arena *mem, const char *s, size_t n, struct pairs *out,
    const char **why)
{
	json_error_t e;
	json_t *root =
	    json_loadb(s, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);
	enum result rc;

	*out = (struct pairs){ 0 };
	if (!root) {
		*why = json_error_code(&e) == json_error_duplicate_key
			   ? "json_repeated"
			   : "json_broken";
		return INVALID;
	}
	rc = add_all(mem, root, out);
	if (rc)
		*why = "json_not_flat";
	json_decref(root);
	return rc;
}
