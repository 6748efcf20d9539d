#ifndef APP_MAIL_SEND_H
#define APP_MAIL_SEND_H

#include "app/desk.h"
#include "base/smtp_process.h"

/*
 * The other end of the outbox. Who takes a mail moves its `due_at` ahead by
 * MAIL_LEASE_SECONDS first, and so keeps other servers of the same database
 * off it; if it is never heard of again, the mail is due then.
 *
 * What is refused for good is given up at once, with the reason. What only
 * could not be done now is tried again after growing pauses, and given up
 * MAIL_DAYS after it was queued. When no server answers, all that is due waits,
 * one mail at a time finds out whether it is back, and then all go.
 */
enum { MAIL_LEASE_SECONDS = 180, MAIL_DAYS = 3, MAIL_KEPT_DAYS = 30 };

/* Between one round and the next, of one sender; zeroed to begin with. */
struct mail_rounds {
	enum { SERVER_UNKNOWN, SERVER_UP, SERVER_DOWN } server;
	char forgot_on[12];		/* day */
};

/* Tries what is due, MAIL_ROUND at most; how many it tried. Errors are logged,
 * and met again next time. */
enum { MAIL_ROUND = 20 };
size_t	mail_send_due(struct desk *, struct arena *, struct smtp_process *,
    struct mail_rounds *);

/* On a thread of its own, until it is stopped; daily.h is its other work. */
struct mail_sender;
struct mail_sender *mail_sender_start(struct site *, struct smtp_process *);
/* What is under way gets a few seconds; NULL is fine. */
void	mail_sender_stop(struct mail_sender *);

#endif
