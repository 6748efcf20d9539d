#ifndef AUDITLOG_PRIVATE_H
#define AUDITLOG_PRIVATE_H

#include "app/page.h"
#include "features/auditlog/auditlog.h"

extern const struct template auditlog_viewers_page, auditlog_panel_page,
    auditlog_list_page, auditlog_review_page;

enum result auditlog_viewers_get(struct request *);
/* Beside the timeline: the last few people, and the way to the page. */
enum result auditlog_panel(struct request *, const char *child,
    const struct html **out);

/* For administrators, who meet no child's name here. */
enum result auditlog_list_get(struct request *);
enum result auditlog_csv_get(struct request *);
enum result auditlog_xlsx_get(struct request *);
/* The month gone through: the sheet, and signing it. */
enum result auditlog_review_get(struct request *);
enum result auditlog_review_post(struct request *);
struct due_ask;
struct due_list;
enum result auditlog_due(struct request *, const struct due_ask *,
    struct due_list *);
/* The list with the faults of this request above it. */
enum result auditlog_list_show(struct request *);

#endif
