#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What is read as a date is a day, and its label is read as the same day. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	const char *typed = arena_bytes(mem, (const char *)data, n), *day;

	if (text_valid(typed, strlen(typed)) &&
	    (day = date_read(mem, typed, "2026-11-20"))) {
		const char *again = date_read(mem, date_long(mem, day),
		    "2026-11-20");

		assert(date_valid(day));
		assert(again && strcmp(again, day) == 0);
		again = date_read(mem, date_era(mem, day), "2026-11-20");
		assert(again && strcmp(again, day) == 0);
	}
	arena_free(mem);
	return 0;
}
