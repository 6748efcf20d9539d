#ifndef CONTACT_H
#define CONTACT_H

#include "app/feature.h"

/*
 * 相談・支援記録: one call, visit or meeting of minds about one child, or about
 * nobody in particular. Written once; a correction is a new version that keeps
 * the old. It feeds the timeline, the next step and the year's tables.
 */
struct contact {
	RECORD_HEAD;
	const char *number;		/* 記録ID */
	const char *on_day;
	const char *child;		/* NULL: about no particular child */
	const char *method;		/* code list method */
	const char *requester;		/* code list requester */
	const char *topics;		/* set of code list topic */
	const char *partners;		/* set of code list partner */
	const char *caller;		/* who called, and where to call back */
	const char *body;
	const char *next_step;
	const char *next_on;
	const char *next_done_on;
	const char *staff;		/* id of the person who wrote it */
	const char *support;		/* code list support: to whom it went */
	const char *participants;	/* counts of code list participant */
	int64_t minutes, travel_minutes, km;	/* 0: not written down */
	const char *place;
	const char *visit;		/* the same for contacts of one outing */
};

/* ひな型: how a text begins that is written again and again. */
struct contact_template {
	RECORD_HEAD;
	const char *name;
	const char *body;
};

extern const struct record contact_template_record;
extern const struct record contact_record;
extern const struct feature contact_feature;
extern const struct transfer contact_transfer;

/* Steps still open and due until a day, oldest first: the columns of contact
 * and staff_name. `staff` NULL: everybody's. */
enum result contact_open_steps(struct request *, const char *until,
    const char *staff, struct rows *) MUST_CHECK;

/* The same of one child, whenever due. */
enum result contact_open_steps_of(struct request *, const char *child,
    struct rows *) MUST_CHECK;

#endif
