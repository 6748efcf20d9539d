#ifndef INBOX_H
#define INBOX_H

#include "app/feature.h"

/*
 * 届いた相談: what visitors of the public site wrote to the centre. It waits
 * sealed in a file (base/db_inbox.h) until it is fetched; then it is a message
 * somebody takes and answers.
 */
struct message {
	RECORD_HEAD;
	const char *letter;		/* its id in the inbox */
	const char *received_at;	/* instant */
	const char *about;		/* code list inbox_about */
	const char *name, *phone, *mail;
	const char *body;		/* NULL: it did not open */
	const char *keeper;		/* id of a person; NULL: nobody's yet */
	const char *done_on;		/* NULL: open */
	const char *result;		/* what became of it */
};

extern const struct record message_record;
extern const struct feature inbox_feature;

/* Takes in what is new at `path`, in deeds of its own, each letter once. How
 * many came, and how many of them did not open. BROKEN: no inbox; logged. */
enum result inbox_fetch(struct request *, const char *path, int64_t *came,
    int64_t *closed) MUST_CHECK;

#endif
