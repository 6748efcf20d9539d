#ifndef APP_TRAVEL_H
#define APP_TRAVEL_H

#include "app/request.h"
#include "app/text_map.h"

/*
 * The table of minutes by car between municipalities, as a centre knows them.
 * It goes before every estimate of distance.h. One number a pair, both ways.
 */
struct travel_counts {
	size_t pairs;			/* of the file */
	size_t kept;			/* corrected by hand, and so left alone */
};

enum { TRAVEL_MAX_MINUTES = 1440 };

/*
 * A square CSV: municipalities (code or name) down the first column and along
 * the first row, minutes where they meet, empty where nobody knows. Takes the
 * place of the table before it; pairs corrected by hand stay. All or nothing, as
 * a deed with its audit row; `dry` writes nothing. INVALID with faults named by
 * line: not a table, no such municipality, twice the same, not 1 to 1440
 * minutes, two ways that differ.
 */
enum result travel_import(struct request *, const char *bytes, size_t n,
    bool dry, struct travel_counts *) MUST_CHECK;
/* By hand, in a deed of the caller; 0 takes the pair out of the table. Codes of
 * municipalities that are there, in any order. */
void	travel_correct(struct request *, const char *, const char *,
    int64_t minutes);
/* Who said so: codes in order and source, "hand" or "table", of all pairs. */
enum result travel_sources(struct request *, struct text_map **) MUST_CHECK;
/* The key of a pair there. */
const char *travel_pair(struct arena *, const char *, const char *);

#endif
