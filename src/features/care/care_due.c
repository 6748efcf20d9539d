#include <string.h>

#include "app/access.h"
#include "app/due.h"
#include "app/parts.h"
#include "base/date.h"
#include "features/care/care_private.h"
#include "features/care/care_sql.h"

/*
 * A battery to be looked after, a score that ends, and one for which the
 * municipality has given no class yet. Long after its day nobody is reminded.
 */
enum { NOTICE_DAYS = 60, GRANT_DAYS = 60, AFTER_DAYS = 180 };

/* Whether that child's care is theirs to see; noted as seen, as it is told. */
static bool
is_theirs(struct request *r, const char *child)
{
	const struct grant *grant;

	if (access_grant(r, child, &grant) ||
	    !grant_shows(grant, CLASS_IDENTITY | CLASS_CARE))
		return false;
	access_saw(r, grant, CLASS_CARE);
	return true;
}

static void
add(struct request *r, struct due_list *list, const struct rows *rows,
    size_t i, const char *on_day, const char *what)
{
	const char *child = rows_cell(rows, i, "child");
	const char *id = rows_cell(rows, i, "id");

	if (!is_theirs(r, child))
		return;
	due_add(r, list, &(struct due){ .on_day = on_day, .what = what,
	    .child = child, .url = id ? arena_fmt(r->mem, "/assessments/%s",
	    id) : arena_fmt(r->mem, "/children/%s/care", child) });
}

static enum result
add_batteries(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	struct rows rows = { 0 };
	enum result rc = OK;

	if (parts_any(r, &device_record, ask->child))
		rc = care_sql_to_check(r, ask, &rows);
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *by = rows_cell(&rows, i, "check_by");

		/* One never looked after has no day of its own. */
		add(r, list, &rows, i, strcmp(by, CARE_LONG_AGO) == 0 ?
		    r->today : by, "バッテリーを確かめる");
	}
	return rc;
}

static enum result
add_ending(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	int notice = (int)care_setting(r, "score_notice_days", NOTICE_DAYS);
	const char *until = ask->until ? ask->until : r->today;
	struct rows rows = { 0 };
	enum result rc = care_sql_ending(r, ask, date_add_days(r->mem, r->today,
	    -AFTER_DAYS), date_add_days(r->mem, until, notice), &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		const char *last = rows_cell(&rows, i, "valid_until");

		add(r, list, &rows, i, date_add_days(r->mem, last, -notice),
		    arena_fmt(r->mem, "スコアの判定を頼む（%sまで有効）",
		    date_era(r->mem, last)));
	}
	return rc;
}

static enum result
add_ungranted(struct request *r, const struct due_ask *ask,
    struct due_list *list)
{
	const char *until = ask->until ? ask->until : r->today;
	struct rows rows = { 0 };
	enum result rc = care_sql_ungranted(r, ask, date_add_days(r->mem,
	    r->today, -GRANT_DAYS - AFTER_DAYS), date_add_days(r->mem, until,
	    -GRANT_DAYS), &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++)
		add(r, list, &rows, i, date_add_days(r->mem, rows_cell(&rows, i,
		    "on_day"), GRANT_DAYS), "市町村の医療的ケア区分を聞いて書く");
	return rc;
}

enum result
care_due(struct request *r, const struct due_ask *ask, struct due_list *list)
{
	enum result rc;

	if (!access_is_centre(r) || !request_may(r, CHILD_WRITE))
		return OK;
	rc = add_batteries(r, ask, list);
	if (rc || !parts_any(r, &assessment_record, ask->child))
		return rc;
	rc = add_ending(r, ask, list);
	return rc ? rc : add_ungranted(r, ask, list);
}
