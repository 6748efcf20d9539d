#ifndef INBOX_H
#define INBOX_H

#include "app/feature.h"
#include "app/letter.h"

struct desk;

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

/* What the form of the public site sends. */
extern const struct inbox_kind inbox_contact;

struct inbox_fetched {
	int64_t came, closed;		/* new; of them, those that do not open */
};
/* Takes in what is new at `path`, each letter once and in a deed of its own.
 * BROKEN: no inbox, or no more could be taken in; logged. */
enum result inbox_fetch(struct request *, const char *path,
    struct inbox_fetched *) MUST_CHECK;
/* The same by itself, every INBOX_SECONDS: a round of app/ticker.h. Nothing
 * while there is no file yet. The log names who does it "inbox". */
enum { INBOX_SECONDS = 3 };
bool	inbox_round(struct desk *, struct arena *, void *);

#endif
