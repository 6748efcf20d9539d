#ifndef AGENCY_PRIVATE_H
#define AGENCY_PRIVATE_H

#include "features/agency/agency.h"

extern const struct template agency_list_page, agency_suggest_page,
    agency_input_part;

enum result agency_list_get(struct request *);
enum result agency_suggest_get(struct request *);
/* Typed into a form: an id, a number, or a name that only one has. */
const char *agency_resolve(struct request *, const char *typed,
    const char **says);

#endif
