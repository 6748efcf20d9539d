#include <stdlib.h>
#include <string.h>

#include "app/deed.h"
#include "base/crypto.h"
#include "features/training/training_day.h"

/* 受付: opening and closing where people sign in on the day. */

enum { TOKEN_BYTES = 18 };

enum result
training_door_add(struct request *r, const struct training_session *s,
    struct training_door *d)
{
	static const char *const columns[] = { "digest" };
	const char *values[COUNT(columns)];

	*d = (struct training_door){ .session = s->id, .on_day = s->on_day,
	    .token = crypto_token(r->mem, TOKEN_BYTES) };
	values[0] = training_door_digest(r->mem, d->token);
	return record_add_with(r, &training_door_record, d, columns, values,
	    COUNT(columns));
}
