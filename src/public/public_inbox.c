#include "public/public_inbox.h"

#include "app/open.h"
#include "base/db_inbox_answer.h"

void
public_read(struct request *r, const struct record *rec, void *obj)
{
	r->reading = rec;
	for (size_t i = 0; i < rec->nfields; i++) {
		const struct field *f = &rec->fields[i];
		const char *typed = request_form(r, f->name);
		const char *says = field_read(r, f, typed ? typed : "",
		    r->today, false, obj);

		if (says)
			request_fault(r, f->name, says);
	}
}

bool
public_is_program(struct request *r)
{
	const char *trap = request_form(r, "website");

	return trap && *trap;
}

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

enum result
public_inbox_answer(struct request *r, const char *text)
{
	return inbox_answer_put(r->site->open->inbox, r->mem, open_about(r,
	    "inbox_key"), text, r->now);
}

unsigned
public_inbox_times(struct request *r, const char *words)
{
	return inbox_times(r->site->open->inbox, words, r->today);
}
