#ifndef CONCERN_SQL_H
#define CONCERN_SQL_H

#include "features/concern/concern.h"

/* All standing concerns with `cards`, how many each holds without those put onto
 * others, `owner_name`, and `talked_on`, the last day it was handed to a meeting;
 * hard ones first, then by age. Solved ones of before `year` stay out. */
enum result concern_sql_all(struct request *, int year, struct rows *)
    MUST_CHECK;

/* Which cards: `concern` NULL asks for those in no group. "" or NULL: any. */
struct concern_ask {
	const char *concern, *region, *source;
};

/* The cards that stand, with `under`, how many lie on each; newest first. */
enum result concern_sql_cards(struct request *, const struct concern_ask *,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result concern_sql_cards_count(struct request *,
    const struct concern_ask *, int64_t *) MUST_CHECK;
/* Those that were put onto a card. */
enum result concern_sql_under(struct request *, const char *card,
    struct rows *) MUST_CHECK;
enum result concern_sql_years(struct request *, const char *concern,
    struct rows *) MUST_CHECK;
enum result concern_sql_year(struct request *, const char *concern, int year,
    struct rows *) MUST_CHECK;
/* Smaller ones in it. */
enum result concern_sql_parts(struct request *, const char *concern,
    struct rows *) MUST_CHECK;
/* Open ones that have no row of that year yet. */
enum result concern_sql_to_carry(struct request *, int year, struct rows *)
    MUST_CHECK;
/* Handings with columns of concern_talk, and the meeting's. */
enum result concern_sql_talks(struct request *, const char *concern,
    struct rows *) MUST_CHECK;
enum result concern_sql_talks_of_meeting(struct request *,
    const char *meeting, struct rows *) MUST_CHECK;
/* Handed to a meeting that was held, and nothing decided: with on_day. */
enum result concern_sql_undecided(struct request *, struct rows *) MUST_CHECK;
/* Meetings about no child that are still to come or lately were. */
enum result concern_sql_meetings(struct request *, const char *since,
    struct rows *) MUST_CHECK;
/* Refusals of which there is no card. */
enum result concern_sql_refusals(struct request *, int64_t limit,
    struct rows *) MUST_CHECK;

#endif
