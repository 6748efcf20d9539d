#ifndef APP_PLAIN_H
#define APP_PLAIN_H

#include "app/feature.h"

/*
 * The pages and the API every record has for free. Addresses below the
 * record's path, in pages and under /api/v1:
 *
 *	GET  /P  /P/new  /P/ID  /P/ID/edit	POST /P  /P/ID
 *	GET  /api/v1/P  /api/v1/P/ID		POST /api/v1/P	PUT /api/v1/P/ID
 */
struct plain_route {
	const char *method, *path;	/* after the record's path */
	bool writes, api;
	enum result (*handle)(struct request *, const struct feature *,
	    const struct record *);
};

extern const struct plain_route plain_routes[];
extern const size_t nplain_routes;

/* Answer a JSON document. */
enum result api_answer(struct request *, enum result rc,
    const struct buffer *json);
/* application/problem+json for the outcome, with this request's faults. */
void	api_problem(struct request *, enum result);
/* GET /api/v1/openapi.json, from the route and field tables. */
enum result api_openapi(struct request *);

enum result api_list(struct request *, const struct feature *,
    const struct record *);
enum result api_show(struct request *, const struct feature *,
    const struct record *);
enum result api_add(struct request *, const struct feature *,
    const struct record *);
enum result api_change(struct request *, const struct feature *,
    const struct record *);

#endif
