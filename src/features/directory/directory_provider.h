#ifndef DIRECTORY_PROVIDER_H
#define DIRECTORY_PROVIDER_H

#include "features/directory/directory_form.h"

/* The page of a provider (法人), its form and its history. */

/* Places of a provider, as far as this person may see them. */
enum result directory_sql_of_provider(struct request *, const char *provider,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result directory_sql_of_provider_count(struct request *,
    const char *provider, int64_t *) MUST_CHECK;

extern const struct template directory_provider_page;

enum result directory_provider_get(struct request *);
enum result directory_provider_edit_get(struct request *);
enum result directory_provider_change_post(struct request *);
enum result directory_provider_history_get(struct request *);

#endif
