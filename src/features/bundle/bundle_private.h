#ifndef BUNDLE_PRIVATE_H
#define BUNDLE_PRIVATE_H

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/codes.h"
#include "app/page.h"
#include "app/text_map.h"
#include "features/bundle/bundle.h"
#include "features/bundle/bundle_allow.h"

/* A row to be published: cells in the order of its table's columns. */
struct pub {
	const char *id;			/* of the bundle: the first cell */
	const char *of;			/* id of the casework database */
	const char **cells;
	const struct pub *on;		/* of a service its place, of a room */
	const struct pub *organization;	/* its service */
	struct reply *replies;		/* of a service, by slot */
	uint64_t digest;		/* of what is published of it */
	const char *modified_at;
	bool used;			/* a published service hangs on it */
};

struct pubs {
	const struct allowed_table *table;
	struct pub *at;
	size_t n;
	struct text_map *by_id;		/* of the casework database */
	const struct query *insert;
};
/* What the bundle before said of a record. */
struct mark {
	const char *id, *record, *digest, *modified_at;
	bool met;
};

struct marks {
	const char *made_at;		/* NULL: there was none */
	struct mark *at;
	size_t n;
	struct text_map *by_id;
};

/* The columns of a table as the casework database has them, at the same places;
 * NULL for what is made. Behind them centre_fields and supporter_fields, where
 * a column can be hidden. */
enum result bundle_sql_rows(struct request *, const struct allowed_table *,
    struct rows *) MUST_CHECK;
enum result bundle_sql_each(struct request *, const struct allowed_table *,
    enum result (*each)(void *ctx, const char *const *cells, size_t n),
    void *ctx) MUST_CHECK;
/* INSERT INTO that table of the bundle, so many rows at once. */
const struct query *bundle_sql_insert(struct arena *,
    const struct allowed_table *, size_t nrows);
extern const struct query bundle_sql_about, bundle_sql_mark, bundle_sql_counter;
/* Of a bundle, by a way into it: its marks; what its records are called, by id. */
enum result bundle_sql_marks(struct request *, struct db *, struct marks *)
    MUST_CHECK;
enum result bundle_sql_labels(struct request *, struct db *, struct text_map **)
    MUST_CHECK;

/* One bundle being made. */
struct bundle {
	struct request *r;
	struct db_file *file;		/* NULL: only told of */
	struct pubs organizations, locations, services, rooms;
	struct marks before;
	struct bundle_told *told;
	struct bundle_news *news;
	const char **criteria;		/* by slot; NULL: of no list */
	size_t ncriteria;
	const struct query *insert_answers[6];	/* 1, 2, 4 ... at once */
};

/* What may go out, without what is hidden or hangs on nothing that is there. */
enum result bundle_load(struct bundle *) MUST_CHECK;
enum result bundle_answers_load(struct bundle *) MUST_CHECK;
/* Sets the letters of a service, and adds its answers to the file. */
void	bundle_answers_add(struct bundle *, struct pub *);
enum result bundle_cells_load(struct bundle *) MUST_CHECK;
enum result bundle_trainings_load(struct bundle *) MUST_CHECK;
size_t	bundle_column(const struct allowed_table *, const char *column);
const char **bundle_cell(const struct pubs *, const struct pub *,
    const char *column);
void	bundle_digest(uint64_t *, const char *const *cells, size_t n);
void	bundle_add(struct bundle *, const struct query *,
    const char *const *cells, size_t n);
/* Of a bundle that lies there; one that cannot be read counts as none. */
void	bundle_before(struct bundle *, const char *path);
/* Holds a record against the bundle before, and sets its modified_at: what it is
 * ("added", "changed"), NULL when the same. */
const char *bundle_mark(struct bundle *, enum bundle_kind, struct pub *);
void	bundle_news_add(struct bundle *, enum bundle_kind, const char *what,
    const char *label);
void	bundle_gone(struct bundle *, const char *path);

#endif
