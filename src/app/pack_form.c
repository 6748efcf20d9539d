#include "app/pack_sheet.h"
#include "base/date.h"

/*
 * forms.csv: what has to be reported every year, item by item. `question` is a
 * tabulation, as it stands in the address of one; `row` and `column` are the
 * cell, empty for the sum. The feature that counts finds out whether it can.
 */
enum { F_FORM, F_ITEM, F_POSITION, F_FORM_LABEL, F_SECTION, F_LABEL, F_UNIT,
	F_QUESTION, F_ROW, F_COLUMN, F_FROM, F_TO };
static const char *const columns[] = { "form", "item", "position",
	"form_label", "section", "label", "unit", "question", "row", "column",
	"valid_from", "valid_to" };

bool
pack_form_open(struct request *r, const char *folder, struct pack_sheet *s)
{
	*s = (struct pack_sheet)PACK_SHEET("forms.csv", columns);
	return pack_open(r, folder, s);
}

void
pack_form_check(struct request *r, const struct pack_sheet *s)
{
	struct text_map *seen = text_map_new(r->mem, s->table.nrows);

	for (size_t i = 1; i < s->table.nrows; i++) {
		const char *key = arena_fmt(r->mem, "%s:%s",
		    pack_text(s, i, F_FORM), pack_text(s, i, F_ITEM));
		const char *from = pack_cell(s, i, F_FROM);
		const char *to = pack_cell(s, i, F_TO);

		if (text_map_get(seen, key))
			pack_fault(r, s, i, "this item stands twice");
		text_map_put(seen, key, key);
		if (!pack_cell(s, i, F_LABEL) || !pack_cell(s, i, F_FORM_LABEL))
			pack_fault(r, s, i, "label is empty");
		if ((from && !date_valid(from)) || (to && !date_valid(to)))
			pack_fault(r, s, i, "valid_from and valid_to are days");
		if (!pack_cell(s, i, F_QUESTION) && (pack_cell(s, i, F_ROW) ||
		    pack_cell(s, i, F_COLUMN)))
			pack_fault(r, s, i, "a cell needs a question");
	}
}

void
pack_form_write(struct request *r, const struct pack_sheet *s)
{
	static const struct query q = {
		"pack.form",
		"INSERT INTO yearly_item (form, item, position, form_label,"
		" section, label, unit, question, row_code, column_code,"
		" valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7,"
		" $8, $9, $10, $11, $12) ON CONFLICT (form, item) DO UPDATE SET"
		" position = excluded.position,"
		" form_label = excluded.form_label,"
		" section = excluded.section, label = excluded.label,"
		" unit = excluded.unit, question = excluded.question,"
		" row_code = excluded.row_code,"
		" column_code = excluded.column_code,"
		" valid_from = excluded.valid_from,"
		" valid_to = excluded.valid_to"
	};

	for (size_t i = 1; i < s->table.nrows; i++)
		(void)db_exec(r->db, &q, ARGS(v_text(pack_text(s, i, F_FORM)),
		    v_text(pack_text(s, i, F_ITEM)),
		    v_int(pack_number(s, i, F_POSITION)),
		    v_text(pack_text(s, i, F_FORM_LABEL)),
		    v_text(pack_text(s, i, F_SECTION)),
		    v_text(pack_text(s, i, F_LABEL)),
		    v_text(pack_cell(s, i, F_UNIT)),
		    v_text(pack_cell(s, i, F_QUESTION)),
		    v_text(pack_cell(s, i, F_ROW)),
		    v_text(pack_cell(s, i, F_COLUMN)),
		    v_text(pack_cell(s, i, F_FROM)),
		    v_text(pack_cell(s, i, F_TO))));
}
