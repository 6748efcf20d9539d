#ifndef CARE_H
#define CARE_H

#include "app/feature.h"
#include "features/care/care_power.h"

/*
 * What keeps a child alive at home: how much care she needs (assessment), by
 * which devices, with what in stock; and what follows for a power cut, kept in
 * table `power` in the same deed as every change. Read it there for a list of
 * all; care_power_of is for one child, with the reasons.
 *
 * In these structs 0 of a number and NULL of a text mean that nobody knows.
 */
#define CARE_SCORE	"score_2021"
#define CARE_SEVERE	"super_severe"	/* 超重症児: another instrument */

struct assessment {
	RECORD_HEAD;
	const char *child;
	const char *instrument;		/* code list care_instrument */
	const char *on_day;
	const char *assessor;		/* the doctor */
	const char *institution;
	const char *items;		/* "1=mid,5=high", care_score.h */
	int64_t base, watch, total;	/* as we add them up */
	const char *class;		/* code list care_class: from our total */
	int64_t printed_total;		/* as it stands on the doctor's paper */
	const char *granted;		/* care_class, by the municipality */
	const char *granted_on;
	const char *valid_until;
	int64_t severe_total;		/* of CARE_SEVERE alone */
	const char *severe_seated;	/* yes_no: moves no better than sitting */
	const char *note;
	const char *withdrawn_on;	/* it was wrong; NULL: it stands */
	const char *withdrawn_why;
};

struct device {
	RECORD_HEAD;
	const char *child;
	const char *kind;		/* code list device_kind */
	const char *model;
	const char *settings;		/* as they are set, sizes */
	const char *critical;		/* yes_no; NULL: as is usual of its kind */
	int64_t watts;
	const char *internal;		/* there: a battery in it */
	int64_t internal_minutes;
	const char *external;		/* there: batteries beside */
	int64_t battery_count;
	int64_t battery_minutes;	/* of each */
	const char *battery_since;	/* day of the first use */
	const char *battery_checked_on;
	const char *charger, *car_cable, *dc_input;	/* there */
	const char *flow;		/* litres a minute, "0.25" */
	const char *cylinder_litres;	/* inside: "2.8" */
	const char *pressure;		/* MPa: "14.7" */
	int64_t cylinder_count;		/* 0: one */
	const char *supplier;
	const char *supplier_phone;	/* by day and night */
	const char *note;
	const char *removed_on;		/* no longer there from this day */
};

struct supply {
	RECORD_HEAD;
	const char *child;
	const char *item;		/* code list supply_item */
	const char *kept;		/* there: it is at hand */
	int64_t days;			/* it lasts for */
	const char *checked_on;
};

extern const struct record assessment_record, device_record, supply_record;
extern const struct feature care_feature;

enum { CARE_MAX_DEVICES = 40, CARE_MAX_SUPPLIES = 60 };

/* Those there now, the most urgent kind first, as far as this person may see. */
enum result care_devices(struct request *, const char *child,
    struct device **out, size_t *n) MUST_CHECK;
enum result care_supplies(struct request *, const char *child,
    struct supply **out, size_t *n) MUST_CHECK;
/* The latest that stands, of an instrument. MISSING: none, or not theirs. */
enum result care_latest(struct request *, const char *child,
    const char *instrument, struct assessment *) MUST_CHECK;
/* Out of the two above, today. MISSING: no device this person may see. */
enum result care_power_of(struct request *, const char *child,
    struct care_power *) MUST_CHECK;
/* 「4時間30分」, 「不明（少なくとも4時間）」: the same words on every page and
 * paper. minutes CARE_UNKNOWN: not known. */
const char *care_minutes_text(struct arena *, int64_t minutes,
    int64_t at_least);
/* A sentence: what is missing, of which device. */
const char *care_lack_text(struct request *,
    const struct care_missing *);
/* Inside a deed, after any change of a device or a supply: table `power`. */
enum result care_power_keep(struct request *, const char *child);

#endif
