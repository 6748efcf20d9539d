#ifndef OPENDATA_PAGE_H
#define OPENDATA_PAGE_H

#include "features/opendata/opendata.h"

/* An import that was carried out. Times are instants; undone_at NULL: stands. */
struct open_past {
	const char *id, *at, *login, *file, *file_name, *undone_at, *undone_by;
	int64_t fates[OPEN_FATES];
	bool last;			/* the last that stands: may be undone */
};

/* Newest first, at most 50; or the one of that id. */
enum result open_sql_past(struct request *, const char *id,
    struct open_past **, size_t *n) MUST_CHECK;

extern const struct template opendata_start_page, opendata_preview_page,
    opendata_past_page;

enum result opendata_get(struct request *);
enum result opendata_preview_post(struct request *);
enum result opendata_start_post(struct request *);
enum result opendata_import_get(struct request *);
enum result opendata_undo_post(struct request *);

#endif
