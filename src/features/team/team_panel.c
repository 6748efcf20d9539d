#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/team/team_private.h"
#include "features/team/team_sql.h"

struct present {
	const char *name, *what, *until;
	bool restricted;
};

struct pending {
	const char *says, *url;
	bool open;
};

struct panel_page {
	const char *child;
	struct html_list people, pending;
};

static const struct slot present_slots[] = {
	SLOT_TEXT(present, name),
	SLOT_TEXT(present, what),
	SLOT_TEXT(present, until),
	SLOT_FLAG(present, restricted),
};

static const struct slot pending_slots[] = {
	SLOT_TEXT(pending, says),
	SLOT_TEXT(pending, url),
	SLOT_FLAG(pending, open),
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_page, child),
	SLOT_LIST(panel_page, people, present_slots, struct present),
	SLOT_LIST(panel_page, pending, pending_slots, struct pending),
};

TEMPLATE(team_panel_page, "src/features/team/panel.html", panel_slots);

static bool
is(const struct rows *rows, size_t i, const char *kind)
{
	return strcmp(rows_cell(rows, i, "kind"), kind) == 0;
}

static struct present
present_of(struct request *r, const struct rows *rows, size_t i, bool tells)
{
	const char *what = tells ? rows_cell(rows, i, "what") : NULL;
	const char *to_on = rows_cell(rows, i, "to_on");
	struct present p = {
		.name = rows_cell(rows, i, "name"),
		.what = what,
		.until = to_on ? arena_fmt(r->mem, "%sまで",
		    date_era(r->mem, to_on)) : NULL,
		.restricted = strcmp(rows_cell(rows, i, "restricted"), "0") != 0,
	};

	if (is(rows, i, "family"))
		p.what = codes_label(r->codes, "family_relation", what);
	else if (is(rows, i, "assignment"))
		p.what = arena_fmt(r->mem, "派遣%s%s", what ? "：" : "",
		    what ? what : "");
	return p;
}

/* The family is the centre's to see, and what people do goes with contacts. */
static struct html_list
people_of(struct request *r, const struct rows *rows, bool tells)
{
	struct present *all = arena_array(r->mem, rows->nrows + 1,
	    sizeof(*all));
	size_t n = 0;

	for (size_t i = 0; i < rows->nrows; i++) {
		if (is(rows, i, "family") && !access_is_centre(r))
			continue;
		all[n++] = present_of(r, rows, i, tells);
	}
	return (struct html_list){ all, n };
}

static struct pending
pending_of(struct request *r, const struct rows *rows, size_t i)
{
	const char *name = rows_cell(rows, i, "name");
	const char *until = rows_cell(rows, i, "until");
	const char *id = rows_cell(rows, i, "id");

	if (is(rows, i, "open"))
		return (struct pending){ arena_fmt(r->mem,
		    "いま%sが緊急に開いています（%sまで）。", name,
		    date_instant_label(r->mem, until)),
		    arena_fmt(r->mem, "/glass/%s", id), true };
	if (is(rows, i, "review"))
		return (struct pending){ arena_fmt(r->mem,
		    "%sが緊急に開きました。まだ確かめていません。", name),
		    arena_fmt(r->mem, "/glass/%s", id), false };
	return (struct pending){ arena_fmt(r->mem,
	    "%sへの名指しの許可が承認を待っています。", name),
	    arena_fmt(r->mem, "/named-grants/%s", id), false };
}

/* Who was ever here, and what was ever asked for: mostly nobody, nothing. */
static enum result
load(struct request *r, const char *child, struct rows *people,
    struct rows *waiting)
{
	enum result rc = OK;

	if (parts_any(r, &team_member_record, child) ||
	    parts_any(r, &assignment_record, child) ||
	    parts_any(r, &family_member_record, child))
		rc = team_sql_today(r, child, people);
	if (!rc && access_is_centre(r) && (parts_any(r, &glass_record, child) ||
	    parts_any(r, &named_grant_record, child)))
		rc = team_sql_pending(r, child, waiting);
	return rc;
}

enum result
team_panel(struct request *r, const char *child, const struct html **out)
{
	struct panel_page p = { .child = child };
	struct rows people = { 0 }, waiting = { 0 };
	const struct grant *grant;
	enum result rc = access_grant(r, child, &grant);
	struct pending *all;
	unsigned told;

	if (!rc)
		rc = load(r, child, &people, &waiting);
	if (rc)
		return rc;
	told = grant_shows(grant, CLASS_CONTACT) ? CLASS_CONTACT : 0;
	access_saw(r, grant, CLASS_IDENTITY | told);
	all = arena_array(r->mem, waiting.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < waiting.nrows; i++)
		all[i] = pending_of(r, &waiting, i);
	p.people = people_of(r, &people, told != 0);
	p.pending = (struct html_list){ all, waiting.nrows };
	*out = html_part(r, &team_panel_page, &p);
	return OK;
}
