#ifndef BUNDLE_ALLOW_H
#define BUNDLE_ALLOW_H

#include <stddef.h>

/*
 * What may go out, column by column. A column that does not stand here is not
 * even asked for: the queries are put together from these tables alone.
 */
enum allowed_as {
	AS_TOLD,			/* whatever it holds */
	AS_TEXT,			/* NULL when one of `hides` is hidden */
	AS_NUMBER,			/* 0 then */
	AS_ID,				/* UUIDv5 of it */
	AS_OPENED,			/* sealed there, and public here */
	AS_MADE,			/* by bundle_make.c, from what is published */
};

struct allowed {
	const char *column;		/* of the bundle */
	const char *from;		/* of the casework database; NULL: the same */
	enum allowed_as as;
	const char *hides;		/* fields, as a set; NULL: the column alone */
};

struct allowed_table {
	const char *table;		/* of the bundle */
	const char *from;		/* of the casework database */
	const char *where;		/* which rows at all; $1: today */
	const char *order;		/* NULL: as they lie */
	const struct allowed *columns;
	size_t n;
};

/* Tables that go as they are, in this order. */
extern const struct allowed_table bundle_floor[];
extern const size_t nbundle_floor;
/* Sessions to come that are open to all to apply for. */
extern const struct allowed_table bundle_trainings;
/* Those of the directory and the board; the first column is the row's id. */
extern const struct allowed_table bundle_organizations, bundle_locations,
    bundle_services, bundle_answers, bundle_rooms, bundle_cells;
/* Services that were there: their address answers 410. */
extern const struct allowed_table bundle_closed;

#endif
