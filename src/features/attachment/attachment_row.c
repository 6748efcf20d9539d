#include <string.h>

#include "app/page.h"
#include "app/parts.h"
#include "base/date.h"
#include "base/media.h"
#include "features/attachment/attachment_page.h"
#include "features/attachment/attachment_sql.h"

/* Files as the panel, the list and the pages of other records name them. */

const struct slot attachment_row_slots[ATTACHMENT_ROW_SLOTS] = {
	SLOT_TEXT(attachment_row, url),
	SLOT_TEXT(attachment_row, title),
	SLOT_TEXT(attachment_row, kind),
	SLOT_TEXT(attachment_row, added),
	SLOT_TEXT(attachment_row, of),
	SLOT_TEXT(attachment_row, of_url),
	SLOT_TEXT(attachment_row, removed),
	SLOT_HTML(attachment_row, classes),
};

static const char *
size_text(struct arena *mem, int64_t bytes)
{
	int64_t tenths = bytes * 10 / (1 << 20);

	if (tenths)
		return arena_fmt(mem, "%lld.%lldMB", (long long)(tenths / 10),
		    (long long)(tenths % 10));
	return arena_fmt(mem, "%lldKB", (long long)(bytes + 1023) / 1024);
}

const char *
attachment_kind(struct request *r, const struct attachment *a)
{
	static const char *const names[] = { [MEDIA_JPEG] = "JPEG画像",
		[MEDIA_PNG] = "PNG画像", [MEDIA_PDF] = "PDF" };

	return arena_fmt(r->mem, "%s、%s", names[media_of_name(a->type)],
	    size_text(r->mem, a->size));
}

const char *
attachment_day_and_name(struct request *r, const char *day, const char *name)
{
	return arena_fmt(r->mem, "%s%s%s", date_era(r->mem, day),
	    name ? "・" : "", name ? name : "");
}

const char *
attachment_owner(struct request *r, const struct attachment *a,
    const char **url)
{
	bool of_consent = strcmp(a->of_record, "consent") == 0;

	*url = NULL;
	if (strcmp(a->of_record, "child") == 0)
		return NULL;
	*url = arena_fmt(r->mem, "/%ss/%s", a->of_record, a->of_id);
	if (strcmp(a->of_record, "assessment") == 0)
		return "スコアの用紙";
	return of_consent ? "同意の用紙" : "相談・支援記録の書類";
}

struct crumb
attachment_child_crumb(struct request *r, const char *child, const char *name)
{
	return (struct crumb){ arena_fmt(r->mem, "%sさん", name),
	    arena_fmt(r->mem, "/children/%s", child) };
}

const char *
attachment_list_path(struct request *r, const char *child)
{
	return arena_fmt(r->mem, "/children/%s/attachments", child);
}

static struct attachment_row
row_of(struct request *r, const struct rows *rows, size_t i,
    const struct attachment *a)
{
	struct attachment_row row = { .title = a->title,
	    .url = arena_fmt(r->mem, "/attachments/%s", a->id),
	    .kind = attachment_kind(r, a),
	    .classes = html_chips(r, "data_class", a->classes) };

	row.of = attachment_owner(r, a, &row.of_url);
	row.added = attachment_day_and_name(r, a->added_on,
	    rows_cell(rows, i, "adder"));
	if (a->removed_on)
		row.removed = attachment_day_and_name(r, a->removed_on,
		    rows_cell(rows, i, "remover"));
	return row;
}

enum result
attachment_rows_of(struct request *r, const char *child, const char *of_id,
    struct attachment_rows *out)
{
	struct attachment_row *there, *removed;
	struct rows rows = { 0 };
	enum result rc = parts_any(r, &attachment_record, child) ?
	    attachment_sql_of_child(r, child, of_id, &rows) : OK;

	*out = (struct attachment_rows){ 0 };
	if (rc)
		return rc;
	there = arena_array(r->mem, rows.nrows + 1, sizeof(*there));
	removed = arena_array(r->mem, rows.nrows + 1, sizeof(*removed));
	for (size_t i = 0; i < rows.nrows; i++) {
		struct attachment a;

		rc = attachment_load(r, &rows, i, &a);
		if (rc == MISSING)
			continue;
		if (rc)
			return rc;
		if (a.removed_on)
			removed[out->removed.n++] = row_of(r, &rows, i, &a);
		else
			there[out->there.n++] = row_of(r, &rows, i, &a);
	}
	out->there.rows = there;
	out->removed.rows = removed;
	return OK;
}
