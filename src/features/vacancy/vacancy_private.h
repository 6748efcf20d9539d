#ifndef VACANCY_PRIVATE_H
#define VACANCY_PRIVATE_H

#include "app/due.h"
#include "app/page.h"
#include "features/guest/guest.h"
#include "features/vacancy/vacancy_sql.h"

enum { BOARD_AHEAD = 92, LINK_DAYS = 14, LATE_DAYS = 7,
	MAX_GRID = 8, MAX_NUMBER = 200, FEW_NUMBERS = 20, UNDO_SECONDS = 3600 };

extern const struct template vacancy_board_page, vacancy_grid_page,
    vacancy_guest_page, vacancy_late_page, vacancy_part;

enum result vacancy_board_get(struct request *);
enum result vacancy_csv_get(struct request *);
enum result vacancy_grid_get(struct request *);
enum result vacancy_grid_post(struct request *);
enum result vacancy_link_post(struct request *);
enum result vacancy_guest_get(struct request *);
enum result vacancy_guest_post(struct request *);
enum result vacancy_late_get(struct request *);
enum result vacancy_reminders_post(struct request *);
enum result vacancy_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result vacancy_daily(struct request *);
/* Whether a reminder is due `days` after it was told (< 0: never), when the last
 * went out `reminded` days after it (< 0: none since). */
bool	vacancy_is_to_remind(int days, int reminded);
enum result vacancy_demo(struct request *);

/* The days a facility tells of: today and thirteen more, for all its rooms. */
struct grid {
	struct rows rooms, cells;
	const char *days[BOARD_DAYS];
	const struct html *html;	/* the fields */
	const char *undo;		/* when what can be undone was told; NULL */
	int64_t undone;			/* cells that it changed */
};

/* The rooms of a service with what is told of them; MISSING: it has none. */
enum result vacancy_grid_load(struct request *, const char *service,
    struct grid *) MUST_CHECK;
void	vacancy_grid_draw(struct request *, struct grid *);
/* Inside a deed, from the form: what changed, and that all of it is of now.
 * INVALID, faulted: a field that is not of these rooms and days, a sign nobody
 * knows. CONFLICT: somebody else told of it meanwhile. */
enum result vacancy_grid_read(struct request *, const struct grid *,
    const char *told_by, const char *channel);
/* Inside a deed: the last entry is taken back. INVALID, faulted: it is too old,
 * or it changed nothing. */
enum result vacancy_undo(struct request *, const struct grid *);
/* Sets what can be undone. */
enum result vacancy_undo_find(struct request *, struct grid *) MUST_CHECK;
/* ○2: a mark with how many there are, when that was told. */
const char *vacancy_mark_many(struct request *, enum vacancy,
    const char *number);
/* 「3日前」, 「今日」, 「まだ入力がありません」 */
const char *vacancy_age(struct request *, int days);

#endif
