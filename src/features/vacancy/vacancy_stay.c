#include <string.h>

#include "base/date.h"
#include "features/vacancy/vacancy_sql.h"

/* Whether there is room on all the days that somebody asks for. */

/* The worst day of the room whose cells begin at `i`; rows behind them. */
static size_t
read_room(struct request *r, const struct rows *rows, size_t i,
    const char *const *days, size_t ndays, struct vacancy_stay *s)
{
	const char *room = rows_cell(rows, i, "room");

	*s = (struct vacancy_stay){ .service = rows_cell(rows, i, "service"),
		.room = room, .label = rows_cell(rows, i, "label"),
		.state = VACANCY_OPEN };
	for (size_t d = 0; d < ndays; d++) {
		const char *day = i < rows->nrows &&
		    strcmp(rows_cell(rows, i, "room"), room) == 0 ?
		    rows_cell(rows, i, "day") : NULL;
		bool told = day && strcmp(day, days[d]) == 0;
		const char *as_of = told ? rows_cell(rows, i, "as_of") : NULL;
		struct vacancy_shown shown = vacancy_show(told ? vacancy_of(
		    rows_cell(rows, i, "state")) : VACANCY_UNKNOWN, as_of,
		    r->now, told ? rows_number(rows, i, "fresh_days") : 0,
		    told ? rows_number(rows, i, "grey_days") : 0);
		enum vacancy state = shown.grey ? VACANCY_UNKNOWN : shown.state;

		if (!s->day || vacancy_is_worse(state, s->state)) {
			s->state = state;
			s->shown = shown;
			s->day = days[d];
			s->reason = told ? rows_cell(rows, i, "reason") : NULL;
		}
		if (as_of && (!s->as_of || strcmp(as_of, s->as_of) < 0))
			s->as_of = as_of;
		i += told;
	}
	while (i < rows->nrows && strcmp(rows_cell(rows, i, "room"), room) == 0)
		i++;
	return i;
}

enum result
vacancy_stays(struct request *r, const char *kinds, const char *from,
    const char *to, struct vacancy_stay **out, size_t *n)
{
	const char *days[MAX_STAY];
	size_t ndays = 0;
	struct rows rows = { 0 };
	struct vacancy_stay *all, one;
	enum result rc;

	while (ndays < MAX_STAY && (!ndays || strcmp(days[ndays - 1], to) < 0)) {
		days[ndays] = date_add_days(r->mem, from, (int)ndays);
		ndays++;
	}
	rc = vacancy_sql_stays(r, kinds, directory_reach(r), from,
	    days[ndays - 1], &rows);
	if (rc)
		return rc;
	*out = all = arena_array(r->mem, rows.nrows + 1, sizeof(*all));
	*n = 0;
	for (size_t i = 0; i < rows.nrows; ) {
		i = read_room(r, &rows, i, days, ndays, &one);
		if (!*n || strcmp(all[*n - 1].service, one.service) != 0)
			all[(*n)++] = one;
		else if (vacancy_is_worse(all[*n - 1].state, one.state))
			all[*n - 1] = one;
	}
	return OK;
}

enum result
vacancy_kinds(struct request *r, const char **out)
{
	struct buffer set = buffer_new(r->mem);
	struct rows rows = { 0 };
	enum result rc = vacancy_sql_kinds(r, directory_reach(r), &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		buffer_fmt(&set, "%s%s", i ? "," : "", rows.cells[i]);
	*out = set.s;
	return rc;
}
