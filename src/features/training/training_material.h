#ifndef TRAINING_MATERIAL_H
#define TRAINING_MATERIAL_H

#include "features/training/training.h"

/*
 * A paper or a recording of a session, for those who had a seat in it: a file
 * of ours, or an address elsewhere. Never edited: taken out.
 */
struct training_material {
	RECORD_HEAD;
	const char *session;		/* id */
	const char *title;
	const char *url;		/* NULL: a file */
	const char *type;		/* as media_name gives it; NULL: an address */
	int64_t size;			/* bytes */
	const char *removed_on;		/* NULL: it is there */
};

extern const struct record training_material_record;
extern const struct template training_materials_page, training_guest_page;

/* Those that are there, each with `taken`: how often. */
enum result training_sql_materials(struct request *, const char *session,
    struct rows *) MUST_CHECK;
/* Inside a deed: taken once more. */
enum result training_sql_taken(struct request *, const char *id);
enum result training_sql_body_add(struct request *, const char *id,
    const char *body);
/* MISSING when there is none. */
enum result training_sql_body(struct request *, const char *id,
    const char **body) MUST_CHECK;

/* The file, as the answer of this request. BROKEN: it does not open; logged. */
enum result training_material_answer(struct request *,
    const struct training_material *) MUST_CHECK;

enum result training_materials_get(struct request *);
enum result training_material_post(struct request *);
enum result training_material_get(struct request *);
enum result training_material_removal_post(struct request *);

/* By the link of an applicant's mail. */
enum result training_guest_get(struct request *);
enum result training_guest_cancel_post(struct request *);
enum result training_guest_material_get(struct request *);

#endif
