#include "features/vacancy/vacancy_cell.h"

#include <string.h>

#include "app/codes.h"
#include "base/date.h"
#include "features/vacancy/vacancy_private.h"

const struct slot day_head_slots[DAY_SLOTS] = {
	SLOT_TEXT(day_head, number),
	SLOT_TEXT(day_head, weekday),
	SLOT_TEXT(day_head, class),
};

const struct slot day_cell_slots[DAY_SLOTS] = {
	SLOT_TEXT(day_cell, mark),
	SLOT_TEXT(day_cell, says),
	SLOT_TEXT(day_cell, class),
};

struct html_list
day_heads(struct request *r, const char *const days[BOARD_DAYS])
{
	static const char *const weekdays[] = { "日", "月", "火", "水", "木",
		"金", "土" };
	struct day_head *all = arena_array(r->mem, BOARD_DAYS, sizeof(*all));

	for (size_t i = 0; i < BOARD_DAYS; i++) {
		const char *day = days[i];
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

struct day_cell
day_cell_of(struct request *r, struct vacancy_shown s, const char *number,
    const char *why)
{
	static const char *const says[] = { "情報なし", "空きあり",
		"わずか・要相談", "空きなし", "休み" };
	static const char *const classes[] = { "n", "o", "t", "x", "x" };
	bool many = number &&
	    (s.state == VACANCY_OPEN || s.state == VACANCY_FEW);

	return (struct day_cell){ vacancy_mark_many(r, s.state, number),
	    arena_fmt(r->mem, "%s%s%s%s%s", says[s.state], many ? number : "",
	    many ? "つ" : "", s.state == VACANCY_FEW && why ?
	    arena_fmt(r->mem, "（%s）", codes_label(r->codes, "few_reason",
	    why)) : "", s.grey ? "（要電話確認）" : ""),
	    s.grey ? arena_fmt(r->mem, "%s grey", classes[s.state]) :
	    classes[s.state] };
}

size_t
vacancy_cell_at(const struct rows *rows, const char *room, const char *day)
{
	size_t low = 0, high = rows->nrows;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const char *const *cells = rows->cells + mid * rows->ncols;
		int to = strcmp(cells[0], room);

		if (!to)
			to = strcmp(cells[1], day);
		if (!to)
			return mid;
		if (to < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return rows->nrows;
}

bool
vacancy_is_old(struct vacancy_shown s, int64_t grey_days)
{
	return s.days < 0 || s.days > (grey_days ? grey_days :
	    VACANCY_GREY_DAYS);
}
