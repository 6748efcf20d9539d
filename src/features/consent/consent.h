#ifndef CONSENT_H
#define CONSENT_H

#include "app/feature.h"
#include "base/html.h"

/*
 * 同意: who agreed that what about a child is shared with whom, for what, until
 * when. A consent is never edited: it is given, and withdrawn; what was written
 * wrongly is withdrawn and given anew. Days are inclusive at both ends.
 *
 * An exception in an emergency, which nobody agreed to, is a row of the same
 * table that says why: given_as and text_version are then CONSENT_BY_NOBODY.
 */
#define CONSENT_BY_SELF		"self"
#define CONSENT_BY_ADULT_GUARDIAN	"adult_guardian"
#define CONSENT_BY_NOBODY	"none"

enum { CONSENT_ADULT_YEARS = 18, CONSENT_EXCEPTION_DAYS = 30 };

struct consent {
	RECORD_HEAD;
	const char *child;
	const char *recipient;		/* id of an agency */
	const char *purpose;		/* code list consent_purpose */
	const char *classes;		/* set of code list data_class */
	const char *given_by;		/* a name; of an exception: who decided */
	const char *given_as;		/* code list consent_giver */
	const char *given_on;
	const char *text_version;	/* code list consent_text */
	const char *explained_by;	/* a name */
	const char *explained_at;	/* id of an agency; NULL: at the centre */
	const char *from_on;
	const char *to_on;		/* NULL: goes on */
	const char *emergency;		/* why without consent; NULL: with it */
	const char *withdrawn_on;	/* from this day on it stands no more */
	const char *withdrawn_by;	/* a name: who took it back */
	const char *note;
};

extern const struct record consent_record;
extern const struct feature consent_feature;

/*
 * Whether it stands on `today`: begun, not ended, not withdrawn. What somebody
 * else agreed to ends the day before the child turns 18; an exception does not.
 * born_on may be NULL: then nothing ends by age.
 */
bool	consent_stands(const struct consent *, const char *born_on,
    const char *today);
/* The last day it would stand unless withdrawn; NULL: no end in sight. */
const char *consent_last_day(struct arena *, const struct consent *,
    const char *born_on);
/* Whether the set of classes holds this one of data_class. */
bool	consent_has_class(const struct consent *, const char *class);
/* id, name of the agencies to which some consent about the child goes, ended
 * and withdrawn ones too: whether one stands, consent_standing says. */
enum result consent_recipients(struct request *, const char *child,
    struct rows *) MUST_CHECK;
/* MISSING when none stands today for this recipient, purpose and class (of
 * data_class). Ask this before sharing anything. */
enum result consent_standing(struct request *, const char *child,
    const char *recipient, const char *purpose, const char *class,
    struct consent *out) MUST_CHECK;
/* The same for one who asks and has no path to the child, and so learns no more
 * than that: MISSING when none stands. class NULL: whatever it lets be seen. */
enum result consent_lets(struct request *, const char *child,
    const char *recipient, const char *purpose, const char *class) MUST_CHECK;

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
struct page;
enum result consent_letter_show(struct request *, const struct page *,
    struct consent_letter *, bool as_pdf);

#endif
