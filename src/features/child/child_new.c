#include <string.h>

#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "features/child/child_page.h"

/* Registering a child: searched for before, so that nobody is there twice. */
struct alike_row {
	const char *url, *number, *name, *kana, *born, *place, *why;
};

struct new_page {
	const struct html *faults, *hidden, *fields;
	struct html_list alike;
	bool asks;
};

static const struct slot alike_slots[] = {
	SLOT_TEXT(alike_row, url),
	SLOT_TEXT(alike_row, number),
	SLOT_TEXT(alike_row, name),
	SLOT_TEXT(alike_row, kana),
	SLOT_TEXT(alike_row, born),
	SLOT_TEXT(alike_row, place),
	SLOT_TEXT(alike_row, why),
};

static const struct slot slots[] = {
	SLOT_HTML(new_page, faults),
	SLOT_HTML(new_page, hidden),
	SLOT_HTML(new_page, fields),
	SLOT_LIST(new_page, alike, alike_slots, struct alike_row),
	SLOT_FLAG(new_page, asks),
};

TEMPLATE(child_new_page, "src/features/child/new.html", slots);

static enum result
show(struct request *r, const struct child *c,
    const struct child_alike *alike, size_t n)
{
	struct crumb crumbs[] = { { "子ども", "/children" },
	    { "子どもを登録する", NULL } };
	struct page page = { "子どもを登録する", "/children", crumbs,
	    COUNT(crumbs), false };
	struct alike_row *rows = arena_array(r->mem, n + 1, sizeof(*rows));
	struct new_page p = {
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0),
		.fields = form_record(r, &child_record, c),
		.alike = { rows, n },
		.asks = n != 0,
	};

	for (size_t i = 0; i < n; i++) {
		const struct child *a = &alike[i].child;

		rows[i] = (struct alike_row){
			.url = arena_fmt(r->mem, "/children/%s", a->id),
			.number = a->number,
			.name = a->name,
			.kana = a->kana,
			.born = a->born_on ? date_era(r->mem, a->born_on) :
			    "不明",
			.place = field_shown(r, record_field(&child_record,
			    "municipality"), a),
			.why = alike[i].why,
		};
	}
	return page_show(r, &page, &child_new_page, &p);
}

enum result
child_new_get(struct request *r)
{
	struct child c = { .medical_care = NULL };

	return show(r, &c, NULL, 0);
}

/* "another" is the box by which somebody says that it is none of those. */
static bool
take_another(struct request *r)
{
	bool said = request_form(r, "another") != NULL;
	size_t n = 0;

	for (size_t i = 0; i < r->form.n; i++)
		if (strcmp(r->form.at[i].name, "another") != 0)
			r->form.at[n++] = r->form.at[i];
	r->form.n = n;
	return said;
}

enum result
child_add_post(struct request *r)
{
	struct child_alike alike[CHILD_MAX_ALIKE];
	bool another = take_another(r);
	struct child c = { 0 };
	size_t n = 0;
	const char *see;
	enum result rc = record_read(r, &child_record, &c);

	if (!rc && !another)
		rc = child_find_alike(r, &c, alike, &n);
	if (!rc && n) {
		request_fault(r, "another", "同じ子どもかもしれない記録があります。"
		    "下の表を確かめてください。");
		rc = INVALID;
	}
	if (!rc) {
		deed_begin(r);
		record_add(r, &child_record, &c);
		see = request_saying(r, arena_fmt(r->mem, "/children/%s",
		    c.id), "added");
		rc = form_taken(r, &child_record, request_see(r,
		    deed_commit(r, see), see));
	}
	if (rc == INVALID)
		(void)show(r, &c, alike, n);
	return rc;
}
