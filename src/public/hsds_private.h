#ifndef HSDS_PRIVATE_H
#define HSDS_PRIVATE_H

#include "app/feature.h"
#include "app/request.h"
#include "public/hsds_ask.h"
#include "public/hsds_row.h"
#include "public/hsds_write.h"

/*
 * HSDS 3.1, read only: what is published, as objects of the Human Services
 * Data Specification. How our words became theirs: docs/why/0061-hsds.md.
 *
 * Objects are written at the end of a buffer that is inside an open array, or
 * empty. DEEP ones hold what belongs to them, flat ones what there is once.
 */
enum depth { FLAT, DEEP };

/* What hangs on services, of a piece of a list: by service. */
struct hsds_parts {
	const struct hsds_answer *answers;
	const struct hsds_room *rooms;
	size_t nanswers, nrooms, answer, room;	/* how far it was walked */
};

struct hsds_terms;

/* One way to write many objects: of one request. */
struct hsds_writer {
	struct request *r;
	struct buffer *b;
	struct hsds_terms *terms;
	struct hsds_parts parts;	/* loaded for DEEP services */
};

struct hsds_writer hsds_writer(struct request *, struct buffer *);
/* Before these are written DEEP. */
enum result hsds_writer_load(struct hsds_writer *, const struct hsds_row *,
    size_t n) MUST_CHECK;

/* Services must come in the order of their ids. */
void	hsds_service(struct hsds_writer *, const char *key,
    const struct hsds_row *, enum depth);
void	hsds_minimal(struct hsds_writer *, const struct hsds_row *);
void	hsds_service_at_location(struct hsds_writer *, const struct hsds_row *,
    enum depth, bool inside);	/* of its service, which it names only */
void	hsds_location(struct hsds_writer *, const char *key,
    const struct hsds_place *, enum depth);
/* Left open, for what belongs to it to follow. */
void	hsds_organization_open(struct hsds_writer *, const char *key,
    const struct hsds_organization *, enum depth);
void	hsds_schedules(struct hsds_writer *, const struct hsds_service *);
void	hsds_attributes(struct hsds_writer *, const struct hsds_row *);
void	hsds_capacities(struct hsds_writer *, const struct hsds_row *);
/* "phones": voice and fax, each may be NULL. */
void	hsds_phones(struct hsds_writer *, const char *owner, const char *voice,
    const char *fax);

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
void	hsds_put_term(struct hsds_writer *, const char *key,
    const struct hsds_term *, enum depth);
void	hsds_put_taxonomy(struct hsds_writer *, const char *key,
    const char *taxonomy);

/* The body of the answer, which programs of other sites may read. */
enum result hsds_answer(struct request *, enum result, const struct buffer *);
/* problem+json; `parameter` may be NULL. Always OK. */
enum result hsds_problem(struct request *, int status, const char *parameter,
    const char *detail);
void	hsds_headers(struct request *);
/* "https://host" of this request, for URLs that must be whole; the answer
 * then depends on it. */
const char *hsds_base(struct request *);

/* Lists. */
struct hsds_list {
	const char *name;
	unsigned takes;			/* parameters, hsds_ask.h */
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

enum result hsds_openapi_get(struct request *);

#endif
