#include <string.h>

#include "app/audit.h"
#include "app/deed.h"
#include "base/instant.h"
#include "base/text.h"
#include "features/vacancy/vacancy_private.h"

/*
 * Taking back the last entry, for an hour: what it changed becomes what it was
 * before, as old as it was then. Taking back is an entry, too, and can be taken
 * back itself.
 */

static bool
is_of(const struct grid *g, size_t room, const char *at)
{
	const char *told = rows_cell(&g->rooms, room, "told_at");

	return at && told && strcmp(told, at) == 0;
}

enum result
vacancy_undo_find(struct request *r, struct grid *g)
{
	const char *last = NULL;
	enum result rc = OK;

	g->undo = NULL;
	g->undone = 0;
	for (size_t i = 0; i < g->rooms.nrows; i++) {
		const char *told = rows_cell(&g->rooms, i, "told_at");

		if (told && (!last || strcmp(told, last) > 0))
			last = told;
	}
	if (!last || instant_seconds_between(last, r->now) > UNDO_SECONDS)
		return OK;
	for (size_t i = 0; !rc && i < g->rooms.nrows; i++) {
		struct rows rows = { 0 };

		if (!is_of(g, i, last))
			continue;
		rc = vacancy_sql_entry(r, rows_cell(&g->rooms, i, "id"), last,
		    &rows);
		g->undone += (int64_t)rows.nrows;
	}
	if (g->undone)
		g->undo = last;
	return rc;
}

/* Inside a deed. */
static enum result
put_back(struct request *r, const struct grid *g, size_t room)
{
	const char *id = rows_cell(&g->rooms, room, "id"), *day = "";
	struct rows rows = { 0 };
	enum result rc = vacancy_sql_entry(r, id, g->undo, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *number = rows_cell(&rows, i, "number");
		struct cell c = { .room = id, .day = rows_cell(&rows, i, "day"),
			.state = vacancy_of(rows_cell(&rows, i, "state")),
			.reason = rows_cell(&rows, i, "reason"), .number = -1 };

		/* Twice in that very second: what stood there last. */
		if (strcmp(c.day, day) == 0)
			continue;
		day = c.day;
		if (number)
			(void)text_number(number, &c.number);
		rc = vacancy_sql_put_back(r, &c, rows_cell(&rows, i, "id"));
	}
	if (rc)
		return rc;
	(void)vacancy_sql_told(r, id);
	return audit_note_plain(r, "change", room_record.name, id, "undo");
}

enum result
vacancy_undo(struct request *r, const struct grid *g)
{
	if (!g->undo) {
		request_fault(r, "fill",
		    "元に戻せるのは、最後の入力から1時間のあいだです。");
		db_fail(r->db, INVALID);
		return INVALID;
	}
	for (size_t i = 0; i < g->rooms.nrows; i++) {
		if (is_of(g, i, g->undo) && put_back(r, g, i))
			return BROKEN;
	}
	return OK;
}

const char *
vacancy_mark_many(struct request *r, enum vacancy state, const char *number)
{
	return number && (state == VACANCY_OPEN || state == VACANCY_FEW) ?
	    arena_fmt(r->mem, "%s%s", vacancy_mark(state), number) :
	    vacancy_mark(state);
}
