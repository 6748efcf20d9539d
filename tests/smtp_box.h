#ifndef TESTS_SMTP_BOX_H
#define TESTS_SMTP_BOX_H

#include <stddef.h>

/*
 * A mail server on the loopback, on a thread of its own, that keeps what it is
 * given. The recipient's name says how it answers: refused@ 550, later@ 451,
 * busy@ 421, full@ 552 after the text, lost@ takes the mail and says nothing.
 * The sender nobody@ is refused.
 */
struct smtp_box;

enum { SMTP_BOX_MAILS = 64 };

/* port 0: any. `login` is "user password" for who has to sign in, or NULL. */
struct smtp_box *smtp_box_open(int port, const char *login);
int	smtp_box_port(const struct smtp_box *);
/* Takes no more, and waits for what is under way. */
void	smtp_box_close(struct smtp_box *);
/* Mails taken so far, lost@ too, oldest first; their text with "To: <...>". */
size_t	smtp_box_count(struct smtp_box *);
const char *smtp_box_mail(struct smtp_box *, size_t i);

#endif
