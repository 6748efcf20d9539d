#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include <stdbool.h>

#include "base/arena.h"

/*
 * A mail as it travels: RFC 5322, plain text in UTF-8, all of it ASCII on the
 * wire. What a person typed stands in encoded words and in base64 only, so it
 * can end no line and begin no header.
 */
struct message {
	const char *id;			/* letters, digits and hyphens; with
					 * the sender's domain: Message-ID */
	const char *instant;
	const char *from, *to;		/* addresses */
	const char *from_name;		/* any text; NULL: none */
	const char *subject;		/* any text, control characters lost */
	const char *body;		/* lines end in \n */
};

enum { MESSAGE_MAX_ADDRESS = 254 };

/* Plain ASCII, one "@", nothing that a mail server would take for its own;
 * NULL and "" are no address. */
bool	message_address_fits(const char *);
/* Lines end in CRLF, none is longer than 78 but for an address. NULL: `id` or
 * an address does not fit. */
const char *message_write(struct arena *, const struct message *);

#endif
