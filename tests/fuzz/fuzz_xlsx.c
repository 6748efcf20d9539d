#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/xlsx.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Any bytes are a sheet of text or are refused with a reason. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	struct table t;
	const char *why = NULL;

	if (xlsx_read(mem, (const char *)data, n, &t, &why) == OK) {
		assert(t.nrows && t.ncols);
		for (size_t i = 0; i < t.nrows * t.ncols; i++)
			assert(text_valid(t.cells[i], strlen(t.cells[i])));
	} else {
		assert(why);
	}
	arena_free(mem);
	return 0;
}
