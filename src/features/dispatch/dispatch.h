#ifndef DISPATCH_H
#define DISPATCH_H

#include "app/feature.h"

/* What a regional advisor (圏域アドバイザー) did on a day, in a region: imported,
 * written down, or made from a dispatch that was reported. */
struct advisor_activity {
	RECORD_HEAD;
	const char *number;		/* 活動ID */
	const char *on_day;
	const char *region;		/* code list region */
	const char *kind;		/* code list advisor_kind */
};

/*
 * 派遣: somebody is sent to a place that asked for it. One row from the request
 * to the end; each step fills its own part and sets the state:
 *
 *	received -> accepted -> assigned -> reported -> closed
 *	         -> adjusting -> ...        -> declined
 *	         -> withdrawn, by who asked, until it is carried out
 */
struct dispatch {
	RECORD_HEAD;
	const char *number;
	const char *kind;		/* code list dispatch_kind */
	const char *state;		/* code list dispatch_state */
	const char *asked_on;
	const char *agency;		/* who asks; NULL: the centre itself */
	const char *asked_by, *phone;	/* a name, and where to call */
	const char *child;		/* NULL: about no child */
	const char *region;		/* code list region */
	const char *purpose;		/* code list advisor_kind */
	const char *request, *wishes;	/* what for; on which days */
	const char *explained;		/* yes_no: the family agreed to ask */
	const char *reason;		/* of an adjustment or a refusal */
	const char *decided_on;
	const char *person;		/* id of who goes */
	const char *planned_on, *planned_at, *place;
	const char *preparation;
	const char *carried_on;
	const char *participants;	/* counts of code list participant */
	const char *content, *devised, *voice;	/* done; 工夫; 依頼者の声 */
	const char *closed_on;
	const char *assignment;		/* id of the way it opened to the child */
	const char *activity;		/* id of the advisor_activity it made */
};

extern const struct record advisor_activity_record, dispatch_record;
extern const struct feature dispatch_feature;

#endif
