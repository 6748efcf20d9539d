#include "base/charset.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"

/* Three bytes of UTF-8 for any two of CP932 or UTF-16; one for ASCII. */
enum { GROWTH = 3 };

static enum result
convert(struct arena *mem, const char *from, const char *bytes, size_t n,
    char **text, size_t *len)
{
	iconv_t cd = iconv_open("UTF-8", from);
	char *in = (char *)(uintptr_t)bytes, *out;
	size_t left = n, room = n * GROWTH;

	if (cd == (iconv_t)-1)
		return BROKEN;
	*text = out = arena_take(mem, room + 1);
	n = iconv(cd, &in, &left, &out, &room);
	iconv_close(cd);
	*len = (size_t)(out - *text);
	return n == (size_t)-1 || left || !text_valid(*text, *len) ? INVALID :
	    OK;
}

static bool
begins(const char *bytes, size_t n, const char *mark, size_t len)
{
	return n >= len && memcmp(bytes, mark, len) == 0;
}

enum result
charset_decode(struct arena *mem, const char *bytes, size_t n, char **text,
    size_t *len)
{
	bool marked = begins(bytes, n, "\xef\xbb\xbf", 3);

	if (begins(bytes, n, "\xff\xfe", 2))
		return convert(mem, "UTF-16LE", bytes + 2, n - 2, text, len);
	if (begins(bytes, n, "\xfe\xff", 2))
		return convert(mem, "UTF-16BE", bytes + 2, n - 2, text, len);
	if (marked) {
		bytes += 3;
		n -= 3;
	}
	if (!text_valid(bytes, n))
		return marked ? INVALID :
		    convert(mem, "CP932", bytes, n, text, len);
	*text = arena_bytes(mem, bytes, n);
	*len = n;
	return OK;
}
