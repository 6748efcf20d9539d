#ifndef APP_SITE_H
#define APP_SITE_H

#include <stdatomic.h>

#include "app/feature.h"
#include "app/keys.h"
#include "base/html.h"
#include "base/pdf.h"

/*
 * One site of a process: features, templates, store, indexes. Made once by
 * main.c, then only read, but for the indexes with their own locks. Here the
 * staff site; one that is open to all has less: open.h.
 */
struct site {
	struct store *store;
	const struct feature *const *features;
	size_t nfeatures;
	struct templates *templates;
	const char *build;		/* changes with the assets */
	struct search_index *children;
	struct keys *keys;
	struct pdf_fonts *fonts;
	struct ledger *ledger;		/* NULL: views are written at once */
	struct jobs *jobs;		/* imports that go on by themselves */
	atomic_uint *codes_moved;	/* raised by whoever changes the lists */
	const char *(*clock)(struct arena *);	/* instants; tests set their own */
	const char *bundle, *inbox;	/* files shared with the public site, or NULL */
	const struct metrics *metrics;	/* metrics.h; NULL: nobody may ask */
	struct open_site *open;		/* open.h; NULL: the staff site */
};

/* Checks routes, records and templates; NULL with the reason logged. */
struct site *site_new(struct arena *, struct store *, struct keys *,
    const struct feature *const *, size_t n);
void	site_free(struct site *);

/* What both sites begin with. NULL: logged. */
struct templates *site_templates(struct arena *,
    const struct feature *const *, size_t n);
const char *site_build(struct arena *);

/* One thread's place in the site. */
struct desk;
struct desk *desk_open(struct site *);	/* NULL: logged */
void	desk_close(struct desk *);

/* Answers one HTTP request: session, form, route, right, handler, frame. */
void	site_handle(struct site *, struct desk *, struct arena *,
    const struct http_request *, struct http_answer *);

/* A request of the command line: nobody signed in, all rights, named "cli". */
enum result desk_request(struct site *, struct desk *, struct arena *,
    struct request *) MUST_CHECK;

#endif
