#ifndef TESTS_KIT_PUBLIC_H
#define TESTS_KIT_PUBLIC_H

#include "public/edition.h"
#include "tests/kit.h"

/*
 * The public site over a bundle of the test's own: what the floor reads comes
 * from the town, the published tables are filled by the test. `t` holds the last
 * answer, for EXPECT_SEES and EXPECT_STATUS. It is noon of PUBLIC_TODAY.
 *
 * Without being asked, every answer is looked at: guards, no cookie, what was
 * typed is escaped.
 */
#define PUBLIC_TODAY "2026-04-01"

struct public_site {
	struct town t;
	const char *path;		/* of the bundle's file */
	struct store *next;		/* the bundle that is being made */
	struct db *into;
	struct inbox *inbox;		/* NULL unless the test opens one */
	struct editions *editions;
	struct edition_place *place;
};

/* Begins a bundle: the schema, `about` and the town's code lists. A second one
 * may be begun while the first is shown. */
void	public_begin(struct public_site *, struct town *);
/* One statement into it. */
void	public_fill(struct public_site *, const char *sql);
/* An active service at a place of its own, PUBLIC_PHONE its telephone, nothing
 * answered; of `kind` in `municipality`, both codes. */
#define PUBLIC_PHONE "017-000-0101"
void	public_fill_service(struct public_site *, const char *id,
    const char *name, const char *municipality, const char *kind);
/* An answer "yes", "terms" or "no" to a criterion, confirmed 2026-03-20. */
void	public_fill_answer(struct public_site *, const char *service,
    const char *criterion, const char *answer, const char *terms);
/* The bundle that was begun takes the place of the one before. */
void	public_publish(struct public_site *);
/* Publishes it, and opens the site. */
void	public_open(struct public_site *);
void	public_close(struct public_site *);
/* Noon of that day, whatever the bundle's. */
void	public_set_today(struct public_site *, const char *day);

void	visit(struct public_site *, const char *path);
/* All of it is the path, decoded. */
void	visit_path(struct public_site *, const char *path);
void	visit_by(struct public_site *, const char *method, const char *path);
/* name, value, ..., NULL: as a form of ours sends it. */
void	visit_post(struct public_site *, const char *path, ...);

#endif
