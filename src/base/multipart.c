#include "base/http.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

/*
 * multipart/form-data as browsers write it (RFC 7578), and nothing looser: no
 * preamble, no folded header lines, no transfer encoding.
 */
enum {
	MAX_BOUNDARY = 70,
	MAX_PART_HEADERS = 8,
	MAX_HEADER_LINE = 2048,
	MAX_PARAMETERS = 4,
	MAX_PARTS = FORM_MAX_FIELDS + FORM_MAX_UPLOADS
};

struct span {
	const char *s;
	size_t n;
};

struct reader {
	struct arena *mem;
	const char *at, *end;
	char delimiter[MAX_BOUNDARY + 5]; /* CR LF - - boundary */
	size_t ndelimiter;
	struct pairs *fields;
	struct uploads *uploads;
};

struct part {
	const char *name, *file; /* file: NULL for a plain field */
};

static bool
starts(const struct span *s, const char *word)
{
	size_t n = strlen(word);

	return s->n >= n && strncasecmp(s->s, word, n) == 0;
}

static void
skip(struct span *s, size_t n)
{
	s->s += n;
	s->n -= n;
}

static void
skip_blanks(struct span *s)
{
	while (s->n && (*s->s == ' ' || *s->s == '\t'))
		skip(s, 1);
}

/*
 * A quoted parameter value. Browsers write a quote in a name as %22, older
 * ones as \"; any other backslash is part of the name.
 */
static const char *
read_quoted(struct arena *mem, struct span *s)
{
	char *out = arena_take(mem, s->n + 1);
	size_t n = 0;

	for (skip(s, 1); s->n && *s->s != '"'; skip(s, 1)) {
		if (*s->s == '\\' && s->n > 1 && s->s[1] == '"') {
			skip(s, 1);
		} else if (s->n > 3 && memcmp(s->s, "%22", 3) == 0) {
			skip(s, 2);
			out[n++] = '"';
			continue;
		}
		out[n++] = *s->s;
	}
	if (!s->n)
		return NULL;
	skip(s, 1);
	return text_valid(out, n) ? out : NULL;
}

static const char *
read_bare(struct arena *mem, struct span *s)
{
	size_t n = 0;
	const char *value;

	while (n < s->n && !memchr("; \t\"", s->s[n], 4))
		n++;
	value = n && text_valid(s->s, n) ? arena_bytes(mem, s->s, n) : NULL;
	skip(s, n);
	return value;
}

/* Reads one `; name=value`; one that is broken stays where it is. */
static bool
read_parameter(struct arena *mem, struct span *from, struct pair *out)
{
	struct span s = *from;
	const char *equals;
	size_t n;

	skip_blanks(&s);
	if (!s.n || *s.s != ';')
		return false;
	skip(&s, 1);
	skip_blanks(&s);
	equals = memchr(s.s, '=', s.n);
	n = equals ? (size_t)(equals - s.s) : 0;
	if (!n || memchr(s.s, ';', n) || !text_valid(s.s, n))
		return false;
	out->name = arena_bytes(mem, s.s, n);
	skip(&s, n + 1);
	out->value =
	    s.n && *s.s == '"' ? read_quoted(mem, &s) : read_bare(mem, &s);
	if (!out->value)
		return false;
	*from = s;
	return true;
}

/* All parameters of a header value; INVALID unless all of it is understood. */
static enum result
read_parameters(struct arena *mem, struct span s, struct pairs *out)
{
	out->at = arena_array(mem, MAX_PARAMETERS, sizeof(*out->at));
	while (out->n < MAX_PARAMETERS &&
	       read_parameter(mem, &s, &out->at[out->n]))
		out->n++;
	skip_blanks(&s);
	return s.n ? INVALID : OK;
}

/* The one value of that name, NULL without; INVALID when it stands twice. */
static enum result
only(const struct pairs *parameters, const char *name, const char **out)
{
	*out = NULL;
	for (size_t i = 0; i < parameters->n; i++) {
		if (strcasecmp(parameters->at[i].name, name) != 0)
			continue;
		if (*out)
			return INVALID;
		*out = parameters->at[i].value;
	}
	return OK;
}

/* "multipart/form-data; boundary=..." to the bytes that part the parts. */
static enum result
read_boundary(struct reader *r, const char *type)
{
	static const char kind[] = "multipart/form-data";
	struct span s = { type, strlen(type) };
	struct pairs parameters = { 0 };
	const char *boundary;
	size_t n;

	if (!starts(&s, kind))
		return INVALID;
	skip(&s, sizeof(kind) - 1);
	if (s.n > MAX_HEADER_LINE || read_parameters(r->mem, s, &parameters) ||
	    only(&parameters, "boundary", &boundary) || !boundary)
		return INVALID;
	n = strlen(boundary);
	if (!n || n > MAX_BOUNDARY || strpbrk(boundary, "\r\n"))
		return INVALID;
	memcpy(r->delimiter, "\r\n--", 4);
	memcpy(r->delimiter + 4, boundary, n);
	r->ndelimiter = n + 4;
	return OK;
}

static const char *
last_component(const char *path)
{
	const char *last = path;

	for (; *path; path++) {
		if (*path == '/' || *path == '\\')
			last = path + 1;
	}
	return last;
}

static enum result
read_disposition(struct reader *r, struct span s, struct part *part)
{
	static const char kind[] = "form-data";
	struct pairs parameters = { 0 };

	if (part->name || !starts(&s, kind))
		return INVALID;
	skip(&s, sizeof(kind) - 1);
	if (read_parameters(r->mem, s, &parameters) ||
	    only(&parameters, "name", &part->name) ||
	    only(&parameters, "filename", &part->file) || !part->name ||
	    !*part->name)
		return INVALID;
	if (part->file)
		part->file = last_component(part->file);
	return OK;
}

static enum result
read_header(struct reader *r, struct span line, struct part *part)
{
	const char *colon = memchr(line.s, ':', line.n);
	struct span value = line;

	if (!colon || colon == line.s)
		return INVALID;
	skip(&value, (size_t)(colon - line.s) + 1);
	skip_blanks(&value);
	if (starts(&line, "content-disposition:"))
		return read_disposition(r, value, part);
	if (starts(&line, "content-transfer-encoding:") &&
	    !starts(&value, "7bit") && !starts(&value, "8bit") &&
	    !starts(&value, "binary"))
		return INVALID;
	return OK;
}

static enum result
read_headers(struct reader *r, struct part *part)
{
	enum result rc;

	for (size_t n = 0; n <= MAX_PART_HEADERS; n++) {
		const char *eol =
		    memmem(r->at, (size_t)(r->end - r->at), "\r\n", 2);
		struct span line = { r->at, 0 };

		if (!eol || eol - r->at > MAX_HEADER_LINE)
			return INVALID;
		line.n = (size_t)(eol - r->at);
		r->at = eol + 2;
		if (!line.n)
			return part->name ? OK : INVALID;
		rc = read_header(r, line, part);
		if (rc)
			return rc;
	}
	return INVALID;
}

/* A file field left empty comes as a nameless file: nothing was sent. */
static enum result
keep(struct reader *r, const struct part *part, struct span body)
{
	if (!part->file) {
		if (r->fields->n == FORM_MAX_FIELDS ||
		    !text_valid(body.s, body.n))
			return INVALID;
		r->fields->at[r->fields->n++] = (struct pair){ part->name,
			arena_bytes(r->mem, body.s, body.n) };
		return OK;
	}
	if (!*part->file && !body.n)
		return OK;
	if (r->uploads->n == FORM_MAX_UPLOADS)
		return INVALID;
	r->uploads->at[r->uploads->n++] =
	    (struct upload){ part->name, part->file, body.s, body.n };
	return OK;
}

static bool
take(struct reader *r, const char *s, size_t n)
{
	if ((size_t)(r->end - r->at) < n || memcmp(r->at, s, n) != 0)
		return false;
	r->at += n;
	return true;
}

/* From behind a delimiter to behind the next one. */
static enum result
read_part(struct reader *r)
{
	struct part part = { 0 };
	struct span body;
	const char *next;
	enum result rc = read_headers(r, &part);

	if (rc)
		return rc;
	next = memmem(
	    r->at, (size_t)(r->end - r->at), r->delimiter, r->ndelimiter);
	if (!next)
		return INVALID;
	body = (struct span){ r->at, (size_t)(next - r->at) };
	r->at = next + r->ndelimiter;
	return keep(r, &part, body);
}

enum result
form_multipart(struct arena *mem, const char *type, const char *s, size_t n,
    struct pairs *fields, struct uploads *uploads)
{
	struct reader r = { .mem = mem,
		.at = s,
		.end = s + n,
		.fields = fields,
		.uploads = uploads };
	enum result rc = read_boundary(&r, type);

	*fields = (struct pairs){ 0 };
	*uploads = (struct uploads){ 0 };
	if (rc)
		return rc;
	fields->at = arena_array(mem, FORM_MAX_FIELDS, sizeof(*fields->at));
	if (!take(&r, r.delimiter + 2, r.ndelimiter - 2))
		return INVALID;
	for (size_t nparts = 0; take(&r, "\r\n", 2); nparts++) {
		rc = nparts < MAX_PARTS ? read_part(&r) : INVALID;
		if (rc)
			return rc;
	}
	if (!take(&r, "--", 2))
		return INVALID;
	take(&r, "\r\n", 2);
	return r.at == r.end ? OK : INVALID;
}
