#ifndef TASK_PRIVATE_H
#define TASK_PRIVATE_H

#include "app/due.h"
#include "features/task/task.h"

extern const struct template task_today_page, task_todo_part, task_aside_part,
    task_list_page, task_form_page, task_show_page, task_calendar_page;

enum result task_today_get(struct request *);
enum result task_aside(struct request *, const char *child,
    const struct html **out);

enum result task_list_get(struct request *);
enum result task_new_get(struct request *);
enum result task_add_post(struct request *);
enum result task_show_get(struct request *);
enum result task_edit_get(struct request *);
enum result task_change_post(struct request *);
enum result task_completion_post(struct request *);
enum result task_reopening_post(struct request *);

/* The person's own calendar: its address, and what stands behind it. */
enum result task_calendar_get(struct request *);
enum result task_calendar_post(struct request *);
enum result task_calendar_revocation_post(struct request *);
enum result task_calendar_feed_get(struct request *);

bool	task_may_write(const struct request *, const struct task *);

enum result task_due(struct request *, const struct due_ask *,
    struct due_list *);
/* Inside a deed: tells the owner, unless it is who is asking. */
enum result task_notice(struct request *, const struct task *);
/* Inside a deed. */
enum result task_demo(struct request *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned task_owned;

#endif
