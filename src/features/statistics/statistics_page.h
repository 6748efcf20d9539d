#ifndef STATISTICS_PAGE_H
#define STATISTICS_PAGE_H

#include "features/statistics/statistics_count.h"

/* The pages of the tables, and what they share. */
extern const struct template statistics_page, statistics_years_page,
    statistics_records_page;

enum result statistics_get(struct request *);
enum result statistics_json_get(struct request *);
enum result statistics_csv_get(struct request *);
enum result statistics_xlsx_get(struct request *);
enum result statistics_records_get(struct request *);
enum result statistics_api_get(struct request *);

#endif
