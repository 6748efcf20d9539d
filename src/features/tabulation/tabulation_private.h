#ifndef TABULATION_PRIVATE_H
#define TABULATION_PRIVATE_H

#include "features/tabulation/tabulation.h"
#include "features/tabulation/tabulation_count.h"

extern const struct template tabulation_list_page, tabulation_table_page,
    tabulation_form_page;

/* Reads the question of the address and counts. INVALID has answered with the
 * form. */
enum result tabulation_ask(struct request *, struct question *,
    struct counted *) MUST_CHECK;
/* The page of a question; counted NULL: the form alone, with its faults. */
enum result tabulation_show(struct request *, const struct question *,
    const struct counted *) MUST_CHECK;
/* A class nobody is in is no row, when it only says that nothing else fits. */
bool	tabulation_row_shows(const struct counted *, size_t row);
bool	tabulation_column_shows(const struct counted *, size_t column);

enum result tabulation_list_get(struct request *);
enum result tabulation_table_get(struct request *);
enum result tabulation_records_get(struct request *);
enum result tabulation_csv_get(struct request *);
enum result tabulation_xlsx_get(struct request *);
enum result tabulation_post(struct request *);
enum result tabulation_get(struct request *);
enum result tabulation_closing_post(struct request *);
enum result tabulation_form_get(struct request *);
enum result tabulation_form_post(struct request *);
enum result tabulation_form_csv_get(struct request *);

#endif
