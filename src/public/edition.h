#ifndef PUBLIC_EDITION_H
#define PUBLIC_EDITION_H

#include "app/open.h"

/*
 * The bundle that is shown. Whoever puts another file in its place, by rename,
 * has it shown with the next request; requests under way end with the one they
 * began with. A file that cannot be shown is logged once and changes nothing:
 * what is there stays. Any thread may ask; each has a place of its own.
 */
struct editions;
struct edition_place;

/* NULL: *why says so in words. `inbox` may be NULL, and stays the caller's. */
struct editions *editions_open(const char *path, struct inbox *inbox,
    const char **why);
void	editions_close(struct editions *);	/* when all places are closed */
/* For tests: instants for every edition shown from now on. */
void	editions_clock(struct editions *, const char *(*)(struct arena *));

/* Before the first request: /metrics is answered. It stays the caller's. */
struct metrics;
void	editions_metrics(struct editions *, const struct metrics *);

struct edition_place *edition_place_open(struct editions *);	/* NULL: logged */
void	edition_place_close(struct edition_place *);
void	edition_handle(struct edition_place *, struct arena *,
    const struct http_request *, struct http_answer *);

#endif
