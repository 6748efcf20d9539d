#ifndef ANNUAL_SQL_H
#define ANNUAL_SQL_H

#include "features/annual/annual_private.h"

struct annual_list {
	struct annual *at;
	size_t n;
};

/* MISSING: no such one. */
enum result annual_sql_get(struct request *, const char *id, struct annual *)
    MUST_CHECK;
enum result annual_sql_all(struct request *, struct annual_list *) MUST_CHECK;
enum result annual_sql_blocks(struct request *, const char *annual,
    struct annual_blocks *) MUST_CHECK;
/* Inside a deed. CONFLICT: somebody else was first. */
enum result annual_sql_add(struct request *, const struct annual *);
enum result annual_sql_block_add(struct request *,
    const struct annual_block *);
enum result annual_sql_block_change(struct request *,
    const struct annual_block *);
enum result annual_sql_place(struct request *, const struct annual_block *,
    int64_t place);
/* A writer of a draft. CONFLICT: it is none, or of another version by now. */
enum result annual_sql_touch(struct request *, const struct annual *,
    const char *writers);
enum result annual_sql_submit(struct request *, const struct annual *,
    const char *document, const char *hash);
enum result annual_sql_return(struct request *, const struct annual *);
enum result annual_sql_approve(struct request *, const struct annual *);
/* MISSING: none kept. NULL approved_on: it waits. */
struct annual_edition {
	const char *document, *hash, *made_on, *approved_on;
};

enum result annual_sql_edition(struct request *, const char *annual,
    int64_t edition, struct annual_edition *) MUST_CHECK;

/* number on_day from_at to_at place online_url theme title came. */
enum result annual_sql_trainings(struct request *, int year, struct rows *)
    MUST_CHECK;
/* kind n; of those carried out; of those held that are about no child. */
enum result annual_sql_dispatches(struct request *, int year, struct rows *)
    MUST_CHECK;
enum result annual_sql_meetings(struct request *, int year, struct rows *)
    MUST_CHECK;
/* title base_on state asked answered. */
enum result annual_sql_surveys(struct request *, int year, struct rows *)
    MUST_CHECK;
/* on_day kind title families. */
enum result annual_sql_exchanges(struct request *, int year, struct rows *)
    MUST_CHECK;
/* Columns of concern_year; of concerns that were not merged. */
enum result annual_sql_concerns(struct request *, int year, struct rows *)
    MUST_CHECK;

#endif
