#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/http.h"
#include "base/percent.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/*
 * A request's target, split as the server does it, and a cookie header: the
 * path comes out as UTF-8 without NUL, no longer than it went in.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	const char *target = arena_bytes(mem, (const char *)data, n);
	size_t npath = strcspn(target, "?");
	const char *path = percent_decode(mem, target, npath, false);
	const char *query = target + npath;
	const char *cookie;
	struct pairs p;

	if (path && (strlen(path) > npath || !text_valid(path, strlen(path))))
		abort();
	if (*query == '?')
		query++;
	if (form_urlencoded(mem, query, strlen(query), &p) == OK)
		pairs_get(&p, "q");
	cookie = http_cookie(mem, target, "id");
	if (cookie && (strchr(cookie, ';') || !strstr(target, "id=")))
		abort();
	arena_free(mem);
	return 0;
}
