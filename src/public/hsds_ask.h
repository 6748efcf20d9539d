#ifndef HSDS_ASK_H
#define HSDS_ASK_H

#include <stdbool.h>
#include <stdint.h>

#include "app/request.h"

/*
 * What a list is asked for. All filters hold together; what is not known, said
 * twice or cannot be is a 400 that names the parameter.
 */
enum {
	ASK_SEARCH = 1 << 0,
	ASK_PAGE = 1 << 1,		/* page, per_page, format */
	ASK_TERM = 1 << 2,		/* taxonomy_term_id, taxonomy_id */
	ASK_ORGANIZATION = 1 << 3,
	ASK_MODIFIED = 1 << 4,
	ASK_MINIMAL = 1 << 5,
	ASK_FULL = 1 << 6,
	ASK_FULL_SERVICE = 1 << 7,
	ASK_TREE = 1 << 8,		/* taxonomy_id, top_only, parent_id */
	ASK_AGE = 1 << 9		/* minimum_age, maximum_age: whole years */
};

enum {
	ASK_PER_PAGE = 50, ASK_MAX_PER_PAGE = 1000,
	ASK_MAX_PAGE = 1000000, ASK_MAX_MINIMAL = 100000,
	ASK_MAX_TERMS = 10, ASK_MAX_WORDS = 10, ASK_MAX_SEARCH = 200
};

struct hsds_term;

struct hsds_ask {
	const char *words[ASK_MAX_WORDS];	/* as typed, in parts */
	size_t nwords;
	int64_t page, per_page;
	bool ndjson, minimal, full, full_service;
	bool nothing;			/* asked for an id that none has */
	const struct hsds_term *terms[ASK_MAX_TERMS];
	size_t nterms;
	const char *taxonomy;		/* "care"; NULL: any */
	const char *organization;	/* id */
	const char *modified_after;	/* instant */
	bool below;			/* parent_id: there is no second level */
	int64_t minimum_age, maximum_age;	/* months; -1: not asked */
};

struct hsds_terms;

/* INVALID: a 400 stands in the answer already. */
enum result hsds_ask(struct request *, struct hsds_terms *, unsigned takes,
    struct hsds_ask *) MUST_CHECK;
/* "2026-04-01", "2026-04-01T09:00:00+09:00" as an instant, a day from its
 * beginning in Japan; NULL: neither. A blank stands for the plus that a query
 * takes from it. */
const char *hsds_instant(struct arena *, const char *);
/* The parameters of a mask, for the description and for what says so. */
struct hsds_parameter {
	const char *name;
	unsigned of;			/* any of these */
	const char *schema;		/* JSON */
	const char *description;
};
extern const struct hsds_parameter hsds_parameters[];
size_t	hsds_nparameters(void);

#endif
