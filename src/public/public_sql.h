#ifndef PUBLIC_SQL_H
#define PUBLIC_SQL_H

#include "public/wish.h"

/* Queries over the published tables. They are always SQLite. */

/* id kind name place status municipality region answers confirmed_on age_from
 * age_below opening phone lat lng precise; in order of kana. */
enum result public_sql_find(struct request *, const struct wish *,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result public_sql_count(struct request *, const struct wish *, int64_t *)
    MUST_CHECK;
/* municipality region n: how many in each. */
enum result public_sql_areas(struct request *, const struct wish *,
    struct rows *) MUST_CHECK;
/* service criterion answer terms source confirmed_on, of these services: `ids`
 * as public_ids makes it. */
enum result public_sql_answers(struct request *, const char *ids,
    struct rows *) MUST_CHECK;
/* All columns of one, its place's as place_*, its organization's as org_*.
 * MISSING. */
enum result public_sql_service(struct request *, const char *id,
    struct rows *) MUST_CHECK;
/* id kind name: the others at that place. */
enum result public_sql_beside(struct request *, const char *location,
    const char *service, struct rows *) MUST_CHECK;
/* id label beds fresh_days grey_days service kind name place municipality
 * phone answers; of one service, or of those a wish finds. */
enum result public_sql_rooms(struct request *, const char *service,
    struct rows *) MUST_CHECK;
enum result public_sql_board(struct request *, const struct wish *,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result public_sql_board_count(struct request *, const struct wish *,
    int64_t *) MUST_CHECK;
/* room day state reason number as_of, in that order, of these rooms. */
enum result public_sql_cells(struct request *, const char *ids,
    const char *from, const char *to, struct rows *) MUST_CHECK;
/* Columns of pub_training: from today on, by day; of one course (NULL: all). */
enum result public_sql_trainings(struct request *, const char *course,
    struct rows *) MUST_CHECK;
/* MISSING, also when it is over. */
enum result public_sql_training(struct request *, const char *id,
    struct rows *) MUST_CHECK;
/* The first column of rows as a list for json_each. */
const char *public_ids(struct arena *, const struct rows *);
/* year body function part: 役割分担, body by body. */
enum result public_sql_charge(struct request *, struct rows *) MUST_CHECK;
/* services rooms confirmed charges: how many there are, for the first page. */
enum result public_sql_numbers(struct request *, struct rows *) MUST_CHECK;
/* revoked, "1" or "0", by training_certificate_digest; no row: there is none. */
enum result public_sql_certificate(struct request *, const char *digest,
    struct rows *) MUST_CHECK;
/* on_day title number theme from_at to_at both_codes, by training_door_digest.
 * MISSING. */
enum result public_sql_door(struct request *, const char *digest,
    struct rows *) MUST_CHECK;
/* id title intro opens_on closes_on; MISSING. Its questions, in their order. */
enum result public_sql_questionnaire(struct request *, const char *id,
    struct rows *) MUST_CHECK;
enum result public_sql_questions(struct request *, const char *id,
    struct rows *) MUST_CHECK;

/* Articles of a kind, a theme, a region, with these words (NULL: all), events
 * by their day to come, all else newest first: all columns but body and easy,
 * and `begin`. */
struct told_wish {
	const char *kind, *theme, *region, *words;
};
enum result public_sql_articles(struct request *, const struct told_wish *,
    int64_t limit, struct rows *) MUST_CHECK;
/* All columns. MISSING. */
enum result public_sql_article(struct request *, const char *id,
    struct rows *) MUST_CHECK;
/* 1: something of that id was there, and was taken back. */
enum result public_sql_gone(struct request *, const char *id, int64_t *n)
    MUST_CHECK;
/* id title type size of the files of an article ("a,b"); publish_on changes. */
enum result public_sql_files(struct request *, const char *files,
    struct rows *) MUST_CHECK;
enum result public_sql_changes(struct request *, const char *article,
    struct rows *) MUST_CHECK;
enum result public_sql_file(struct request *, const char *id, struct rows *)
    MUST_CHECK;

#endif
