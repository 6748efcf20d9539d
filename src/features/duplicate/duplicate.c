#include "features/duplicate/duplicate.h"

#include <string.h>

#include "app/access.h"
#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "app/page.h"
#include "base/date.h"
#include "features/care/care.h"
#include "features/child/child.h"
#include "features/duplicate/duplicate_sql.h"

struct side {
	const char *url, *name, *kana, *number, *born, *place, *guardian, *phone;
	const char *parts;
};

struct alike_row {
	const char *url, *name, *number, *born, *why;
};

struct merge_page {
	const char *id, *other, *number_of_kept;
	const struct html *faults, *hidden;
	struct html_list sides, alike;
	bool ready;
};

static const struct slot side_slots[] = {
	SLOT_TEXT(side, url),
	SLOT_TEXT(side, name),
	SLOT_TEXT(side, kana),
	SLOT_TEXT(side, number),
	SLOT_TEXT(side, born),
	SLOT_TEXT(side, place),
	SLOT_TEXT(side, guardian),
	SLOT_TEXT(side, phone),
	SLOT_TEXT(side, parts),
};

static const struct slot alike_slots[] = {
	SLOT_TEXT(alike_row, url),
	SLOT_TEXT(alike_row, name),
	SLOT_TEXT(alike_row, number),
	SLOT_TEXT(alike_row, born),
	SLOT_TEXT(alike_row, why),
};

static const struct slot slots[] = {
	SLOT_TEXT(merge_page, id),
	SLOT_TEXT(merge_page, other),
	SLOT_TEXT(merge_page, number_of_kept),
	SLOT_HTML(merge_page, faults),
	SLOT_HTML(merge_page, hidden),
	SLOT_LIST(merge_page, sides, side_slots, struct side),
	SLOT_LIST(merge_page, alike, alike_slots, struct alike_row),
	SLOT_FLAG(merge_page, ready),
};

static TEMPLATE(merge_html, "src/features/duplicate/merge.html", slots);

/* The centre alone, and what every class of both would show. */
static bool
may_merge(struct request *r)
{
	return access_is_centre(r) && request_may(r, CHILD_WRITE) &&
	    access_ceiling(r->who, true) & CLASS_CLINICAL;
}

static const char *
shown(struct request *r, const char *name, const struct child *c)
{
	return field_shown(r, record_field(&child_record, name), c);
}

static enum result
side_of(struct request *r, const struct child *c, struct side *out)
{
	struct part_count parts[DUPLICATE_MAX_PARTS];
	struct buffer b = buffer_new(r->mem);
	size_t n;
	enum result rc = duplicate_sql_count(r, c->id, parts, &n);

	for (size_t i = 0; !rc && i < n; i++)
		buffer_fmt(&b, "%s%s %lld件", i ? "、" : "", parts[i].label,
		    (long long)parts[i].n);
	*out = (struct side){
		.url = arena_fmt(r->mem, "/children/%s", c->id),
		.name = c->name, .kana = c->kana, .number = c->number,
		.born = c->born_on ? date_era(r->mem, c->born_on) : "不明",
		.place = shown(r, "municipality", c),
		.guardian = c->guardian, .phone = c->phone, .parts = b.s,
	};
	return rc;
}

static enum result
fill_sides(struct request *r, const struct child *kept,
    const struct child *gone, struct merge_page *p)
{
	struct side *sides = arena_array(r->mem, 2, sizeof(*sides));
	enum result rc = side_of(r, kept, &sides[0]);

	if (!rc)
		rc = side_of(r, gone, &sides[1]);
	p->sides = (struct html_list){ sides, 2 };
	return rc;
}

static enum result
fill_alike(struct request *r, const struct child *kept, struct merge_page *p)
{
	struct child_alike alike[CHILD_MAX_ALIKE];
	struct alike_row *rows;
	size_t n = 0;
	enum result rc = child_find_alike(r, kept, alike, &n);

	if (rc)
		return rc;
	rows = arena_array(r->mem, n + 1, sizeof(*rows));
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct alike_row){
			.url = arena_fmt(r->mem, "/children/%s/merge?other=%s",
			    kept->id, alike[i].child.id),
			.name = alike[i].child.name,
			.number = alike[i].child.number,
			.born = alike[i].child.born_on ? date_era(r->mem,
			    alike[i].child.born_on) : "不明",
			.why = alike[i].why,
		};
	p->alike = (struct html_list){ rows, n };
	return OK;
}

static enum result
show(struct request *r, const struct child *kept, const struct child *gone)
{
	struct crumb crumbs[] = { { "子ども", "/children" },
	    { arena_fmt(r->mem, "%sさん", kept->name), arena_fmt(r->mem,
	    "/children/%s", kept->id) }, { "同じ子の記録をまとめる", NULL } };
	struct page page = { "同じ子の記録をまとめる", "/children", crumbs,
	    COUNT(crumbs), false };
	struct merge_page p = {
		.id = kept->id,
		.other = gone ? gone->id : NULL,
		.number_of_kept = kept->number,
		.faults = form_faults(r),
		.hidden = form_hidden(r, kept->version),
		.ready = gone != NULL,
	};
	enum result rc = gone ? fill_sides(r, kept, gone, &p) :
	    fill_alike(r, kept, &p);

	return rc ? rc : page_show(r, &page, &merge_html, &p);
}

/* The other one, or a fault that says why it cannot be. */
static enum result
read_other(struct request *r, const struct child *kept, const char *typed,
    struct child *gone)
{
	const char *says = "どの子か、番号か名前で入力してください。";
	const char *id = typed && *typed ? child_record.resolve(r, typed, &says) :
	    NULL;
	struct rows rows = { 0 };
	enum result rc;

	if (!id || record_get(r, &child_record, id, gone)) {
		request_fault(r, "other", says);
		return INVALID;
	}
	if (strcmp(gone->id, kept->id) == 0) {
		request_fault(r, "other", "同じ記録です。もう1つの記録を選んで"
		    "ください。");
		return INVALID;
	}
	rc = duplicate_sql_contradictions(r, kept->id, gone->id, &rows);
	if (rc || !rows.nrows)
		return rc;
	request_fault(r, "other", arena_fmt(r->mem, "%sへの同意が2つの記録で食い"
	    "違っています。どちらが正しいか確かめ、正しくないほうを取り下げてから"
	    "まとめてください。", rows_cell(&rows, 0, "recipient_name")));
	return INVALID;
}

static enum result
load(struct request *r, struct child *kept)
{
	enum result rc = record_get(r, &child_record, r->arg[0], kept);

	return rc || may_merge(r) ? rc : DENIED;
}

static enum result
merge_get(struct request *r)
{
	const char *other = request_query(r, "other");
	struct child kept, gone;
	enum result rc = load(r, &kept);

	if (rc)
		return rc;
	if (!other)
		return show(r, &kept, NULL);
	rc = read_other(r, &kept, other, &gone);
	return rc && rc != INVALID ? rc : show(r, &kept, rc ? NULL : &gone);
}

static enum result
merge_post(struct request *r)
{
	struct child kept, gone;
	enum result rc = load(r, &kept);
	const char *see;

	if (rc)
		return rc;
	rc = read_other(r, &kept, request_form(r, "other"), &gone);
	if (rc == INVALID)
		(void)show(r, &kept, NULL);
	if (rc)
		return rc;
	see = request_saying(r, arena_fmt(r->mem, "/children/%s", kept.id),
	    "merged");
	deed_begin(r);
	duplicate_sql_make(r, kept.id, gone.id);
	care_power_keep(r, kept.id);
	care_power_keep(r, gone.id);
	audit_note_change(r, "merge", &child_record, &gone, "merged_into");
	audit_note_change(r, "merge", &child_record, &kept, "");
	return request_see(r, deed_commit(r, see), see);
}

static enum result
separation_post(struct request *r)
{
	struct merge m;
	struct child kept, gone;
	enum result rc = duplicate_sql_merge(r, r->arg[0], &m);
	const char *see;

	if (!rc)
		rc = record_get(r, &child_record, m.kept, &kept);
	if (!rc)
		rc = record_get(r, &child_record, m.gone, &gone);
	if (!rc && !may_merge(r))
		rc = DENIED;
	if (rc)
		return rc;
	see = request_saying(r, arena_fmt(r->mem, "/children/%s", m.gone),
	    "separated");
	deed_begin(r);
	duplicate_sql_undo(r, &m);
	care_power_keep(r, kept.id);
	care_power_keep(r, gone.id);
	audit_note_change(r, "separate", &child_record, &gone, "merged_into");
	audit_note_change(r, "separate", &child_record, &kept, "");
	return request_see(r, deed_commit(r, see), see);
}

struct merged_row {
	const char *number, *at, *action;
	const struct html *hidden;
};

struct panel_part {
	const char *id;
	struct html_list merged;
};

static const struct slot merged_slots[] = {
	SLOT_TEXT(merged_row, number),
	SLOT_TEXT(merged_row, at),
	SLOT_TEXT(merged_row, action),
	SLOT_HTML(merged_row, hidden),
};

static const struct slot panel_slots[] = {
	SLOT_TEXT(panel_part, id),
	SLOT_LIST(panel_part, merged, merged_slots, struct merged_row),
};

static TEMPLATE(panel_html, "src/features/duplicate/panel.html", panel_slots);

static enum result
draw(struct request *r, const char *child, const struct html **out)
{
	struct panel_part p = { .id = child };
	struct rows rows = { 0 };
	struct merged_row *all;
	enum result rc;

	if (!may_merge(r))
		return OK;
	rc = duplicate_sql_of(r, child, &rows);
	if (rc)
		return rc;
	all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	for (size_t i = 0; i < rows.nrows; i++)
		all[i] = (struct merged_row){ rows_cell(&rows, i, "number"),
		    date_instant_label(r->mem, rows_cell(&rows, i, "made_at")),
		    arena_fmt(r->mem, "/merges/%s/separation", rows_cell(&rows,
		    i, "id")), form_hidden(r, 0) };
	p.merged = (struct html_list){ all, rows.nrows };
	*out = html_part(r, &panel_html, &p);
	return OK;
}

static const struct panel panel = { .aside = true, .place = 90,
    .draw = draw };

static const struct route routes[] = {
	{ "GET", "/children/*/merge", CHILD_WRITE, merge_get },
	{ "POST", "/children/*/merge", CHILD_WRITE, merge_post },
	{ "POST", "/merges/*/separation", CHILD_WRITE, separation_post },
};

const struct feature duplicate_feature = {
	.name = "duplicate",
	.menu = { NULL, "/children", CHILD_READ, 0 },
	FEATURE_ROUTES(routes),
	FEATURE_TEMPLATES(&merge_html, &panel_html),
	.panel = &panel,
};
