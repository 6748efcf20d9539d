#ifndef BUNDLE_H
#define BUNDLE_H

#include "app/feature.h"
#include "base/db_file.h"

/*
 * 公表: what of the directory, the board and the trainings goes out to the public site, as one
 * file (public.db) that holds nothing else. Its tables: public.sql; what may go
 * into them: bundle_allow.c.
 */
#define BUNDLE_SCHEMA "src/features/bundle/public.sql"
enum { BUNDLE_FORMAT = 2 };

extern const struct feature bundle_feature;

enum bundle_kind {
	BUNDLE_ORGANIZATION,
	BUNDLE_LOCATION,
	BUNDLE_SERVICE,
	BUNDLE_ROOM,
	BUNDLE_KINDS
};

/* Against the bundle that was there. */
struct bundle_count {
	int64_t now, added, changed, removed;
};

enum { BUNDLE_NEWS = 200 };
struct bundle_news {
	enum bundle_kind kind;
	const char *what;		/* added, changed, removed */
	const char *label;
};

struct bundle_told {
	const char *made_at;		/* instant */
	const char *before;		/* of the one that was there, or NULL */
	struct bundle_count of[BUNDLE_KINDS];
	int64_t answers, cells, trainings;
	const struct bundle_news *news;	/* the first BUNDLE_NEWS */
	size_t nnews;
	struct db_file *file;		/* to be put or dropped, db_file.h */
};

/* What the bundle at `path` would hold now; with `write` it is made beside it,
 * and db_file_put puts it there. Reads the casework database alone, through
 * a snapshot that is the caller's to take. BROKEN: logged. The same database
 * at the same instant, after the same bundle, gives the same bytes. */
enum result bundle_make(struct request *, const char *path, bool write,
    struct bundle_told *) MUST_CHECK;

/*
 * What somebody just opened to the public is to be found outside at once:
 * publishes anew where somebody published before. Behind the deed, which stands
 * whatever comes of this; what fails is logged.
 */
void	bundle_renew(struct request *);

#endif
