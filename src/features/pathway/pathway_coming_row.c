#include "features/pathway/pathway_coming_row.h"

#include <string.h>

#include "app/access.h"
#include "app/codes.h"
#include "base/date.h"
#include "features/pathway/pathway.h"

const struct slot coming_row_slots[COMING_ROW_SLOTS] = {
	SLOT_TEXT(coming_row, url),
	SLOT_TEXT(coming_row, kana),
	SLOT_TEXT(coming_row, name),
	SLOT_TEXT(coming_row, number),
	SLOT_TEXT(coming_row, stage),
	SLOT_TEXT(coming_row, day),
	SLOT_TEXT(coming_row, grade),
	SLOT_TEXT(coming_row, place),
	SLOT_TEXT(coming_row, steps),
	SLOT_TEXT(coming_row, overdue),
	SLOT_FLAG(coming_row, late),
};

static bool
tells(struct request *r, const char *child)
{
	const struct grant *grant;
	unsigned told = CLASS_IDENTITY | CLASS_CONTACT;

	if (access_grant(r, child, &grant) || !grant_shows(grant, told))
		return false;
	access_saw(r, grant, told);
	return true;
}

static void
fill_place(struct request *r, struct coming_row *row)
{
	const char *code = row->child.municipality;
	const struct municipality *m = code ? codes_municipality(r->codes,
	    code) : NULL;

	row->town = m ? m->name : "不明";
	row->region = codes_label(r->codes, "region", codes_region(r->codes,
	    code ? code : "", r->today));
	row->place = m ? arena_fmt(r->mem, "%s（%s）", m->name,
	    codes_label_short(r->codes, "region", codes_region(r->codes,
	    m->code, r->today))) : "不明";
}

static void
fill_steps(struct request *r, const struct rows *rows, size_t i,
    struct coming_row *row)
{
	const char *open = rows_cell(rows, i, "nopen");
	const char *late = rows_cell(rows, i, "nlate");

	row->begun = strcmp(rows_cell(rows, i, "begun"), "0") != 0;
	if (!row->begun)
		row->steps = "段階の記録がまだ";
	else if (!tells(r, row->child.id))
		row->steps = "";
	else
		row->steps = arena_fmt(r->mem, "残り%s件", open);
	if (*row->steps && row->begun && strcmp(late, "0") != 0)
		row->overdue = arena_fmt(r->mem, "期限切れ%s件", late);
}

bool
coming_row_of(struct request *r, const struct rows *rows, size_t i,
    struct coming_row *row)
{
	const char *school;

	*row = (struct coming_row){ 0 };
	if (!record_load(r, &child_record, rows, i, &row->child))
		return false;
	school = rows_cell(rows, i, "school_on");
	if (!school)
		school = pathway_school_day(r->mem, row->child.born_on);
	row->on_day = rows_cell(rows, i, "on_day");
	row->url = arena_fmt(r->mem, "/children/%s/pathway", row->child.id);
	row->kana = row->child.kana;
	row->name = row->child.name;
	row->number = row->child.number;
	row->stage = codes_label(r->codes, "pathway_stage", rows_cell(rows, i,
	    "stage"));
	row->day = date_era(r->mem, row->on_day);
	row->late = strcmp(row->on_day, r->today) < 0;
	row->grade = pathway_grade(r->mem, school, r->today);
	fill_place(r, row);
	fill_steps(r, rows, i, row);
	return true;
}
