#ifndef OPENDATA_ROW_H
#define OPENDATA_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "app/codes.h"
#include "base/arena.h"

/*
 * Files of open data into entries. Columns are found by normalised heading,
 * never by position; what a cell cannot mean is left out and told in the
 * report, never guessed. Nothing here knows the database.
 */
enum open_field {
	OPEN_CODE,		/* of a municipality or prefecture, 1-6 digits */
	OPEN_PUBLISHER,		/* the same of who publishes, not of the place */
	OPEN_PREFECTURE,	/* name, "02" or "02(青森県)" */
	OPEN_TOWN,		/* name of the municipality */
	OPEN_NUMBER, OPEN_KIND, OPEN_NAME, OPEN_KANA,
	OPEN_POSTCODE, OPEN_CITY, OPEN_STREET, OPEN_BUILDING,
	OPEN_LATITUDE, OPEN_LONGITUDE,
	OPEN_PHONE, OPEN_EXTENSION, OPEN_FAX, OPEN_URL,
	OPEN_PROVIDER_NUMBER, OPEN_PROVIDER_NAME, OPEN_PROVIDER_KANA,
	OPEN_PROVIDER_CITY, OPEN_PROVIDER_STREET, OPEN_PROVIDER_PHONE,
	OPEN_PROVIDER_FAX, OPEN_PROVIDER_URL,
	OPEN_WEEKDAY, OPEN_SATURDAY, OPEN_SUNDAY, OPEN_HOLIDAY,
	OPEN_DAYS, OPEN_FROM, OPEN_TO, OPEN_CLOSED, OPEN_DAYS_NOTE,
	OPEN_CAPACITY, OPEN_BEDS, OPEN_AGES, OPEN_DEPARTMENTS, OPEN_AFTER_HOURS,
	OPEN_NOTE, OPEN_ENDED, OPEN_BRANCH,
	OPEN_SAME, OPEN_ACCEPTS, OPEN_OTHER, OPEN_AREA,
	OPEN_SLOT, OPEN_DEPARTMENT,
	OPEN_HAZARD,				/* 8 of them */
	OPEN_WEEKLY = OPEN_HAZARD + 8,		/* Monday to Sunday: 1 open */
	OPEN_HOLIDAYS = OPEN_WEEKLY + 7,	/* the same on holidays */
	OPEN_HOURS,				/* 8 days by from and to */
	OPEN_PASSED = OPEN_HOURS + 16,		/* known, and not read */
	OPEN_FIELDS
};

struct open_column {
	const char *heading;
	enum open_field field;
	bool required;			/* refused without it */
};

struct open_entry;
struct open_reader;

enum open_what { OPEN_SERVICE, OPEN_TIMES, OPEN_SHELTER };

struct open_format {
	const char *kind;		/* command line and address: "wamnet" */
	const char *label;		/* 障害福祉サービス（WAM NET） */
	const char *credit;		/* who is to be named as its source */
	enum open_what what;
	/* Sets number and kind; false: the row is left out, and was noted. */
	bool (*key)(struct open_reader *, struct open_entry *);
	const struct open_column *columns;	/* NULL: blocks, a workbook of
						   the regional bureau */
	size_t ncolumns;
};

extern const struct open_format open_formats[];
extern const size_t nopen_formats;
const struct open_format *open_format_find(const char *kind);

/* Where we are: whose rows are kept. */
struct open_area {
	const struct codes *codes;	/* NULL: no names of municipalities */
	const char *prefecture;		/* "02" */
	const char *prefecture_name;	/* 青森県 */
	/* In millionths of a degree; all 0: not known, all of Japan will do. */
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
	const char *opening, *note, *departments, *ages;
	int64_t capacity;		/* -1: not told */
	int32_t latitude, longitude;	/* millionths; 0: not known */
	const struct open_shelter *shelter;	/* NULL: a service */
	const char *designated_on;	/* day; of the bureau's list only */
	bool suspended;			/* 休止 */
	bool clashes;			/* another row says otherwise: neither is
					   to be written, nor is it absent */
	bool shared_place;
};

enum { OPEN_NOTES = 200, OPEN_SAYS = 40 };

struct open_note {
	size_t line;
	const char *column, *found, *says;
	bool left_out;			/* the whole row, not only the cell */
};

struct open_tally {
	const char *says;
	size_t n;
	bool left_out;
};

struct open_report {
	size_t rows;			/* in the file, below the headings */
	size_t elsewhere;		/* of another prefecture: not ours */
	size_t left_out;		/* ours, and not readable */
	size_t merged;			/* said twice with the same words */
	size_t nnotes;			/* all; kept up to the maximum */
	struct open_note notes[OPEN_NOTES];
	struct open_tally tallies[OPEN_SAYS];
	size_t ntallies;
	const char **unknown, **missing;	/* headings */
	size_t nunknown, nmissing;
	const char *refused;		/* a sentence: nothing was read */
	size_t refused_line;
	const char *refused_column;
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
