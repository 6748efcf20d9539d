#ifndef PUBLIC_INBOX_H
#define PUBLIC_INBOX_H

#include "app/letter.h"
#include "app/record.h"

/* What visitors send to the centre: sealed for it, in a file that this process
 * alone writes. */

/* What was typed into the fields of a form, with faults. */
void	public_read(struct request *, const struct record *, void *);
/* A field that people do not see, `website`, is filled in by programs alone. */
bool	public_is_program(struct request *);

/* There is a file, and the bundle has the centre's key. */
bool	public_inbox_is_open(struct request *);
/* A letter that says these, see letter_write; else as inbox_put of
 * base/db_inbox.h. */
enum result public_inbox_put(struct request *, const struct inbox_kind *,
    const struct pair *said, size_t n) MUST_CHECK;
/* An answer without a name, as inbox_answer_put of base/db_inbox_answer.h. */
enum result public_inbox_answer(struct request *, const char *text) MUST_CHECK;
/* How often these words came today: inbox_times there. */
unsigned public_inbox_times(struct request *, const char *words);

#endif
