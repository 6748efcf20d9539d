#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/media.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* What is kept of any bytes is of the same kind when it is read again, and
 * nothing more is left behind then. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *mem = arena_new();
	struct media m = { 0 }, again = { 0 };

	if (media_read(mem, (const char *)data, n, &m) == MEDIA_FINE) {
		assert(media_of_name(media_name(m.type)) == m.type);
		assert(m.type == MEDIA_PDF ? m.len == n : m.len <= n + 36);
		assert(m.type == MEDIA_PDF || m.width <= MEDIA_MAX_PIXELS / m.height);
		assert(media_read(mem, m.bytes, m.len, &again) == MEDIA_FINE);
		assert(again.type == m.type && again.len == m.len);
		assert(memcmp(again.bytes, m.bytes, m.len) == 0);
	} else {
		assert(!m.type && !m.bytes);
	}
	arena_free(mem);
	return 0;
}
