#include <string.h>

#include "app/access.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/base64.h"
#include "base/media.h"
#include "features/article/article_private.h"
#include "features/article/article_sql.h"
#include "features/attachment/attachment.h"

/* Pictures and documents of an article, without who made them and where. */

static enum result
read_upload(struct request *r, struct media *out)
{
	const struct upload *u = r->uploads.n ? &r->uploads.at[0] : NULL;
	enum media_fault fault = MEDIA_EMPTY;
	struct media m;

	if (u && u->len > ARTICLE_FILE_BYTES) {
		request_fault(r, "file", "大きすぎます（5MBまで）。");
		return INVALID;
	}
	if (u)
		fault = media_read(r->mem, u->bytes, u->len, &m);
	if (!fault)
		fault = media_anonymous(r->mem, &m, out);
	if (fault)
		request_fault(r, "file", attachment_refusal(fault));
	return fault ? INVALID : OK;
}

static enum result
room_for_one(struct request *r, const char *article)
{
	struct rows rows = { 0 };
	enum result rc = article_sql_files(r, article, &rows);

	if (!rc && rows.nrows >= ARTICLE_FILES) {
		request_fault(r, "file", arena_fmt(r->mem,
		    "1つの記事に%dまでです。", ARTICLE_FILES));
		rc = INVALID;
	}
	return rc;
}

/* Inside a deed. */
static void
touch(struct request *r, const struct article *old)
{
	struct article a = *old;

	article_touch(r, &a);
	record_change(r, &article_record, old, &a);
}

/* POST /articles/ID/files */
enum result
article_file_post(struct request *r)
{
	struct article a;
	struct article_file f = { .added_by = r->who->id,
	    .added_on = r->today };
	struct media m = { 0 };
	const char *see;
	enum result rc = article_get(r, &a);

	if (rc)
		return rc;
	rc = record_read(r, &article_file_record, &f);
	if (!rc)
		rc = room_for_one(r, a.id);
	if (!rc)
		rc = read_upload(r, &m);
	if (rc)
		return rc == INVALID ? article_again(r, &a, rc) : rc;
	f.article = a.id;
	f.type = media_name(m.type);
	f.size = (int64_t)m.len;
	see = request_saying(r, arena_fmt(r->mem, "/articles/%s", a.id),
	    "added");
	form_version(r, &a);
	deed_begin(r);
	record_add(r, &article_file_record, &f);
	(void)article_sql_keep(r, f.id, base64_text(r->mem, m.bytes, m.len));
	touch(r, &a);
	return request_see(r, deed_commit(r, see), see);
}

static enum result
open_file(struct request *r, struct article_file *f)
{
	enum result rc = access_centre(r);

	if (!rc)
		rc = record_get(r, &article_file_record, r->arg[0], f);
	return rc ? rc : f->removed_on ? MISSING : OK;
}

/* GET /article-files/ID */
enum result
article_file_get(struct request *r)
{
	struct article_file f;
	const char *text, *bytes;
	size_t n;
	enum result rc = open_file(r, &f);

	if (!rc)
		rc = article_sql_bytes(r, f.id, &text);
	if (!rc && base64_bytes(r->mem, text, &bytes, &n))
		rc = BROKEN;
	if (rc)
		return rc;
	r->answer.type = f.type;
	r->answer.file = arena_fmt(r->mem, "tsunagu-%.8s.%s",
	    f.id + strlen(f.id) - 8, media_ending(media_of_name(f.type)));
	buffer_bytes(&r->answer.body, bytes, n);
	return OK;
}

/* POST /article-files/ID/removal */
enum result
article_file_removal_post(struct request *r)
{
	struct article_file old, f;
	struct article a;
	const char *see;
	enum result rc = open_file(r, &old);

	if (!rc)
		rc = record_get(r, &article_record, old.article, &a);
	if (rc)
		return rc;
	f = old;
	f.removed_on = r->today;
	see = request_saying(r, arena_fmt(r->mem, "/articles/%s", a.id),
	    "changed");
	deed_begin(r);
	record_change(r, &article_file_record, &old, &f);
	touch(r, &a);
	return request_see(r, deed_commit(r, see), see);
}
