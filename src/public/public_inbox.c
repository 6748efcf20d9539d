#include "public/public_inbox.h"

#include "app/open.h"

bool
public_inbox_is_open(struct request *r)
{
	return r->site->open->inbox &&
	    *open_about(r, "inbox_key");
}

enum result
public_inbox_put(struct request *r, const char *kind, const char *text)
{
	return inbox_put(r->site->open->inbox, r->mem, open_about(r,
	    "inbox_key"), kind, text, r->now);
}
