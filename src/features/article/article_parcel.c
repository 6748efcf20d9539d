#include "features/article/article_parcel.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/json.h"
#include "base/sign.h"

static const struct {
	const char *name;
	size_t at;
} members[] = {
	{ "what", offsetof(struct parcel_item, what) },
	{ "kind", offsetof(struct parcel_item, kind) },
	{ "title", offsetof(struct parcel_item, title) },
	{ "body", offsetof(struct parcel_item, body) },
	{ "easy", offsetof(struct parcel_item, easy) },
	{ "themes", offsetof(struct parcel_item, themes) },
	{ "type", offsetof(struct parcel_item, type) },
	{ "bytes", offsetof(struct parcel_item, bytes) },
};

static const char **
member(struct parcel_item *item, size_t i)
{
	return (const char **)(void *)((char *)item + members[i].at);
}

static const char *
line_of(struct arena *mem, const struct parcel_item *item)
{
	struct parcel_item copy = *item;
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < COUNT(members); i++) {
		if (!*member(&copy, i))
			continue;
		buffer_fmt(&b, "%s\"%s\":", b.len ? "," : "{",
		    members[i].name);
		buffer_json(&b, *member(&copy, i));
	}
	buffer_add(&b, "}");
	return b.s;
}

void
parcel_write(struct buffer *out, const struct seal_keys *keys,
    const struct parcel *p)
{
	struct arena *mem = out->mem;
	struct buffer head = buffer_new(mem), lines = buffer_new(mem);

	buffer_fmt(&head, "{\"format\":\"%d\",\"centre\":", PARCEL_FORMAT);
	buffer_json(&head, p->centre);
	buffer_fmt(&head, ",\"key\":\"%s\",\"made_at\":\"%s\",\"n\":\"%zu\","
	    "\"digests\":\"", sign_key(mem, keys), p->made_at, p->n);
	for (size_t i = 0; i < p->n; i++) {
		const char *line = line_of(mem, &p->items[i]);

		buffer_add(&head, crypto_digest(mem, line, strlen(line)));
		buffer_fmt(&lines, "%s\n", line);
	}
	buffer_add(&head, "\"}");
	buffer_fmt(out, "%s\n%s\n%s", head.s, sign_text(mem, keys, head.s),
	    lines.s);
}

static const char *
next_line(struct arena *mem, const char **at, const char *end)
{
	const char *eol = memchr(*at, '\n', (size_t)(end - *at));
	size_t n = (size_t)((eol ? eol : end) - *at);
	const char *line = arena_bytes(mem, *at, n);

	*at += n + (eol != NULL);
	return line;
}

struct reading {
	struct arena *mem;
	const char *at, *end, *digests;
	const char **why;
};

static enum result
refuse(const struct reading *in, const char *says)
{
	*in->why = says;
	return INVALID;
}

static enum result
read_head(struct reading *in, struct parcel *p)
{
	const char *head = next_line(in->mem, &in->at, in->end);
	const char *signature = next_line(in->mem, &in->at, in->end);
	const char *ignored, *n, *format;
	struct pairs pairs;

	if (json_read(in->mem, head, strlen(head), &pairs, &ignored))
		return refuse(in, "好事例のファイルではありません。");
	format = pairs_get(&pairs, "format");
	p->centre = pairs_get(&pairs, "centre");
	p->key = pairs_get(&pairs, "key");
	p->made_at = pairs_get(&pairs, "made_at");
	in->digests = pairs_get(&pairs, "digests");
	n = pairs_get(&pairs, "n");
	if (!format || !p->centre || !p->key || !p->made_at || !in->digests ||
	    !n || strlen(p->key) != SIGN_KEY)
		return refuse(in, "好事例のファイルではありません。");
	if (strtol(format, NULL, 10) != PARCEL_FORMAT)
		return refuse(in, "新しい形式のファイルです。このシステムを新しくしてください。");
	if (!sign_fits(p->key, head, signature))
		return refuse(in, "1行目が書きかえられています（署名が合いません）。"
		    "送った人に、もう一度送ってもらってください。");
	p->n = strtoul(n, NULL, 10);
	if (p->n > PARCEL_ITEMS || strlen(in->digests) != p->n * 64)
		return refuse(in, "1行目の数が合いません。");
	return OK;
}

static enum result
read_item(struct reading *in, size_t i, struct parcel_item *item)
{
	const char *line = next_line(in->mem, &in->at, in->end), *ignored;
	const char *digest = crypto_digest(in->mem, line, strlen(line));
	struct pairs pairs;

	if (strncmp(digest, in->digests + i * 64, 64) != 0)
		return refuse(in, arena_fmt(in->mem, "%zu行目が書きかえられているか、欠けています。"
		    "送った人に、もう一度送ってもらってください。", i + 3));
	if (json_read(in->mem, line, strlen(line), &pairs, &ignored))
		return refuse(in, arena_fmt(in->mem, "%zu行目が読めません。",
		    i + 3));
	for (size_t k = 0; k < COUNT(members); k++)
		*member(item, k) = pairs_get(&pairs, members[k].name);
	if (!item->what || !item->title)
		return refuse(in, arena_fmt(in->mem, "%zu行目に題がありません。",
		    i + 3));
	return OK;
}

enum result
parcel_read(struct arena *mem, const char *text, size_t len, struct parcel *p,
    const char **why)
{
	struct reading in = { mem, text, text + len, NULL, why };
	enum result rc;

	*p = (struct parcel){ 0 };
	if (len > PARCEL_BYTES)
		return refuse(&in, "大きすぎます（10MBまで）。");
	rc = read_head(&in, p);
	if (rc)
		return rc;
	p->items = arena_array(mem, p->n + 1, sizeof(*p->items));
	for (size_t i = 0; !rc && i < p->n; i++)
		rc = read_item(&in, i, &p->items[i]);
	if (!rc && in.at < in.end)
		rc = refuse(&in, "終わりに余分な行があります。");
	return rc;
}
