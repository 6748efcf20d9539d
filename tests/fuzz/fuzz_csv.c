#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/csv.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Whatever was read can be written and read back as the same cells. The column
 * that keeps blank cells at the end of a row has to have room. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	struct table a, b;
	const char *why;
	size_t line;

	if (csv_read(mem, (const char *)data, n, &a, &why, &line) == OK &&
	    a.ncols < CSV_MAX_COLUMNS) {
		struct buffer out = buffer_new(mem);

		buffer_add(&out, "\xef\xbb\xbf");
		for (size_t i = 0; i < a.nrows * a.ncols; i++) {
			assert(text_valid(a.cells[i], strlen(a.cells[i])));
			csv_cell(&out, a.cells[i]);
			buffer_add(&out, (i + 1) % a.ncols ? "," : ",.\r\n");
		}
		assert(csv_read(mem, out.s, out.len, &b, &why, &line) == OK);
		assert(b.nrows == a.nrows && b.ncols == a.ncols + 1);
		for (size_t i = 0; i < a.nrows * a.ncols; i++)
			assert(strcmp(csv_unguard(table_cell(&b, i / a.ncols,
			    i % a.ncols)), a.cells[i]) == 0);
	}
	arena_free(mem);
	return 0;
}
