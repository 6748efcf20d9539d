#include "base/message.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/instant.h"

static const char local_letters[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    ".!#$%&'*+-/=?^_`{|}~";
static const char domain_letters[] = "abcdefghijklmnopqrstuvwxyz"
				     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

/* A line with an encoded word has 76 characters at most, as one of base64; what
 * is counted here are bytes. An encoded word holds whole characters. */
enum { MAX_LOCAL = 64, WORD_BYTES = 39, LINE_BYTES = 57, JAPAN = 9 * 3600 };

/* Telephone companies gave out addresses with two dots in a row: let be. */
bool
message_address_fits(const char *s)
{
	size_t local = s ? strspn(s, local_letters) : 0, domain;

	if (!local || local > MAX_LOCAL || s[local] != '@')
		return false;
	s += local + 1;
	domain = strspn(s, domain_letters);
	return domain && s[domain] == '\0' && *s != '.' && *s != '-' &&
	       s[domain - 1] != '.' && s[domain - 1] != '-' &&
	       !strstr(s, "..") && local + 1 + domain <= MESSAGE_MAX_ADDRESS;
}

static void
add_base64(struct buffer *b, const char *bytes, size_t n)
{
	char out[sodium_base64_ENCODED_LEN(
	    LINE_BYTES, sodium_base64_VARIANT_ORIGINAL)];

	sodium_bin2base64(out, sizeof(out), (const unsigned char *)bytes, n,
	    sodium_base64_VARIANT_ORIGINAL);
	buffer_add(b, out);
}

/* How many bytes of `s` fit into one encoded word without cutting through a
 * character. */
static size_t
word_length(const char *s)
{
	size_t n = strnlen(s, WORD_BYTES + 1);

	if (n <= WORD_BYTES)
		return n;
	for (n = WORD_BYTES; n > 1 && ((unsigned char)s[n] & 0xc0) == 0x80;)
		n--;
	return n;
}

/* Always encoded, ASCII too: then there is nothing to tell apart. */
static void
add_words(struct buffer *b, const char *text)
{
	char *s = arena_text(b->mem, text);

	for (char *c = s; *c; c++) {
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = ' ';
	}
	for (size_t n; *s; s += n) {
		n = word_length(s);
		buffer_add(b, "=?UTF-8?B?");
		add_base64(b, s, n);
		buffer_add(b, s[n] ? "?=\r\n " : "?=");
	}
}

static void
add_date(struct buffer *b, const char *instant)
{
	const char *local = instant_add(b->mem, instant, JAPAN);
	char text[64] = "";
	struct tm tm = { 0 };

	if (strptime(local, "%Y-%m-%dT%H:%M:%SZ", &tm))
		strftime(
		    text, sizeof(text), "%a, %d %b %Y %H:%M:%S +0900", &tm);
	buffer_fmt(b, "Date: %s\r\n", text);
}

static void
add_body(struct buffer *b, const char *body)
{
	struct buffer lines = buffer_new(b->mem);

	for (const char *s = body; *s; s++) {
		if (*s == '\n')
			buffer_add(&lines, "\r\n");
		else if (*s != '\r')
			buffer_bytes(&lines, s, 1);
	}
	if (lines.len && lines.s[lines.len - 1] != '\n')
		buffer_add(&lines, "\r\n");
	for (size_t at = 0; at < lines.len; at += LINE_BYTES) {
		size_t n = lines.len - at;

		add_base64(b, lines.s + at, n < LINE_BYTES ? n : LINE_BYTES);
		buffer_add(b, "\r\n");
	}
}

static bool
id_fits(const char *id)
{
	size_t n = strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return n && id[n] == '\0' && n <= MAX_LOCAL;
}

const char *
message_write(struct arena *mem, const struct message *m)
{
	struct buffer b = buffer_new(mem);

	if (!id_fits(m->id) || !message_address_fits(m->from) ||
	    !message_address_fits(m->to))
		return NULL;
	add_date(&b, m->instant);
	buffer_add(&b, "From:");
	if (m->from_name && *m->from_name) {
		buffer_add(&b, " ");
		add_words(&b, m->from_name);
		buffer_add(&b, "\r\n");
	}
	buffer_fmt(&b, " <%s>\r\nTo: <%s>\r\nSubject: ", m->from, m->to);
	add_words(&b, m->subject);
	buffer_fmt(&b, "\r\nMessage-ID: <%s%s>\r\n", m->id,
	    strchr(m->from, '@'));
	buffer_add(&b, "Auto-Submitted: auto-generated\r\n"
		       "MIME-Version: 1.0\r\n"
		       "Content-Type: text/plain; charset=UTF-8\r\n"
		       "Content-Transfer-Encoding: base64\r\n\r\n");
	add_body(&b, m->body);
	return b.s;
}
