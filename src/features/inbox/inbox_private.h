#ifndef INBOX_PRIVATE_H
#define INBOX_PRIVATE_H

#include "app/due.h"
#include "app/page.h"
#include "features/inbox/inbox.h"

extern const struct template inbox_list_page, inbox_show_page;
extern const struct owned inbox_owned;

enum result inbox_show(struct request *, const struct message *);
enum result inbox_list_get(struct request *);
enum result inbox_fetch_post(struct request *);
enum result inbox_show_get(struct request *);
enum result inbox_keeper_post(struct request *);
enum result inbox_completion_post(struct request *);
enum result inbox_task_post(struct request *);
enum result inbox_contact_post(struct request *);
enum result inbox_due(struct request *, const struct due_ask *,
    struct due_list *);
enum result inbox_demo(struct request *);

/* Takes a letter of the public site's form. */
enum result inbox_take_contact(struct request *, const struct letter *);

/* Rows with keeper_name; open ones oldest first, done ones newest first. */
enum result inbox_sql_list(struct request *, bool done, struct rows *)
    MUST_CHECK;
/* Whether it is a message, or was taken. */
enum result inbox_sql_has(struct request *, const char *letter, bool *)
    MUST_CHECK;
enum result inbox_sql_last(struct request *, const char *inbox, int64_t *)
    MUST_CHECK;
/* Inside a deed: a feature took it. */
enum result inbox_sql_taken(struct request *, const struct inbox_letter *);
/* Inside a deed. */
enum result inbox_sql_read(struct request *, const char *inbox, int64_t last);
/* How many wait in the file and were not fetched; 0 when there is none. */
int64_t	inbox_waiting(struct request *);

#endif
