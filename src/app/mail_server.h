#ifndef APP_MAIL_SERVER_H
#define APP_MAIL_SERVER_H

#include "app/request.h"
#include "base/smtp.h"

/*
 * Which server takes our mails over, and what we call ourselves: settings
 * smtp_host, smtp_port, smtp_security, smtp_user, smtp_from and base_url, which
 * the administrator keeps and no pack brings. The password is sealed in table
 * secret, leaves it for the server only, and is shown to nobody.
 */
struct mail_server {
	const char *smtp_host;		/* "": no mail is sent */
	const char *smtp_port;		/* digits */
	const char *smtp_security;	/* tls, starttls, plain */
	const char *smtp_user;
	const char *smtp_from;
	const char *base_url;		/* https://centre.example, no "/" */
	const char *smtp_password;	/* of the form; "": as it was */
	bool has_password;		/* one is stored */
};

/* What is stored; "" where nothing is. */
enum result mail_server_get(struct request *, struct mail_server *) MUST_CHECK;
/* Faults what does not fit, by the setting's name. */
void	mail_server_check(struct request *, const struct mail_server *);
/* Inside a deed. Leaves the audit row. */
enum result mail_server_set(struct request *, const struct mail_server *);
/* For sending, with the password. BROKEN: that does not open. */
enum result mail_server_open(struct request *, struct smtp_server *)
    MUST_CHECK;

#endif
