#ifndef HSDS_TERM_H
#define HSDS_TERM_H

#include "app/request.h"

struct hsds_ask;

/* Taxonomies and their terms: lists of the pack. */
struct hsds_term {
	const char *id, *taxonomy;	/* "care" */
	const char *code, *name, *description;
};

struct hsds_terms *hsds_terms(struct request *);
/* NULL when the lists have no such code. */
const struct hsds_term *hsds_term(struct hsds_terms *, const char *taxonomy,
    const char *code);
const struct hsds_term *hsds_term_of_id(struct hsds_terms *, const char *id);
/* All that a list is asked for. */
const struct hsds_term *const *hsds_terms_found(struct hsds_terms *,
    const struct hsds_ask *, size_t *n);
/* "service_kind" ...; NULL: none has this id. */
const char *hsds_taxonomy_of_id(struct hsds_terms *, const char *id);
const char *hsds_taxonomy(size_t i);		/* NULL after the last */

#endif
