#ifndef OPENDATA_FORMAT_H
#define OPENDATA_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The files of open data that are read: their columns by heading, and what each
 * holds. One row of the table in opendata_format.c is one heading.
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
	OPEN_BOTH, OPEN_ACCEPTS, OPEN_OTHER, OPEN_AREA,
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

#endif
