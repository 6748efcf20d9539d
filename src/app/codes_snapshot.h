#ifndef APP_CODES_SNAPSHOT_H
#define APP_CODES_SNAPSHOT_H

#include "app/codes.h"
#include "app/text_map.h"

/* The inside of a snapshot: filled by codes_load.c, asked by codes.c. */
struct code_list {
	const char *name;
	const struct code *codes;	/* in order of position */
	size_t n;
	struct text_map *by_code;	/* -> struct code */
	struct text_map *by_key;	/* text_key -> struct spelling */
};

/* One spelling may be the label of several versions. */
struct spelling {
	const struct code *code;
	const struct spelling *next;
};

/* From a day on, in one scheme. */
struct belonging {
	const char *municipality, *scheme, *from, *region;
};

struct codes {
	struct text_map *lists;		/* name -> struct code_list */
	const struct municipality *municipalities;
	size_t nmunicipalities;
	struct text_map *by_municipality;	/* code, code6, name keys */
	const struct belonging *belongings;	/* by municipality, then day */
	size_t nbelongings;
	struct text_map *first_belonging;	/* municipality -> belonging */
	struct text_map *settings;
	const struct plan_row *plan;
	size_t nplan;
};

#endif
