#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "public/public_sql.h"
#include "public/words.h"

/* Rooms and days as a table. What is too old does not look as if it held. */

struct day_head {
	const char *number, *weekday, *class;
};

struct day_cell {
	const char *mark, *says, *class;
};

struct board_row {
	const char *name, *url, *room, *town, *kind, *phone, *age;
	struct html_list cells;
	bool grey, old;
};

struct table {
	struct html_list heads, rows;
	bool alone;
};

static const struct slot head_slots[] = {
	SLOT_TEXT(day_head, number),
	SLOT_TEXT(day_head, weekday),
	SLOT_TEXT(day_head, class),
};

static const struct slot cell_slots[] = {
	SLOT_TEXT(day_cell, mark),
	SLOT_TEXT(day_cell, says),
	SLOT_TEXT(day_cell, class),
};

static const struct slot row_slots[] = {
	SLOT_TEXT(board_row, name),
	SLOT_TEXT(board_row, url),
	SLOT_TEXT(board_row, room),
	SLOT_TEXT(board_row, town),
	SLOT_TEXT(board_row, kind),
	SLOT_TEXT(board_row, phone),
	SLOT_TEXT(board_row, age),
	SLOT_LIST(board_row, cells, cell_slots, struct day_cell),
	SLOT_FLAG(board_row, grey),
	SLOT_FLAG(board_row, old),
};

static const struct slot table_slots[] = {
	SLOT_LIST(table, heads, head_slots, struct day_head),
	SLOT_LIST(table, rows, row_slots, struct board_row),
	SLOT_FLAG(table, alone),
};

TEMPLATE(board_table_part, "src/public/table.html", table_slots);

/* Cells come in order of room and day: the first of a room, or where it would
 * be. */
static size_t
first_of(const struct rows *cells, const char *room)
{
	size_t low = 0, high = cells->nrows;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(cells->cells[mid * cells->ncols], room) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Row of the cell, or nrows. */
static size_t
cell_at(const struct rows *cells, const char *room, const char *day)
{
	for (size_t i = first_of(cells, room); i < cells->nrows; i++) {
		const char *const *c = cells->cells + i * cells->ncols;

		if (strcmp(c[0], room) != 0)
			break;
		if (strcmp(c[1], day) == 0)
			return i;
	}
	return cells->nrows;
}

struct room_age {
	int64_t fresh, grey;
	const char *as_of;		/* of the latest cell; NULL: none */
};

static struct day_cell
cell_of(struct request *r, const struct rows *cells, size_t at,
    struct room_age *age)
{
	static const char *const says[] = { "情報なし", "空きあり",
		"わずか・要相談", "空きなし", "休み" };
	static const char *const classes[] = { "n", "o", "t", "x", "x" };
	bool none = at == cells->nrows;
	const char *as_of = none ? NULL : rows_cell(cells, at, "as_of");
	const char *why = none ? NULL : rows_cell(cells, at, "reason");
	struct vacancy_shown s = vacancy_show(none ? VACANCY_UNKNOWN :
	    vacancy_of(rows_cell(cells, at, "state")), as_of, r->now,
	    age->fresh, age->grey);

	if (as_of && (!age->as_of || strcmp(as_of, age->as_of) > 0))
		age->as_of = as_of;
	return (struct day_cell){ vacancy_mark(s.state), arena_fmt(r->mem,
	    "%s%s%s", says[s.state], s.state == VACANCY_FEW && why ?
	    arena_fmt(r->mem, "（%s）", codes_label(r->codes, "few_reason",
	    why)) : "", s.grey ? "（要電話確認）" : ""),
	    s.grey ? arena_fmt(r->mem, "%s grey", classes[s.state]) :
	    classes[s.state] };
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
		shown[d] = cell_of(r, cells, cell_at(cells, id, v->days[d]),
		    &age);
	s = vacancy_show(VACANCY_UNKNOWN, age.as_of, r->now, age.fresh,
	    age.grey);
	return (struct board_row){
		.name = public_name(r, rows_cell(rooms, i, "name"),
		    rows_cell(rooms, i, "place")),
		.url = arena_fmt(r->mem, "/services/%s", rows_cell(rooms, i,
		    "service")),
		.room = rows_cell(rooms, i, "label"),
		.town = public_town(r, rows_cell(rooms, i, "municipality")),
		.kind = codes_label_short(r->codes, "service_kind",
		    rows_cell(rooms, i, "kind")),
		.phone = rows_cell(rooms, i, "phone"),
		.age = age_words(r, &s),
		.cells = { shown, BOARD_DAYS },
		.grey = s.grey,
		.old = s.days < 0 || s.days > (age.grey ? age.grey :
		    VACANCY_GREY_DAYS),
	};
}

static struct html_list
heads_of(struct request *r, const struct board_view *v)
{
	static const char *const weekdays[] = { "日", "月", "火", "水", "木",
		"金", "土" };
	struct day_head *all = arena_array(r->mem, BOARD_DAYS, sizeof(*all));

	for (size_t i = 0; i < BOARD_DAYS; i++) {
		const char *day = v->days[i];
		int month = (day[5] - '0') * 10 + day[6] - '0';
		int number = (day[8] - '0') * 10 + day[9] - '0';
		int weekday = date_weekday(day);

		all[i] = (struct day_head){ i && number != 1 ?
		    arena_fmt(r->mem, "%d", number) :
		    arena_fmt(r->mem, "%d/%d", month, number),
		    weekdays[weekday],
		    weekday == 0 ? "sun" : weekday == 6 ? "sat" : "" };
	}
	return (struct html_list){ all, BOARD_DAYS };
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
	v->heads = heads_of(r, v);
	v->rows = (struct html_list){ all, rooms->nrows };
	return rc;
}

const struct html *
board_table(struct request *r, const struct board_view *v, bool alone)
{
	const struct table t = { v->heads, v->rows, alone };

	return v->rows.n ? html_part(r, &board_table_part, &t) : NULL;
}
