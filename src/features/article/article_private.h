#ifndef ARTICLE_PRIVATE_H
#define ARTICLE_PRIVATE_H

#include "features/article/article.h"

extern const struct template article_list_page, article_form_page,
    article_show_page, article_exchange_page;

enum { ARTICLE_FILE_BYTES = 5 << 20, ARTICLE_FILES = 20 };

bool	article_is(const struct article *, const char *state);
enum result article_get(struct request *, struct article *) MUST_CHECK;
/* Its page with the faults of a step, and rc. */
enum result article_again(struct request *, const struct article *,
    enum result rc);
/* Somebody changed it: a draft again, and they are one of its writers. */
void	article_touch(struct request *, struct article *);
/* Writes the version that was looked at, and leads to its page. */
enum result article_commit(struct request *, const struct article *old,
    struct article *);

enum result article_list_get(struct request *);
enum result article_new_get(struct request *);
enum result article_post(struct request *);
enum result article_show_get(struct request *);
enum result article_edit_get(struct request *);
enum result article_change_post(struct request *);
enum result article_submission_post(struct request *);
enum result article_return_post(struct request *);
enum result article_approval_post(struct request *);
enum result article_withdrawal_post(struct request *);
enum result article_file_post(struct request *);
enum result article_file_get(struct request *);
enum result article_file_removal_post(struct request *);
enum result article_exchange_get(struct request *);
enum result article_parcel_post(struct request *);
enum result article_arrival_post(struct request *);
enum result article_demo(struct request *);

struct due_ask;
struct due_list;
enum result article_due(struct request *, const struct due_ask *,
    struct due_list *);

#endif
