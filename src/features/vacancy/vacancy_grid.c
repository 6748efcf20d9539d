#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"
#include "base/date.h"
#include "base/text.h"
#include "features/vacancy/vacancy_private.h"

/* Telling of two weeks at once: by the centre, or by the facility's link. */
struct day_row {
	const char *field, *reason_field, *number_field, *label, *weekday_class;
	const struct html *states, *reasons, *numbers;
};

struct room_part {
	const char *label, *age, *told_field, *told_at;
	struct html_list days;
};

struct part {
	struct html_list rooms;
};

static const struct slot day_slots[] = {
	SLOT_TEXT(day_row, field),
	SLOT_TEXT(day_row, reason_field),
	SLOT_TEXT(day_row, number_field),
	SLOT_TEXT(day_row, label),
	SLOT_TEXT(day_row, weekday_class),
	SLOT_HTML(day_row, states),
	SLOT_HTML(day_row, reasons),
	SLOT_HTML(day_row, numbers),
};

static const struct slot room_slots[] = {
	SLOT_TEXT(room_part, label),
	SLOT_TEXT(room_part, age),
	SLOT_TEXT(room_part, told_field),
	SLOT_TEXT(room_part, told_at),
	SLOT_LIST(room_part, days, day_slots, struct day_row),
};

static const struct slot part_slots[] = {
	SLOT_LIST(part, rooms, room_slots, struct room_part),
};

TEMPLATE(vacancy_part, "src/features/vacancy/part.html", part_slots);

enum result
vacancy_grid_load(struct request *r, const char *service, struct grid *g)
{
	struct board_ask ask = { .service = service, .reach = REACH_CENTRE };
	enum result rc = vacancy_sql_rooms(r, &ask, &g->rooms);

	for (int i = 0; i < BOARD_DAYS; i++)
		g->days[i] = date_add_days(r->mem, r->today, i);
	if (!rc && !g->rooms.nrows)
		return MISSING;
	if (g->rooms.nrows > MAX_GRID)
		g->rooms.nrows = MAX_GRID;
	/* From last week on, for what is copied from it. */
	if (!rc)
		rc = vacancy_sql_cells(r, &ask, date_add_days(r->mem, r->today,
		    -7), g->days[BOARD_DAYS - 1], &g->cells);
	return rc ? rc : vacancy_undo_find(r, g);
}

static const char *
field_name(struct request *r, char what, size_t room, const char *day)
{
	return arena_fmt(r->mem, "%c-%zu-%s", what, room, day);
}

/* What was typed, else what is stored; "" for nothing. */
static const char *
value_of(struct request *r, const struct grid *g, char what, size_t room,
    const char *day)
{
	const char *typed = request_form(r, field_name(r, what, room, day));
	size_t at = vacancy_cell_at(&g->cells, rows_cell(&g->rooms, room, "id"),
	    day);
	const char *stored = at == g->cells.nrows ? NULL : rows_cell(&g->cells,
	    at, what == 'c' ? "state" : what == 'r' ? "reason" : "number");

	return typed ? typed : stored ? stored : "";
}

/* As many as there are beds; a list, for Enter in a field sends the form. */
static int64_t
most_of(const struct grid *g, size_t room)
{
	int64_t beds = rows_number(&g->rooms, room, "beds");

	return beds <= 0 ? FEW_NUMBERS : beds < MAX_NUMBER ? beds : MAX_NUMBER;
}

static const struct html *
numbers_of(struct request *r, const struct grid *g, size_t room,
    const char *chosen)
{
	size_t n = (size_t)most_of(g, room);
	struct choice *all = arena_array(r->mem, n, sizeof(*all));

	for (size_t i = 0; i < n; i++) {
		const char *s = arena_fmt(r->mem, "%zu", i + 1);

		all[i] = (struct choice){ s, s };
	}
	return form_choices(r, all, n, chosen, "（数）");
}

static struct day_row
day_of(struct request *r, const struct grid *g, size_t room, size_t i)
{
	static const struct choice states[] = { { "open", "○ 空きあり" },
	    { "few", "△ わずか・要相談" }, { "full", "× 空きなし" },
	    { "closed", "休 休み" } };
	const char *day = g->days[i];
	int weekday = date_weekday(day);

	return (struct day_row){ .field = field_name(r, 'c', room, day),
		.reason_field = field_name(r, 'r', room, day),
		.number_field = field_name(r, 'n', room, day),
		.label = date_short(r->mem, day),
		.weekday_class = weekday == 0 ? "sun" : weekday == 6 ? "sat" : "",
		.states = form_choices(r, states, COUNT(states), value_of(r,
		    g, 'c', room, day), "－ 情報なし"),
		.reasons = form_options(r, "few_reason", value_of(r, g, 'r', room,
		    day), "（△のとき）"),
		.numbers = numbers_of(r, g, room, value_of(r, g, 'n', room,
		    day)) };
}

void
vacancy_grid_draw(struct request *r, struct grid *g)
{
	struct room_part *rooms = arena_array(r->mem, g->rooms.nrows + 1,
	    sizeof(*rooms));
	struct part p = { { rooms, g->rooms.nrows } };

	for (size_t i = 0; i < g->rooms.nrows; i++) {
		struct day_row *days = arena_array(r->mem, BOARD_DAYS,
		    sizeof(*days));
		const char *told = rows_cell(&g->rooms, i, "told_at");
		struct vacancy_shown age = vacancy_show(VACANCY_UNKNOWN, told,
		    r->now, 0, 0);

		for (size_t d = 0; d < BOARD_DAYS; d++)
			days[d] = day_of(r, g, i, d);
		rooms[i] = (struct room_part){ rows_cell(&g->rooms, i, "label"),
		    vacancy_age(r, age.days), arena_fmt(r->mem, "told-%zu", i),
		    told ? told : "", { days, BOARD_DAYS } };
	}
	g->html = html_part(r, &vacancy_part, &p);
}

/* A field of another room or another day is nobody's here. */
static void
check_names(struct request *r, const struct grid *g)
{
	for (size_t i = 0; i < r->form.n; i++) {
		const char *name = r->form.at[i].name;
		bool known = false;

		if (!strchr("crn", name[0]) || name[1] != '-')
			continue;
		for (size_t room = 0; room < g->rooms.nrows; room++) {
			for (size_t d = 0; d < BOARD_DAYS && !known; d++)
				known = strcmp(name, field_name(r, name[0], room,
				    g->days[d])) == 0;
		}
		if (!known) {
			request_fault(r, "fill",
			    "この画面にない日や枠が送られました。開き直してください。");
			return;
		}
	}
}

static enum result
check_meanwhile(struct request *r, const struct grid *g)
{
	for (size_t i = 0; i < g->rooms.nrows; i++) {
		const char *mine = request_form(r, arena_fmt(r->mem, "told-%zu",
		    i));
		const char *now = rows_cell(&g->rooms, i, "told_at");

		if (!mine || strcmp(mine, now ? now : "") != 0)
			return CONFLICT;
	}
	return OK;
}

/* How many there are; a room without room has none. */
static void
read_number(struct request *r, const struct grid *g, size_t room,
    struct cell *c)
{
	const char *name = field_name(r, 'n', room, c->day);
	const char *typed = request_form(r, name);
	int64_t n = 0;

	if (text_blank(typed) || (c->state != VACANCY_OPEN &&
	    c->state != VACANCY_FEW))
		return;
	if (!text_number(typed, &n) || n < 1 || n > most_of(g, room))
		request_fault(r, name, arena_fmt(r->mem,
		    "空きの数は1から%lldまでです。", (long long)most_of(g, room)));
	else
		c->number = n;
}

/* One cell as it was typed. False: it was not. */
static bool
typed_cell(struct request *r, const struct grid *g, size_t room,
    struct cell *c)
{
	const char *typed = request_form(r, field_name(r, 'c', room, c->day));
	const char *reason = request_form(r, field_name(r, 'r', room, c->day));

	if (!typed)
		return false;
	if (!vacancy_read(typed, &c->state)) {
		request_fault(r, field_name(r, 'c', room, c->day),
		    "○ △ × 休 － のどれかを選んでください。");
		return false;
	}
	if (c->state == VACANCY_FEW && !text_blank(reason) &&
	    codes_find(r->codes, "few_reason", reason))
		c->reason = reason;
	read_number(r, g, room, c);
	return true;
}

/* One cell as the button asks for it. False: it stays as it is. */
static bool
wanted(struct request *r, const struct grid *g, size_t room, const char *day,
    const char *fill, struct cell *c)
{
	int weekday = date_weekday(day);
	const char *number;
	size_t at;

	*c = (struct cell){ .room = rows_cell(&g->rooms, room, "id"),
		.day = day, .number = -1 };
	if (strcmp(fill, "weekdays_full") == 0) {
		c->state = VACANCY_FULL;
		return weekday > 0 && weekday < 6;
	}
	if (strcmp(fill, "last_week") != 0)
		return typed_cell(r, g, room, c);
	at = vacancy_cell_at(&g->cells, c->room, date_add_days(r->mem, day, -7));
	if (at == g->cells.nrows)
		return false;
	c->state = vacancy_of(rows_cell(&g->cells, at, "state"));
	c->reason = rows_cell(&g->cells, at, "reason");
	number = rows_cell(&g->cells, at, "number");
	if (number)
		(void)text_number(number, &c->number);
	return true;
}

static void
check_few(struct request *r, const struct cell *c, size_t room)
{
	if (c->state == VACANCY_FEW && !c->reason)
		request_fault(r, field_name(r, 'r', room, c->day),
		    "△の理由を選んでください。");
}

/* Inside a deed. */
static void
write_room(struct request *r, const struct grid *g, size_t room,
    const char *fill, const char *told_by, const char *channel)
{
	const char *id = rows_cell(&g->rooms, room, "id");
	struct cell c;

	if (strcmp(fill, "same") != 0) {
		for (size_t d = 0; d < BOARD_DAYS; d++) {
			if (!wanted(r, g, room, g->days[d], fill, &c))
				continue;
			c.channel = strcmp(fill, "last_week") == 0 ? "copy" :
			    channel;
			(void)vacancy_sql_set(r, &c, told_by);
		}
	}
	(void)vacancy_sql_confirm(r, id, g->days[0], g->days[BOARD_DAYS - 1],
	    told_by, channel);
	(void)vacancy_sql_told(r, id);
	audit_note_plain(r, "change", room_record.name, id, fill);
}

enum result
vacancy_grid_read(struct request *r, const struct grid *g,
    const char *told_by, const char *channel)
{
	static const char *const fills[] = { "save", "same", "last_week",
		"weekdays_full", "undo" };
	const char *fill = request_form(r, "fill"), *known = "save";
	struct cell c;
	enum result rc = check_meanwhile(r, g);

	for (size_t i = 0; fill && i < COUNT(fills); i++) {
		if (strcmp(fill, fills[i]) == 0)
			known = fills[i];
	}
	check_names(r, g);
	for (size_t room = 0; room < g->rooms.nrows; room++) {
		for (size_t d = 0; d < BOARD_DAYS; d++) {
			if (strcmp(known, "save") == 0 &&
			    wanted(r, g, room, g->days[d], known, &c))
				check_few(r, &c, room);
		}
	}
	if (rc || r->nfaults) {
		db_fail(r->db, rc ? rc : INVALID);
		return rc ? rc : INVALID;
	}
	if (strcmp(known, "undo") == 0)
		return vacancy_undo(r, g);
	for (size_t room = 0; room < g->rooms.nrows; room++)
		write_room(r, g, room, known, told_by, channel);
	return OK;
}
