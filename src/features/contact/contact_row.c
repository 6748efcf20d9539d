#include <string.h>

#include "app/codes.h"
#include "app/page.h"
#include "base/date.h"
#include "base/text.h"
#include "features/child/child.h"
#include "features/contact/contact_page.h"

enum { HEADING = 40 };

const struct slot contact_row_slots[CONTACT_ROW_SLOTS] = {
	SLOT_TEXT(contact_row, url),
	SLOT_TEXT(contact_row, day),
	SLOT_TEXT(contact_row, short_day),
	SLOT_TEXT(contact_row, method),
	SLOT_TEXT(contact_row, heading),
	SLOT_TEXT(contact_row, child),
	SLOT_TEXT(contact_row, child_url),
	SLOT_TEXT(contact_row, staff),
	SLOT_TEXT(contact_row, requester),
	SLOT_TEXT(contact_row, year),
	SLOT_TEXT(contact_row, next_step),
	SLOT_TEXT(contact_row, next_on),
	SLOT_HTML(contact_row, body),
	SLOT_FLAG(contact_row, new_year),
};

/* The topics in words; without any, the first line of what was written. */
static const char *
heading_of(struct request *r, const struct contact *c)
{
	const struct field *topics = record_field(&contact_record, "topics");
	const struct field *body = record_field(&contact_record, "body");
	const char *s = field_shown(r, topics, c);

	if (*s)
		return s;
	if (!c->body)
		return record_shows(r, &contact_record, body, c) ?
		    "（内容の記入なし）" : "（内容は見られません）";
	return text_cut(r->mem, arena_bytes(r->mem, c->body,
	    strcspn(c->body, "\n")), HEADING);
}

static const char *
staff_of(struct request *r, const char *name)
{
	return name ? arena_fmt(r->mem, "記録：%s", name) : NULL;
}

static bool
row_of(struct request *r, const struct rows *rows, size_t i, int *year,
    struct contact_row *row)
{
	struct contact c;
	int now;

	if (!record_load(r, &contact_record, rows, i, &c))
		return false;
	now = date_fiscal_year(c.on_day);
	*row = (struct contact_row){
		.url = arena_fmt(r->mem, "/contacts/%s", c.id),
		.day = date_long(r->mem, c.on_day),
		.method = codes_label(r->codes, "method", c.method),
		.heading = heading_of(r, &c),
		.child_id = c.child,
		.on_day = c.on_day,
		.staff = staff_of(r, rows_cell(rows, i, "staff_name")),
		.requester = codes_label(r->codes, "requester", c.requester),
		.year = date_fiscal_label(r->mem, now),
		.next_step = c.next_done_on ? NULL : c.next_step,
		.next_on = c.next_on ? date_short(r->mem, c.next_on) : NULL,
		.body = c.body ? html_lines(r->mem, c.body) : NULL,
		.new_year = now != *year,
	};
	*year = now;
	return true;
}

static size_t
fill(struct request *r, const struct rows *rows, struct contact_row *out)
{
	size_t n = 0;
	int year = 0;

	for (size_t i = 0; i < rows->nrows; i++)
		n += row_of(r, rows, i, &year, &out[n]);
	return n;
}

struct html_list
contact_rows_of_child(struct request *r, const struct rows *rows)
{
	struct contact_row *out = arena_array(r->mem, rows->nrows,
	    sizeof(*out));

	return (struct html_list){ out, fill(r, rows, out) };
}

struct html_list
contact_rows_of(struct request *r, const struct rows *rows)
{
	struct contact_row *out = arena_array(r->mem, rows->nrows,
	    sizeof(*out));
	size_t n = fill(r, rows, out);

	for (size_t i = 0; i < n; i++) {
		const char *child = out[i].child_id;

		out[i].short_day = date_era(r->mem, out[i].on_day);
		out[i].child = child_name(r, child);
		out[i].child_url = child ? arena_fmt(r->mem, "/children/%s",
		    child) : NULL;
	}
	return (struct html_list){ out, n };
}
