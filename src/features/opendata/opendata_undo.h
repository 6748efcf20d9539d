#ifndef OPENDATA_UNDO_H
#define OPENDATA_UNDO_H

#include "app/text_map.h"
#include "features/opendata/opendata.h"

/* A row as it was before an import; cells NULL: it was not there. */
struct open_kept {
	const char *name, *record_id, *cells;
	int64_t version;		/* that the import left */
	bool record;			/* has a version of its own */
};

/* Inside a deed. */
enum result open_sql_kept(struct request *, const char *import,
    struct open_kept **, size_t *n) MUST_CHECK;
/* The kind of file; MISSING: no such import. *last: none that stands is newer. */
enum result open_sql_undoable(struct request *, const char *import,
    const char **file, bool *last) MUST_CHECK;
/* Whether the row still has that version. */
enum result open_sql_untouched(struct request *, const struct open_kept *,
    bool *) MUST_CHECK;
/* Which columns point to that table: table, column. */
enum result open_sql_pointing(struct request *, const char *name,
    struct rows *) MUST_CHECK;
/* Whether another row stands on it. */
enum result open_sql_needed(struct request *, const struct open_kept *,
    const struct rows *pointing, bool *) MUST_CHECK;
enum result open_sql_restore(struct request *, const struct open_kept *);
enum result open_sql_insert(struct request *, const struct open_kept *);
enum result open_sql_remove(struct request *, const struct open_kept *);
/* Its values and proposals. */
enum result open_sql_strip(struct request *, const char *record_id);
/* The record of "kind|number" in that kind of file, or NULL. */
enum result open_sql_record_of(struct request *, const char *file,
    const char *key, const char **id) MUST_CHECK;
enum result open_sql_forget(struct request *, const char *file,
    const char *key);
enum result open_sql_undone(struct request *, const char *import);

#endif
