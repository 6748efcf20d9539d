#include "app/codes.h"
#include "app/page.h"
#include "features/survey/survey_sheet.h"
#include "features/survey/survey_sql.h"

/* Where answers say other than the directory and nobody has decided yet, of a
 * whole survey: what is to be read before the directory is changed. */

enum { REPLIES_MAX = 2000, LINES_MAX = 500 };

struct line {
	const char *url, *name, *asks, *known, *value;
};

static const struct slot line_slots[] = {
	SLOT_TEXT(line, url),
	SLOT_TEXT(line, name),
	SLOT_TEXT(line, asks),
	SLOT_TEXT(line, known),
	SLOT_TEXT(line, value),
};

struct differences_page {
	const char *at, *title;
	struct html_list lines;
	bool more;
};

static const struct slot slots[] = {
	SLOT_TEXT(differences_page, at),
	SLOT_TEXT(differences_page, title),
	SLOT_LIST(differences_page, lines, line_slots, struct line),
	SLOT_FLAG(differences_page, more),
};

TEMPLATE(survey_differences_page, "src/features/survey/differences.html",
    slots);

/* Of one recipient, behind those there are. */
static enum result
add_lines(struct request *r, const char *recipient, struct line *lines,
    size_t *n)
{
	struct sheet s;
	bool *open;
	enum result rc = survey_sheet_load(r, recipient, &s);

	if (!rc)
		rc = survey_sheet_sent(r, &s);
	if (!rc)
		rc = survey_undecided(r, &s, &open);
	for (size_t i = 0; !rc && i < s.n && *n < LINES_MAX; i++) {
		const struct survey_question *q = &s.questions[i];

		if (!open[i])
			continue;
		lines[(*n)++] = (struct line){
			.url = arena_fmt(r->mem, "/survey-recipients/%s",
			    s.recipient.id),
			.name = s.recipient.name, .asks = q->asks,
			.known = survey_value_shown(r, q, s.known[i]),
			.value = survey_value_shown(r, q, s.values[i]) };
	}
	return rc;
}

/* GET /surveys/ID/differences */
enum result
survey_differences_get(struct request *r)
{
	struct line *lines = arena_array(r->mem, LINES_MAX, sizeof(*lines));
	struct rows rows = { 0 };
	struct survey s;
	size_t n = 0;
	enum result rc = survey_open(r, &s);

	if (!rc)
		rc = survey_sql_recipients(r, s.id,
		    &(struct survey_wish){ "sent", "" }, REPLIES_MAX, 0, &rows);
	for (size_t i = 0; !rc && i < rows.nrows && n < LINES_MAX; i++)
		rc = add_lines(r, rows_cell(&rows, i, "id"), lines, &n);
	if (rc)
		return rc;

	struct crumb crumbs[] = { { "調査", "/surveys" },
	    { s.title, arena_fmt(r->mem, "/surveys/%s", s.id) },
	    { "台帳と違う答え", NULL } };
	struct page page = { "台帳と違う答え", "/surveys", crumbs,
	    COUNT(crumbs), false };
	struct differences_page p = { .at = arena_fmt(r->mem,
		"/surveys/%s", s.id), .title = s.title,
		.lines = { lines, n }, .more = n == LINES_MAX };

	return page_show(r, &page, &survey_differences_page, &p);
}
