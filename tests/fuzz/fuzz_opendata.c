#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "features/opendata/opendata_row.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* The first byte chooses the kind of file; the rest is the file. Whatever it
 * is, entries have a key, a name and text, or it is refused with a sentence. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct open_area area = { .prefecture = "02",
	    .prefecture_name = "青森県", .south = 4020000, .west = 13940000,
	    .north = 4160000, .east = 14180000 };
	struct arena *mem = arena_new();
	struct open_report *report = arena_take(mem, sizeof(*report));
	const struct open_format *format;
	struct open_entries got;

	if (n) {
		format = &open_formats[data[0] % nopen_formats];
		if (open_read(mem, &area, format, (const char *)data + 1,
		    n - 1, &got, report))
			assert(report->refused && !got.n);
		for (size_t i = 0; i < got.n; i++) {
			const struct open_entry *e = got.at[i];

			assert(e->number && *e->number && e->kind && *e->kind);
			assert(text_valid(e->number, strlen(e->number)));
			assert(e->address && text_valid(e->address,
			    strlen(e->address)));
			assert(format->what == OPEN_TIMES || *e->name);
			assert(e->capacity >= -1);
		}
	}
	arena_free(mem);
	return 0;
}
