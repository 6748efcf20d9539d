#include "tests/access/ask_test.h"

#include <stdlib.h>

#include "app/desk.h"
#include "app/site.h"
#include "base/buffer.h"
#include "base/xlsx.h"
#include "tests/kit_pdf.h"
#include "tests/kit_town.h"

enum { MAX_HEADERS = 6, COMPLAINTS = 8, UUID = 36 };

static const char *
type_of(const struct question *q)
{
	return q->form[0] == '{' ? "application/json" :
	    "application/x-www-form-urlencoded";
}

static struct pairs
headers_of(struct cast *c, struct arena *mem, const struct question *q)
{
	struct pair *h = arena_array(mem, MAX_HEADERS, sizeof(*h));
	const struct seat *seat = &c->seats[q->who];
	size_t n = 0;

	h[n++] = (struct pair){ "host", "127.0.0.1" };
	if (q->form)
		h[n++] = (struct pair){ "content-type", type_of(q) };
	if (q->who == ANONYMOUS || q->bare)
		return (struct pairs){ h, n };
	if (q->by_token) {
		h[n++] = (struct pair){ "authorization",
		    arena_fmt(mem, "Bearer %s", seat->token) };
		return (struct pairs){ h, n };
	}
	h[n++] = (struct pair){ "cookie", seat->cookie };
	h[n++] = (struct pair){ "x-csrf-token", seat->csrf };
	return (struct pairs){ h, n };
}

/* The pages of a workbook are zipped; its cells are what it says. Those of a
 * PDF are packed too, and words are broken into lines. */
static void
unzip(struct arena *mem, struct said *s)
{
	struct buffer b = buffer_new(mem);
	struct table table;
	const char *why;

	if (strncmp(s->body, "%PDF-", 5) == 0) {
		s->body = pdf_says_joined(mem, s->body, s->nbody);
		s->nbody = strlen(s->body);
		return;
	}
	if (!xlsx_looks(s->body, s->nbody) ||
	    xlsx_read(mem, s->body, s->nbody, &table, &why))
		return;
	for (size_t i = 0; i < table.nrows; i++) {
		for (size_t k = 0; k < table.ncols; k++)
			buffer_fmt(&b, "%s\t", table_cell(&table, i, k));
	}
	s->body = b.s;
	s->nbody = b.len;
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool
is_uuid(const char *s, size_t left)
{
	if (left < UUID)
		return false;
	for (size_t i = 0; i < UUID; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? s[i] != '-' : !is_hex(s[i]))
			return false;
	}
	return true;
}

/* Ids differ between any two questions, and the key of a form in any answer. */
static void
blot(struct buffer *b, const char *s, size_t n, const char *typed, bool ids)
{
	static const char once[] = "name=\"once\" value=\"";
	size_t ntyped = typed ? strlen(typed) : 0;

	for (size_t i = 0; i < n;) {
		if (ids && is_uuid(s + i, n - i)) {
			buffer_add(b, "<id>");
			i += UUID;
		} else if (n - i > sizeof(once) &&
		    memcmp(s + i, once, sizeof(once) - 1) == 0) {
			buffer_add(b, "<once>");
			i += sizeof(once) - 1;
			i += strcspn(s + i, "\"");
		} else if (ntyped && n - i >= ntyped &&
		    memcmp(s + i, typed, ntyped) == 0) {
			buffer_add(b, "<typed>");
			i += ntyped;
		} else {
			buffer_bytes(b, s + i, 1);
			i++;
		}
	}
}

static const char *
said_whole(struct arena *mem, const struct said *s, const char *typed,
    bool ids)
{
	struct buffer b = buffer_sized(mem, s->nbody + 1024);

	buffer_fmt(&b, "%d %s\n", s->status, s->type);
	for (size_t i = 0; i < s->headers.n; i++) {
		buffer_fmt(&b, "%s: ", s->headers.at[i].name);
		blot(&b, s->headers.at[i].value,
		    strlen(s->headers.at[i].value), typed, ids);
		buffer_add(&b, "\n");
	}
	blot(&b, s->body, s->nbody, typed, ids);
	return b.s;
}

const char *
said_blotted(struct arena *mem, const struct said *s, const char *typed)
{
	return said_whole(mem, s, typed, true);
}

const char *
said_masked(struct arena *mem, const struct said *s)
{
	return said_whole(mem, s, NULL, false);
}

void
ask_as(struct cast *c, struct arena *mem, const struct question *q,
    struct said *s)
{
	size_t npath = strcspn(q->target, "?");
	struct http_request in = {
		.method = q->method,
		.path = arena_bytes(mem, q->target, npath),
		.query = q->target[npath] ? q->target + npath + 1 : "",
		.headers = headers_of(c, mem, q),
		.body = q->form ? q->form : "",
		.nbody = q->form ? strlen(q->form) : 0,
		.address = "127.0.0.1",
	};
	struct http_answer out = { 0 };

	site_handle(c->town->site, c->town->desk, mem, &in, &out);
	town_take_stream(c->town, mem, &out);
	*s = (struct said){ .status = out.status,
	    .type = out.type ? out.type : "",
	    .body = out.body ? out.body : "", .nbody = out.nbody,
	    .headers = out.headers };
	unzip(mem, s);
}

static unsigned complaints;	/* of the route under way */

void
complain_anew(void)
{
	complaints = 0;
}

void
complain(const struct question *q, const struct said *s, const char *what)
{
	if (complaints++ < COMPLAINTS)
		fprintf(stderr, "    %s: %s %s %s%s-> %d: %s\n",
		    seat_names[q->who], q->method, q->target,
		    q->form ? q->form : "", q->by_token ? " by token " : "",
		    s->status, what);
}
