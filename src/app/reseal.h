#ifndef APP_RESEAL_H
#define APP_RESEAL_H

#include "app/request.h"

/*
 * Every text about a person that the database holds: PERSONAL fields of the
 * records and of their revisions, drafts, files that wait and files that are
 * kept. Those of before there were seals, and those sealed with an older key,
 * are sealed with the newest; what does not open stays as it is and is counted.
 */
struct reseal {
	int64_t texts;		/* all that are not empty */
	int64_t plain;		/* stood there for all to read */
	int64_t old;		/* sealed with an older key */
	int64_t broken;		/* logged by place: changed, or no key for it */
};

/* Whether the database was written with keys, which no new ones can replace. */
enum result reseal_begun(struct db *, struct arena *, bool *) MUST_CHECK;
/* Inside a deed; an audit row when anything was sealed. CONFLICT: somebody
 * changed a row meanwhile; nothing was done. */
enum result reseal_all(struct request *, struct reseal *) MUST_CHECK;

#endif
