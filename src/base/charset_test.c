#include "base/charset.h"

#include "tests/kit.h"

static bool
decodes(const char *bytes, size_t n, const char *expected)
{
	struct arena *mem = arena_new();
	char *text = NULL;
	size_t len = 0;
	enum result rc = charset_decode(mem, bytes, n, &text, &len);
	bool same;

	if (!expected)
		same = rc == INVALID;
	else
		same = rc == OK && len == strlen(expected) &&
		    memcmp(text, expected, len + 1) == 0;
	arena_free(mem);
	return same;
}

/* With what stands in the program as one literal; a NUL may be inside. */
#define DECODES(bytes, expected) decodes(bytes, sizeof(bytes) - 1, expected)

UNIT(utf_8_is_taken_as_it_is_without_its_mark)
{
	EXPECT(DECODES("", ""));
	EXPECT(DECODES("\xef\xbb\xbf", ""));
	EXPECT(DECODES("氏名,髙﨑①～\r\n", "氏名,髙﨑①～\r\n"));
	EXPECT(DECODES("\xef\xbb\xbf" "氏名,𠮷野", "氏名,𠮷野"));
	EXPECT(DECODES("葛\xf3\xa0\x84\x80", "葛\xf3\xa0\x84\x80"));
	/* Only one mark is a mark. */
	EXPECT(DECODES("\xef\xbb\xbf\xef\xbb\xbf" "a", "\xef\xbb\xbf" "a"));
}

UNIT(what_excel_saves_in_japan_is_read)
{
	EXPECT(DECODES("\x96\xbc\x91\x4f,\xb1\xb2", "名前,ｱｲ"));
	EXPECT(DECODES("\x87\x40\xfb\xfc\xed\x95\x81\x60", "①髙﨑～"));
	EXPECT(DECODES("\xfa\xb1\xfa\x40", "﨑ⅰ"));	/* the other rows */
	EXPECT(DECODES("\x95\x5c\x8e\xa6\\~|", "表示\\~|"));
	EXPECT(DECODES("\x81\x7c\x81\x61\x81\x5c\x87\x8a", "－∥―㈱"));
	EXPECT(DECODES("\xf0\x40", "\xee\x80\x80"));	/* a letter of their own */
}

UNIT(utf_16_is_told_by_its_mark)
{
	EXPECT(DECODES("\xff\xfe" "a\0\x42\x30", "aあ"));
	EXPECT(DECODES("\xfe\xff" "\0a\x30\x42", "aあ"));
	EXPECT(DECODES("\xff\xfe\x42\xd8\xb7\xdf", "𠮷"));
	EXPECT(DECODES("\xff\xfe", ""));
	EXPECT(DECODES("\xff\xfe" "a", NULL));		/* half a letter */
	EXPECT(DECODES("\xff\xfe\x42\xd8", NULL));	/* half a pair */
	EXPECT(DECODES("\xff\xfe\x42\xd8" "a\0", NULL));
	EXPECT(DECODES("\xff\xfe" "a\0\0\0b\0", NULL));
}

UNIT(broken_bytes_are_refused)
{
	EXPECT(DECODES("\x81\xff\xff", NULL));
	EXPECT(DECODES("\x96", NULL));			/* cut in the middle */
	EXPECT(DECODES("a\0b", NULL));
	EXPECT(DECODES("\x96\xbc\0", NULL));
	EXPECT(DECODES("\xfe\xfd", NULL));
	/* The mark says UTF-8, so no other reading is tried. */
	EXPECT(DECODES("\xef\xbb\xbf\x96\xbc", NULL));
	/* One letter in CP932, one in UTF-8: neither the one nor the other. */
	EXPECT(DECODES("\x96\xbc\xe5\x90\x8d", NULL));
}

UNIT(decoded_text_is_the_callers_to_change)
{
	static const char utf8[] = "a,b";
	struct arena *mem = arena_new();
	char *text = NULL;
	size_t len = 0;

	EXPECT(charset_decode(mem, utf8, 3, &text, &len) == OK);
	text[1] = '\0';
	EXPECT(strcmp(utf8, "a,b") == 0 && text[3] == '\0');
	arena_free(mem);
}
