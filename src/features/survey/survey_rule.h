#ifndef SURVEY_RULE_H
#define SURVEY_RULE_H

#include "features/survey/survey.h"

/*
 * What follows from questions and answers alone: no database, no clock. The
 * questions of a survey come in their order; `values[i]` is the answer to the
 * i-th, as stored, NULL or "" when there is none.
 *
 * A value as stored: one code (single), codes joined by "," in the order of the
 * choices (multiple), digits (number), YYYY-MM-DD (date), lines (text), one
 * line for each row, in order (table).
 */
enum survey_kind { SURVEY_SINGLE, SURVEY_MULTIPLE, SURVEY_NUMBER,
	SURVEY_DATE, SURVEY_TEXT, SURVEY_TABLE, SURVEY_SECTION };
enum { SURVEY_QUESTIONS_MAX = 200, SURVEY_CHOICES_MAX = 60,
	SURVEY_TEXT_MAX = 10000, SURVEY_ROW_MAX = 200, SURVEY_CODE_MAX = 40 };

enum survey_kind survey_kind_of(const char *code);
bool	survey_is(const struct survey_question *, enum survey_kind);
/* A letter first, then letters, digits and "_". */
bool	survey_code_valid(const char *);

/* One choice, or one row of a table. */
struct survey_choice {
	const char *code, *label;
};
/* From lines "code=label" or "label"; at most SURVEY_CHOICES_MAX. */
size_t	survey_choices(struct arena *, const char *lines,
    struct survey_choice **);
/* NULL, or what is wrong with lines that are to be choices. */
const char *survey_choices_fault(struct arena *, const char *lines);

/* Which questions are asked after these answers: shown[i] when the condition of
 * i holds, and that of its section. A condition on a question that is not asked
 * itself, or comes later, never holds. */
void	survey_shown(const struct survey_question *, size_t n,
    const char *const *values, bool *shown);
/* The section, which is a page, a question stands in: 0 is the first. */
size_t	survey_section_of(const struct survey_question *, size_t i);
size_t	survey_sections(const struct survey_question *, size_t n);
/* Those that are asked and lack an answer, in `out`, which has room for n; how
 * many. */
size_t	survey_missing(const struct survey_question *, size_t n,
    const char *const *values, size_t *out);
/* Reads what was typed (choices joined by ","): NULL and *value, or a sentence
 * that says what is wanted. */
const char *survey_read(struct arena *, const struct survey_question *,
    const char *typed, const char *today, const char **value);

/* Line i of a table's value, from 0; "" past its end. */
const char *survey_line_at(struct arena *, const char *value, size_t i);

/* An answer beside what the directory says. Nothing answered is nothing said:
 * what stands keeps its old day. */
enum survey_differs { SURVEY_UNSAID, SURVEY_SAME, SURVEY_NEW, SURVEY_OTHER };
enum survey_differs survey_differs(const struct survey_question *,
    const char *value, const char *known);

#endif
