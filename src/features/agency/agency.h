#ifndef AGENCY_H
#define AGENCY_H

#include "app/feature.h"

/* An organisation the centre works with (機関台帳). */
struct agency {
	RECORD_HEAD;
	const char *number;
	const char *name;
	const char *kana;
	const char *kind;		/* code list agency_kind */
	const char *municipality;
	const char *address;
	const char *phone;
	const char *mail;
	const char *note;
};

extern const struct record agency_record;
extern const struct feature agency_feature;

#endif
