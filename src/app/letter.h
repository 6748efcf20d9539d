#ifndef APP_LETTER_H
#define APP_LETTER_H

#include "app/request.h"
#include "base/db_inbox.h"

/*
 * What visitors of the public site send: a letter of a kind, sealed into the
 * inbox (base/db_inbox.h) by the one process, and handed by the other to the
 * feature that takes that kind. Anybody can write one: nothing of it is trusted
 * but to be text.
 */
struct letter {
	const char *id, *at;		/* its id there; when it came, an instant */
	const char *text;		/* as it was written; never NULL */
	struct pairs said;		/* of that text; none when it is not ours */
};

/*
 * A kind, and who takes it. `take` is called once for each letter, inside a deed
 * of its own that has its audit row. OK: it was taken, or there was nothing to do;
 * INVALID: nothing was written, for it says nothing that can be used, and it
 * becomes a message somebody reads. So it does when the deed fails.
 */
struct letter_kind {
	const struct inbox_kind *kind;
	enum result (*take)(struct request *, const struct letter *);
};

#define FEATURE_LETTERS(table) .letters = (table), .nletters = COUNT(table)

/* What it says by that name, or NULL: in full, or one line of at most `max`
 * code points. "" counts as nothing. */
const char *letter_text(const struct letter *, const char *name);
const char *letter_line(struct request *, const struct letter *,
    const char *name, size_t max);
/* The text of a letter that says these, for the other end to read; NULL is "". */
const char *letter_write(struct request *, const struct pair *said, size_t n);

#endif
