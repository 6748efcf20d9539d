#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/http_threads.h"

/* A browser's headers take 1-2 KB. */
enum { MAX_HEADER_BYTES = 16 * 1024 };

/*
 * What can be said before the body is read. A proxy before us must not read a
 * request otherwise than we do, so what is not exactly as RFC 9112 has it is
 * refused, even where libmicrohttpd would put up with it.
 */
struct head {
	size_t lengths; /* headers that say the body's length */
	size_t hosts, headers;
	size_t seen; /* bytes that are accounted for */
	unsigned long long length;
	bool broken, expects, chunked;
};

static bool
is_token(const char *s)
{
	static const char letters[] =
	    "!#$%&'*+-.^_`|~0123456789"
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

	return *s && s[strspn(s, letters)] == '\0';
}

static bool
is_plain(const char *s)
{
	for (; *s; s++) {
		if (((unsigned char)*s < ' ' && *s != '\t') || *s == 0x7f)
			return false;
	}
	return true;
}

static void
see_framing(struct head *h, const char *name, const char *value)
{
	if (strcasecmp(name, "Expect") == 0)
		h->expects = true;
	if (strcasecmp(name, "Host") == 0)
		h->hosts++;
	if (strcasecmp(name, "Transfer-Encoding") == 0) {
		h->lengths++;
		h->chunked = true;
		h->broken = h->broken || strcasecmp(value, "chunked") != 0;
	}
	if (strcasecmp(name, "Content-Length") == 0) {
		h->lengths++;
		h->broken = h->broken || !*value ||
			    value[strspn(value, "0123456789")] != '\0';
		h->length = strtoull(value, NULL, 10);
	}
}

/*
 * libmicrohttpd lets the name, the colon and blanks, and the value stand in its
 * memory as they came; a line folded into the one before does not.
 */
static enum MHD_Result
see_header(void *to, enum MHD_ValueKind kind, const char *name, size_t nname,
    const char *value, size_t nvalue)
{
	struct head *h = to;

	(void)kind;
	h->headers++;
	if (!value || !is_token(name) || value <= name + nname ||
	    !is_plain(value)) {
		h->broken = true;
		return MHD_NO;
	}
	h->seen += (size_t)(value - name) + nvalue + strlen("\r\n");
	see_framing(h, name, value);
	return MHD_YES;
}

/*
 * Every byte of the head must be one that was understood: where a line ended
 * without CR, a NUL cut a value short, a line was folded or a blank was one too
 * many, the sum is another.
 */
static bool
all_is_seen(const struct http_call *c, const char *version,
    const struct head *h, size_t size)
{
	size_t line = strlen(c->method) + strlen(" ") + strlen(c->target) +
		      strlen(" ") + strlen(version) + strlen("\r\n");

	return line + h->seen + strlen("\r\n") == size;
}

unsigned
http_head_check(
    const struct http_call *c, const char *version, unsigned long long *nbody)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
	    c->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	struct head h = { 0 };

	MHD_get_connection_values_n(
	    c->connection, MHD_HEADER_KIND, see_header, &h);
	*nbody = h.length;
	if (h.broken || h.lengths > 1 || h.hosts > 1 || !is_token(c->method) ||
	    !is_plain(c->target) ||
	    !all_is_seen(c, version, &h, info->header_size))
		return 400;
	if (info->header_size > MAX_HEADER_BYTES ||
	    h.headers > HTTP_MAX_HEADERS)
		return 431;
	/* Browsers always say how long a body is. How a chunk may end is read
	 * in too many ways, and libmicrohttpd does not let us see it. */
	if (h.chunked)
		return 411;
	return h.length > c->most && h.expects ? 413 : 0;
}

/* The same address is always written the same way: limits go by it. */
static const char *
address_read(struct arena *mem, const char *s)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	char *text = arena_take(mem, INET6_ADDRSTRLEN);
	int family = strchr(s, ':') ? AF_INET6 : AF_INET;

	if (inet_pton(family, s, bytes) != 1)
		return NULL;
	return inet_ntop(family, bytes, text, INET6_ADDRSTRLEN);
}

/* The last of these headers, when the proxy that is believed sent them. */
static const char *
from_proxy(const struct http_call *c, const struct pairs *headers,
    const char *name)
{
	const char *proxy = c->server->config.proxy, *value = NULL;

	if (!proxy || strcmp(c->address, proxy) != 0)
		return NULL;
	for (size_t i = 0; i < headers->n; i++) {
		if (strcmp(headers->at[i].name, name) == 0)
			value = headers->at[i].value;
	}
	return value;
}

/* What stands last was added by the proxy itself, the rest by anybody. */
const char *
http_head_address(
    struct arena *mem, const struct http_call *c, const struct pairs *headers)
{
	const char *list = from_proxy(c, headers, "x-forwarded-for"), *last;

	if (!list)
		return c->address;
	last = strrchr(list, ',');
	last = last ? last + 1 : list;
	last = address_read(mem, last + strspn(last, " \t"));
	return last ? last : c->address;
}

bool
http_head_secure(const struct http_call *c, const struct pairs *headers)
{
	const char *scheme = from_proxy(c, headers, "x-forwarded-proto");

	return c->server->config.cert ||
	    (scheme && strcmp(scheme, "https") == 0);
}
