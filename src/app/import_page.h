#ifndef APP_IMPORT_PAGE_H
#define APP_IMPORT_PAGE_H

#include "app/feature.h"

/* Pages over every transfer: drop a file, see what it would do, confirm. */
extern const struct route import_routes[];
extern const size_t nimport_routes;

enum result import_job_start_post(struct request *);
enum result import_job_get(struct request *);
enum result import_progress_get(struct request *);
enum result export_get(struct request *);

/* A dropped file and what has become of it. */
struct import_job {
	const char *id, *kind, *file_name, *state, *answer;
	const char *content;		/* the file; NULL when done with, or
					   not asked for */
	size_t ncontent;
};

/* Each in a transaction of its own: nobody's record changes. */
enum result import_job_add(struct request *, struct import_job *) MUST_CHECK;
/* MISSING unless this person dropped it. Without its content. */
enum result import_job_of(struct request *, const char *id,
    struct import_job *) MUST_CHECK;
enum result import_job_content(struct request *, struct import_job *)
    MUST_CHECK;
/* shown -> running. CONFLICT: somebody did so before. */
enum result import_job_begin(struct request *, const char *id) MUST_CHECK;
/* running -> done or failed; the content is let go. */
enum result import_job_end(struct request *, const char *id,
    const char *state, const char *answer) MUST_CHECK;

#endif
