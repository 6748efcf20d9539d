#ifndef DISPATCH_H
#define DISPATCH_H

#include "app/feature.h"

/* What a regional advisor (圏域アドバイザー) did on a day, in a region. */
struct advisor_activity {
	RECORD_HEAD;
	const char *number;		/* 活動ID */
	const char *on_day;
	const char *region;		/* code list region */
	const char *kind;		/* code list advisor_kind */
};

extern const struct record advisor_activity_record;
extern const struct feature dispatch_feature;

#endif
