#ifndef HSDS_WHERE_H
#define HSDS_WHERE_H

#include "public/hsds_ask.h"
#include "base/buffer.h"
#include "base/db.h"

/* A condition being built: " WHERE 1 = 1 AND ...", with its arguments. */
enum { HSDS_MAX_ARGS = 64 };

struct hsds_where {
	struct request *r;
	struct buffer sql;
	struct value *args;
	size_t n;
};

/* "$3", which stands for this text. */
const char *hsds_where_mark(struct hsds_where *, const char *text);
/* Of pub_service s; of pub_organization o. */
struct hsds_where hsds_where_services(struct request *,
    const struct hsds_ask *);
struct hsds_where hsds_where_organizations(struct request *,
    const struct hsds_ask *);

#endif
