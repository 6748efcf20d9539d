#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "public/public_sql.h"
#include "public/words.h"

/* Rooms and days as a table. What is too old does not look as if it held. */

struct board_row {
	const char *name, *url, *room, *town, *kind, *phone, *age;
	struct html_list cells;
	bool grey, old;
};

struct table {
	struct html_list heads, rows;
	bool alone;
};

static const struct slot row_slots[] = {
	SLOT_TEXT(board_row, name),
	SLOT_TEXT(board_row, url),
	SLOT_TEXT(board_row, room),
	SLOT_TEXT(board_row, town),
	SLOT_TEXT(board_row, kind),
	SLOT_TEXT(board_row, phone),
	SLOT_TEXT(board_row, age),
	SLOT_LIST(board_row, cells, day_cell_slots, struct day_cell),
	SLOT_FLAG(board_row, grey),
	SLOT_FLAG(board_row, old),
};

static const struct slot table_slots[] = {
	SLOT_LIST(table, heads, day_head_slots, struct day_head),
	SLOT_LIST(table, rows, row_slots, struct board_row),
	SLOT_FLAG(table, alone),
};

TEMPLATE(board_table_part, "src/public/table.html", table_slots);

struct room_age {
	int64_t fresh, grey;
	const char *as_of;		/* of the latest cell; NULL: none */
};

static struct day_cell
cell_of(struct request *r, const struct rows *cells, size_t at,
    struct room_age *age)
{
	bool none = at == cells->nrows;
	const char *as_of = none ? NULL : rows_cell(cells, at, "as_of");
	struct vacancy_shown s = vacancy_show(none ? VACANCY_UNKNOWN :
	    vacancy_of(rows_cell(cells, at, "state")), as_of, r->now,
	    age->fresh, age->grey);

	if (as_of && (!age->as_of || strcmp(as_of, age->as_of) > 0))
		age->as_of = as_of;
	return day_cell_of(r, s, none ? NULL : rows_cell(cells, at, "number"),
	    none ? NULL : rows_cell(cells, at, "reason"));
}

static const char *
age_words(struct request *r, const struct vacancy_shown *s)
{
	if (s->days < 0)
		return "情報なし：電話で確認";
	return arena_fmt(r->mem, "%s%s", s->days ? arena_fmt(r->mem,
	    "%d日前の情報", s->days) : "今日の情報",
	    s->grey ? "（要電話確認）" : "");
}

static struct board_row
row_of(struct request *r, const struct board_view *v, const struct rows *rooms,
    size_t i, const struct rows *cells)
{
	struct day_cell *shown = arena_array(r->mem, BOARD_DAYS,
	    sizeof(*shown));
	struct room_age age = { public_number(rooms, i, "fresh_days"),
		public_number(rooms, i, "grey_days"), NULL };
	const char *id = rows_cell(rooms, i, "id");
	struct vacancy_shown s;

	for (size_t d = 0; d < BOARD_DAYS; d++)
		shown[d] = cell_of(r, cells, vacancy_cell_at(cells, id,
		    v->days[d]), &age);
	s = vacancy_show(VACANCY_UNKNOWN, age.as_of, r->now, age.fresh,
	    age.grey);
	return (struct board_row){
		.name = public_name(r, rows_cell(rooms, i, "name"),
		    rows_cell(rooms, i, "place")),
		.url = arena_fmt(r->mem, "/services/%s", rows_cell(rooms, i,
		    "service")),
		.room = rows_cell(rooms, i, "label"),
		.town = codes_town(r->codes, r->mem,
		    rows_cell(rooms, i, "municipality"), r->today),
		.kind = codes_label_short(r->codes, "service_kind",
		    rows_cell(rooms, i, "kind")),
		.phone = rows_cell(rooms, i, "phone"),
		.age = age_words(r, &s),
		.cells = { shown, BOARD_DAYS },
		.grey = s.grey,
		.old = vacancy_is_old(s, age.grey),
	};
}

enum result
board_view_of(struct request *r, const struct rows *rooms,
    struct board_view *v)
{
	struct board_row *all = arena_array(r->mem, rooms->nrows + 1,
	    sizeof(*all));
	struct rows cells = { 0 };
	enum result rc;

	for (int i = 0; i < BOARD_DAYS; i++)
		v->days[i] = date_add_days(r->mem, r->today, i);
	rc = public_sql_cells(r, public_ids(r->mem, rooms), v->days[0],
	    v->days[BOARD_DAYS - 1], &cells);
	for (size_t i = 0; !rc && i < rooms->nrows; i++)
		all[i] = row_of(r, v, rooms, i, &cells);
	v->heads = day_heads(r, v->days);
	v->rows = (struct html_list){ all, rooms->nrows };
	return rc;
}

const struct html *
board_table(struct request *r, const struct board_view *v, bool alone)
{
	const struct table t = { v->heads, v->rows, alone };

	return v->rows.n ? html_part(r, &board_table_part, &t) : NULL;
}
