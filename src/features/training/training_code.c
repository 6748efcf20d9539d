#include "features/training/training_day.h"

#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/text.h"

enum { CODE_LETTERS = 14,		/* 4, 4, 4 and two hyphens */
	FOUR_DIGITS = 10000, HEX = 16 };

const char *
training_code_new(struct arena *mem)
{
	return arena_bytes(mem, crypto_readable(mem), CODE_LETTERS);
}

/* Only what was meant: letters, small, and digits. */
static const char *
bare(struct arena *mem, const char *typed)
{
	const char *s = text_fold_width(mem, typed ? typed : "");
	char *out = arena_take(mem, strlen(s) + 1);
	size_t n = 0;

	for (; *s; s++) {
		if ((*s >= '0' && *s <= '9') || (*s >= 'a' && *s <= 'z'))
			out[n++] = *s;
		else if (*s >= 'A' && *s <= 'Z')
			out[n++] = (char)(*s - 'A' + 'a');
	}
	return out;
}

const char *
training_certificate_digest(struct arena *mem, const char *number, const char *day,
    const char *code)
{
	const char *text = arena_fmt(mem, "training certificate %s %s %s",
	    bare(mem, code), bare(mem, day), bare(mem, number));

	return crypto_digest(mem, text, strlen(text));
}

const char *
training_door_digest(struct arena *mem, const char *token)
{
	return crypto_digest(mem, token, strlen(token));
}

static unsigned long
four_digits(struct arena *mem, const char *token, const char *moment)
{
	const char *text = arena_fmt(mem, "%s %s", moment, token);
	const char *digest = crypto_digest(mem, text, strlen(text));

	return strtoul(arena_bytes(mem, digest, 8), NULL, HEX) % FOUR_DIGITS;
}

const char *
training_start_code(struct arena *mem, const char *token)
{
	return arena_fmt(mem, "%04lu", four_digits(mem, token, "start"));
}

const char *
training_end_code(struct arena *mem, const char *token)
{
	unsigned long start = four_digits(mem, token, "start");
	unsigned long end = four_digits(mem, token, "end");

	if (end == start)
		end = (end + 1) % FOUR_DIGITS;
	return arena_fmt(mem, "%04lu", end);
}
