#ifndef OPENDATA_H
#define OPENDATA_H

#include "app/feature.h"
#include "features/opendata/opendata_row.h"

/*
 * Open data into the directory of services and the register of shelters. What
 * a file says is the weakest of all sources: it fills what nobody knows, is
 * proposed against what somebody confirmed, and what a newer file lacks is
 * proposed for closing. The same file twice changes nothing.
 */
enum open_fate { OPEN_ADDED, OPEN_CHANGED, OPEN_SAME, OPEN_RETURNED,
	OPEN_ABSENT };
enum { OPEN_FATES = OPEN_ABSENT + 1, OPEN_SHOWN = 200 };

struct open_shown {
	enum open_fate fate;
	size_t line;			/* 0: not in the file */
	const char *number, *kind, *name, *municipality;
};

struct open_run {
	const struct open_format *format;
	const char *file_name;
	const char *id;			/* of the import; NULL: nothing written */
	struct open_report report;
	size_t fates[OPEN_FATES];
	struct open_shown shown[OPEN_SHOWN];	/* first ones not the same */
	size_t nshown;
};

/* Reads the file and, unless `dry`, writes it in one deed. INVALID: not such a
 * file, report.refused says why; nothing is written. */
enum result opendata_run(struct request *, const struct open_format *,
    const char *file_name, const char *bytes, size_t n, bool dry,
    struct open_run *) MUST_CHECK;

/* The last import that stands, undone: every row it touched is as it was, but
 * for those that somebody changed since (*left). CONFLICT: not the last one, or
 * undone already. */
enum result opendata_undo(struct request *, const char *import, size_t *undone,
    size_t *left) MUST_CHECK;

extern const struct feature opendata_feature;

#endif
