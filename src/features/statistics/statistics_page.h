#ifndef STATISTICS_PAGE_H
#define STATISTICS_PAGE_H

#include "app/chart.h"
#include "features/statistics/statistics_count.h"
#include "features/statistics/statistics_lines.h"

/* The pages of the tables, and what they share. */
extern const struct template statistics_page, statistics_records_page;

enum result statistics_get(struct request *);
enum result statistics_json_get(struct request *);
enum result statistics_csv_get(struct request *);
enum result statistics_xlsx_get(struct request *);
enum result statistics_records_get(struct request *);
enum result statistics_api_get(struct request *);

/*
 * What a person asked for by ?from&to, or ?year, with &years and &restated.
 * The last period is the one asked; before it stand whole fiscal years.
 */
struct asked {
	RECORD_HEAD;
	const char *from, *to;		/* as read, or as typed when faulty */
	const char *years, *restated;	/* as chosen */
	int year;			/* fiscal year, or 0: another period */
	struct period periods[REPORT_MAX_YEARS];
	size_t n;
};

/* INVALID with faults at from, to, years, restated; the fields stay filled. */
enum result asked_read(struct request *, struct asked *) MUST_CHECK;
/* "from=2024-04-01&to=2025-03-31&years=3": the same again. */
const char *asked_query(struct arena *, const struct asked *);
const struct html *asked_from_field(struct request *, const struct asked *);
const struct html *asked_to_field(struct request *, const struct asked *);
const struct html *asked_years_choices(struct request *,
    const struct asked *);
const struct html *asked_restated_choices(struct request *,
    const struct asked *);
/* All periods counted, oldest first. */
enum result asked_reports(struct request *, const struct asked *,
    struct report **) MUST_CHECK;

/* Reads the question and counts; INVALID has answered with the form. */
enum result statistics_ask(struct request *, struct asked *,
    struct report **) MUST_CHECK;

/* Where a number opens its records, or NULL for who may not see them. */
const char *records_url(struct request *, const struct report *,
    const char *table, const char *code);
/* A picture of table `i`; NULL when there is nothing to draw. Of several years
 * it shows the shares, `*stacked`, or else the last year alone. */
const struct html *report_chart(struct request *, const struct report *,
    size_t n, size_t i, bool *stacked);
/* Persons and contacts over the years; NULL for a single period. */
const struct html *report_trend(struct request *, const struct report *,
    size_t n);
/* A period that is not a whole year, or a year that has not ended. */
bool	report_is_part(struct request *, const struct report *);

#endif
