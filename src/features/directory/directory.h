#ifndef DIRECTORY_H
#define DIRECTORY_H

#include "app/feature.h"

/*
 * The directory: which services there are, where, and which child they take.
 * 法人 -> place -> service at that place -> its answers (directory_value.h).
 * How they relate to the register of agencies: docs/why/0030-directory.md.
 *
 * Never write these with record_add and record_change: directory_add and
 * directory_offer keep where each value comes from, and the copies.
 */
struct provider {		/* 法人 */
	RECORD_HEAD;
	const char *name, *kana;
	const char *number;		/* 法人番号: 13 digits, or NULL */
	const char *postal, *address, *phone, *fax, *url;
	const char *visibility;		/* code list visibility */
};

struct place {			/* 事業所の場所 */
	RECORD_HEAD;
	const char *name, *kana;
	const char *provider;		/* id or NULL */
	const char *agency;		/* id or NULL: known to the centre as */
	const char *postal, *municipality, *address;
	int64_t lat, lng;		/* geo.h; 0 and 0: not known */
	const char *precise;		/* code list place_precise; NULL: none */
	const char *phone, *fax, *url, *mail;
	const char *visibility;
};

/* A service of one kind at a place. Numbers: 0 is not told. */
struct service {
	RECORD_HEAD;
	const char *place;
	const char *kind;		/* code list service_kind */
	const char *number;		/* 事業所番号, 医療機関コード, 学校コード */
	const char *name;		/* where not that of the place */
	const char *status;		/* active paused closed */
	const char *status_on;		/* since; NULL: not known */
	int64_t capacity;
	const char *opening;		/* a week, directory_week.h */
	const char *opening_note;
	const char *nurse_hours;	/* a week */
	int64_t age_from, age_below;	/* months; told when age_below > 0 */
	int64_t weight_max;		/* kg */
	const char *contact, *phone, *mail;
	const char *note;		/* for all who see the service */
	const char *memo;		/* for the centre alone, always */
	const char *visibility;
	const char *shown_to;		/* the stricter of it and the place's */
	const char *confirmed_on;	/* by a person; NULL: open data only */
};

enum { AGE_NO_END = 1200, WEIGHT_ANY = 999 };

extern const struct record provider_record, place_record, service_record;
extern const struct feature directory_feature;

/* The columns of `service` that are no fields: migrations/0040_directory.sql. */

/* The one of that official number whose kind is this, or another of the same
 * file code of WAM NET (service_kind.min); closed ones last. */
enum result directory_by_number(struct request *, const char *number,
    const char *kind, struct service *) MUST_CHECK;
enum result directory_provider_of(struct request *, const char *number,
    const char *name, struct provider *) MUST_CHECK;

/* What people call a field or a criterion. */
const char *directory_field_label(struct request *, const struct record *,
    const char *field);

/* What others need of how values stand: part of this face. */
#include "features/directory/directory_value.h"
#include "features/directory/directory_week.h"

#endif
