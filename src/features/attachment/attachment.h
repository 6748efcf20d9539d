#ifndef ATTACHMENT_H
#define ATTACHMENT_H

#include "app/feature.h"
#include "base/media.h"

/*
 * 書類・写真: a paper that was scanned, a photograph, a letter as a PDF. It is
 * about a child, and belongs to her, to one of her consents or to a contact.
 * What it tells of her are its classes: who may not see all of them does not
 * learn that the file is there. Never edited, never deleted: taken out with a
 * reason.
 */
struct attachment {
	RECORD_HEAD;
	const char *child;
	const char *of_record;		/* "child", "consent" or "contact" */
	const char *of_id;
	const char *classes;		/* set of code list data_class */
	const char *title;
	const char *type;		/* as media_name gives it */
	int64_t size;			/* bytes, as kept */
	const char *added_on;
	const char *added_by;		/* id of a person; NULL: a program */
	const char *removed_on;		/* NULL: it is there */
	const char *removed_by, *removed_why;
};

extern const struct record attachment_record;
extern const struct feature attachment_feature;

/* The one file of a form, cleaned; what is wrong with it as a sentence, else
 * NULL. */
const char *attachment_file_read(struct request *, struct media *,
    enum media_fault *);
/* Pictures of a child that are there and this person may see, latest first. */
enum result attachment_images(struct request *, const char *child,
    struct attachment **out, size_t *n) MUST_CHECK;
/* The bytes of one that was seen. BROKEN when it does not open; logged. */
enum result attachment_open(struct request *, const struct attachment *,
    const char **bytes, size_t *n) MUST_CHECK;

/* What of a chosen file is wrong (media_fault, media.h), for whoever chose it. */
const char *attachment_refusal(unsigned fault);

#endif
