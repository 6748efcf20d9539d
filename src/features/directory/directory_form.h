#ifndef DIRECTORY_FORM_H
#define DIRECTORY_FORM_H

#include "features/directory/directory_page.h"

/* The form of a place, of a service or of a provider, shown and read. */

struct directory_form {
	const char *title, *action, *back;
	const char *place_name;		/* of a service */
	const struct html *above;	/* instead of the faults; or NULL */
	struct rows similar;		/* places that may be the same */
};

enum result directory_form_show(struct request *, const struct record *,
    const void *obj, const struct directory_form *);
/* Everything typed into obj; INVALID with faults. */
enum result directory_form_read(struct request *, const struct record *,
    void *obj, struct origin *) MUST_CHECK;
/* What differs, and what is to be shown to others than before: the claims. */
size_t	directory_form_claims(struct request *, const struct record *,
    const void *old, const void *obj, struct claim *claims, size_t room);
/* The fields whose visibility is chosen one by one, NULL-ended. */
const char *const *directory_form_reaches(const struct record *);

#endif
