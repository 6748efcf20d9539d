#ifndef HANDOVER_H
#define HANDOVER_H

#include "app/feature.h"

/*
 * 退職・異動と引継ぎ: somebody leaves. In one deed everything they could come in
 * by is closed, and what they had open goes on to a successor of the same kind.
 * What was handed over stays on record; named grants never go on.
 */
struct handover {
	const char *id;
	const char *at;			/* instant */
	const char *person;		/* who left */
	const char *successor;		/* NULL: nobody yet, all stayed open */
	const char *last_on;		/* the last day, inclusive */
	const char *made_by;
	int64_t steps;			/* next steps given */
	int64_t teams, dispatches;	/* ended; items say which went on */
	int64_t grants;			/* ended */
};

extern const struct feature handover_feature;

#endif
