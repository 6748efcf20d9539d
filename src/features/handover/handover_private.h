#ifndef HANDOVER_PRIVATE_H
#define HANDOVER_PRIVATE_H

#include "app/page.h"
#include "features/account/account.h"
#include "features/handover/handover.h"

/* Between the files of this folder only. */

/* How far back a last day may lie: a slip of the year is more likely. */
enum { HANDOVER_MAX_DAYS_AGO = 366 };

/* What the administrator chose. */
struct wish {
	const char *successor;		/* id; NULL: nothing chosen */
	bool nobody;			/* close only, somebody later */
	const char *last_on;
	bool teams, dispatches;		/* these begin for the successor */
	int64_t version;		/* of the person, as the page saw it */
};

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
 * faults: no successor, or not one of the same kind. CONFLICT: the person has
 * changed since, or nothing is open any more of somebody who had left.
 */
enum result handover_do(struct request *, const struct account *,
    const struct wish *, const char *see) MUST_CHECK;

/* What asks for action, see app/due.h. */
enum result handover_due(struct request *, const struct due_ask *,
    struct due_list *) MUST_CHECK;

enum result handover_get(struct request *);
enum result handover_post(struct request *);
enum result handover_sheet_get(struct request *);

extern const struct template handover_form_page, handover_sheet_page;

#endif
