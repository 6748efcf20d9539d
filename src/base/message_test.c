#include "base/message.h"

#include <sodium.h>
#include <string.h>

#include "tests/kit.h"

static const struct message plain = {
	.id = "0198f0aa-1111-7000-8000-00000000000a",
	.instant = "2026-04-01T03:00:00Z",
	.from = "centre@centre.example",
	.to = "aoi@example.jp",
	.from_name = "支援センター",
	.subject = "お知らせ",
	.body = "ひとつ届いています。\nhttps://centre.example/",
};

/* What stands in base64 after `head`, decoded: lines, or encoded words. */
static const char *
decoded(struct arena *mem, const char *at, const char *ends)
{
	char *out = arena_take(mem, strlen(at) + 1);
	size_t n = 0;

	while (!strncmp(at, "=?UTF-8?B?", 10) || !*ends) {
		const char *end;
		size_t got = 0;

		at += *ends ? 10 : 0;
		EXPECT(sodium_base642bin((unsigned char *)out + n,
			   strlen(at) + 1, at, strlen(at), NULL, &got, &end,
			   sodium_base64_VARIANT_ORIGINAL) == 0);
		n += got;
		EXPECT(strncmp(end, ends, strlen(ends)) == 0);
		at = end + strlen(ends) + strspn(end + strlen(ends), "\r\n ");
		if (!*at)
			break;
	}
	return out;
}

static void
expect_lines_short(const char *s)
{
	for (; *s; s += strcspn(s, "\n") + 1) {
		EXPECT(strcspn(s, "\n") <= 77);
		EXPECT(s[strcspn(s, "\n") - 1] == '\r');
	}
}

UNIT(message_has_the_headers_of_a_notice)
{
	struct arena *mem = arena_new();
	const char *s = message_write(mem, &plain), *body;

	EXPECT(s && strncmp(s, "Date: Wed, 01 Apr 2026 12:00:00 +0900\r\n",
			39) == 0);
	EXPECT(strstr(s, "\r\n <centre@centre.example>\r\n"));
	EXPECT(strstr(s, "\r\nTo: <aoi@example.jp>\r\n"));
	EXPECT(strstr(s, "\r\nMessage-ID: <0198f0aa-1111-7000-8000-00000000000a"
			 "@centre.example>\r\n"));
	EXPECT(strstr(s, "\r\nAuto-Submitted: auto-generated\r\n"));
	body = strstr(s, "\r\n\r\n");
	EXPECT(body);
	EXPECT(strcmp(decoded(mem, strstr(s, "Subject: ") + 9, "?="),
		   "お知らせ") == 0);
	EXPECT(strcmp(decoded(mem, body + 4, ""),
		   "ひとつ届いています。\r\nhttps://centre.example/\r\n") == 0);
	arena_free(mem);
}

UNIT(message_cuts_a_long_subject_between_characters)
{
	struct arena *mem = arena_new();
	struct message m = plain;
	const char *s, *at;

	m.subject = "aあいうえおかきくけこさしすせそたちつてとなにぬねの"
		    "はひふへほまみむめもやゆよらりるれろわをん🍀🍀🍀🍀";
	s = message_write(mem, &m);
	EXPECT(s);
	expect_lines_short(s);
	EXPECT(
	    strcmp(decoded(mem, strstr(s, "Subject: ") + 9, "?="), m.subject) ==
	    0);
	/* Each word by itself is well-formed. */
	for (at = strstr(s, "Subject: ") + 9; !strncmp(at, "=?", 2);
	    at = strstr(at, "?=") + 5) {
		const char *word = arena_bytes(
		    mem, at, (size_t)(strstr(at, "?=") + 2 - at));

		word = decoded(mem, word, "?=");
		EXPECT(((unsigned char)*word & 0xc0) != 0x80);
	}
	arena_free(mem);
}

UNIT(message_takes_no_header_from_what_was_typed)
{
	struct arena *mem = arena_new();
	struct message m = plain;
	const char *s;

	m.subject = "a\r\nBcc: eve@example.jp\r\n\r\nb";
	m.from_name = "x\r\nBcc: eve@example.jp";
	m.body = "\r\n.\r\nMAIL FROM:<eve@example.jp>\r\n.\n";
	s = message_write(mem, &m);
	EXPECT(s && !strstr(s, "Bcc") && !strstr(s, "eve"));
	EXPECT(strcmp(decoded(mem, strstr(s, "Subject: ") + 9, "?="),
		   "a  Bcc: eve@example.jp    b") == 0);
	expect_lines_short(s);
	m = plain;
	m.to = "a@b.jp>\r\nBcc: <eve@example.jp";
	EXPECT(!message_write(mem, &m));
	m = plain;
	m.from = "a@b.jp\n";
	EXPECT(!message_write(mem, &m));
	m = plain;
	m.id = "x>\r\nBcc: <eve@example.jp";
	EXPECT(!message_write(mem, &m));
	arena_free(mem);
}
