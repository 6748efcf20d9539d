#include "app/sealed.h"

#include "app/site.h"
#include "base/log.h"

const char *
sealed_close(struct request *r, const char *table, const char *id,
    const char *column, const char *text)
{
	struct seal_place place = { table, id, column };

	return seal_text(r->mem, r->site->keys->seal, &place, text);
}

const char *
sealed_open(struct request *r, const char *table, const char *id,
    const char *column, const char *stored)
{
	struct seal_place place = { table, id, column };
	const char *text = NULL;

	if (seal_read(r->mem, r->site->keys->seal, &place, stored, &text)) {
		log_error("sealed", "%s %s: %s does not open", table, id, column);
		r->damaged = true;
	}
	return text;
}
