#include <string.h>

#include "app/codes.h"
#include "app/parts.h"
#include "base/date.h"
#include "base/text.h"
#include "features/meeting/meeting_private.h"
#include "features/meeting/meeting_sql.h"

/* Meetings come to their day; a week later their minutes are due; who has not
 * answered is asked; what is held every year is planned a month ahead. */
enum { YEAR_DAYS = 335 };

struct one {
	const struct meeting *m;
	const struct rows *rows;
	size_t i;
};

static void
add(struct request *r, const struct due_ask *ask, const struct one *at,
    const char *on_day, const char *what, enum due_kind kind,
    struct due_list *list)
{
	const struct meeting *m = at->m;
	bool mine = ask->person && (!m->person ||
	    strcmp(ask->person, m->person) != 0);

	if (kind == DUE_DAY && ask->until && strcmp(on_day, ask->until) > 0)
		return;
	due_add(r, list, &(struct due){
		.kind = kind,
		.on_day = on_day,
		.what = what,
		.child = m->child,
		.about = m->child ? NULL : meeting_title(r, m),
		.owner = mine ? ask->person : m->person,
		.owner_name = mine ? NULL : rows_cell(at->rows, at->i,
		    "person_name"),
		.url = arena_fmt(r->mem, "/meetings/%s", m->id),
	});
}

static void
add_planned(struct request *r, const struct due_ask *ask,
    const struct one *at, struct due_list *list)
{
	const struct meeting *m = at->m;
	const char *kind = codes_label(r->codes, "meeting_kind", m->kind);
	const char *waits = rows_cell(at->rows, at->i, "waits");
	bool leads = !ask->person || (m->person &&
	    strcmp(ask->person, m->person) == 0);
	int64_t n = 0;

	if (strcmp(m->on_day, r->today) >= 0)
		add(r, ask, at, m->on_day, arena_fmt(r->mem, "%s%s%s", kind,
		    m->from_at ? "　" : "", m->from_at ? m->from_at : ""),
		    DUE_DAY, list);
	else if (leads)
		add(r, ask, at, date_add_days(r->mem, m->on_day,
		    MEETING_MINUTES_DAYS), arena_fmt(r->mem,
		    "%sの議事録を書く", kind), DUE_DAY, list);
	if (leads && waits && text_number(waits, &n) && n &&
	    strcmp(m->on_day, r->today) >= 0)
		add(r, ask, at, rows_cell(at->rows, at->i, "since"),
		    arena_fmt(r->mem, "%sへの返事を待っています（%s人）", kind,
		    waits), DUE_NEWS, list);
}

enum result
meeting_due(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc;

	if (!request_may(r, CHILD_READ) ||
	    !parts_any(r, &meeting_record, ask->child))
		return OK;
	rc = meeting_sql_waiting(r, ask, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct meeting m;
		struct one at = { &m, &rows, i };

		if (!record_load(r, &meeting_record, &rows, i, &m))
			continue;
		if (meeting_is(&m, "planned"))
			add_planned(r, ask, &at, list);
		else
			add(r, ask, &at, date_add_days(r->mem, m.on_day,
			    YEAR_DAYS), arena_fmt(r->mem, "次の%sの日を決める",
			    codes_label(r->codes, "meeting_kind", m.kind)),
			    DUE_DAY, list);
	}
	return rc;
}
