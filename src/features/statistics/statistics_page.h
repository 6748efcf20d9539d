#ifndef STATISTICS_PAGE_H
#define STATISTICS_PAGE_H

#include "app/asked.h"
#include "app/chart.h"
#include "features/statistics/statistics_count.h"
#include "features/statistics/statistics_lines.h"

/* The pages of the tables, and what they share. */
extern const struct template statistics_page, statistics_records_page,
    statistics_public_page;

enum result statistics_get(struct request *);
enum result statistics_public_get(struct request *);
enum result statistics_json_get(struct request *);
enum result statistics_csv_get(struct request *);
enum result statistics_xlsx_get(struct request *);
enum result statistics_records_get(struct request *);
enum result statistics_api_get(struct request *);

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

#endif
