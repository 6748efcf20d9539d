#ifndef CONSENT_LETTER_H
#define CONSENT_LETTER_H

#include "app/page.h"

/* A text that is handed on to an agency, as far as a consent to it goes: to
 * whom it can go, the text itself to be copied, or why it must not. */
struct consent_letter_to {
	const char *name, *url;
};

struct consent_letter {
	const char *title;
	const char *back, *back_label;
	const char *to;			/* name of the agency; NULL: none yet */
	const char *refused;		/* why not, as a sentence; or NULL */
	const char *consents;		/* where one is put on record, or NULL */
	const char *said;		/* the text; NULL: not yet, or refused */
	const char *pdf;		/* where it is as PDF */
	const char *paper, *file;	/* the PDF's title and name */
	const struct html *text;	/* out: what is said */
	struct html_list recipients;	/* of consent_letter_to */
	const char *empty;		/* why there are no recipients */
};

/* The page, or `as_pdf` the text alone. DENIED, with the page: refused. */
enum result consent_letter_show(struct request *, const struct page *,
    struct consent_letter *, bool as_pdf);

#endif
