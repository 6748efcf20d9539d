#include <string.h>

#include "base/http.h"
#include "base/json.h"
#include "tests/kit.h"

static bool
reads(const char *s, const char *wanted)
{
	struct arena *mem = arena_new();
	struct pairs p;
	const char *why;
	char all[200] = "";
	bool same = json_read(mem, s, strlen(s), &p, &why) == OK;

	for (size_t i = 0; same && i < p.n; i++) {
		size_t n = strlen(all);

		snprintf(all + n, sizeof(all) - n, "%s=%s;", p.at[i].name,
		    p.at[i].value);
	}
	same = same && strcmp(all, wanted) == 0;
	arena_free(mem);
	return same;
}

static bool
refuses(const char *s, const char *wanted)
{
	struct arena *mem = arena_new();
	struct pairs p;
	const char *why = "";
	bool same = json_read(mem, s, strlen(s), &p, &why) == INVALID &&
		    strcmp(why, wanted) == 0;

	arena_free(mem);
	return same;
}

UNIT(json_becomes_the_pairs_a_form_would_give)
{
	EXPECT(reads("{}", ""));
	EXPECT(
	    reads("{\"b\":\"青\",\"a\":-12,\"c\":true,\"d\":false,\"e\":null}",
		"b=青;a=-12;c=1;d=0;e=;"));
	EXPECT(reads(" {\"a\":[\"x\",\"y\"],\"b\":[],\"c\":\"\\u9752\"} ",
	    "a=x;a=y;b=;c=青;"));
	EXPECT(reads("{\"a\":9223372036854775807}", "a=9223372036854775807;"));
}

UNIT(json_says_why_it_is_refused)
{
	EXPECT(refuses("", "json_broken"));
	EXPECT(refuses("{", "json_broken"));
	EXPECT(refuses("{} x", "json_broken"));
	EXPECT(refuses("{\"a\":\"\xff\"}", "json_broken"));
	EXPECT(refuses("{\"a\":\"\\u0000\"}", "json_broken"));
	EXPECT(refuses("{\"a\":\"\\ud800\"}", "json_broken"));
	EXPECT(refuses("{\"a\":9223372036854775808}", "json_broken"));
	EXPECT(refuses("[\"a\"]", "json_not_flat"));
	EXPECT(refuses("\"a\"", "json_not_flat"));
	EXPECT(refuses("{\"a\":{}}", "json_not_flat"));
	EXPECT(refuses("{\"a\":[1]}", "json_not_flat"));
	EXPECT(refuses("{\"a\":[[\"b\"]]}", "json_not_flat"));
	EXPECT(refuses("{\"a\":1.5}", "json_not_flat"));
	EXPECT(refuses("{\"a\":1,\"a\":2}", "json_repeated"));
}

UNIT(json_has_as_many_fields_as_a_form_and_no_more)
{
	struct arena *mem = arena_new();
	char *s = arena_take(mem, FORM_MAX_FIELDS * 4 + 32);
	size_t n = 6;
	struct pairs p;
	const char *why;

	memcpy(s, "{\"a\":[", n);
	for (size_t i = 0; i < FORM_MAX_FIELDS; i++, n += 4)
		memcpy(s + n, "\"b\",", 4);
	memcpy(s + n - 1, "]}", 2);
	EXPECT(json_read(mem, s, n + 1, &p, &why) == OK);
	EXPECT(p.n == FORM_MAX_FIELDS);
	memcpy(s + n - 1, ",\"b\"]}", 6);
	EXPECT(json_read(mem, s, n + 5, &p, &why) == INVALID);
	EXPECT(strcmp(why, "json_not_flat") == 0);
	arena_free(mem);
}

UNIT(json_deep_nesting_is_refused_not_fatal)
{
	struct arena *mem = arena_new();
	size_t n = 1000000;
	char *s = arena_take(mem, n);
	struct pairs p;
	const char *why;

	memset(s, '[', n);
	EXPECT(json_read(mem, s, n, &p, &why) == INVALID);
	EXPECT(strcmp(why, "json_broken") == 0);
	arena_free(mem);
}
