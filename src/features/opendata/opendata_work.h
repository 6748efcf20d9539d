#ifndef OPENDATA_WORK_H
#define OPENDATA_WORK_H

#include "app/text_map.h"
#include "features/opendata/opendata.h"

/* What this kind of file said last of a key. */
struct open_known {
	const char *number, *kind, *municipality, *digest, *record_id;
	const char *absent_on;		/* NULL: the last file had it */
	bool seen;			/* in the file at hand */
};

/* One entry and what will become of it. */
struct open_step {
	const struct open_entry *entry;	/* NULL: absent */
	struct open_known *known;	/* NULL: new */
	const char *kind;		/* code */
	const char *digest;
	enum open_fate fate;
};

/* What the directory has: services by "number|kind", kinds of one file code of
 * WAM NET being one; places by name and municipality; providers by number, and
 * by name. */
struct open_there {
	const char *id, *place;
	const char *address;		/* search key; of a place */
	const char *said;		/* what this file said of it last */
	struct open_there *next;	/* place of the same name */
};

/* The inside of an import: planned, then written. */
struct open_work {
	struct request *r;
	struct arena *mem;		/* of all of it; r->mem is of one step
					   while steps are written */
	struct open_run *run;
	const struct open_target *target;
	struct open_entries entries;
	struct open_known *known;
	size_t nknown;
	struct text_map *by_key;	/* "number|kind" -> open_known */
	struct text_map *kinds;		/* label of a file -> code */
	struct open_step *steps;
	size_t nsteps;
	size_t position;		/* of the next open_before */
	struct text_map *touched;	/* ids */
	struct text_map *services, *places, *providers;	/* open_there */
};

/* What one step may take without asking for more. */
enum { OPEN_STEP_BYTES = 1 << 20 };

/* In the report, as the reader does. */
void	open_note_add(struct open_work *, size_t line, const char *found,
    const char *says, bool left_out);

/* The register that entries go into. All but `kind` inside a deed. */
struct open_target {
	/* The code of the entry's kind; NULL and a sentence: not kept. */
	const char *(*kind)(struct open_work *, const struct open_entry *,
	    const char **says);
	/* Everything the entry would write, as text: for the digest. */
	void (*say)(struct open_work *, const struct open_entry *,
	    struct buffer *);
	/* *id is set to the record's. */
	enum result (*add)(struct open_work *, const struct open_step *,
	    const char **id);
	enum result (*change)(struct open_work *, const struct open_step *);
	enum result (*absent)(struct open_work *, const struct open_step *);
	enum result (*back)(struct open_work *, const struct open_step *);
};

extern const struct open_target open_shelters, open_services;

/* Sorts every entry into steps; nothing is written. */
enum result open_plan(struct open_work *) MUST_CHECK;

enum result open_sql_known(struct open_work *) MUST_CHECK;
enum result open_sql_there(struct open_work *) MUST_CHECK;
const char *open_service_key(struct open_work *, const char *number,
    const char *kind);
const char *open_place_key(struct open_work *, const char *name,
    const char *municipality);
enum result open_sql_import(struct open_work *);
/* What it says now; `id` of the record. */
enum result open_sql_entry(struct open_work *, const struct open_step *,
    const char *id);
/* Keeps a record as it is, with what hangs on it, before the import touches it
 * for the first time; `made`: the import has just made it. */
enum result open_sql_touch(struct open_work *, const char *table,
    const char *id, bool made);
/* At the end: the versions the import left of all it touched. */
enum result open_sql_versions(struct open_work *);

#endif
