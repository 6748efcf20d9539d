#include <string.h>

#include "app/site.h"
#include "base/log.h"
#include "base/media.h"
#include "features/attachment/attachment_page.h"
#include "features/attachment/attachment_sql.h"

/* The bytes: into the database and out of it. */

static struct seal_place
place_of(const struct attachment *a)
{
	return (struct seal_place){ "attachment_body", a->id, "body" };
}

enum result
attachment_keep(struct request *r, const struct attachment *a,
    const char *bytes, size_t n)
{
	struct seal_place place = place_of(a);
	const char *body = seal_bytes(r->mem, r->site->keys->seal, &place,
	    bytes, n);

	return attachment_sql_add_body(r, a->id, body);
}

enum result
attachment_open(struct request *r, const struct attachment *a,
    const char **bytes, size_t *n)
{
	struct seal_place place = place_of(a);
	const char *body;
	enum result rc = attachment_sql_body(r, a->id, &body);

	if (!rc)
		rc = seal_read_bytes(r->mem, r->site->keys->seal, &place, body,
		    bytes, n);
	if (!rc && (int64_t)*n == a->size)
		return OK;
	log_error("attachment", "%s: the file is not there or does not open",
	    a->id);
	return BROKEN;
}

enum result
attachment_images(struct request *r, const char *child,
    struct attachment **out, size_t *n)
{
	struct rows rows = { 0 };
	enum result rc = attachment_sql_of_child(r, child, NULL, &rows);

	*n = 0;
	*out = arena_array(r->mem, rows.nrows + 1, sizeof(**out));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct attachment *a = *out + *n;

		rc = attachment_load(r, &rows, i, a);
		if (!rc && !a->removed_on && attachment_is_image(a))
			++*n;
		if (rc == MISSING)
			rc = OK;
	}
	return rc;
}

/* Its title, in the letters a header may hold; the rest as %XX. */
static const char *
file_name(struct request *r, const struct attachment *a)
{
	struct buffer b = buffer_new(r->mem);
	const char *ending = media_ending(media_of_name(a->type));

	buffer_fmt(&b, "attachment; filename=\"tsunagu-%.8s.%s\";"
	    " filename*=UTF-8''", a->id + strlen(a->id) - 8, ending);
	buffer_url(&b, a->title);
	buffer_fmt(&b, ".%s", ending);
	return b.s;
}

/*
 * Never a page: the type that was found in the bytes, nothing guessed, no
 * script, no origin. An <img> shows it all the same; an address typed or
 * followed gives a file to keep.
 */
static enum result
answer(struct request *r, const struct attachment *a)
{
	const char *bytes;
	size_t n;
	enum result rc = attachment_open(r, a, &bytes, &n);

	if (rc)
		return rc;
	r->answer.type = a->type;
	r->answer.body = (struct buffer){ r->mem, (char *)(uintptr_t)bytes, n,
	    n + 1 };
	request_header_add(r, "Content-Security-Policy",
	    "default-src 'none'; frame-ancestors 'none'; sandbox");
	request_header_add(r, "Content-Disposition", file_name(r, a));
	return OK;
}

static enum result
get(struct request *r, struct attachment *a)
{
	struct attachment_people by;
	enum result rc = attachment_get(r, a, &by);

	return !rc && a->removed_on ? MISSING : rc;
}

enum result
attachment_file_get(struct request *r)
{
	struct attachment a;
	enum result rc = get(r, &a);

	return rc ? rc : answer(r, &a);
}

enum result
attachment_image_get(struct request *r)
{
	struct attachment a;
	enum result rc = get(r, &a);

	if (!rc && !attachment_is_image(&a))
		rc = MISSING;
	return rc ? rc : answer(r, &a);
}
