#ifndef SURVEY_RETURN_H
#define SURVEY_RETURN_H

#include "base/table.h"
#include "features/survey/survey_sheet.h"

/*
 * A survey as a file: one for each recipient, a line for each question. It
 * knows whose it is by a line that is not to be touched, its columns by their
 * headings and its lines by the questions' codes, so that both may have moved
 * when it comes back.
 *
 * A table has a line for each of its rows, "code.2"; a question with several
 * answers one for each choice, "code:choice", to be marked.
 */
#define SURVEY_FORM_TOKEN	"*form"
enum { SURVEY_FORM_COLUMNS = 4, SURVEY_FORM_FAULTS = 50 };

struct survey_form_line {
	const char *code, *asks, *how, *value;	/* "" where there is none */
	bool heading;
};

/* What keeps a cell from being read: "E12", or "" when there is no such line. */
struct survey_form_fault {
	const char *cell, *asks, *found, *says;
};

struct survey_return {
	const char *file;
	const char *refused;		/* why nothing of it can be read */
	struct sheet sheet;		/* values: of the file */
	size_t said, lacks;		/* answered; required and not answered */
	struct survey_form_fault faults[SURVEY_FORM_FAULTS];
	size_t nfaults;			/* at most SURVEY_FORM_FAULTS */
};

/*
 * A file that came back, for that survey; for that recipient alone when `only`
 * is not NULL. INVALID: refused, or faults. Where the file says nothing, what
 * was begun by the link stays.
 */
enum result survey_return_read(struct request *, const char *survey,
    const char *only, const char *bytes, size_t n, struct survey_return *)
    MUST_CHECK;

/* The answers of that table into `sheet.values`, over those begun, with what
 * could not be read. The line of headings has been found. */
struct survey_columns {
	size_t row, code, value;	/* of the headings; columns */
};
void	survey_return_cells(struct request *, const struct table *,
    const struct survey_columns *, const char *const *begun,
    struct survey_return *);

/* GET and POST /surveys/ID/returns; POST /surveys/ID/returns/takes. */
enum result survey_form_xlsx_get(struct request *);
enum result survey_form_csv_get(struct request *);
enum result survey_returns_get(struct request *);
enum result survey_returns_post(struct request *);
enum result survey_takes_post(struct request *);

#endif
