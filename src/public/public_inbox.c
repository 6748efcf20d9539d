#include "public/public_inbox.h"

#include "app/open.h"

bool
public_inbox_is_open(struct request *r)
{
	return r->site->open->inbox &&
	    *open_about(r, "inbox_key");
}

enum result
public_inbox_put(struct request *r, const struct inbox_kind *kind,
    const struct pair *said, size_t n)
{
	return inbox_put(r->site->open->inbox, r->mem, open_about(r,
	    "inbox_key"), kind, letter_write(r, said, n), r->now);
}
