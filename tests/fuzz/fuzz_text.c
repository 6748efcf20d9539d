#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const char *s)
{
	assert(text_valid(s, strlen(s)));
}

/* Tidying twice is tidying once; keys are text without spaces. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	const char *s = arena_bytes(mem, (const char *)data, n), *tidy, *key;
	size_t parts;
	int64_t number;

	if (text_valid(s, strlen(s))) {
		tidy = text_tidy(mem, s);
		check(tidy);
		assert(strcmp(text_tidy(mem, tidy), tidy) == 0);
		key = text_key(mem, s);
		check(key);
		assert(!strpbrk(key, " \t\n") && strcmp(text_key(mem, tidy),
		    text_key(mem, text_tidy(mem, tidy))) == 0);
		check(text_key_loose(mem, s));
		check(text_katakana(mem, s));
		check(text_cut(mem, s, 3));
		(void)text_number(s, &number);
		for (const char *const *p = text_split(mem, s, &parts); *p; p++)
			check(*p);
	}
	arena_free(mem);
	return 0;
}
