#ifndef PUBLIC_WISH_H
#define PUBLIC_WISH_H

#include "app/request.h"
#include "features/directory/directory.h"

/*
 * What an address of the public site asks for, of services or of the board.
 * Members are NULL, or known codes: what means nothing is a fault.
 */
enum { WISH_CARES = 14, WISH_WORDS = 5, WISH_WORD_LENGTH = 60,
	WISH_AGE_MOST = 120 };

struct wish {
	const char *q;
	const char *words[WISH_WORDS];	/* keys of what was typed */
	size_t nwords;
	const char *region, *municipality, *kind;
	const char *care[WISH_CARES];	/* codes; each of them is needed */
	int slot[WISH_CARES];		/* where pub_service.answers has it */
	size_t ncares;
	const char *answer;		/* yes, any; NULL: yes or on terms */
	const char *day;		/* mon ... hol */
	int64_t age;			/* whole years; -1: not asked */
};

/* INVALID, with faults: it is answered 422 and nothing is looked for. */
enum result wish_read(struct request *, struct wish *) MUST_CHECK;
/* The same question at another path. */
const char *wish_url(struct request *, const char *path, const struct wish *);
/* 「八戸圏域・短期入所・人工呼吸器」, or 「県内」. */
const char *wish_words(struct request *, const struct wish *);
bool	wish_asks(const struct wish *);		/* for anything at all */

/* The fields of a search, as a piece of a form. */
const struct html *wish_fields(struct request *, const struct wish *);
extern const struct template wish_fields_part;

#endif
