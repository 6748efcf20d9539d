#ifndef HANDOVER_PRIVATE_H
#define HANDOVER_PRIVATE_H

#include "app/paper.h"
#include "features/account/account.h"
#include "features/handover/handover.h"

/* Between the files of this folder only. */

/* How far back a last day may lie: a slip of the year is more likely. */
enum { HANDOVER_MAX_DAYS_AGO = 366 };

/* How many children can be given to somebody of their own on one form. */
enum { HANDOVER_MAX_CHOSEN = 100 };

/* What the administrator chose; of a kind and of a child, see handover_to. */
struct wish {
	const char *successor;		/* id; NULL: nothing chosen */
	bool nobody;			/* close only, somebody later */
	const char *last_on;
	bool skip;			/* what they may not see stays open */
	bool lacks;			/* out: there is something they may not */
	int64_t version;		/* of the person, as the page saw it */
};

/*
 * Who goes on with a row of that kind, about that child or none: somebody chosen
 * for the child (field "child_ID"), else for the kind ("to_KIND": an id,
 * handover_same, handover_nobody), else the successor. NULL: nobody.
 */
extern const char handover_nobody[], handover_same[];

/* They cannot sign in any more; only open work is left to hand over. */
bool	handover_has_left(const struct request *, const struct account *);
/* Who may go on with the work of the other: of the same body, with a role that
 * does as much with children. Never family. */
bool	handover_same_kind(const struct account *leaver,
    const struct account *successor);
/* /people/ID/handover */
const char *handover_path(struct request *, const char *person);

/*
 * The whole of it, in a deed of its own that leads to `see`. INVALID with
 * faults: no successor, not one of the same kind, or one who may not see what
 * they would get. CONFLICT: the person has
 * changed since, or nothing is open any more of somebody who had left.
 */
enum result handover_do(struct request *, const struct account *,
    struct wish *, const char *see) MUST_CHECK;

/* One kind of what was handed over then, in numbers. */
struct handover_part {
	const struct owned *kind;
	int64_t was_open, went_on;
};
/* Those of one handover, in the order of the features. */
enum result handover_parts(struct request *, const char *handover,
    struct handover_part **, size_t *n) MUST_CHECK;
/* 2件を渡した; 2件が終わり、1件を続ける */
const char *handover_part_says(struct request *,
    const struct handover_part *);
/* All of one handover in a sentence; NULL: nothing was open. */
enum result handover_says(struct request *, const char *handover,
    const char **) MUST_CHECK;

/* What asks for action, see app/due.h. */
enum result handover_due(struct request *, const struct due_ask *,
    struct due_list *) MUST_CHECK;

enum result handover_get(struct request *);
enum result handover_post(struct request *);
enum result handover_sheet_get(struct request *);
enum result handover_sheet_pdf_get(struct request *);

extern const struct template handover_form_page;

#endif
