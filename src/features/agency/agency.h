#ifndef AGENCY_H
#define AGENCY_H

#include "app/feature.h"

/* An organisation the centre works with (機関台帳). */
struct agency {
	RECORD_HEAD;
	const char *number;
	const char *name;
	const char *kana;
	const char *kind;		/* code list agency_kind */
	const char *municipality;
	const char *address;
	const char *phone;
	const char *mail;
	const char *note;
};

/* One agency in a form: the control, which its label names by `id`. A list,
 * or, where there are too many, a field to type in; read by record_read as any
 * link, or by agency_chosen. */
struct agency_input {
	const char *name, *chosen;	/* chosen: an id, or as it was typed */
	const char *none;		/* NULL: one is to be chosen */
	const struct html *list;	/* <option>s in an order of its own */
	const char *id;			/* NULL: f-NAME */
	bool asked;			/* a fault of `name` is its own, e-NAME */
	bool required, hint;		/* hint: there is a h-NAME */
};
enum { AGENCY_LOOKED_THROUGH = 200 };
enum result agency_input(struct request *, const struct agency_input *,
    const struct html **) MUST_CHECK;
/* The id of what came by that name; NULL: none; with a fault, what was typed. */
const char *agency_chosen(struct request *, const char *name);

/* id name kind of the first, by kind: to choose from. */
enum result agency_first(struct request *, int64_t most, struct rows *)
    MUST_CHECK;

extern const struct record agency_record;
extern const struct feature agency_feature;

#endif
