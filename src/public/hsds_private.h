#ifndef HSDS_PRIVATE_H
#define HSDS_PRIVATE_H

#include "app/feature.h"
#include "app/request.h"
#include "public/hsds_ask.h"
#include "public/hsds_row.h"
#include "public/hsds_term.h"
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

enum result hsds_openapi_get(struct request *);

#endif
