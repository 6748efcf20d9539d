#ifndef APP_MAIL_H
#define APP_MAIL_H

#include "app/request.h"

/*
 * Notices by mail, through an outbox: a row in the transaction of what the
 * notice is about, sent soon after by the serving process, and tried for three
 * days. Sent at least once; a repeat bears the same Message-ID.
 *
 * A mail says that something waits, and where: a plain sentence and a link. It
 * holds no child's name, nobody else's either, nothing of what was written and
 * no date or place that would tell who is meant: mail lies readable on other
 * people's machines. Who opens the link is asked to sign in. Address, subject
 * and body are sealed here, and wiped once the mail is sent.
 */
enum { MAIL_MAX_SUBJECT = 200, MAIL_MAX_BODY = 8000 };

struct mail {
	const char *to;		/* an address, of somebody who does not sign
				 * in; or NULL, and `person` */
	const char *person;	/* id: goes where their notices go */
	const char *subject;	/* one line, MAIL_MAX_SUBJECT code points */
	const char *body;	/* lines; MAIL_MAX_BODY bytes */
	const char *record;	/* what it is about: name and id */
	const char *record_id;
	const char *once;	/* the notice's key, e.g. "task:ID:due"; the
				 * same is not queued again. Ids and days
				 * only. NULL: as often as asked. */
};

/*
 * Inside a deed, whose audit row is the caller's. OK also when nothing is
 * queued: no server is set up, `once` was queued before, or the person has no
 * address, wants no notices, or has left. INVALID, and the deed fails: `to` is
 * no address.
 */
enum result mail_queue(struct request *, const struct mail *);

/* Inside a deed: tried now, as if just queued; to where the person's notices go
 * by now. CONFLICT: it was sent, is under way, or its text is gone. */
enum result mail_retry(struct request *, const char *id);

/* Inside a deed, when a backup was taken up: what waited then may have gone since,
 * and is given up, for somebody to look at and send again. */
enum result mail_hold(struct request *);

/* Whether a server, a sender and our own address are set up. */
bool	mail_is_on(const struct request *);
/* The whole address of a page of ours, for a body: "/tasks" with what people
 * type before it. */
const char *mail_link(struct request *, const char *path);
/* See base/message.h. NULL and "" are no address. */
bool	mail_address_fits(const char *);

/* Where notices reach a person. */
struct mail_wish {
	const char *mail;	/* NULL: no address */
	bool notices;		/* wanted; true until they say otherwise */
};

enum result mail_wish_get(struct request *, const char *person,
    struct mail_wish *) MUST_CHECK;
/* Inside a deed. Leaves the audit row. */
enum result mail_wish_set(struct request *, const char *person,
    const struct mail_wish *);

#endif
