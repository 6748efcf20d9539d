#include <assert.h>

#include "base/media.h"
#include "features/attachment/attachment_page.h"
#include "features/attachment/attachment_paper.h"
#include "features/attachment/attachment_sql.h"

static void
put(struct request *r, struct attachment *a, const struct buffer *file)
{
	struct media m;
	enum media_fault fault = media_read(r->mem, file->s, file->len, &m);

	assert(!fault);
	a->type = media_name(m.type);
	a->size = (int64_t)m.len;
	a->added_on = r->today;
	record_add(r, &attachment_record, a);
	if (a->id)
		attachment_keep(r, a, m.bytes, m.len);
}

static void
put_for(struct request *r, struct dice *d, const char *child,
    const char *consent)
{
	struct buffer scan = attachment_paper_png(r->mem, d);
	struct buffer letter = attachment_paper_pdf(r->mem);
	struct attachment of_consent = { .child = child,
	    .of_record = "consent", .of_id = consent,
	    .classes = "identity,contact", .title = "同意の用紙" };
	struct attachment of_child = { .child = child, .of_record = "child",
	    .of_id = child, .classes = "identity,clinical",
	    .title = "見本病院からの手紙（架空）" };

	if (consent)
		put(r, &of_consent, &scan);
	put(r, &of_child, &letter);
}

enum result
attachment_demo(struct request *r)
{
	struct dice d = dice_new(14);
	struct rows children = { 0 };
	enum result rc = attachment_sql_demo_children(r, &children);

	for (size_t i = 0; !rc && i < children.nrows; i++)
		put_for(r, &d, rows_cell(&children, i, "id"),
		    rows_cell(&children, i, "consent"));
	return rc;
}
