#ifndef BASE_SMTP_H
#define BASE_SMTP_H

#include <stdbool.h>

/*
 * One mail to one recipient, over SMTP. Thin over libcurl. A connection is kept
 * for the next mail, until smtp_rest.
 *
 * The server has to show a certificate for its host (of the system's
 * authorities, or those in the file SSL_CERT_FILE), TLS 1.2 or newer; only a
 * server on this machine may be talked to in the clear. Nothing that was sent
 * or received is logged.
 */
enum smtp_security { SMTP_TLS, SMTP_STARTTLS, SMTP_PLAIN };

struct smtp_server {
	const char *host;		/* name or address */
	int port;
	enum smtp_security security;
	const char *user, *password;	/* NULL or "": signs in nowhere */
	const char *from;		/* address */
};

enum smtp_outcome {
	SMTP_SENT,		/* the server has taken it over */
	SMTP_REFUSED,		/* not this mail, or not to there: for good */
	SMTP_LATER,		/* the same, for now */
	SMTP_NO_SERVER,		/* would have happened to any mail */
	SMTP_UNKNOWN,		/* not waited for: smtp_process.h */
};

/* How far it got. */
enum smtp_stage { SMTP_CONNECT, SMTP_SIGN_IN, SMTP_FROM, SMTP_TO, SMTP_DATA };

struct smtp_answer {
	enum smtp_outcome outcome;
	enum smtp_stage stage;
	int reply;		/* 550; 0: none came, for whatever reason */
	bool certificate;	/* no TLS, or none that can be trusted */
};

struct smtp;
/* For as long as its process lives. NULL: logged. */
struct smtp *smtp_open(void);
/* `to` is an address, `message` of base/message.h. Takes a minute at most. */
struct smtp_answer smtp_send(struct smtp *, const struct smtp_server *,
    const char *to, const char *message);
/* Ends the connection that was kept. */
void	smtp_rest(struct smtp *);
/* Whether the host is this machine. */
bool	smtp_host_is_near(const char *host);
/* Letters, digits, dots, hyphens and colons; a name or an address. */
bool	smtp_host_fits(const char *host);

#endif
