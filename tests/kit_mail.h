#ifndef TESTS_KIT_MAIL_H
#define TESTS_KIT_MAIL_H

#include "app/mail.h"
#include "tests/kit.h"

/* The outbox of a town. */

/* A server is set up, which nobody asks: what is queued stays there. The
 * town's address is https://centre.example. */
void	mail_turn_on(struct town *);
/* A setting of mail.h, as the administrator's page stores it. */
void	mail_setting(struct town *, const char *name, const char *value);
/* Notices of that person go there from now on. */
void	mail_reach(struct town *, const char *login, const char *address);
/* How many lie there, sent ones too. */
int64_t	mail_count(struct town *);
/* The one queued last, opened; fails the test when there is none. */
struct mail mail_last(struct town *);
/* It is that instant: for what no request asks. */
void	set_now(struct town *, const char *instant);

#endif
