#ifndef CHILD_H
#define CHILD_H

#include "app/feature.h"

/*
 * A child the centre knows, with family and care needs. Birth date and
 * municipality may be unknown; age is computed at a stated day, never stored.
 */
struct child {
	RECORD_HEAD;
	const char *number;		/* 児童ID; given when nobody gave one */
	const char *name;
	const char *kana;
	const char *born_on;		/* YYYY-MM-DD or NULL */
	const char *sex;		/* code list sex */
	const char *municipality;	/* code5 */
	const char *medical_care;	/* code list medical_care */
	const char *care;		/* set of code list care */
	const char *address;
	const char *phone;
	const char *guardian;
	const char *note;
	const char *guarded;		/* seen with a named grant only */
};

extern const struct record child_record;
extern const struct feature child_feature;
extern const struct transfer child_transfer;

/* For a line of a list: NULL when this person may not see the child. */
const char *child_name(struct request *, const char *id);
/* Birth date into `day`; false when unknown. Cheap: asked for every row of an
 * import. */
enum { DAY_BYTES = 11 };
bool	child_born_on(struct request *, const char *id, char day[DAY_BYTES]);
/* Who might be the same child, as far as this person may see, the likeliest
 * first: by name and kana with variants folded, birth date and municipality. */
struct child_alike {
	struct child child;
	const char *why;		/* 同じ生年月日・似た名前 */
};
enum { CHILD_MAX_ALIKE = 10 };
enum result child_find_alike(struct request *, const struct child *,
    struct child_alike *, size_t *n) MUST_CHECK;
/* The child whose record took this one's place; NULL: it stands. */
enum result child_merged_into(struct request *, const char *id,
    const char **kept) MUST_CHECK;
/* How many there are. */
enum result child_count(struct request *, int64_t *) MUST_CHECK;
/* id born_on municipality of the first, by number: of whom a fictional centre
 * tells its stories. */
enum result child_first(struct request *, int64_t most, struct rows *)
    MUST_CHECK;

#endif
