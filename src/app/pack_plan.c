#include <string.h>

#include "app/pack_sheet.h"
#include "base/date.h"
#include "base/day_rule.h"

/*
 * pathway.csv: a row without a step says when its stage begins, the others what
 * is to be done in it, by whom and when. Versions stand side by side by the day
 * from which they hold.
 */
enum {
	P_STAGE,
	P_STEP,
	P_POSITION,
	P_WHO,
	P_ANCHOR,
	P_RULE,
	P_LABEL,
	P_DETAIL,
	P_FROM,
	P_TO
};
static const char *const columns[] = { "stage", "step", "position", "who",
	"anchor", "rule", "label", "detail", "valid_from", "valid_to" };

bool
pack_plan_open(struct request *r, const char *folder, struct pack_sheet *s)
{
	*s = (struct pack_sheet)PACK_SHEET("pathway.csv", columns);
	return pack_open(r, folder, s);
}

static bool
is_code(struct request *r, const struct pack_sheet *s, size_t row,
    size_t column, const struct text_map *codes, const char *list)
{
	return text_map_get(
	    codes, pack_code_key(r, list, pack_text(s, row, column)));
}

static void
check_row(struct request *r, const struct pack_sheet *s, size_t row,
    const struct text_map *codes)
{
	const char *from = pack_text(s, row, P_FROM);
	const char *to = pack_cell(s, row, P_TO);

	if (!is_code(r, s, row, P_STAGE, codes, "pathway_stage"))
		pack_fault(r, s, row, "no such stage in pathway_stage");
	if (!is_code(r, s, row, P_ANCHOR, codes, "pathway_anchor"))
		pack_fault(r, s, row, "no such day in pathway_anchor");
	if (!day_rule_valid(pack_text(s, row, P_RULE)))
		pack_fault(r, s, row, "rule is like -90d, 18y or -1y 10-31");
	if (!date_valid(from) || (to && (!date_valid(to) ||
	    strcmp(to, from) < 0)))
		pack_fault(r, s, row,
		    "valid_from and valid_to are days, in order");
	if (!pack_cell(s, row, P_STEP))
		return;
	if (!pack_cell(s, row, P_LABEL))
		pack_fault(r, s, row, "label is empty");
	if (!is_code(r, s, row, P_WHO, codes, "pathway_who"))
		pack_fault(r, s, row, "nobody of that name in pathway_who");
}

void
pack_plan_check(struct request *r, const struct pack_sheet *s,
    const struct text_map *codes)
{
	struct text_map *seen = text_map_new(r->mem, s->table.nrows);

	for (size_t i = 1; i < s->table.nrows; i++) {
		const char *key = arena_fmt(r->mem, "%s:%s:%s",
		    pack_text(s, i, P_STAGE), pack_text(s, i, P_STEP),
		    pack_text(s, i, P_FROM));

		if (text_map_get(seen, key))
			pack_fault(r, s, i, "this step stands twice");
		text_map_put(seen, key, key);
		check_row(r, s, i, codes);
	}
}

void
pack_plan_write(struct request *r, const struct pack_sheet *s)
{
	static const struct query q = {
		"pack.plan",
		"INSERT INTO pathway_plan (stage, step, valid_from, valid_to,"
		" position, who, anchor, rule, label, detail)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
		" ON CONFLICT (stage, step, valid_from) DO UPDATE SET"
		" valid_to = excluded.valid_to, position = excluded.position,"
		" who = excluded.who, anchor = excluded.anchor,"
		" rule = excluded.rule, label = excluded.label,"
		" detail = excluded.detail"
	};

	for (size_t i = 1; i < s->table.nrows; i++)
		(void)db_exec(r->db, &q, ARGS(v_text(pack_text(s, i, P_STAGE)),
		    v_text(pack_text(s, i, P_STEP)),
		    v_text(pack_text(s, i, P_FROM)),
		    v_text(pack_cell(s, i, P_TO)),
		    v_int(pack_number(s, i, P_POSITION)),
		    v_text(pack_cell(s, i, P_WHO)),
		    v_text(pack_text(s, i, P_ANCHOR)),
		    v_text(pack_text(s, i, P_RULE)),
		    v_text(pack_text(s, i, P_LABEL)),
		    v_text(pack_cell(s, i, P_DETAIL))));
}
