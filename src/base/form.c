#include "base/http.h"

#include <string.h>

#include "base/percent.h"

static size_t
count(const char *s, size_t n, char c)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += s[i] == c;
	return found;
}

static enum result
read_field(struct arena *mem, const char *s, size_t n, struct pair *out)
{
	const char *equals = memchr(s, '=', n);
	size_t nname = equals ? (size_t)(equals - s) : n;

	out->name = percent_decode(mem, s, nname, true);
	out->value =
	    equals ? percent_decode(mem, equals + 1, n - nname - 1, true) : "";
	return out->name && *out->name && out->value ? OK : INVALID;
}

enum result
form_urlencoded(struct arena *mem, const char *s, size_t n, struct pairs *out)
{
	const char *end = s + n;
	size_t most = count(s, n, '&') + 1;
	enum result rc;

	*out = (struct pairs){ 0 };
	if (most > FORM_MAX_FIELDS)
		return INVALID;
	out->at = arena_array(mem, most, sizeof(*out->at));
	while (s < end) {
		const char *stop = memchr(s, '&', (size_t)(end - s));

		if (!stop)
			stop = end;
		if (stop > s) {
			rc = read_field(
			    mem, s, (size_t)(stop - s), &out->at[out->n++]);
			if (rc)
				return rc;
		}
		s = stop < end ? stop + 1 : end;
	}
	return OK;
}

const char *
http_cookie(struct arena *mem, const char *header, const char *name)
{
	size_t nname = strlen(name);

	if (!header)
		return NULL;
	while (*header) {
		size_t n;

		header += strspn(header, "; \t");
		n = strcspn(header, ";");
		if (n > nname && header[nname] == '=' &&
		    memcmp(header, name, nname) == 0) {
			const char *value = header + nname + 1;

			n -= nname + 1;
			while (
			    n && (value[n - 1] == ' ' || value[n - 1] == '\t'))
				n--;
			return arena_bytes(mem, value, n);
		}
		header += n;
	}
	return NULL;
}
