#include <stdlib.h>

#include "app/access.h"
#include "app/paper.h"
#include "base/date.h"
#include "base/text.h"
#include "features/training/training_day_sql.h"
#include "features/training/training_sql.h"
#include "features/training/training_tally.h"

/* A fiscal year of trainings on one sheet: courses, professions, organisations;
 * on the page and as PDF. */

enum { FIRST_YEAR = 2000, LAST_YEAR = 2200, MAX_COURSES = 500 };

static const char *
number(struct request *r, int64_t n)
{
	return arena_fmt(r->mem, "%lld", (long long)n);
}

static void
tally_table(struct request *r, struct paper *p, enum training_by by,
    const struct training_applicant *came, size_t n)
{
	static const struct paper_column places[] = { { "所属", 6, true },
		{ "のべ人数", 2, false }, { "実人数", 2, false } };
	static const struct paper_column professions[] = { { "職種", 6, true },
		{ "のべ人数", 2, false }, { "実人数", 2, false } };
	bool place = by == TRAINING_BY_ORGANIZATION;
	struct training_tally *all;
	size_t count = training_tally(r, by, came, n, &all);

	paper_section(p, place ? "所属ごと" : "職種ごと");
	paper_table(p, place ? "所属ごと" : "職種ごと", place ? places :
	    professions, COUNT(places));
	for (size_t i = 0; i < count; i++) {
		paper_cell(p, all[i].label);
		paper_cell(p, number(r, all[i].came));
		paper_cell(p, number(r, all[i].people));
	}
}

/* As counted in the hall, else by name: as in the table of sessions. */
static enum result
add_course(struct request *r, struct paper *p, const struct training *t,
    int64_t *all)
{
	struct rows rows = { 0 };
	int64_t came = 0, held = 0;
	enum result rc = training_sql_sessions(r, t->id, &rows);

	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training_session s;

		if (!record_load(r, &training_session_record, &rows, i, &s))
			continue;
		came += training_came(&s, strtoll(rows_cell(&rows, i,
		    "ticked"), NULL, 10));
		held += training_held(r, &s);
	}
	paper_cell(p, t->title);
	paper_cell(p, number(r, held));
	paper_cell(p, number(r, came));
	*all += came;
	return rc;
}

static enum result
add_courses(struct request *r, struct paper *p, int64_t year)
{
	static const struct paper_column columns[] = {
		{ "研修", 6, true }, { "開いた回", 2, false },
		{ "のべ人数", 2, false },
	};
	struct rows rows = { 0 };
	int64_t all = 0;
	enum result rc = training_sql_list(r, year, MAX_COURSES, 0,
	    &rows);

	paper_section(p, "研修ごと");
	paper_table(p, "研修ごと", columns, COUNT(columns));
	for (size_t i = 0; !rc && i < rows.nrows; i++) {
		struct training t;

		if (record_load(r, &training_record, &rows, i, &t))
			rc = add_course(r, p, &t, &all);
	}
	paper_cell(p, "合計");
	paper_cell(p, "");
	paper_cell(p, number(r, all));
	return rc;
}

static enum result
paper_of(struct request *r, int64_t *year, struct paper **out)
{
	struct training_applicant *came;
	struct paper *p;
	size_t n;
	enum result rc = access_centre(r);

	if (!rc && (!text_number(r->arg[0], year) || *year < FIRST_YEAR ||
	    *year > LAST_YEAR))
		rc = MISSING;
	if (!rc)
		rc = training_came_load(r, *year, NULL, &came, &n);
	if (rc)
		return rc;
	p = paper_new(r->mem, arena_fmt(r->mem, "%s　研修の参加状況",
	    date_fiscal_label(r->mem, (int)*year)));
	paper_under(p, arena_fmt(r->mem, "%s現在",
	    date_long(r->mem, r->today)));
	rc = add_courses(r, p, *year);
	tally_table(r, p, TRAINING_BY_PROFESSION, came, n);
	tally_table(r, p, TRAINING_BY_ORGANIZATION, came, n);
	paper_note(p, "職種ごと・所属ごとは、名前で出席をつけた人だけを数えて"
	    "います。実人数は、同じ人を1人として数えたものです。");
	*out = p;
	return rc;
}

/* GET /training-years/2026 */
enum result
training_year_get(struct request *r)
{
	struct crumb crumbs[] = { { "研修", "/trainings" },
	    { "年度の参加状況", NULL } };
	struct page page = { "年度の参加状況", "/trainings", crumbs,
	    COUNT(crumbs), false };
	struct paper *p;
	int64_t year = 0;
	enum result rc = paper_of(r, &year, &p);
	struct paper_links links = { arena_fmt(r->mem,
	    "/training-years/%lld/table.pdf", (long long)year), "/trainings",
	    "研修に戻る" };

	return rc ? rc : paper_show(r, &page, p, &links);
}

enum result
training_year_pdf_get(struct request *r)
{
	struct paper *p;
	int64_t year = 0;
	enum result rc = paper_of(r, &year, &p);

	return rc ? rc : paper_pdf(r, "研修の参加状況",
	    (const struct paper *const[]){ p }, 1, "kensyu-nendo");
}
