#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/team/team_private.h"
#include "features/team/team_sql.h"

/*
 * The way to a child one may not see yet: whoever knows the birth date and the
 * number, or the whole name, means this child. A guess that fails says nothing
 * of who there is, and is on record.
 */
struct find_page {
	const char *born_on, *who, *born_on_fault, *who_fault;
	const struct html *faults, *hidden;
};

static const struct slot find_slots[] = {
	SLOT_TEXT(find_page, born_on),
	SLOT_TEXT(find_page, who),
	SLOT_TEXT(find_page, born_on_fault),
	SLOT_TEXT(find_page, who_fault),
	SLOT_HTML(find_page, faults),
	SLOT_HTML(find_page, hidden),
};

TEMPLATE(glass_find_page, "src/features/team/glass_find.html", find_slots);

static enum result
show(struct request *r)
{
	struct find_page p = { .born_on = request_form(r, "born_on"),
		.who = request_form(r, "who"),
		.born_on_fault = request_fault_of(r, "born_on"),
		.who_fault = request_fault_of(r, "who"),
		.faults = form_faults(r),
		.hidden = form_hidden(r, 0) };
	struct page page = { .title = "緊急に開く子どもを探す",
		.menu = "/children" };

	return page_show(r, &page, &glass_find_page, &p);
}

enum result
glass_find_get(struct request *r)
{
	return access_may_break(r->who) ? show(r) : DENIED;
}

static bool
is_meant(struct request *r, const struct rows *rows, size_t i,
    const char *typed)
{
	static const char *const names[] = { "number", "name", "kana" };
	const char *id = rows_cell(rows, i, "id");

	for (size_t k = 0; k < COUNT(names); k++) {
		const char *text = record_open_cell(r, r->mem, &child_record,
		    record_field(&child_record, names[k]), id,
		    rows_cell(rows, i, names[k]));

		if (text && strcmp(text_key(r->mem, text),
		    text_key(r->mem, typed)) == 0)
			return true;
	}
	return false;
}

/* The one child meant; NULL: none, or more than one. */
static enum result
find(struct request *r, const char *born_on, const char *typed,
    const char **id)
{
	struct rows rows = { 0 };
	enum result rc = glass_sql_born_on(r, born_on, &rows);
	size_t found = 0;

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		if (!is_meant(r, &rows, i, typed))
			continue;
		*id = rows_cell(&rows, i, "id");
		found++;
	}
	if (found != 1)
		*id = NULL;
	return rc;
}

/* id NULL: the guess failed. */
static enum result
note_search(struct request *r, const char *id)
{
	deed_begin(r);
	audit_note_plain(r, id ? "break_found" : "break_failed", "child",
	    id ? id : "", "");
	return deed_commit(r, NULL);
}

enum result
glass_find_post(struct request *r)
{
	const char *born_on, *id = NULL;
	const char *day = request_form(r, "born_on");
	const char *who = request_form(r, "who");
	enum result rc = OK;

	if (!access_may_break(r->who))
		return DENIED;
	if (text_blank(who))
		request_fault(r, "who",
		    "氏名、フリガナ、または児童IDを入力してください。");
	born_on = date_read(r->mem, day ? day : "", r->today);
	if (!born_on)
		request_fault(r, "born_on",
		    "生年月日を入力してください。例）R5.4.12");
	if (!r->nfaults)
		rc = find(r, born_on, who, &id);
	if (!rc && !r->nfaults)
		rc = note_search(r, id);
	if (!rc && !r->nfaults && !id)
		request_fault(r, "who", "生年月日と名前（または児童ID）が合う記録が"
		    "ありません。もう一度確かめてください。");
	if (rc)
		return rc;
	if (r->nfaults) {
		(void)show(r);
		return INVALID;
	}
	return request_see(r, OK, arena_fmt(r->mem, "/children/%s/glass", id));
}
