#include <string.h>

#include "base/text.h"
#include "features/opendata/opendata_reader.h"
#include "features/opendata/opendata_value.h"
#include "features/opendata/opendata_week.h"

/* What shelters and files of hours have beyond a service's row. */

static bool
is_one(struct open_reader *rd, enum open_field f)
{
	const char *cell = rd->cell[f];

	if (!cell || text_blank(cell))
		return false;
	cell = text_tidy(rd->scratch, text_fold_width(rd->scratch, cell));
	return strcmp(cell, "1") == 0 || strcmp(cell, "○") == 0 ||
	    strcmp(cell, "◯") == 0 || strcmp(cell, "有") == 0;
}

/* "E1310100005 12 1": the two digits before the last tell the kind. */
static bool
is_welfare(const struct open_entry *e, const struct open_shelter *s)
{
	size_t n = strlen(e->number);

	return (s->accepts && *s->accepts) || (n == 14 &&
	    e->number[0] == 'E' && strncmp(e->number + n - 3, "12", 2) == 0);
}

bool
open_shelter(struct open_reader *rd, struct open_entry *e)
{
	struct open_shelter *s = arena_take(rd->scratch, sizeof(*s));

	s->emergency = rd->heading[OPEN_HAZARD] != NULL;
	for (unsigned i = 0; i < OPEN_HAZARDS; i++)
		s->hazards |= is_one(rd, OPEN_HAZARD + i) ? 1U << i : 0;
	s->accepts = open_text(rd, OPEN_ACCEPTS);
	s->area = open_text(rd, OPEN_AREA);
	s->same = is_one(rd, OPEN_BOTH);
	s->welfare = !s->emergency && is_welfare(e, s);
	e->shelter = s;
	return true;
}

/* One department and part of the day: its days and hours, days of the same
 * hours together. */
bool
open_times(struct open_reader *rd, struct open_entry *e)
{
	static const char *const days[] = { "月", "火", "水", "木", "金", "土",
	    "日", "祝" };
	const char *hours[COUNT(days)];
	struct buffer b = buffer_new(rd->scratch);

	e->name = e->address = "";
	e->departments = open_text(rd, OPEN_DEPARTMENT);
	for (size_t i = 0; i < COUNT(days); i++)
		hours[i] = open_hours(rd->scratch, rd->cell[OPEN_HOURS + 2 * i],
		    rd->cell[OPEN_HOURS + 2 * i + 1]);
	for (size_t i = 0; i < COUNT(days); i++) {
		size_t first = 0;

		while (strcmp(hours[first], hours[i]) != 0)
			first++;
		if (!*hours[i] || first < i)
			continue;
		if (b.len)
			buffer_add(&b, "、");
		else
			buffer_fmt(&b, "%s ", e->departments);
		for (size_t k = i; k < COUNT(days); k++)
			buffer_add(&b, strcmp(hours[k], hours[i]) == 0 ?
			    days[k] : "");
		buffer_fmt(&b, " %s", hours[i]);
	}
	e->opening = b.s;
	e->clinics = open_clinic(rd);
	return true;
}
