#ifndef HSDS_LIST_H
#define HSDS_LIST_H

#include "public/hsds_private.h"

/*
 * The lists of the API: what each takes, how many items there are, and one piece
 * after another.
 */
struct hsds_list {
	const char *name;
	unsigned takes;			/* parameters, hsds_ask.h */
	int64_t deep;			/* how many DEEP ones go in a piece */
	enum result (*count)(struct request *, const struct hsds_ask *,
	    int64_t *);
	/* At most `limit` items after id `last` (NULL: from `offset`); *last
	 * becomes the id of the last one, *n how many. */
	enum result (*piece)(struct hsds_writer *, const struct hsds_ask *,
	    int64_t offset, int64_t limit, const char **last, size_t *n);
};

/* With all that belongs to it, its services flat or whole. */
enum result hsds_organization_deep(struct hsds_writer *,
    const struct hsds_organization *, bool full_service);
enum result hsds_list_get(struct request *, const struct hsds_list *);
extern const struct hsds_list hsds_services_list, hsds_organizations_list,
    hsds_service_at_locations_list, hsds_taxonomies_list,
    hsds_taxonomy_terms_list;

#endif
