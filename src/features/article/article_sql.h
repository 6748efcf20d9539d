#ifndef ARTICLE_SQL_H
#define ARTICLE_SQL_H

#include "features/article/article.h"

/* Which articles; kind or state NULL: any. */
struct article_wish {
	const char *kind, *state;
	bool gives;			/* only what may go to other centres */
};
/* The columns of article with written_by_name, newest first. */
enum result article_sql_list(struct request *, const struct article_wish *,
    int64_t limit, int64_t offset, struct rows *) MUST_CHECK;
enum result article_sql_count(struct request *, const struct article_wish *,
    int64_t *) MUST_CHECK;
enum result article_sql_files(struct request *, const char *article,
    struct rows *) MUST_CHECK;
/* edition publish_on approved_on changes withdrawn_on, newest first. */
enum result article_sql_editions(struct request *, const char *article,
    struct rows *) MUST_CHECK;
/* id name kana of every child; sealed as they lie. */
enum result article_sql_names(struct request *, struct rows *) MUST_CHECK;
enum result article_sql_bytes(struct request *, const char *file,
    const char **base64) MUST_CHECK;
/* Inside a deed. */
enum result article_sql_keep(struct request *, const char *file,
    const char *base64);
/* Inside a deed: what was approved, as it is now; files: ids, "a,b". */
enum result article_sql_publish(struct request *, const struct article *,
    const char *files, const char *publish_on);
enum result article_sql_withdraw(struct request *, const char *article);
/* centre of a sender somebody accepted; no row: nobody did. */
enum result article_sql_sender(struct request *, const char *key,
    struct rows *) MUST_CHECK;
/* Inside a deed. */
enum result article_sql_accept(struct request *, const char *key,
    const char *centre);
/* How many wait for a second person. */
enum result article_sql_waiting(struct request *, struct rows *) MUST_CHECK;

#endif
