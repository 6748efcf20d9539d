#ifndef OPENDATA_ROW_H
#define OPENDATA_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "app/codes.h"
#include "base/arena.h"
#include "features/opendata/opendata_format.h"
#include "features/opendata/opendata_report.h"

/*
 * Files of open data into entries. Columns are found by normalised heading,
 * never by position; what a cell cannot mean is left out and told in the
 * report, never guessed. Nothing here knows the database.
 */
/* Where we are: whose rows are kept. */
struct open_area {
	const struct codes *codes;	/* NULL: no names of municipalities */
	const char *prefecture;		/* "02" */
	const char *prefecture_name;	/* 青森県 */
	/* In 1/100000 degree; all 0: not known, all of Japan will do. */
	int32_t south, west, north, east;
};

struct open_area open_area_of(struct arena *, const struct codes *);

enum { OPEN_HAZARDS = 8 };

/* What a shelter is more than a place. Bits of hazards in the order of the
 * file: flood, landslide, surge, earthquake, tsunami, fire, inland, volcano. */
struct open_shelter {
	bool emergency;			/* 指定緊急避難場所, not 指定避難所 */
	bool welfare;
	unsigned hazards;
	const char *accepts, *area;
	bool same;			/* also the other kind, same address */
};

/* NULL: not in the file. "": empty in the file. Text is tidied. */
struct open_entry {
	size_t line;
	const char *number, *kind;	/* together the key */
	const char *name, *kana, *municipality, *postcode, *address;
	const char *phone, *fax, *url;
	const char *provider_number, *provider_name, *provider_kana;
	const char *provider_address, *provider_phone, *provider_url;
	const char *week;		/* directory_week.h; "": text only */
	struct open_clinic *clinics;	/* of a file of hours; opendata_week.h */
	const char *opening, *note, *departments, *ages;
	int64_t capacity;		/* -1: not told */
	int32_t lat, lng;		/* 1/100000 degree, as geo.h; 0: not known */
	const struct open_shelter *shelter;	/* NULL: a service */
	const char *designated_on;	/* day; of the bureau's list only */
	bool suspended;			/* 休止 */
	bool clashes;			/* another row says otherwise: neither is
					   to be written, nor is it absent */
	bool shared_place;
};

struct open_entries {
	struct open_entry **at;
	size_t n;
};

/*
 * Every row of this area, one entry a key. INVALID with report->refused set:
 * not such a file. Rows that cannot be read are left out and noted.
 */
enum result open_read(struct arena *, const struct open_area *,
    const struct open_format *, const char *bytes, size_t n,
    struct open_entries *, struct open_report *) MUST_CHECK;

#endif
