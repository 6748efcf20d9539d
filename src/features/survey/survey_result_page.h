#ifndef SURVEY_RESULT_PAGE_H
#define SURVEY_RESULT_PAGE_H

#include "app/chart.h"
#include "features/survey/survey_private.h"
#include "features/survey/survey_result.h"

/* A wave and those it was copied from, the newest first. */
enum { SURVEY_WAVES_MAX = 4 };

struct survey_waves {
	struct survey_wave at[SURVEY_WAVES_MAX];
	size_t n;
};

enum result survey_wave_load(struct request *, const struct survey *,
    struct survey_wave *) MUST_CHECK;
enum result survey_waves_load(struct request *, const struct survey *,
    struct survey_waves *) MUST_CHECK;
/* The earlier ones, by name and day; NULL: there are none. */
const char *survey_waves_before(struct request *,
    const struct survey_waves *);
/* "@region", "@kind" or the code of a question that is answered; false: there
 * is no such thing. */
bool	survey_axis_named(struct request *, const struct survey_wave *,
    const char *name, struct survey_axis *);

/* A table, as pages and papers show it. */
struct survey_cell {
	const char *text;
	const char *url;		/* its answers; NULL: none */
};

struct survey_line {
	const char *label;
	struct html_list cells;		/* of survey_cell */
	bool sum;
};

struct survey_grid {
	const char *caption;
	const char **columns;		/* [ncolumns], after the first */
	size_t ncolumns;
	struct survey_line *lines;
	size_t nlines;
	const char *notes[SURVEY_WAVES_MAX + 3];	/* NULL-ended */
};

/* Question q of the newest wave beside the earlier ones that have it; numbers
 * as figures. */
void	survey_grid_plain(struct request *, const struct survey_waves *, size_t q,
    struct survey_grid *);
/* One axis by another; percentages are of the columns. */
void	survey_grid_cross(struct request *, const struct survey_wave *,
    const struct survey_axis *rows, const struct survey_axis *columns,
    struct survey_grid *);
/* Figures of a number by an axis. */
void	survey_grid_figures(struct request *, const struct survey_wave *,
    size_t q, const struct survey_axis *columns, struct survey_grid *);

/* "12.3%" from tenths. */
const char *survey_percent(struct arena *, int64_t tenths);
/* The answers behind a number; `b` may be NULL. */
const char *survey_answers_url(struct request *, const struct survey_wave *,
    const struct survey_axis *a, size_t class_a, const struct survey_axis *b,
    size_t class_b);

/* Bars of one axis; NULL when there is nothing to draw. */
const struct html *survey_chart_bars(struct request *,
    const struct survey_wave *, const struct survey_axis *);
/* A bar of 100 % for each column; NULL: too many parts, or several answers. */
const struct html *survey_chart_stack(struct request *,
    const struct survey_wave *, const struct survey_axis *rows,
    const struct survey_axis *columns);

/* The table with its notes; its caption is seen only when `caption`. */
const struct html *survey_grid_html(struct request *,
    const struct survey_grid *, bool caption);

#endif
