#include "base/checkpoint_line.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where things stand, counted from the end: only SEQ differs in length. */
enum {
	HEX = 2 * CHAIN_HEAD,
	SIGNATURE_HEX = 2 * CHECKPOINT_SIGNATURE_BYTES,
	SIGNATURE_AT = SIGNATURE_HEX,
	PREVIOUS_AT = SIGNATURE_AT + 1 + HEX,
	HEAD_AT = PREVIOUS_AT + 1 + HEX,
	INSTANT_AT = HEAD_AT + CHECKPOINT_INSTANT,
	NAME = 16,
	DIGITS = 19
};

static const char name[] = "tsunagu-audit-1 ";

static bool
instant_fine(const char *instant)
{
	static const char form[] = "0000-00-00T00:00:00Z";

	for (size_t i = 0; i < sizeof(form); i++) {
		if (form[i] == '0' ? instant[i] < '0' || instant[i] > '9'
				   : instant[i] != form[i])
			return false;
	}
	return true;
}

/* The whole line, as it is written; its length. */
static size_t
line_text(
    const struct checkpoint_line *line, char text[CHECKPOINT_LINE_MOST + 1])
{
	char head[HEX + 1], previous[HEX + 1], signature[SIGNATURE_HEX + 1];

	sodium_bin2hex(head, sizeof(head), line->point.head, CHAIN_HEAD);
	sodium_bin2hex(previous, sizeof(previous), line->previous, CHAIN_HEAD);
	sodium_bin2hex(signature, sizeof(signature), line->signature,
	    sizeof(line->signature));
	return (size_t)snprintf(text, CHECKPOINT_LINE_MOST + 1,
	    "%s%lld %s %s %s %s", name, (long long)line->point.seq,
	    line->point.instant, head, previous, signature);
}

bool
checkpoint_line_write(struct checkpoint_line *line, const uint8_t *secret,
    char text[CHECKPOINT_LINE_MOST + 1])
{
	size_t n;

	if (line->point.seq < 0 || line->point.seq > CHAIN_LAST ||
	    !instant_fine(line->point.instant))
		return false;
	memset(line->signature, 0, sizeof(line->signature));
	n = line_text(line, text);
	if (crypto_sign_detached(line->signature, NULL, (const uint8_t *)text,
		n - SIGNATURE_AT - 1, secret))
		return false;
	line_text(line, text);
	return true;
}

static bool
hex_read(const char *hex, uint8_t *bytes, size_t n)
{
	size_t done;

	return !sodium_hex2bin(bytes, n, hex, 2 * n, NULL, &done, NULL) &&
	       done == n;
}

/* Read by place, written again and compared: one text for one meaning. */
static bool
line_parse(const char *s, size_t n, struct checkpoint_line *line)
{
	char again[CHECKPOINT_LINE_MOST + 1], digits[DIGITS + 1] = { 0 };
	const char *end = s + n;

	memcpy(digits, s + NAME, n - INSTANT_AT - 1 - NAME);
	line->point.seq = strtoll(digits, NULL, 10);
	memcpy(line->point.instant, end - INSTANT_AT, CHECKPOINT_INSTANT);
	line->point.instant[CHECKPOINT_INSTANT - 1] = 0;
	return line->point.seq >= 0 && line->point.seq <= CHAIN_LAST &&
	       instant_fine(line->point.instant) &&
	       hex_read(end - HEAD_AT, line->point.head, CHAIN_HEAD) &&
	       hex_read(end - PREVIOUS_AT, line->previous, CHAIN_HEAD) &&
	       hex_read(end - SIGNATURE_AT, line->signature,
		   sizeof(line->signature)) &&
	       line_text(line, again) == n && memcmp(again, s, n) == 0;
}

enum checkpoint_fault
checkpoint_line_read(const char *s, size_t n, const uint8_t key[CHECKPOINT_KEY],
    struct checkpoint_line *line)
{
	if (n < CHECKPOINT_LINE_LEAST || n > CHECKPOINT_LINE_MOST ||
	    !line_parse(s, n, line))
		return CHECKPOINT_FORM;
	return crypto_sign_verify_detached(line->signature, (const uint8_t *)s,
		   n - SIGNATURE_AT - 1, key)
		   ? CHECKPOINT_SIGNATURE
		   : CHECKPOINT_FINE;
}

/* How long a line is to be that begins so; 0 when none begins so. */
static size_t
length_of(const char *s, size_t n)
{
	size_t at = NAME;

	while (at < n && s[at] >= '0' && s[at] <= '9')
		at++;
	return at < n && s[at] == ' ' ? CHECKPOINT_LINE_LEAST - 1 + at - NAME
				      : 0;
}

bool
checkpoint_line_torn(const char *s, size_t n, bool ended)
{
	static const char used[] = "0123456789abcdefghijklmnopqrstuvwxyz-: TZ";

	for (size_t i = 0; i < n; i++) {
		if (!memchr(used, s[i], sizeof(used))) /* NUL is among them */
			return false;
	}
	return !ended || n < CHECKPOINT_LINE_LEAST || !s[0] || !s[n - 1] ||
	       n < length_of(s, n);
}

void
checkpoint_line_hash(const char *s, size_t n, uint8_t hash[CHAIN_HEAD])
{
	crypto_generichash(hash, CHAIN_HEAD, (const uint8_t *)s, n, NULL, 0);
}

bool
checkpoint_follows(const struct checkpoint *last, const struct checkpoint *next)
{
	return next->seq > last->seq ||
	       (next->seq == last->seq &&
		   memcmp(next->head, last->head, CHAIN_HEAD) == 0);
}
