#include "public/hsds_write.h"

#include <string.h>

#include "base/uuid5.h"

/* Keys are words of ours: nothing in them needs an escape. */
static void
put_key(struct buffer *b, const char *key)
{
	if (b->len && !strchr("{[:,\n", b->s[b->len - 1]))
		buffer_bytes(b, ",", 1);
	if (!key)
		return;
	buffer_bytes(b, "\"", 1);
	buffer_add(b, key);
	buffer_bytes(b, "\":", 2);
}

void
hsds_open(struct buffer *b, const char *key, const char *bracket)
{
	put_key(b, key);
	buffer_add(b, bracket);
}

void
hsds_close(struct buffer *b, const char *bracket)
{
	buffer_add(b, bracket);
}

void
hsds_text(struct buffer *b, const char *key, const char *value)
{
	if (!value || !*value)
		return;
	put_key(b, key);
	buffer_json(b, value);
}

void
hsds_number(struct buffer *b, const char *key, int64_t n)
{
	put_key(b, key);
	buffer_int(b, n);
}

void
hsds_plain(struct buffer *b, const char *key, const char *value)
{
	put_key(b, key);
	buffer_add(b, value);
}

void
hsds_bool(struct buffer *b, const char *key, bool yes)
{
	hsds_plain(b, key, yes ? "true" : "false");
}

static bool
is_plain(const char *s, const char *never)
{
	for (; *s; s++) {
		if (*s <= ' ' || *s > '~' || strchr(never, *s))
			return false;
	}
	return true;
}

void
hsds_url(struct buffer *b, const char *key, const char *value)
{
	if (!value || !is_plain(value, "<>\"{}|\\^`") ||
	    (strncmp(value, "https://", 8) && strncmp(value, "http://", 7)))
		return;
	hsds_text(b, key, value);
}

void
hsds_mail(struct buffer *b, const char *key, const char *value)
{
	const char *at = value ? strchr(value, '@') : NULL;

	if (!at || at == value || !at[1] || strchr(at + 1, '@') ||
	    !is_plain(value, "<>()[],;:\\\""))
		return;
	hsds_text(b, key, value);
}

const char *
hsds_uuid(struct arena *mem, const char *part, const char *owner)
{
	return uuid5(mem, UUID5_TSUNAGU, arena_fmt(mem, "%s:%s", part, owner));
}

void
hsds_part_id(struct buffer *b, const char *part, const char *owner)
{
	hsds_text(b, "id", hsds_uuid(b->mem, part, owner));
}

bool
hsds_is_uuid(const char *s)
{
	size_t i;

	for (i = 0; i < 36 && s[i]; i++) {
		bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;

		if (hyphen ? s[i] != '-' :
		    !strchr("0123456789abcdef", s[i]))
			return false;
	}
	return i == 36 && !s[36];
}
