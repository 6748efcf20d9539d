#include "app/demo.h"
#include "base/date.h"
#include "base/instant.h"
#include "features/vacancy/vacancy_private.h"

/* A board as it is in life: most of it of this week, some old, some empty. */

static void
tell(struct request *r, struct dice *d, const struct room *m, size_t turn)
{
	static const enum vacancy states[] = { VACANCY_OPEN, VACANCY_OPEN,
		VACANCY_FEW, VACANCY_FULL, VACANCY_FULL, VACANCY_CLOSED };
	static const char *const reasons[] = { "last", "ask", "terms",
		"borrowed" };
	static const int ages[] = { 0, 1, 2, 3, 5, 6, 9, 12, 18 };
	const char *now = r->now;

	if (turn % 11 == 10)
		return;
	r->now = instant_add(r->mem, now, -(int64_t)ages[turn % COUNT(ages)] *
	    24 * 60 * 60);
	for (int i = 0; i < BOARD_DAYS; i++) {
		enum vacancy state = states[dice_below(d, COUNT(states))];
		bool many = turn % 2 == 0 && (state == VACANCY_OPEN ||
		    state == VACANCY_FEW);
		struct cell c = { m->id, date_add_days(r->mem, r->today, i), state,
		    state == VACANCY_FEW ? dice_pick(d, reasons, COUNT(reasons)) :
		    NULL, !many ? -1 : state == VACANCY_FEW ? 1 : m->beds,
		    turn % 3 ? "self" : "phone" };

		(void)vacancy_sql_set(r, &c, "demo");
	}
	(void)vacancy_sql_told(r, m->id);
	r->now = now;
}

static void
tell_unmet(struct request *r, struct dice *d)
{
	static const size_t regions[] = { 0, 1, 2, 5 };
	static const char *const cares[] = { "ventilator", "tracheostomy,suction",
		"tube_feeding" };
	static const char *const reasons[] = { "full", "refused", "none", "far" };

	for (int i = 0; i < 24; i++) {
		struct unmet u = { .asked_on = date_add_days(r->mem, r->today,
		    -10 * i - 1), .wanted_on = date_add_days(r->mem, r->today,
		    14 - 10 * i), .kind = "short_stay_medical",
		    .region = demo_region(r, regions[dice_below(d,
		    COUNT(regions))]),
		    .care = dice_pick(d, cares, COUNT(cares)),
		    .reason = dice_pick(d, reasons, COUNT(reasons)) };

		(void)record_add(r, &unmet_record, &u);
	}
}

enum result
vacancy_demo(struct request *r)
{
	static const char *const labels[] = { "個室", "多床室", "日中" };
	struct dice d = dice_new(50);
	struct rows rows = { 0 };
	enum result rc = vacancy_sql_demo(r, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct room m = { .service = rows_cell(&rows, i, "id"),
			.label = labels[i % COUNT(labels)],
			.beds = 1 + (int64_t)dice_below(&d, 4),
			.visibility = i % 7 == 6 ? "supporters" : "public",
			.paused = "0" };

		(void)record_add(r, &room_record, &m);
		tell(r, &d, &m, i);
	}
	tell_unmet(r, &d);
	return rc;
}
