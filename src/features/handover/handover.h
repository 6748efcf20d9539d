#ifndef HANDOVER_H
#define HANDOVER_H

#include "app/feature.h"

/*
 * 退職・異動と引継ぎ: somebody leaves. In one deed everything they could come in
 * by is closed, and what they had open (app/owned.h) goes on to successors of
 * the same kind, one of these rows each. What was handed over stays on record.
 */
struct handover {
	const char *id;
	const char *at;			/* instant */
	const char *person;		/* who left */
	const char *successor;		/* NULL: nobody yet */
	const char *last_on;		/* the last day, inclusive */
	const char *made_by;
};

extern const struct feature handover_feature;

#endif
